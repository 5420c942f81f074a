import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// Certified results whose file was put together otherwise than a server does it.
@Suite struct ForgedResultsTests {
  private let stage = ["cup", "fitter", "practice"]

  private typealias Object = [String: Any]

  /// What is found in a file of which somebody changed the results and wrote the hash anew.
  private func findings(
    _ bytes: [UInt8], _ change: (inout Object) throws -> Void
  ) throws -> [String] {
    let file = try JSONSerialization.jsonObject(with: Data(bytes))
    var document = try #require(file as? Object)
    var results = try #require(document["results"] as? Object)
    try change(&results)
    document["results"] = results
    let forged = try JSONSerialization.data(withJSONObject: document)
    let read = try CertifiedResults.read(document: Array(forged)).results
    return ResultsAudit(read, claimedHash: read.hash).findings.map {
      "\($0.code) \($0.subject): \($0.claimed), \($0.computed)"
    }
  }

  private func list(_ object: Object, _ name: String) throws -> [Object] {
    try #require(object[name] as? [Object])
  }

  @Test func everybodyStandsThereOnceAndInTheirOrder() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4)
      let judge = try await server.staff(.judge)
      for (index, contestant) in contestants.enumerated() {
        _ = try await contestant.play("practice", right: index + 1)
      }
      _ = try await contestants[3].play("practice", right: 1)
      for admission in ["1000", "1002"] {
        let _: ContestantStanding = try await judge.post(
          Path.fill(Path.disqualifications, stage),
          ContestantRuling(admission: admission, reason: "代考"))
      }
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(certification, Nothing())
      let bytes = try await judge.bytes(certification)
      let results = try CertifiedResults.read(document: bytes).results
      #expect(results.entries.map(\.contestant.text) == ["1003", "1001"])
      let attempts = results.entries[0].attempts.map(\.attempt)
      #expect(attempts.count == 2)
      #expect(try findings(bytes) { _ in } == [])

      let swapped = try findings(bytes) {
        $0["entries"] = Array(try list($0, "entries").reversed())
      }
      #expect(swapped == ["order 1003: entries[1], < entries[0]"])
      let others = try findings(bytes) {
        $0["unranked"] = Array(try list($0, "unranked").reversed())
      }
      #expect(others == ["order 1000: unranked[1], < unranked[0]"])
      let twice = try findings(bytes) {
        let entries = try list($0, "entries")
        $0["entries"] = entries + [entries[0]]
      }
      #expect(twice.contains("repeated 1003: entries[2], entries[0]"))
      #expect(
        twice.contains(
          "repeated \(attempts[0]): entries[2].attempts[0], entries[0].attempts[0]"))
      let shown = try findings(bytes) {
        var unranked = try list($0, "unranked")
        var entry = try #require(unranked[0]["entry"] as? Object)
        (entry["rank"], entry["shortlisted"]) = (1, true)
        unranked[0]["entry"] = entry
        $0["unranked"] = unranked
      }
      #expect(shown == ["rank 1000: 1, -", "shortlist 1000: true, false"])
      for (change, finding) in [
        (
          { (attempts: [Object]) in Array(attempts.reversed()) },
          "order \(attempts[0]): entries[0].attempts[1] 1, > 2"
        ),
        (
          { $0 + [$0[0]] },
          "repeated \(attempts[0]): entries[0].attempts[2], entries[0].attempts[0]"
        ),
      ] {
        let found = try findings(bytes) {
          var entries = try list($0, "entries")
          entries[0]["attempts"] = change(try list(entries[0], "attempts"))
          $0["entries"] = entries
        }
        #expect(found.contains(finding), "\(found)")
      }
    }
  }

  /// What stands in the file beside what was certified would be read by somebody.
  @Test func whatIsInNoHashIsFound() async throws {
    try await TestServer.run { server in
      let contestant = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      _ = try await contestant.play("practice", right: 2)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(certification, Nothing())
      let text = String(decoding: try await judge.bytes(certification), as: UTF8.self)
      func findings(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try ResultsAudit(try CertifiedDocument(bytes: bytes), readFrom: bytes).findings
          .map(\.code)
      }
      #expect(try findings(text) == [])
      #expect(try findings(text + "\r\n") == [])
      let rank = "\"rank\":1"
      #expect(text.contains(rank))
      for addition in ["\"prize\":\"一等奖\",\(rank)", "\(rank),\"prize\":\"一等奖\""] {
        #expect(try findings(text.replacingOccurrences(of: rank, with: addition)) == ["form"])
      }
      // One of two ranks is read here, and the other one elsewhere.
      let twice = text.replacingOccurrences(of: rank, with: "\"rank\":1,\"rank\":9")
      #expect(try findings(twice).contains("form"))
    }
  }
}
