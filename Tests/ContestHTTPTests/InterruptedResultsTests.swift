import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import QuestionBanks
import Scoring
import Testing

/// Results of stages in which staff intervened can be computed again, and admit to the next stage.
@Suite struct InterruptedResultsTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private func rule(
    _ server: TestServer, _ attempt: String, _ kind: String, mayRetry: Bool? = nil
  ) async throws {
    let _: AttemptStanding = try await server.staff(.judge).post(
      Path.fill(Path.interventions, [attempt]),
      Intervention(kind: kind, mayRetry: mayRetry, reason: "r"))
  }

  /// Closes the preliminary, certifies it, and computes the document again.
  private func certified(_ server: TestServer) async throws -> CertifiedResults {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
    let judge = try await server.staff(.judge)
    let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
    let document = try await judge.bytes(Path.fill(Path.certification, stage))
    let (results, hash) = try CertifiedResults.read(document: document)
    #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
    return results
  }

  @Test func pausesStandInTheDocumentAndAreNotSpent() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 4)
      var ids: [String] = []
      for client in clients { ids.append(try await client.start("preliminary").attempt) }
      server.clock.advance(by: .seconds(10))
      try await rule(server, ids[0], "suspend")
      try await rule(server, ids[1], "suspend")
      try await rule(server, ids[3], "suspend")
      server.clock.advance(by: .seconds(100))
      try await rule(server, ids[0], "resume")
      server.clock.advance(by: .seconds(5))
      _ = try await clients[0].send(.submit(1), to: ids[0])
      _ = try await clients[2].send(.submit(1), to: ids[2])
      try await rule(server, ids[3], "void")
      server.clock.advance(by: .seconds(3000))
      // The second one is still stopped when the stage is closed.
      let results = try await certified(server)
      #expect(results.entries.count == 3)
      let submitted = Dictionary(
        uniqueKeysWithValues: results.entries.map { ($0.contestant.text, $0) })
      #expect(submitted["1000"]?.elapsed == .seconds(15))
      #expect(submitted["1000"]?.attempts[0].paused == .seconds(100))
      #expect(submitted["1001"]?.elapsed == .seconds(10))
      #expect(submitted["1002"]?.elapsed == .seconds(115))
      #expect(submitted["1002"]?.attempts[0].paused == nil)
    }
  }

  @Test func whoIsClosedBeforeTheBellHasSpentNothing() async throws {
    let plan = Sample.plan.replacingOccurrences(
      of: "time: 10m", with: "bell: 2025-04-01T11:00\n        time: 10m")
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2, plan: plan)
      let id = try await clients[0].start("preliminary").attempt
      try await rule(server, id, "suspend")
      _ = try await clients[1].start("preliminary")
      server.clock.advance(by: .seconds(60))
      let results = try await certified(server)
      #expect(results.entries.allSatisfy { $0.elapsed == Milliseconds(0) })
      #expect(results.entries.allSatisfy { $0.attempts[0].paused == nil })
    }
  }

  @Test func aRetriedAttemptIsTheOneThatCounts() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let first = try await me.start("preliminary")
      _ = try await me.send(.answer(1, item: 0, choices: [0]), to: first.attempt)
      try await rule(server, first.attempt, "void", mayRetry: true)
      let second = try await me.play("preliminary", right: 10)
      #expect(second.number == 2)
      let results = try await certified(server)
      #expect(results.entries.map { $0.attempts.map(\.attempt) } == [[second.attempt]])
    }
  }

  @Test func theCertifiedShortlistAdmits() async throws {
    let final = """
            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              paper: { draw: 5, points: 20 }
              time: 5m
              tries: { total: 1 }
              admission: { shortlist-of: preliminary }
      """
    let plan = Sample.plan.replacingOccurrences(
      of: "cut: { per-city: 2, per-unit: 1 }",
      with: "cut: { per-city: 1 }\n" + final)
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 4, plan: plan)
      for (right, client) in clients.enumerated() {
        _ = try await client.play("preliminary", right: right * 2)
      }
      func refusals() async -> [String] {
        var codes: [String] = []
        for client in clients {
          do {
            _ = try await client.start("final")
            codes.append("admitted")
          } catch ContestClient.Failure.refused(_, let error) {
            codes.append(error.code)
          } catch {
            codes.append("\(error)")
          }
        }
        return codes
      }
      // Nobody before the results are final, and then the best of each of the two cities.
      #expect(await refusals() == Array(repeating: "not-shortlisted", count: 4))
      _ = try await certified(server)
      #expect(
        await refusals() == ["not-shortlisted", "not-shortlisted", "admitted", "admitted"])
    }
  }
}
