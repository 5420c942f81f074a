import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// A shortlist from the tie on its cut to the reserve who enters the next stage.
@Suite struct ShortlistFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  /// One place a city, ties by play-off, and a final for those who pass. Only the score ranks.
  private var plan: String {
    Sample.plan.replacing(
      "        cut: { per-city: 2, per-unit: 1 }",
      with: """
                cut: { per-city: 1, reserves: 2 }
                ranking: [score desc]
                ties: { cut: play-off }
              - id: final
                window: 2025-04-01T00:00/2025-06-01T00:00
                paper: { draw: 5, points: 20 }
                time: 5m
                admission: { shortlist-of: preliminary }
        """)
  }

  /// Contestants 0, 2 and 4 are of 徐州, 1, 3 and 5 of 连云港.
  private func played(_ server: TestServer, right: [Int]) async throws -> [ContestClient] {
    let contestants = try await server.openCup(contestants: right.count, plan: plan)
    for (contestant, right) in zip(contestants, right) {
      _ = try await contestant.play("preliminary", right: right)
    }
    try await server.projector.catchUp()
    return contestants
  }

  private func close(_ server: TestServer) async throws {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
  }

  private func report(_ client: ContestClient) async throws -> ShortlistReport {
    try await client.get(Path.fill(Path.shortlist, stage))
  }

  private func shown(_ report: ShortlistReport) -> [String] {
    report.rows.map { "\($0.admission) \($0.status)" + ($0.reserve.map { " \($0)" } ?? "") }
  }

  private func decide(
    _ judge: ContestClient, _ order: [String], reason: String = "加赛 10:8"
  ) async throws -> ShortlistActReport {
    try await judge.post(
      Path.fill(Path.playOffs, stage), PlayOffWish(order: order, reason: reason))
  }

  private func withdraw(
    _ judge: ContestClient, _ contestant: String, reason: String = "公示期异议成立"
  ) async throws -> ShortlistActReport {
    try await judge.post(
      Path.fill(Path.withdrawals, stage), WithdrawalWish(contestant: contestant, reason: reason))
  }

  @Test func aTieIsPlayedOffBeforeCertificationAndAReserveMovesUpAfterIt() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server, right: [5, 4, 5, 3, 5, 2])
      let judge = try await server.staff(.judge)
      #expect(
        shown(try await report(judge)) == [
          "1001 admitted", "1000 undecided", "1002 undecided", "1004 undecided",
          "1003 reserve 1", "1005 reserve 2",
        ])
      await refusal(409, "stage-not-closed") {
        _ = try await decide(judge, ["1000", "1002", "1004"])
      }
      await refusal(409, "not-certified") { _ = try await withdraw(judge, "1001") }
      try await close(server)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      }
      for order in [["1000", "1002"], ["1000", "1002", "1002"], ["1000", "1002", "1005"], ["?"]] {
        await refusal(409, "play-off-unfit") { _ = try await decide(judge, order) }
      }
      await refusal(400, "reason-unfit") {
        _ = try await decide(judge, ["1004", "1000", "1002"], reason: " ")
      }
      let decided = try await decide(judge, ["1004", "1000", "1002"])
      #expect(decided.kind == "play-off")
      #expect(decided.movedUp.isEmpty)
      await refusal(409, "nothing-undecided") {
        _ = try await decide(judge, ["1004", "1000", "1002"])
      }
      let certified: Certified = try await judge.post(
        Path.fill(Path.certification, stage), Nothing())
      #expect(certified.shortlisted == 2)
      // The document has what it needs to be computed again.
      let document = try await judge.bytes(Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
      #expect(results.playOffs?.map { $0.order.map(\.text) } == [["1004", "1000", "1002"]])

      await refusal(403, "not-shortlisted") { _ = try await contestants[0].start("final") }
      _ = try await contestants[4].start("final")
      await refusal(409, "not-listed") { _ = try await withdraw(judge, "9999") }
      // The play-off said who is next, too.
      #expect(try await withdraw(judge, "1004").movedUp == ["1000"])
      _ = try await contestants[0].start("final")
      await refusal(403, "not-shortlisted") { _ = try await contestants[2].start("final") }
      await refusal(409, "not-listed") { _ = try await withdraw(judge, "1004") }
      #expect(try await judge.bytes(Path.fill(Path.certification, stage)) == document)
    }
  }

  /// A correction of certified results may bring a tie of its own on the cut.
  @Test func aTieThatACorrectionBringsIsPlayedOffBeforeResultsAreCertifiedAnew() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4, plan: plan)
      var views: [AttemptView] = []
      // 1003 is so far behind that no question brings a second tie, whatever the papers ask.
      for (contestant, right) in zip(contestants, [6, 4, 5, 2]) {
        views.append(try await contestant.play("preliminary", right: right))
      }
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      try await close(server)
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(certification, Nothing())
      _ = try await contestants[0].start("final")
      // A question that 1002 had and missed, and by which 1000 gains nothing.
      func correct(_ question: Substring, isPreview: Bool) async throws -> CorrectionReport {
        try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: String(question), treatment: "full-marks", answer: nil,
            onlyIfItHelps: false, bankVersion: nil, appeal: nil, top: 100, reason: "r",
            isPreview: isPreview))
      }
      var ruled: Substring?
      for item in views[2].items.dropFirst(5) {
        let question = item.stem.prefix { $0 != ":" }
        let report = try await correct(question, isPreview: true)
        let after = Dictionary(
          uniqueKeysWithValues: report.changes.map { ($0.admission, $0.after.score) })
        if after["1002"] == 60_000, after["1000"] ?? 60_000 == 60_000 { ruled = question }
      }
      _ = try await correct(try #require(ruled), isPreview: false)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(certification, Nothing())
      }
      await refusal(409, "play-off-unfit") { _ = try await decide(judge, ["1002", "1001"]) }
      #expect(try await decide(judge, ["1002", "1000"]).movedUp.isEmpty)
      // What was certified is in force until something else is.
      #expect(shown(try await report(judge)).prefix(2) == ["1000 admitted", "1001 admitted"])
      let anew: Certified = try await judge.post(certification, Nothing())
      #expect(anew.version == 2)
      #expect(shown(try await report(judge)).prefix(2) == ["1002 admitted", "1001 admitted"])
      _ = try await contestants[2].start("final")
    }
  }

  /// Somebody withdrew and a reserve moved up; by a correction another one is before that reserve.
  @Test func previewsShowWhoReallyLosesOrGainsAPlace() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6, plan: plan)
      var views: [AttemptView] = []
      for (contestant, right) in zip(contestants, [8, 4, 5, 2, 5, 1]) {
        views.append(try await contestant.play("preliminary", right: right))
      }
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      try await close(server)
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      #expect(try await withdraw(judge, "1000").movedUp.isEmpty)
      #expect(try await decide(judge, ["1002", "1004"]).movedUp == ["1002"])
      func correct(_ question: String, isPreview: Bool) async throws -> CorrectionReport {
        try await judge.post(
          Path.fill(Path.corrections, stage),
          CorrectionWish(
            question: question, treatment: "full-marks", answer: nil, onlyIfItHelps: false,
            bankVersion: nil, appeal: nil, top: 100, reason: "r", isPreview: isPreview))
      }
      // A question that 1004 had and missed, and by which 1002 gains less.
      var ruled: String?
      for item in views[4].items.dropFirst(5) where ruled == nil {
        let question = String(item.stem.prefix { $0 != ":" })
        let report = try await correct(question, isPreview: true)
        func after(_ id: String) -> Int {
          report.changes.first { $0.admission == id }?.after.score ?? 50_000
        }
        if after("1004") > after("1002") { ruled = question }
      }
      let question = try #require(ruled)
      let corrected = try await correct(question, isPreview: true)
      #expect(corrected.admitted == 1 && corrected.excluded == 1)
      let named = corrected.changes.filter { $0.before.isShortlisted != $0.after.isShortlisted }
      #expect(named.map(\.admission) == ["1004", "1002"])
      #expect(named.map(\.after.isShortlisted) == [true, false])
      _ = try await correct(question, isPreview: false)
      let outlook: CertificationPreview = try await judge.post(
        Path.fill(Path.certificationPreview, stage), Nothing())
      let changes = (outlook.changes ?? []).filter {
        $0.before?.isShortlisted != $0.after?.isShortlisted
      }
      #expect(changes.map(\.admission) == ["1004", "1002"])
      #expect(changes.map { $0.after?.isShortlisted } == [true, false])
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      #expect(shown(try await report(judge)).prefix(2) == ["1004 moved-up", "1001 admitted"])
    }
  }

  @Test func theNextReserveOfTheCityMovesUpAndEveryActIsKept() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server, right: [6, 4, 5, 3, 4, 2])
      let judge = try await server.staff(.judge)
      try await close(server)
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      // A reserve who falls out gives the place to nobody.
      #expect(try await withdraw(judge, "1002").movedUp.isEmpty)
      #expect(try await withdraw(judge, "1000", reason: "工伤").movedUp == ["1004"])
      let list = try await report(judge)
      #expect(
        shown(list) == [
          "1001 admitted", "1004 moved-up", "1003 reserve 1", "1005 reserve 2", "1000 withdrawn",
          "1002 withdrawn",
        ])
      #expect(list.acts.map(\.number) == [1, 2])
      #expect(list.rows.first { $0.admission == "1000" }?.reason == "工伤")
      await refusal(403, "not-shortlisted") { _ = try await contestants[0].start("final") }
      _ = try await contestants[4].start("final")
      // Nobody is left in the city.
      #expect(try await withdraw(judge, "1004").movedUp.isEmpty)
      let auditor = try await server.staff(.auditor)
      let log = String(decoding: try await auditor.bytes(Path.audit), as: UTF8.self)
      #expect(log.contains("shortlist-withdraw"))
      #expect(log.contains("1000 +1004 工伤"))
    }
  }

  /// Whoever moves up enters, whichever version of the results the place comes from.
  @Test func aReserveMovesUpAfterResultsWereCertifiedAnew() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6, plan: plan)
      var views: [AttemptView] = []
      for (contestant, right) in zip(contestants, [6, 4, 5, 3, 4, 2]) {
        views.append(try await contestant.play("preliminary", right: right))
      }
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      try await close(server)
      let certification = Path.fill(Path.certification, stage)
      let _: Certified = try await judge.post(certification, Nothing())
      #expect(try await withdraw(judge, "1000").movedUp == ["1002"])
      // A ruling that changes no score: the answer that it accepts is the key.
      let question = String(views[0].items[0].stem.prefix { $0 != ":" })
      let number = try #require(question.split(separator: "-").last.flatMap { Int($0) })
      let ruled: CorrectionReport = try await judge.post(
        Path.fill(Path.corrections, stage),
        CorrectionWish(
          question: question, treatment: "accept", answer: ["A", "B", "C", "D"][number % 4],
          onlyIfItHelps: false, bankVersion: nil, appeal: nil, top: 100, reason: "r",
          isPreview: false))
      #expect(ruled.changes.isEmpty)
      let anew: Certified = try await judge.post(certification, Nothing())
      #expect(anew.version == 2)
      #expect(shown(try await report(judge)).prefix(2) == ["1002 moved-up", "1001 admitted"])
      #expect(try await withdraw(judge, "1002").movedUp == ["1004"])
      #expect(shown(try await report(judge)).prefix(2) == ["1001 admitted", "1004 moved-up"])
      _ = try await contestants[4].start("final")
      for fallen in [0, 2] {
        await refusal(403, "not-shortlisted") { _ = try await contestants[fallen].start("final") }
      }
    }
  }

  /// An objection that is upheld late: whoever has begun the next stage can still be excluded from it.
  @Test func whoFellOutCanBeRuledAboutWhereTheyBegan() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server, right: [6, 4, 5, 3])
      let judge = try await server.staff(.judge)
      try await close(server)
      func disqualify(_ contestant: String) async throws -> ContestantStanding {
        try await judge.post(
          Path.fill(Path.disqualifications, ["cup", "fitter", "final"]),
          ContestantRuling(admission: contestant, reason: "r"))
      }
      // The jury goes on while the public does not see who passed.
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      await refusal(403, "not-shortlisted") { _ = try await contestants[0].start("final") }
      #expect(try await disqualify("1001").isDisqualified)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, stage), FreezeWish(reason: "r"))
      _ = try await contestants[0].play("final", right: 3)
      #expect(try await withdraw(judge, "1000").movedUp == ["1002"])
      #expect(try await disqualify("1000").isDisqualified)
      await refusal(404, "contestant-unknown") { _ = try await disqualify("1003") }
      // Of those who fell out before they began, nothing is judged.
      #expect(try await withdraw(judge, "1002").movedUp.isEmpty)
      await refusal(404, "contestant-unknown") { _ = try await disqualify("1002") }
    }
  }

  @Test func equalReservesWaitForAPlayOffOfTheirOwn() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server, right: [6, 4, 5, 3, 5, 2])
      let judge = try await server.staff(.judge)
      try await close(server)
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      #expect(try await report(judge).undecided.isEmpty)
      #expect(try await withdraw(judge, "1000").movedUp.isEmpty)
      #expect(try await report(judge).undecided == [["1002", "1004"]])
      #expect(try await decide(judge, ["1004", "1002"]).movedUp == ["1004"])
      _ = try await contestants[4].start("final")
      await refusal(403, "not-shortlisted") { _ = try await contestants[2].start("final") }
    }
  }

  @Test func aShortlistIsWrittenAsAFile() async throws {
    try await TestServer.run { server in
      _ = try await played(server, right: [6, 4, 5, 3])
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.shortlist, stage)
      let csv = String(
        decoding: try await judge.bytes(path, query: [("format", "csv"), ("bom", "true")]),
        as: UTF8.self)
      #expect(csv.hasPrefix("\u{FEFF}status,reserve,rank,admission,"))
      #expect(csv.contains("\r\nadmitted,,1,1000,选手0,甲厂,徐州市,"))
      #expect(csv.contains("\r\nreserve,1,"))
      let xlsx = try await judge.bytes(path, query: [("format", "xlsx")])
      #expect(xlsx.starts(with: "PK".utf8))
      await refusal(400, "format-unknown") {
        _ = try await judge.bytes(path, query: [("format", "pdf")])
      }
      let auditor = try await server.staff(.auditor)
      let log = String(decoding: try await auditor.bytes(Path.audit), as: UTF8.self)
      #expect(log.contains("shortlist-export") && !log.contains("pdf"))
      await refusal(409, "no-cut") {
        _ = try await judge.bytes(Path.fill(Path.shortlist, ["cup", "fitter", "practice"]))
      }
    }
  }
}
