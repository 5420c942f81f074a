import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// The answer key never leaves: everything that a contestant can be sent is walked.
@Suite struct KeySecrecyTests {
  /// Names that would betray a key, wherever they stood.
  private static let forbidden = [
    "key", "correct", "answer", "right", "explanation", "solution", "question", "id",
  ]

  @Test func noContestantVisiblePayloadHasAKey() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let me = contestants[0]
      let started = try await me.start("preliminary")
      _ = try await contestants[1].play("preliminary", right: 10)
      let practice = try await me.play("practice", right: 3)
      let organizer = try await server.staff(.organizer)
      let paths: [(String, [(String, String)])] = [
        (Path.fill(Path.attempt, [started.attempt]), []),
        (Path.fill(Path.attempt, [practice.attempt]), []), (Path.me, []),
        (Path.fill(Path.rankings, ["cup", "fitter", "practice"]), []),
        (Path.fill(Path.rankings, ["cup", "fitter", "practice"]), [("around", "me")]),
        (Path.fill(Path.eligibility, ["cup"]), []), (Path.fill(Path.certificates, ["cup"]), []),
      ]
      for (path, query) in paths {
        let value = try JSONSerialization.jsonObject(
          with: Data(try await me.bytes(path, query: query)))
        Self.walk(value, at: path) { name, place in
          #expect(!Self.forbidden.contains(name), "\(place) holds \(name)")
        }
      }
      // The same walk finds the key where it may be, so it would find it elsewhere.
      let bank = try await organizer.bytes(
        Path.fill(Path.bankExport, ["fitter"]), query: [("format", "native")])
      #expect(String(decoding: bank, as: UTF8.self).contains("key: "))
    }
  }

  @Test func everyFieldOfAPaperIsKnown() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let bytes = try await me.bytes(Path.fill(Path.attempt, [view.attempt]))
      let value = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(
        Set(value.keys).isSubset(of: [
          "attempt", "stage", "number", "startedAt", "deadline", "serverTime", "lastSequence",
          "head", "submittedAt", "items", "responses", "score", "maximum",
        ]))
      for item in try #require(value["items"] as? [[String: Any]]) {
        #expect(Set(item.keys) == ["kind", "stem", "options", "points"])
      }
    }
  }

  @Test func theScoreIsToldOnlyWhereTheStageTellsIt() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let preliminary = try await me.play("preliminary", right: 10)
      let practice = try await me.play("practice", right: 5)
      var told: Int?
      // The projector works on its own; it is asked until it has marked.
      for _ in 0..<200 where told == nil {
        told = try await me.view(practice.attempt).score
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(told == 100_000)
      #expect(try await me.view(preliminary.attempt).score == nil)
    }
  }

  /// Calls `visit` for every name in a JSON value.
  private static func walk(
    _ value: Any, at place: String, _ visit: (_ name: String, _ place: String) -> Void
  ) {
    if let object = value as? [String: Any] {
      for (name, child) in object {
        visit(name.lowercased(), place)
        walk(child, at: "\(place).\(name)", visit)
      }
    } else if let list = value as? [Any] {
      for child in list { walk(child, at: "\(place)[]", visit) }
    }
  }
}
