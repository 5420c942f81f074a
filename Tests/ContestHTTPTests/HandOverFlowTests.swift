import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Spreadsheets
import Testing

/// Outcomes go to competent bodies in batches, and what the bodies issued comes back.
@Suite struct HandOverFlowTests {
  private static let header = "成果编号,姓名,证书编号,发证日期,审核结果,不通过原因\n"
  private static let first = "S000032000001252000001"
  private static let second = "S000032000001252000002"

  @Test func aBatchIsWrittenKeptAndAnswered() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let done = try await cup.handOver("第一批")
      #expect(done.batch.number == 1 && done.batch.outcomes == levels.values.sorted())
      #expect(done.batch.body == "徐州中心" && done.batch.bodyNumber == "S000032000001")
      #expect(done.batch.waiting == 3 && done.left == 0)
      let bytes = try await cup.file(1)
      #expect(try await cup.file(1, as: cup.organizer) == bytes)
      let rows = try #require(try WorkbookReader().read(bytes).sheets.first).rows
      #expect(rows.count == 4)
      let number = try #require(levels["1000"])
      let row = try #require(rows.first { $0[2] == .text("cup/\(number)") })
      #expect(row[3] == .text("选手0"))
      #expect(row[4] == .text("居民身份证"))
      #expect(row[5] == .text(Sample.residentNumber(0)))
      #expect(row[12].displayText == "1" && row[15].displayText == "2025-04-01")

      let text =
        Self.header
        + "cup/\(number),选手0,\(Self.first),2025-04-01,通过,\n"
        + "cup/\(try #require(levels["1001"])),选手1,,,不通过,材料不实\n"
        + "cup/\(try #require(levels["1002"])),选手2,,,,\n"
      let tried = try await cup.answer(text, isDryRun: true)
      #expect(tried.issued == 1 && tried.rejected == 1 && tried.isDryRun)
      #expect(try await cup.state(number) == "submitted")
      #expect(try await cup.ledger("1000").isEmpty)
      let taken = try await cup.answer(text)
      #expect(taken.batch == "第一批" && taken.issued == 1 && taken.rejected == 1)
      #expect(taken.unanswered == 1 && taken.known == 0)
      let again = try await cup.answer(text)
      #expect(again.issued == 0 && again.rejected == 0 && again.known == 2)
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      let mine = try #require(list.outcomes.first { $0.number == number })
      #expect(mine.state == "issued" && mine.issuedNumber == Self.first)
      let refused = try #require(list.outcomes.first { $0.number == levels["1001"] })
      #expect(refused.state == "rejected" && refused.steps.last?.reason == "材料不实")
      // What the body refused is not proposed again by the same results.
      let proposals: OutcomeProposalList = try await cup.judge.get(
        Path.fill(Path.outcomeProposals, ["cup"]))
      #expect(!proposals.grants.contains { $0.contestant == "1001" && $0.rule == "level" })
      let facts = try await cup.ledger("1000")
      #expect(facts.count == 1)
      #expect(facts[0].value == "技师" && facts[0].certificate == Self.first)
      #expect(facts[0].issuer == "徐州中心" && facts[0].contest == "cup")
      #expect(facts[0].date == "2025-04-01" && facts[0].occupation == "6-31-01-02")
      #expect(facts[0].evidence.hasPrefix("contest:cup#\(number) results:"))
      let batches: HandOverList = try await cup.judge.get(Path.fill(Path.handOvers, ["cup"]))
      let batch = try #require(batches.batches.first)
      #expect(batch.waiting == 1 && batch.issued == 1)
      #expect(batch.rejected == 1 && batch.returned == 0)
      #expect(try await cup.file(1) == bytes)
    }
  }

  /// The roster says 甲厂 of both.
  @Test func aFirmCertifiesWhomItEmploysByTheLedger() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let _: AchievementsImported = try await cup.organizer.upload(
        Path.achievementFiles, file: Array("准考证号,工作单位,日期\n1002,丙厂,2025-01-01\n".utf8))
      let other = try #require(levels["1002"])
      await refusal(409, "body-not-registered") {
        _ = try await cup.handOver("批", to: "甲厂", [other])
      }
      let own = try #require(levels["1000"])
      #expect(try await cup.handOver("批", to: "甲厂", [own]).batch.outcomes == [own])
    }
  }

  @Test func batchesHaveOneBodyAndOneKindAndNothingGoesOutTwice() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let (levels, experts) = (cup.numbers("level"), cup.numbers("expert"))
      let level = try #require(levels["1000"])
      let prize = try #require(cup.numbers("prize")["1000"])
      for (body, status, code) in [
        ("S000032000002", 409, "nothing-due"), ("S000032000003", 409, "nothing-due"),
        ("S000032000099", 404, "not-found"), (" ", 400, "body-unfit"),
      ] {
        await refusal(status, code) { _ = try await cup.handOver("批", to: body) }
      }
      await refusal(400, "kind-unknown") { _ = try await cup.handOver("批", kind: "grant") }
      await refusal(400, "batch-unfit") { _ = try await cup.handOver("") }
      await refusal(404, "not-found") { _ = try await cup.handOver("批", [999]) }
      await refusal(409, "other-kind") { _ = try await cup.handOver("批", [level, prize]) }
      await refusal(409, "body-not-registered") {
        _ = try await cup.handOver("批", to: "连云港中心", [level])
      }
      // A firm certifies its own people only: 1003 is of another one and no outcome of its.
      let firm = try await cup.handOver("甲厂", to: "甲厂", [level])
      #expect(firm.batch.bodyNumber == "Y000032000004")
      await refusal(409, "batch-exists") {
        _ = try await cup.handOver("甲厂", [try #require(levels["1001"])])
      }
      await refusal(409, "outcomes-unfit") { _ = try await cup.handOver("批", [level]) }
      await refusal(409, "outcomes-differ") {
        _ = try await cup.handOver("能手", to: "市总工会", kind: "recommendation")
      }
      let honours = try await cup.handOver(
        "能手", to: "市总工会", kind: "recommendation", outcome: "市技术能手")
      #expect(honours.batch.outcomes == experts.values.sorted())
      #expect(honours.batch.number == 2 && honours.batch.bodyNumber == nil)
      let titles = try await cup.handOver("职称", to: "市人社局", kind: "eligibility")
      #expect(titles.batch.outcomes == Array(cup.numbers("engineer").values))

      // What came back may go out again, and nothing else may.
      #expect(try await cup.act("return", level)?.state == "confirmed")
      await refusal(409, "outcomes-unfit") { _ = try await cup.act("return", level) }
      let anew = try await cup.handOver("第二批", [level])
      #expect(anew.batch.number == 4)
      let list: HandOverList = try await cup.judge.get(Path.fill(Path.handOvers, ["cup"]))
      #expect(list.batches.map(\.returned) == [1, 0, 0, 0])
      // The firm's answer comes too late, and two batches do not come in one file.
      let late = Self.header + "cup/\(level),,Y000032000004252000001,2025-04-01,通过,\n"
      let codes = try await cup.findings {
        _ = try await cup.answer("批次," + late.replacing("cup/\(level)", with: "甲厂,cup/\(level)"))
      }
      #expect(codes == ["answer-refused", "A2 handed-over-again"])
      let mixed =
        Self.header + "cup/\(level),,,,,\ncup/\(try #require(experts["1000"])),,,,,\n"
      #expect(
        try await cup.findings { _ = try await cup.answer(mixed) }
          == ["answer-refused", "3 batches-mixed"])
    }
  }

  /// All or nothing, and every error with its place; the number of somebody else is found where it is.
  @Test func numbersOfOthersAreRefused() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let (one, two) = (try #require(levels["1000"]), try #require(levels["1001"]))
      _ = try await cup.handOver("第一批")
      let known = "准考证号,证书编号,日期\n1003,\(Self.second),2025-03-31\n"
      let _: AchievementsImported = try await cup.organizer.upload(
        Path.achievementFiles, file: Array(known.utf8))
      let text =
        Self.header + "cup/\(one),,\(Self.first),2025-04-01,通过,\n"
        + "cup/\(two),,\(Self.second),2025-04-01,通过,\n"
      for isDryRun in [true, false] {
        #expect(
          try await cup.findings { _ = try await cup.answer(text, isDryRun: isDryRun) }
            == ["answer-refused", "C3 certificate-of-another"])
      }
      #expect(try await cup.state(one) == "submitted")
      #expect(try await cup.ledger("1000").isEmpty)
      #expect(
        try await cup.act("issued", one, certificate: Self.first, on: "2025-04-01")?.state
          == "issued")
      #expect(
        try await cup.findings {
          _ = try await cup.act("issued", two, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " issued-number-taken"])
      #expect(
        try await cup.findings {
          _ = try await cup.act("issued", two, certificate: nil, on: "2025-04-01")
        } == ["answer-refused", " certificate-missing"])
      await refusal(400, "issued-unfit") {
        _ = try await cup.act("issued", two, certificate: Self.first)
      }
      // Another body than the one that was asked.
      #expect(
        try await cup.findings {
          _ = try await cup.act(
            "issued", two, certificate: "S000032000002252000001", on: "2025-04-01",
            issuer: "连云港中心")
        } == ["answer-refused", " issuer-not-registered"])
      #expect(
        try await cup.act(
          "issued", two, certificate: "Y000032000004252000001", on: "2025-04-01", issuer: "甲厂")?
          .state == "issued")
      #expect(try await cup.ledger("1001").map(\.issuer) == ["甲厂"])
      let log: AuditPage = try await server.staff(.auditor).get(Path.audit)
      #expect(
        log.entries.last { $0.action == "outcomes-issued" }?.detail
          == "\(two) Y000032000004252000001 2025-04-01 甲厂 来函")
    }
  }

  /// What was mistyped is corrected by a later act; what was issued is not struck before it is revoked.
  @Test func aCorrectionAndARevocationReachTheLedger() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let (one, two) = (try #require(levels["1000"]), try #require(levels["1001"]))
      _ = try await cup.handOver("第一批")
      #expect(
        try await cup.findings {
          _ = try await cup.act("correct", one, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " not-now"])
      let issued = try await cup.act("issued", two, certificate: Self.first, on: "2025-04-01")
      #expect(issued?.issuedNumber == Self.first)
      let corrected = try await cup.act(
        "correct", two, certificate: Self.second, on: "2025-04-01")
      #expect(corrected?.issuedNumber == Self.second && corrected?.state == "issued")
      #expect(
        corrected?.steps.map(\.kind).suffix(3) == ["submitted", "issued", "corrected"])
      #expect(corrected?.steps.last?.reason == "来函")
      let facts = try await cup.ledger("1001")
      #expect(facts.map(\.certificate) == [Self.first, Self.second])
      #expect(facts.map(\.correctedBy) == [facts[1].number, nil])
      _ = try await cup.act("revoke", two)
      let after = try await cup.ledger("1001")
      #expect(after.map(\.kind) == ["level", "level", "struck"])
      #expect(after[1].correctedBy == after[2].number)
    }
  }

  /// The others need not wait for what was withdrawn or is objected to.
  @Test func whatIsBlockedIsNamedByItsRowAndMayBeLeftOut() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let numbers = try ["1000", "1001", "1002"].map { try #require(levels[$0]) }
      _ = try await cup.handOver("第一批")
      _ = try await cup.act("reject", numbers[0])
      let objections = Path.fill(Path.objections, ["cup", "fitter", "practice"])
      let _: Objection = try await cup.judge.post(
        objections, ObjectionWish(contestant: "1001", step: "filed", reason: "举报"))
      let text =
        Self.header
        + numbers.enumerated().map {
          "cup/\($1),,S00003200000125200000\($0 + 1),2025-04-01,通过,\n"
        }.joined()
      let places = ["E3 objected-to"]
      #expect(
        try await cup.findings { _ = try await cup.answer(text) } == ["answer-refused"] + places)
      let skipping = [("skip-blocked", "true")]
      for isDryRun in [true, false] {
        let taken = try await cup.answer(text, isDryRun: isDryRun, query: skipping)
        #expect(taken.issued == 1 && taken.unanswered == 1)
        #expect(taken.skipped.map { "\($0.place) \($0.code)" } == places)
        #expect(taken.skipped.allSatisfy { $0.severity == "warning" })
        #expect(taken.belated.map { "\($0.severity) \($0.code)" } == ["warning not-standing"])
        #expect(taken.belated.allSatisfy { $0.place.contains("2") })
      }
      #expect(try await cup.state(numbers[1]) == "submitted")
      #expect(try await cup.state(numbers[2]) == "issued")
      // The same file again, when the objection is settled.
      let _: Objection = try await cup.judge.post(
        objections, ObjectionWish(contestant: "1001", step: "dismissed", reason: "不属实"))
      let rest = try await cup.answer(text, query: skipping)
      #expect(rest.issued == 1 && rest.known == 2 && rest.skipped.isEmpty && rest.belated.isEmpty)
      #expect(try await cup.state(numbers[1]) == "issued")
      // What was withdrawn here stays so, with the number that the body gave it.
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      let withdrawn = try #require(list.outcomes.first { $0.number == numbers[0] })
      #expect(withdrawn.state == "rejected" && withdrawn.issuedNumber == "S000032000001252000001")
      #expect(withdrawn.steps.last?.kind == "belated")
      #expect(try await cup.ledger("1000").isEmpty)
    }
  }

  @Test func twoNumbersThatWereSwappedAreCorrectedInOneFile() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let (one, two) = (try #require(levels["1000"]), try #require(levels["1001"]))
      _ = try await cup.handOver("第一批")
      func text(_ first: String, _ second: String) -> String {
        Self.header + "cup/\(one),,\(first),2025-04-01,通过,\ncup/\(two),,\(second),2025-04-01,通过,\n"
      }
      _ = try await cup.answer(text(Self.second, Self.first))
      // One by one each has the other's.
      #expect(
        try await cup.findings {
          _ = try await cup.act("correct", one, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " issued-number-taken"])
      let right = text(Self.first, Self.second)
      #expect(
        try await cup.findings { _ = try await cup.answer(right) }
          == ["answer-refused", "C2 issued-otherwise", "C3 issued-otherwise"])
      await refusal(400, "reason-unfit") {
        _ = try await cup.answer(right, query: [("correct", "true")])
      }
      let correcting = [("correct", "true"), ("reason", "对调")]
      let done = try await cup.answer(right, query: correcting)
      #expect(done.corrected == 2 && done.issued == 0 && done.known == 0)
      #expect(try await cup.answer(right, query: correcting).known == 2)
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      for (number, certificate) in [(one, Self.first), (two, Self.second)] {
        let row = try #require(list.outcomes.first { $0.number == number })
        #expect(row.issuedNumber == certificate && row.state == "issued")
        #expect(row.steps.last?.kind == "corrected" && row.steps.last?.reason == "对调")
      }
      for (contestant, certificate) in [("1000", Self.first), ("1001", Self.second)] {
        let facts = try await cup.ledger(contestant)
        #expect(facts.filter { $0.correctedBy == nil }.map(\.certificate) == [certificate])
      }
    }
  }

  /// Only levels are issued by the bodies in the register.
  @Test func whatIsNoLevelIsIssuedByAnyBodyThatIsNamed() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let number = try #require(cup.numbers("expert")["1000"])
      _ = try await cup.handOver("能手", to: "市总工会", kind: "recommendation", [number])
      await refusal(400, "body-unfit") {
        _ = try await cup.act("issued", number, on: "2025-04-01", issuer: " ")
      }
      let issued = try await cup.act(
        "issued", number, on: "2025-04-01", issuer: "市人力资源和社会保障局")
      #expect(issued?.state == "issued")
      let sources = try await cup.ledger("1000").map(\.source)
      #expect(sources == ["市人力资源和社会保障局"])
      let level = try #require(cup.numbers("level")["1000"])
      await refusal(404, "not-found") {
        _ = try await cup.act(
          "issued", level, certificate: Self.first, on: "2025-04-01", issuer: "市总工会")
      }
    }
  }

  @Test func fullIdentityNumbersAreForFewAndEachShowingIsLogged() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      _ = try await cup.handOver("第一批", as: cup.organizer)
      let (auditor, admin) = (try await server.staff(.auditor), try await server.staff(.admin))
      for client in [auditor, admin, cup.contestants[0]] {
        await refusal(403, "not-allowed") { _ = try await cup.file(1, as: client) }
        await refusal(403, "not-allowed") { _ = try await cup.handOver("二", as: client) }
        await refusal(403, "not-allowed") {
          _ = try await cup.answer(Self.header, as: client)
        }
      }
      await refusal(404, "not-found") { _ = try await cup.file(2) }
      let before: AuditPage = try await auditor.get(Path.audit)
      #expect(!before.entries.contains { $0.action == "identity-reveal" })
      let handed = try #require(before.entries.first { $0.action == "outcomes-hand-over" })
      #expect(handed.subject == "cup" && handed.detail.contains("第一批"))
      #expect(handed.detail.contains("徐州中心 S000032000001"))
      _ = try await cup.file(1)
      let log: AuditPage = try await auditor.get(Path.audit)
      #expect(log.broken == nil)
      let added = log.entries.dropFirst(before.entries.count)
      #expect(
        added.map { "\($0.action) \($0.subject)" } == [
          "outcomes-hand-over-file cup", "identity-reveal 1000", "identity-reveal 1001",
          "identity-reveal 1002",
        ])
      #expect(added.allSatisfy { $0.detail.contains("第一批") && $0.actor.hasPrefix("judge/") })
      let secrets = (0..<4).map { Sample.residentNumber($0) }
      #expect(!log.entries.contains { entry in secrets.contains { entry.detail.contains($0) } })
      // Nor is the clear number anywhere in the database.
      let folder = server.storage.folder
      for name in ["leitai.sqlite", "leitai.sqlite-wal"] {
        let data = try Data(contentsOf: folder.appending(path: name))
        #expect(secrets.allSatisfy { data.range(of: Data($0.utf8)) == nil })
      }
    }
  }

  /// Two people import the same answer at the same moment.
  @Test func twoAnswersAtOnceAreOne() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let number = try #require(cup.numbers("level")["1000"])
      _ = try await cup.handOver("第一批")
      let text = Self.header + "cup/\(number),,\(Self.first),2025-04-01,通过,\n"
      let results = try await withThrowingTaskGroup(of: HandOverAnswered.self) { group in
        for client in [cup.judge, cup.organizer, cup.judge, cup.organizer] {
          group.addTask { try await cup.answer(text, as: client) }
        }
        return try await group.reduce(into: [HandOverAnswered]()) { $0.append($1) }
      }
      #expect(results.map(\.issued).reduce(0, +) == 1)
      #expect(results.map(\.known).reduce(0, +) == 3)
      #expect(try await cup.ledger("1000").count == 1)
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      let steps = list.outcomes.first { $0.number == number }?.steps.map(\.kind)
      #expect(steps == ["opened", "confirmed", "submitted", "issued"])
    }
  }
}
