import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Sessions
import Testing

/// A contest through the API, and what it refuses.
@Suite struct ContestFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  @Test func resultsAreCertifiedOnceClosedAndVerifyByThemselves() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6)
      for (right, contestant) in contestants.prefix(5).enumerated() {
        _ = try await contestant.play("preliminary", right: right * 2)
      }
      _ = try await contestants[5].start("preliminary")
      let judge = try await server.staff(.judge)
      let organizer = try await server.staff(.organizer)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(
          Path.fill(Path.certification, stage), Nothing())
      }
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
      let certified: Certified = try await judge.post(
        Path.fill(Path.certification, stage), Nothing())
      #expect(certified.contestants == 6)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(
          Path.fill(Path.certification, stage), Nothing())
      }
      let document = try await judge.bytes(Path.fill(Path.certification, stage))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(hash == certified.hash)
      // Six single questions of 10 and two multiple ones of 15.
      #expect(results.entries.map(\.score.thousandths).first == 90_000)
      let audit = ResultsAudit(results, claimedHash: hash)
      #expect(audit.findings.isEmpty)
      #expect(audit.attempts == 6)
    }
  }

  @Test func everyForgeryInCertifiedResultsIsFound() async throws {
    try await TestServer.run { server in
      for (right, contestant) in try await server.openCup(contestants: 4).enumerated() {
        _ = try await contestant.play("preliminary", right: right * 3)
      }
      let judge = try await server.staff(.judge)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      let text = String(
        decoding: try await judge.bytes(Path.fill(Path.certification, stage)), as: UTF8.self)
      let rule = #"{"best":5,"least":1,"score":[{"measure":"mean","weight":1}]}"#
      // No group has fewer people than none.
      let groups =
        #"{"city":\#(rule),"province":\#(rule),"small":0,"team":\#(rule),"unit":\#(rule)}"#
      let forgeries: [(find: String, replace: String, code: String)] = [
        (#""rank":1,"#, #""rank":2,"#, "rank"),
        (#""shortlisted":false"#, #""shortlisted":true"#, "shortlist"),
        (#""key":"A""#, #""key":"B""#, "attempt-score"),
        (#""judges":["#, #""judges":["else","#, "hash"),
        (#""draw":6"#, #""caseQuestions":9223372036854775807,"draw":6"#, "paper"),
        (#""draw":6"#, #""caseQuestions":2,"draw":6"#, "paper"),
        (#""draw":6"#, #""draw":0"#, "paper"),
        (#""allowance":{"count":"#, #""allowance":{"count":9000000000000"#, "paper"),
        (#""ties":{"atCut""#, #""rollups":\#(groups),"ties":{"atCut""#, "paper"),
      ]
      for forgery in forgeries {
        let forged = text.replacingOccurrences(of: forgery.find, with: forgery.replace)
        #expect(forged != text, "\(forgery.find)")
        let (results, hash) = try CertifiedResults.read(document: Array(forged.utf8))
        let codes = Set(ResultsAudit(results, claimedHash: hash).findings.map(\.code))
        #expect(codes.contains("hash"))
        #expect(codes.contains(forgery.code), "\(forgery.find): \(codes)")
        // Whoever also writes a new hash is found out by the computation.
        let again = ResultsAudit(results, claimedHash: results.hash)
        #expect(again.findings.isEmpty == (forgery.code == "hash"))
      }
    }
  }

  @Test func standingsFollowTheSubmissions() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4)
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.rankings, stage)
      let before: Rankings = try await judge.get(path)
      #expect(before.rows.isEmpty)
      for (right, contestant) in contestants.enumerated() {
        _ = try await contestant.play("preliminary", right: right * 3)
      }
      try await server.projector.catchUp()
      let rankings: Rankings = try await judge.get(path)
      #expect(rankings.rows.map(\.admission) == ["1003", "1002", "1001", "1000"])
      #expect(rankings.rows.map(\.rank) == [1, 2, 3, 4])
      let city: Rankings = try await judge.get(path, query: [("scope", "city:320700")])
      #expect(city.rows.map(\.admission) == ["1003", "1001"])
      #expect(city.rows.map(\.overall) == [1, 3])
      #expect(rankings.rows.allSatisfy { $0.overall == nil })
      let unit: Rankings = try await judge.get(path, query: [("scope", "unit:甲厂")])
      #expect(unit.rows.map(\.rank) == [1, 2, 3])
      #expect(unit.ranks == nil)
      let about: Rankings = try await judge.get(path, query: [("around", "1001")])
      #expect(
        about.ranks == [
          RankInScope(scope: "overall", rank: 3, ranked: 4),
          RankInScope(scope: "province:320000", rank: 3, ranked: 4),
          RankInScope(scope: "city:320700", rank: 2, ranked: 2),
          RankInScope(scope: "unit:甲厂", rank: 2, ranked: 3),
        ])
      // The stage tells contestants nothing, and so do its standings.
      await refusal(409, "standings-not-public") {
        let _: Rankings = try await contestants[1].get(path, query: [("around", "me")])
      }
      _ = try await contestants[1].play("practice", right: 3)
      let practice = Path.fill(Path.rankings, ["cup", "fitter", "practice"])
      try await server.projector.catchUp()
      let around: Rankings = try await contestants[1].get(practice, query: [("around", "me")])
      #expect(around.rows.map(\.admission) == ["1001"])
      #expect(around.ranks?.map(\.rank) == [1, 1, 1, 1])
      let csv = String(
        decoding: try await judge.bytes(path, query: [("format", "csv"), ("top", "1")]),
        as: UTF8.self)
      #expect(csv.hasPrefix("rank,"))
      #expect(csv.contains("1,1003,选手3,320302********0034,乙厂3,连云港市,Maintenance fitter,"))
      await refusal(400, "scope-unknown") {
        let _: Rankings = try await judge.get(path, query: [("scope", "planet:1")])
      }
    }
  }

  @Test func answersAfterTheDeadlineAreRefusedAndTheServerHandsIn() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let saved = try await me.send(.answer(1, item: 0, choices: [0]), to: view.attempt)
      #expect(saved[0].refusal == nil)
      server.clock.advance(by: .seconds(604))
      let late = try await me.send(.answer(2, item: 1, choices: [0]), to: view.attempt)
      let code = try #require(late[0].refusal?.code)
      #expect(["past-deadline", "already-submitted"].contains(code))
      // What the keeper does twice a second; it may have done it already.
      _ = try await server.backend.engine.submitOverdue()
      #expect(try await me.view(view.attempt).submittedAt != nil)
      await refusal(409, "tries-used") { _ = try await me.start("preliminary") }
    }
  }

  @Test func commandsThatMakeNoSenseAreRefusedEachOnItsOwn() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("practice")
      let replies = try await me.send(
        .answer(1, item: 0, choices: [0]), .answer(2, item: 99, choices: [0]),
        .answer(2, item: 1, choices: []), .answer(2, item: 1, choices: [0]), to: view.attempt)
      #expect(replies.map { $0.refusal?.code } == [nil, "no-such-item", "no-choice", nil])
      await refusal(400, "command-unreadable") {
        _ = try await me.send(Command(sequence: 3, kind: "dance"), to: view.attempt)
      }
      await refusal(400, "command-unreadable") {
        _ = try await me.send(.answer(3, item: 0, choices: [9]), to: view.attempt)
      }
      await refusal(400, "commands-count") {
        let _: CommandReplies = try await me.post(
          Path.fill(Path.commands, [view.attempt]), Commands(commands: []))
      }
      await refusal(404, "attempt-unknown") {
        _ = try await me.send(.submit(3), to: "00000000000000ff")
      }
    }
  }

  @Test func plansAndPacksAreRefusedWithTheirPlaces() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let organizer = try await server.staff(.organizer)
      func create(_ plan: String, _ policies: [String: String] = [:]) async throws {
        let _: ContestSummary = try await organizer.post(
          Path.contests, NewContest(plan: plan, policies: policies))
      }
      await refusal(409, "contest-exists") { try await create(Sample.plan) }
      let other = Sample.plan.replacingOccurrences(of: "contest: cup", with: "contest: other")
      await refusal(409, "bank-missing") {
        try await create(other.replacingOccurrences(of: "bank: fitter", with: "bank: welder"))
      }
      await refusal(409, "blueprint-unmet") {
        try await create(other.replacingOccurrences(of: "draw: 6,", with: "draw: 21,"))
      }
      await refusal(422, "declaration-refused") {
        try await create(other.replacingOccurrences(of: "tier: city", with: "tier: galaxy"))
      }
      let wanting = other.replacingOccurrences(
        of: "cut: { per-city: 2, per-unit: 1 }", with: "policies: [medal]")
      await refusal(409, "policy-pack-missing") { try await create(wanting) }
      await refusal(422, "policy-pack-refused") {
        try await create(wanting, ["medal.yaml": "pack: medal\nversion: 1\n"])
      }
    }
  }

  /// Each pack decides alone, and so two could give one person two levels.
  @Test func twoPacksThatLeadToLevelsAreRefusedAtOneStage() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let organizer = try await server.staff(.organizer)
      let plan = Sample.plan.replacing("contest: cup", with: "contest: other")
        .replacing("cut: { per-city: 2, per-unit: 1 }", with: "policies: [ranks, prizes, scores]")
      func pack(_ id: String, _ outcome: String) -> String {
        """
        pack: \(id)
        version: 1
        title: t
        rules:
          - id: R1
            when: { rank: 1, theory: at least 60, practical: at least 60 }
            outcome: { \(outcome) }
        """
      }
      let (level, prize) = ("eligibility: skill-level, level: 高级工", "grant: 获奖证书, name: 奖")
      func create(scores: String) async throws {
        let packs = ["ranks": level, "prizes": prize, "scores": scores]
        let _: ContestSummary = try await organizer.post(
          Path.contests,
          NewContest(
            plan: plan,
            policies: Dictionary(
              uniqueKeysWithValues: packs.map { ("\($0).yaml", pack($0, $1)) })))
      }
      do {
        try await create(scores: level)
        Issue.record("two packs with levels were taken")
      } catch ContestClient.Failure.refused(let status, let refusal) {
        #expect(status == 409 && refusal.code == "levels-of-two-packs")
        for words in ["other/fitter/", "ranks", "scores"] {
          #expect(refusal.message.contains(words), "\(words): \(refusal.message)")
        }
        #expect(!refusal.message.contains("prizes"))
      }
      try await create(scores: prize)
    }
  }

  @Test func aBankThatCouldNoLongerFillAPaperIsRefused() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let organizer = try await server.staff(.organizer)
      let small = """
        bank: fitter
        questions:
          - { id: q1, kind: true-false, stem: 一, key: 正确 }
        """
      await refusal(409, "blueprint-unmet") {
        let _: BankImport = try await organizer.upload(
          Path.fill(Path.bankImports, ["fitter"]), query: [("filename", "a.yaml")],
          file: Array(small.utf8))
      }
    }
  }

  @Test func identityNumbersAreShownForAReasonAndEveryShowingIsLogged() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.identity, ["1000"])
      await refusal(422, "reason-unfit") {
        let _: IdentityRevealed = try await judge.post(path, IdentityRequest(reason: " "))
      }
      let shown: IdentityRevealed = try await judge.post(
        path, IdentityRequest(reason: "核对决赛身份"))
      #expect(shown.number == Sample.residentNumber(0))
      let auditor = try await server.staff(.auditor)
      let log: AuditPage = try await auditor.get(Path.audit)
      #expect(log.broken == nil)
      let entry = try #require(log.entries.first { $0.action == "identity-reveal" })
      #expect(entry.subject == "1000")
      #expect(entry.detail == "核对决赛身份")
      let rest: AuditPage = try await auditor.get(
        Path.audit, query: [("after", "\(log.entries.count - 1)")])
      #expect(rest.entries == log.entries.suffix(1))
      #expect(rest.broken == nil)
    }
  }

  /// A document that lacks somebody's attempt must never be signed for.
  @Test func anAttemptThatWasNotMarkedBlocksCertification() async throws {
    try await TestServer.run { server in
      for contestant in try await server.openCup(contestants: 3) {
        _ = try await contestant.play("preliminary", right: 4)
      }
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      try await server.projector.catchUp()
      try await server.storage.store.pool.write { database in
        try database.execute(sql: "DELETE FROM attempt_result WHERE contestant = '1001'")
      }
      let judge = try await server.staff(.judge)
      do {
        let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
        Issue.record("a blocker was expected")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 409)
        #expect(error.details.map(\.code) == ["unmarked-attempts"])
      }
    }
  }

  /// Whatever follows from the journal can be thrown away and computed again.
  @Test func resultsRebuiltFromTheJournalAreTheSame() async throws {
    try await TestServer.run { server in
      for (right, contestant) in try await server.openCup(contestants: 5).enumerated() {
        _ = try await contestant.play("preliminary", right: right * 2)
        _ = try await contestant.play("practice", right: right)
      }
      let paths = [try Sample.path("preliminary"), try Sample.path("practice")]
      try await server.projector.catchUp()
      var before: [[AttemptResult]] = []
      for path in paths {
        before.append(
          try await server.backend.results.results(of: path).sorted {
            $0.outcome.attempt < $1.outcome.attempt
          })
      }
      #expect(before.map(\.count) == [5, 5])
      try await server.storage.store.pool.write { database in
        try database.execute(sql: "DELETE FROM attempt_result; DELETE FROM projection")
      }
      try await server.projector.catchUp()
      for (path, live) in zip(paths, before) {
        let rebuilt = try await server.backend.results.results(of: path)
        #expect(rebuilt.sorted { $0.outcome.attempt < $1.outcome.attempt } == live)
      }
    }
  }

  /// A token of a sign-in that ended, or of none, shuts nobody out of what is open to everyone.
  @Test func whoseSignInEndedMaySignInAnewAndReadWhatIsPublic() async throws {
    try await TestServer.run { server in
      let (organizer, account) = try await { client in
        (client, try await client.get(Path.me) as Account)
      }(try await server.staff(.organizer))
      server.clock.advance(by: .seconds(30 * 86_400))
      for client in [organizer, server.client.signedIn("nonsense")] {
        await refusal(401, "not-signed-in") { let _: Account = try await client.get(Path.me) }
        #expect(try await !client.bytes(Path.issuerKeys).isEmpty)
        let again: SignedIn = try await client.post(
          Path.staffSignIn, StaffSignIn(user: account.name, password: TestServer.password))
        let me: Account = try await server.client.signedIn(again.token).get(Path.me)
        #expect(me == account)
      }
    }
  }

  @Test func unknownPathsAndBodiesAnswerInTheSameForm() async throws {
    try await TestServer.run { server in
      await refusal(404, "not-found") {
        let _: Nothing = try await server.client.get("/v1/nowhere")
      }
      await refusal(400, "body-unreadable") {
        let _: Nothing = try await server.client.post(Path.staffSignIn, ["x": 1])
      }
      let organizer = try await server.staff(.organizer)
      await refusal(413, "body-too-large") {
        let _: Nothing = try await organizer.post(
          Path.contests, String(repeating: "x", count: (1 << 20) + 1))
      }
    }
  }

  @Test func metricsCountWhatWasAcknowledged() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("practice")
      _ = try await me.send(
        .answer(1, item: 0, choices: [0]), .answer(9, item: 0, choices: [0]), to: view.attempt)
      let text = String(
        decoding: try await server.staff(.auditor).bytes(Path.metrics), as: UTF8.self)
      #expect(text.contains("leitai_commands_acknowledged_total 1\n"))
      #expect(text.contains("leitai_commands_rejected_total 1\n"))
      #expect(text.contains("leitai_sessions_live 1\n"))
      #expect(text.contains("le=\"+Inf\""))
    }
  }
}
