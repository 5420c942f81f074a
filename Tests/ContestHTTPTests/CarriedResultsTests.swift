import ContestAPI
import ContestClient
import Contests
import Fixtures
import Scoring
import Testing

/// Scores of an earlier stage that is certified anew after a later one.
@Suite struct CarriedResultsTests {
  private let preliminary = ["cup", "fitter", "preliminary"]
  private let final = ["cup", "fitter", "final"]

  private let plan =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              paper: { draw: 5, points: 20 }
              time: 5m
              feedback: score
              parts:
                - { id: theory, online: true, weight: 60 }
                - { id: before, carry-over: preliminary, weight: 40 }

      """

  @Test func resultsTellThatWhatTheyCarryWasCertifiedAnew() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1, plan: plan)[0]
      let paper = try await me.play("preliminary", right: 4)
      _ = try await me.play("final", right: 2)
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      func certify(_ stage: [String]) async throws -> Certified {
        try await judge.post(Path.fill(Path.certification, stage), Nothing())
      }
      func carriedSince(_ stage: [String]) async throws -> [ResultsVersions.Carried] {
        let versions: ResultsVersions = try await judge.get(Path.fill(Path.coSignatures, stage))
        return versions.carriedSince
      }
      func score() async throws -> Int? {
        let rankings: Rankings = try await judge.get(Path.fill(Path.rankings, final))
        return rankings.rows.first?.score
      }
      _ = try await certify(preliminary)
      _ = try await certify(final)
      // 60 x 40 % + 40 x 40 % = 40.
      #expect(try await score() == 40_000)
      #expect(try await carriedSince(final).isEmpty)
      let question = try #require(paper.items[5].stem.split(separator: ":").first)
      let _: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, preliminary),
        CorrectionWish(
          question: String(question), treatment: "full-marks", answer: nil, onlyIfItHelps: false,
          bankVersion: nil, top: 10, reason: "r", isPreview: false))
      // What is corrected counts in the final when it is certified.
      #expect(try await carriedSince(final).isEmpty)
      #expect(try await certify(preliminary).version == 2)
      let stale = ResultsVersions.Carried(
        part: "before", stage: "preliminary", version: 1, newest: 2)
      #expect(try await carriedSince(final) == [stale])
      #expect(try await carriedSince(preliminary).isEmpty)
      #expect(try await score() == 40_000)
      #expect(try await certify(final).version == 2)
      #expect(try await score() == 44_000)
      #expect(try await carriedSince(final).isEmpty)
    }
  }
}
