import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Testing

@testable import Scoring

/// While a stage is frozen nothing that a contestant can ask for tells what happened since.
@Suite struct FreezeFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  /// Everything that a contestant may read of others.
  private func publicBytes(_ client: ContestClient) async throws -> [String: [UInt8]] {
    var answers: [String: [UInt8]] = [:]
    for path in [Path.contests, Path.fill(Path.contest, ["cup"])] {
      answers[path] = try await client.bytes(path)
    }
    let rankings = Path.fill(Path.rankings, stage)
    for query in [
      [], [("scope", "city:320300")], [("scope", "province:320000")], [("scope", "unit:甲厂")],
      [("scope", "team:一队")], [("scope", "team:无")], [("scope", "team:二队"), ("format", "csv")],
      [("scope", "unit:无")], [("around", "me")], [("around", "1003")], [("from", "2")],
      [("top", "1")], [("format", "csv")], [("format", "csv"), ("scope", "city:320300")],
      [("format", "xlsx")], [("format", "json"), ("scope", "unit:甲厂")],
    ] as [[(String, String)]] {
      answers["\(query)"] = try await client.bytes(rankings, query: query)
    }
    for by in ["unit", "city", "province", "team"] {
      answers["rollups \(by)"] = try await client.bytes(
        Path.fill(Path.rollups, stage), query: [("by", by)])
    }
    answers["rollups csv"] = try await client.bytes(
      Path.fill(Path.rollups, stage), query: [("format", "csv")])
    for path in [Path.eligibility, Path.certificates] {
      answers[path] = try await client.bytes(Path.fill(path, ["cup"]))
    }
    return answers
  }

  private func rankings(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage), query: query)
  }

  @Test func thePublicViewStandsStillUntilItIsReleased() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6, teams: ["一队", "二队"])
      let judge = try await server.staff(.judge)
      for (index, contestant) in contestants.prefix(3).enumerated() {
        _ = try await contestant.play("practice", right: index)
      }
      let frozen: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "最后一天"))
      #expect(frozen.isFrozen)
      await refusal(409, "frozen-already") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.freeze, stage), FreezeWish(reason: "again"))
      }
      let observer = contestants[0]
      let before = try await publicBytes(observer)
      let shown = try await rankings(observer)
      #expect(shown.status == "frozen")
      #expect(shown.ranked == 3)

      for (index, contestant) in contestants.suffix(3).enumerated() {
        _ = try await contestant.play("practice", right: index + 3)
      }
      try await server.projector.catchUp()
      // In the very millisecond of the freeze, as the test's clock stands still.
      let moved: RosterImported = try await server.staff(.organizer).upload(
        Path.fill(Path.roster, ["cup"]),
        file: Array(Sample.roster(6, teams: ["二队", "", "一队"]).utf8))
      #expect(moved.teamsChanged == 4)
      #expect(try await publicBytes(observer) == before)
      #expect(try await rankings(judge, [("scope", "team:二队")]).ranked == 2)
      #expect(try await rankings(judge).ranked == 6)
      #expect(try await rankings(judge).rows[0].admission == "1005")
      #expect(try await rankings(judge, [("view", "public")]).rows == shown.rows)
      // Computed anew from the store, as after a restart.
      let board = StandingsBoard(
        store: server.storage.store, roster: server.storage.store)
      let place = try #require(
        try await server.backend.directory.stage(try StagePath("cup/fitter/practice")))
      let rows = try await board.read(place, as: .everyone) { $0.rows(0..<10) }
      #expect(rows.map(\.contestant.id.text) == shown.rows.map(\.admission))

      let released: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, stage), FreezeWish(reason: "颁奖"))
      #expect(!released.isFrozen)
      #expect(try await rankings(observer).ranked == 6)
      await refusal(409, "not-frozen") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.unfreeze, stage), FreezeWish(reason: "again"))
      }
      // It can be frozen again, at what is there by then.
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "二次"))
      #expect(try await rankings(observer).ranked == 6)
    }
  }

  /// What the freeze shows of results and what it shows of teams and headcounts is of one moment.
  @Test func theMomentOfAFreezeIsAfterTheResultsThatItShows() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      let before = server.clock.now
      // Results are being recorded when somebody asks for it.
      let asking = try await server.projector.catchUp {
        let asking = Task { () throws -> FreezeStanding in
          try await judge.post(Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
        }
        try await Task.sleep(for: .milliseconds(200))
        server.clock.advance(by: .seconds(5))
        return asking
      }
      #expect(try await asking.value.since == (before + .seconds(5)).milliseconds)
    }
  }

  @Test func certifiedResultsStayHiddenWhileFrozen() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacing(
        "counts: sum-of-daily-best", with: "counts: sum-of-daily-best\n        policies: [medal]")
      let contestants = try await server.openCup(
        contestants: 3, plan: plan, policies: ["medal.yaml": CertificateContest.pack])
      let judge = try await server.staff(.judge)
      let organizer = try await server.staff(.organizer)
      _ = try await contestants[0].play("practice", right: 1)
      let _: FreezeStanding = try await organizer.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
      _ = try await contestants[1].play("practice", right: 5)
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let before = try await publicBytes(contestants[2])
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      let after = try await publicBytes(contestants[2])
      for (question, bytes) in before where question != Path.contests {
        // That the stage is certified is told; of the results nothing is.
        if question == Path.fill(Path.contest, ["cup"]) { continue }
        #expect(after[question] == bytes, "\(question)")
      }
      #expect(try await rankings(contestants[2]).ranked == 1)
      #expect(try await rankings(judge).status == "certified")
      await refusal(409, "not-certified") {
        let _: CertificatesIssued = try await judge.post(
          Path.fill(Path.certificates, ["cup"]), Nothing())
      }
    }
  }

  @Test func aFreezeMakesNothingPublicThatWasNot() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let secret = ["cup", "fitter", "preliminary"]
      let attempt = try await contestants[0].play("preliminary", right: 1)
      let judge = try await server.staff(.judge)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, secret), FreezeWish(reason: "r"))
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
      let _: Certified = try await judge.post(Path.fill(Path.certification, secret), Nothing())
      func score() async throws -> Int? {
        let view: AttemptView = try await contestants[0].get(
          Path.fill(Path.attempt, [attempt.attempt]))
        return view.score
      }
      #expect(try await score() == nil)
      await refusal(409, "standings-not-public") {
        let _: Rankings = try await contestants[1].get(Path.fill(Path.rankings, secret))
      }
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, secret), FreezeWish(reason: "r"))
      let rankings: Rankings = try await contestants[1].get(Path.fill(Path.rankings, secret))
      #expect(rankings.status == "certified")
      #expect(try await score() != nil)
    }
  }

  @Test func aFreezeNeedsAReason() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      for reason in ["", " ", "two\nlines", String(repeating: "长", count: 300)] {
        await refusal(400, "reason-unfit") {
          let _: FreezeStanding = try await judge.post(
            Path.fill(Path.freeze, stage), FreezeWish(reason: reason))
        }
      }
      await refusal(404, "not-found") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.freeze, ["cup", "fitter", "none"]), FreezeWish(reason: "r"))
      }
    }
  }
}
