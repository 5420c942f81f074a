import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// What a stage's feedback tells, and above all what it does not.
@Suite struct FeedbackTests {
  /// Where nothing but the score is told, no answer that a contestant gets holds a key.
  @Test(arguments: ["none", "score"]) func noKeyLeavesWhereNoneIsTold(feedback: String) async throws
  {
    let plan = SampleKinds.plan.replacingOccurrences(
      of: "feedback: score", with: "feedback: \(feedback)")
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan, bank: try SampleKinds.contents())[0]
      let id = try await me.start("preliminary").attempt
      var payloads: [[UInt8]] = []
      let requests = try [
        CommandRequest(id, me, .answer(1, item: 0, choices: [0])),
        CommandRequest(id, me, .answer(2, item: 1, choices: [9])),
        CommandRequest(id, me, .answer(2, item: 3, Answer(texts: ["安培", ""])), .clear(3, item: 3)),
        CommandRequest(id, me, .submit(4)), CommandRequest(id, me, .submit(4)),
        CommandRequest(id, me, .answer(1, item: 0, choices: [0])),
      ]
      for request in requests {
        payloads.append(try await server.answer(to: request).body)
        payloads.append(try await server.answer(to: request.routed).body)
      }
      try await server.projector.catchUp()
      server.clock.advance(by: .seconds(10_000))
      for path in [Path.attempt, Path.attemptHistory] {
        payloads.append(try await me.bytes(Path.fill(path, [id])))
      }
      #expect(payloads.count == 14)
      for payload in payloads {
        let text = String(decoding: payload, as: UTF8.self)
        #expect(!text.contains("因为") && !text.contains("\"solution\""), "\(text)")
        // What is right for the item of two blanks, which its stem does not tell.
        #expect(!text.contains("Ω"))
      }
      let view = try await me.view(id)
      #expect(view.solutions.isEmpty)
      #expect((view.score != nil) == (feedback == "score"))
    }
  }

  @Test func aPracticeTellsTheKeyOfWhatWasAnsweredAndNoOther() async throws {
    let plan = SampleKinds.plan.replacingOccurrences(
      of: "feedback: score", with: "feedback: after-each")
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan, bank: try SampleKinds.contents())[0]
      let id = try await me.start("preliminary").attempt
      #expect(try await me.view(id).solutions.isEmpty)
      let replies = try await me.send(
        .answer(1, item: 3, Answer(texts: ["安培", ""])), .flag(2, item: 4, true),
        .answer(3, item: 4, Answer(texts: ["x"])), to: id)
      #expect(replies[0].solution?.texts == [["欧姆", "Ω"], ["50"]])
      #expect(replies[1].solution == nil)
      #expect(replies[2].solution == nil)
      #expect(try await me.view(id).solutions.indices(where: { $0 != nil }) == [3])
      _ = try await me.send(.submit(3), to: id)
      #expect(try await me.view(id).solutions.indices(where: { $0 != nil }) == Array(0..<9))
    }
  }
}

extension Array {
  fileprivate func indices(where isSuch: (Element) -> Bool) -> [Int] {
    indices.filter { isSuch(self[$0]) }
  }
}
