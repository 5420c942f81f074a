import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// Why an attempt has its score: for staff always, for its contestant only where keys are told.
@Suite struct ExplanationFlowTests {
  private func explanation(
    _ client: ContestClient, _ attempt: String
  ) async throws -> AttemptExplanation {
    try await client.get(Path.fill(Path.attemptExplanation, [attempt]))
  }

  private func plan(_ feedback: String) -> String {
    SampleKinds.plan.replacingOccurrences(of: "feedback: score", with: "feedback: \(feedback)")
  }

  /// Answers a blank of two and an order rightly and nothing else, and hands in.
  private func play(_ me: ContestClient) async throws -> String {
    let view = try await me.start("preliminary")
    let blank = try #require(view.items.firstIndex { $0.kind == "fill-in" })
    let order = try #require(view.items.firstIndex { $0.kind == "ordering" })
    let right = try ["停电", "验电", "挂牌"].map { text in
      try #require(view.items[order].options.firstIndex(of: text))
    }
    _ = try await me.send(
      .answer(1, item: blank, Answer(texts: ["Ω", ""])),
      .answer(2, item: order, Answer(places: right)), .submit(3), to: view.attempt)
    return view.attempt
  }

  @Test func staffSeesEveryMarkWithItsKeyAndRule() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan("none"), bank: try SampleKinds.contents())[0]
      let id = try await play(me)
      try await server.projector.catchUp()
      for role in [Role.judge, .auditor] {
        let explained = try await explanation(try await server.staff(role), id)
        #expect(explained.marks.map(\.position) == Array(1...9))
        #expect(explained.contestant == "1000")
        #expect((explained.bank, explained.bankVersion, explained.keyVersion) == ("fitter", 1, 1))
        #expect(explained.score == 15_000)
        #expect(explained.recorded == 15_000)
        #expect(explained.maximum == 90_000)
        #expect(explained.marks.map(\.points).reduce(0, +) == explained.score)
        let blank = try #require(explained.marks.first { $0.kind == "fill-in" })
        #expect(blank.question == "K4")
        #expect(blank.response.texts == ["Ω", ""])
        #expect(blank.solution.texts == [["欧姆", "Ω"], ["50"]])
        #expect(blank.key == "欧姆|Ω；50")
        #expect(blank.parts.map(\.verdict) == ["right", "missing"])
        #expect((blank.points, blank.maximum, blank.scheme) == (5_000, 10_000, "partial"))
        #expect(!blank.rule.isEmpty)
        let order = try #require(explained.marks.first { $0.kind == "ordering" })
        #expect(order.response.places == order.solution.places)
        #expect(order.key == "CAB")
      }
    }
  }

  @Test(arguments: ["none", "score"])
  func aContestantLearnsNothingWhereNoKeyIsTold(feedback: String) async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan(feedback), bank: try SampleKinds.contents())[0]
      let view = try await me.start("preliminary")
      let path = Path.fill(Path.attemptExplanation, [view.attempt])
      await refusal(409, "explanation-not-told") { _ = try await me.bytes(path) }
      _ = try await me.send(.submit(1), to: view.attempt)
      try await server.projector.catchUp()
      server.clock.advance(by: .seconds(10_000))
      await refusal(409, "explanation-not-told") { _ = try await me.bytes(path) }
    }
  }

  @Test(arguments: ["at-end", "after-each"])
  func aContestantIsToldAboutTheOwnAttemptOnceItIsHandedIn(feedback: String) async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(
        contestants: 2, plan: plan(feedback), bank: try SampleKinds.contents())
      let me = contestants[0]
      let view = try await me.start("preliminary")
      let path = Path.fill(Path.attemptExplanation, [view.attempt])
      await refusal(409, "explanation-not-told") { _ = try await me.bytes(path) }
      _ = try await me.send(.submit(1), to: view.attempt)
      #expect(try await explanation(me, view.attempt).score == 0)
      await refusal(404, "attempt-unknown") { _ = try await contestants[1].bytes(path) }
    }
  }

  @Test func anAttemptWithoutAResultHasNoMarks() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan("none"), bank: try SampleKinds.contents())[0]
      let id = try await me.start("preliminary").attempt
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.attemptExplanation, [id])
      await refusal(409, "attempt-not-submitted") { _ = try await judge.bytes(path) }
      let _: AttemptStanding = try await judge.post(
        Path.fill(Path.interventions, [id]), Intervention(kind: "void", reason: "死机"))
      await refusal(409, "attempt-not-submitted") { _ = try await judge.bytes(path) }
      let organizer = try await server.staff(.organizer)
      await refusal(403, "not-allowed") { _ = try await organizer.bytes(path) }
    }
  }
}
