import Accounts
import Contests
import Testing

@testable import Certification

/// Facts of people, from the file to what packs ask.
@Suite struct AchievementTests {
  private func read(
    _ header: [String], _ rows: [[String]]
  ) throws(AchievementsRefused) -> [AchievementImport.ReadFact] {
    let lines = ([header] + rows).enumerated().map {
      RosterRow(number: $0.offset + 1, cells: $0.element)
    }
    guard let today = CalendarDate("2025-06-30") else { preconditionFailure("a day") }
    return try AchievementImport.read(
      sheet: nil, lines, file: String(repeating: "ab", count: 32), source: "人社局", today: today)
  }

  private func problems(_ header: [String], _ rows: [[String]]) throws -> [String] {
    let refused = #expect(throws: AchievementsRefused.self) { try read(header, rows) }
    return (refused?.problems ?? []).map { problem in
      #expect(problem.text.zhHans != nil && problem.text.en != nil)
      return "\(problem.row ?? 0):\(problem.column ?? -1) \(problem.field) \(problem.code)"
    }
  }

  @Test func everyFilledColumnBecomesAFact() throws {
    let facts = try read(
      [
        "准考证号 *", "姓名", "技能等级（现有）", "职业代码", "发证机构", "发证日期", "称号", "培训学时", "出生日期", "性别",
        "人员类别", "师傅", "从业起始", "工作单位", "佐证材料",
      ],
      [
        [
          "SW1", "张三", "三级/高级工", "6-31-01-02", "徐州中心", "2023/5/6", "市技术能手", "40", "1990-01-02",
          "女", "职工", "王师傅", "2012.7.1", "徐工", "证书扫描件",
        ], ["", "", ""],
      ])
    #expect(
      facts.map(\.statement.content.kind) == [
        .level, .title, .training, .worksSince, .birthDate, .gender, .category, .employer, .mentor,
      ])
    let person = AchievementImport.Person.admission(try ContestantID("SW1"))
    #expect(facts.allSatisfy { $0.person == person })
    #expect(facts.allSatisfy { $0.statement.evidence == "证书扫描件" })
    #expect(facts.allSatisfy { $0.statement.date.description == "2023-05-06" })
    #expect(facts[0].statement.content.value == "高级工")
  }

  @Test func rowsWithoutEvidenceRestOnTheFile() throws {
    let fact = try #require(try read(["准考证号", "称号"], [["1", "能手"]]).first)
    #expect(fact.statement.evidence == "file:abababababababab#2")
    #expect(fact.statement.source == "人社局" && fact.statement.date.description == "2025-06-30")
  }

  @Test func everyMistakeIsNamedWithItsPlace() throws {
    #expect(try problems(["姓名", "称号"], [["张三", "能手"]]) == ["1:-1 admission header-missing"])
    #expect(try problems(["准考证号"], [["1"]]) == ["1:-1 level header-missing"])
    #expect(try problems(["准考证号", "称号"], []) == ["0:-1  facts-empty"])
    #expect(
      try problems(
        ["准考证号", "技能等级", "培训学时", "出生日期", "性别"],
        [
          ["1", "高工", "四十", "1990-02-30", "F"], ["", "高级工", "", "", ""],
          ["2", "", "", "2025-07-01", ""], ["3", "", "", "", ""],
        ]) == [
          "2:1 level level-unknown", "2:2 hours number-unfit", "2:3 birth-date date-unreadable",
          "2:4 gender word-unknown", "3:0 admission field-missing",
          "4:3 birth-date date-in-future", "5:-1  facts-missing",
        ])
  }

  @Test func certificateNumbersAreCheckedInTheirParts() throws {
    let sound = try LevelCertificateNumber("s0000 32 030001 12 3 300001".filter { $0 != " " })
    #expect(sound.level == .senior && sound.yearOfCentury == 12)
    func flaw(_ text: String) -> LevelCertificateNumber.Flaw? {
      do throws(LevelCertificateNumber.Flaw) {
        _ = try LevelCertificateNumber(text)
        return nil
      } catch { return error }
    }
    #expect(flaw("X000032030001123300001") == .form)
    #expect(flaw("S00003203000112330000") == .form)
    #expect(flaw("S0000320300011233000011") == .form)
    #expect(flaw("S000099030001123300001") == .province)
    #expect(flaw("S000032030001120300001") == .level)
    #expect(flaw("S000032030001126300001") == .level)
    #expect(flaw("S000032030001123000000") == .serial)
    #expect(flaw("Y000032030001121000001") == nil)
  }

  @Test func aCertificateAgreesWithLevelAndYear() throws {
    let header = ["准考证号", "技能等级", "证书编号", "发证日期"]
    let number = "S000032030001123300001"
    #expect(try read(header, [["1", "高级工", number, "2012-05-01"]]).count == 1)
    #expect(
      try read(header, [["1", "", number, "2012-05-01"]])[0].statement.content.value == "高级工")
    #expect(
      try problems(header, [["1", "技师", number, "2012-05-01"]])
        == ["2:2 certificate certificate-level"])
    #expect(
      try problems(header, [["1", "高级工", number, "2013-05-01"]])
        == ["2:2 certificate certificate-year"])
    #expect(
      try problems(header, [["1", "高级工", "12345", ""]]) == ["2:2 certificate certificate-unfit"])
  }

  @Test func aLevelThatACertificateOrAContestProvesHasADate() throws {
    let header = ["准考证号", "技能等级", "证书编号", "晋升竞赛", "发证日期"]
    let number = "S000032030001193300001"
    #expect(try problems(header, [["1", "", number, "", ""]]) == ["2:4 date date-missing"])
    #expect(try problems(header, [["1", "高级工", "", "杯赛", "-"]]) == ["2:4 date date-missing"])
    #expect(try read(header, [["1", "", number, "杯赛", "2019-05-01"]]).count == 1)
    #expect(try read(header, [["1", "高级工", "", "", ""]]).count == 1)
  }

  @Test func aColumnStandsOnce() throws {
    #expect(
      try problems(["准考证号", "称号", "荣誉称号（省级）"], [["1", "能手", "标兵"]])
        == ["1:2 title header-repeated"])
  }

  @Test func aRowThatCorrectsSaysOneThingOrStrikes() throws {
    let header = ["准考证号", "称号", "培训学时", "更正"]
    #expect(try read(header, [["1", "能手", "", "7"]])[0].statement.corrects == 7)
    #expect(try read(header, [["1", "", "", "7"]])[0].statement.content == .struck)
    #expect(
      try problems(header, [["1", "能手", "4", "7"]]) == ["2:3 corrects correction-unclear"])
  }

  // MARK: What packs ask

  private func record(
    _ contents: [(Achievement.Content, corrects: Int?)], occupation: String = "6-31-01-02"
  ) throws -> PersonRecord {
    try record(
      contents.map { ($0.0, on: "2025-03-01", evidence: "e", corrects: $0.corrects) }, occupation,
      for: nil)
  }

  private func record(
    _ contents: [(Achievement.Content, on: String, evidence: String, corrects: Int?)],
    _ occupation: String = "6-31-01-02", for judged: JudgedContest?
  ) throws -> PersonRecord {
    let person = try #require(SecretDigest(bytes: Array(repeating: 7, count: 32)))
    let facts = try contents.enumerated().map { index, entry in
      Achievement(
        number: index + 1, person: person,
        statement: Achievement.Statement(
          entry.0, date: try #require(CalendarDate(entry.on)), evidence: entry.evidence,
          source: "s", corrects: entry.corrects),
        note: StaffNote(actor: "li", at: Instant(milliseconds: 0), reason: ""))
    }
    return PersonRecord(
      facts, occupation: try #require(OccupationCode(occupation)), for: judged)
  }

  /// Certified on the 1st of June 2025.
  private func cup() throws -> JudgedContest {
    JudgedContest(
      try ContestID("cup"), title: LocalizedText(zhHans: "杯赛", en: "The cup"),
      day: try #require(CalendarDate("2025-06-01")))
  }

  @Test func whatCameAfterTheResultsIsNoGroundToJudgeThem() throws {
    let record = try record(
      [
        (level(.senior), on: "2025-06-01", evidence: "e", corrects: nil),
        (level(.technician), on: "2025-06-02", evidence: "e", corrects: nil),
        (level(.technician, contest: "另一竞赛"), on: "2025-08-01", evidence: "e", corrects: nil),
        (.title("能手"), on: "2025-07-01", evidence: "e", corrects: nil),
        (.training(hours: 40), on: "2025-05-01", evidence: "e", corrects: nil),
        (.training(hours: 80), on: "2025-07-01", evidence: "e", corrects: nil),
        (.gender(.female), on: "2025-07-01", evidence: "e", corrects: nil),
        (.employer("徐工"), on: "2025-07-01", evidence: "e", corrects: nil),
      ], for: cup())
    #expect(record.level == Fact(.senior, evidence: "ledger:1"))
    #expect(record.promotions.isEmpty && record.titles.isEmpty)
    #expect(record.trainingHours == Fact(40, evidence: "ledger:5"))
    #expect(record.gender.value == .female && record.employer.value == "徐工")
  }

  @Test func whatCameOfTheContestItselfDoesNotCount() throws {
    let record = try record(
      [
        (level(.technician, contest: "cup"), on: "2025-05-01", evidence: "e", corrects: nil),
        (level(.technician, contest: "杯赛"), on: "2025-05-01", evidence: "e", corrects: nil),
        (.title("能手"), on: "2025-05-01", evidence: "《杯赛》获奖文件", corrects: nil),
        (.title("标兵"), on: "2025-05-01", evidence: "outcome:cup#3", corrects: nil),
        // Another contest with a similar name.
        (.title("先锋"), on: "2025-05-01", evidence: "杯赛二", corrects: nil),
        (level(.senior, contest: "cup-2024"), on: "2024-05-01", evidence: "e", corrects: nil),
      ], for: cup())
    #expect(record.level.value == .senior)
    #expect(record.promotions.map(\.contest) == ["cup-2024"])
    #expect(record.titles.map(\.value) == ["先锋"])
  }

  /// Whoever is 35 when results are certified is not 36 because they were corrected later.
  @Test func aSnapshotKeepsTheDayOfTheFirstCertification() throws {
    var facts = try Fixtures.facts(certifiedAt: Fixtures.later)
    let first = try #require(CalendarDate("2025-06-01"))
    facts.result = Facts.Result(
      hash: facts.result.hash, version: 2, certifiedAt: Fixtures.later, certifiedOn: first,
      rank: 1, rankedCount: 9, score: Points(9), maximum: Points(10), shortlisted: true, rounds: 1)
    facts.record.birthDate = Fact(CalendarDate("1989-06-05"), evidence: "ledger:1")
    facts.record.employer = Fact("徐工", evidence: "ledger:2")
    let snapshot = FactsSnapshot(of: facts, at: Fixtures.later)
    let read = try #require(
      PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]").cases.first)
    #expect(read.facts.result.certifiedOn == first)
    #expect(read.facts.record.employer == facts.record.employer)
    #expect(FactsSnapshot(of: read.facts, at: read.instant).hash == snapshot.hash)
    let young = try Fixtures.pack(when: "age: at most 35")
    #expect(young.decide(read.facts, at: Fixtures.later)[0].met)
  }

  /// And facts of results that were never frozen are written as they always were.
  @Test func aSnapshotKeepsSinceWhenThePublicSeesTheResults() throws {
    var facts = try Fixtures.facts()
    #expect(!FactsSnapshot(of: facts, at: Fixtures.later).text.contains("\"public\""))
    for since in [Fixtures.certifiedAt + Fixtures.day, nil] {
      facts.result.publicSince = since
      let snapshot = FactsSnapshot(of: facts, at: Fixtures.later)
      let read = try #require(
        PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]").cases.first)
      #expect(read.facts.result.publicSince == since)
      #expect(FactsSnapshot(of: read.facts, at: read.instant).hash == snapshot.hash)
    }
  }

  /// A team behind one that fell out moves up where the pack says so, also when it is decided again.
  @Test func aSnapshotKeepsHowManyTeamsFellOut() throws {
    var facts = try Fixtures.facts()
    facts.result.teamRank = 3
    facts.result.rankedTeams = 9
    facts.result.teamsFellOutAhead = 2
    let snapshot = FactsSnapshot(of: facts, at: Fixtures.later)
    let read = try #require(
      PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]").cases.first)
    #expect(read.facts.result.teamsFellOutAhead == 2)
    #expect(FactsSnapshot(of: read.facts, at: read.instant).hash == snapshot.hash)
    #expect(facts.teamRank(movingUp: true) == 1 && facts.teamRank(movingUp: false) == 3)
  }

  /// And facts of which nothing is known of an objection are written as they always were.
  @Test func aSnapshotKeepsWhatStandsAgainstTheTeam() throws {
    var facts = try Fixtures.facts(teamRank: 1, ofTeams: 9)
    #expect(!FactsSnapshot(of: facts, at: Fixtures.later).text.contains("team-objection"))
    facts.result.teamObjection = Fact(.open, evidence: "objections:cup/fitter/final#2")
    let snapshot = FactsSnapshot(of: facts, at: Fixtures.later)
    let read = try #require(
      PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]").cases.first)
    #expect(read.facts.result.teamObjection == facts.result.teamObjection)
    #expect(FactsSnapshot(of: read.facts, at: read.instant).hash == snapshot.hash)
    let pack = try Fixtures.pack(when: "team-rank: 1..3")
    let decision = try #require(pack.decide(read.facts, at: Fixtures.later).first)
    #expect(decision.verdict.code == "awaiting" && decision.objection?.value == .open)
    facts.result.teamRank = 4
    let other = try #require(pack.decide(facts, at: Fixtures.later).first)
    #expect(other.verdict == .missed && other.objection == nil)
  }

  @Test func aTitleThatIsRecordedTwiceIsOne() throws {
    var facts = try Fixtures.facts()
    facts.record = try record([(.title("能手"), nil), (.title("标兵"), nil), (.title("能手"), nil)])
    #expect(
      facts.record.titles
        == [Fact("能手", evidence: "ledger:1,3"), Fact("标兵", evidence: "ledger:2")])
    let snapshot = FactsSnapshot(of: facts, at: Fixtures.later)
    let read = try PolicyCases(text: "cases: [{ with: \(snapshot.text), expect: [] }]")
    #expect(read.cases.first?.facts.record.titles == facts.record.titles)
  }

  private func level(
    _ level: SkillLevel, _ occupation: String? = nil, contest: String? = nil
  ) -> Achievement.Content {
    .level(
      HeldLevel(
        level: level, occupation: occupation.flatMap { OccupationCode($0) }, certificate: nil,
        issuer: nil, contest: contest))
  }

  @Test func theHighestLevelOfTheOccupationCounts() throws {
    let contents: [(Achievement.Content, corrects: Int?)] = [
      (level(.senior, "6-31-01-02"), nil), (level(.intermediate, "6-31-01-02"), nil),
      (level(.technician, "6-31-01-03"), nil),
    ]
    #expect(try record(contents).level == Fact(.senior, evidence: "ledger:1"))
    #expect(
      try record(contents, occupation: "6-31-01-03").level
        == Fact(.technician, evidence: "ledger:3"))
    #expect(try record(contents, occupation: "6-18-02-04").level.value == nil)
    #expect(try record([(level(.junior), nil)]).level.value == .junior)
  }

  @Test func whatWasCorrectedSaysNothingMore() throws {
    let record = try record([
      (.training(hours: 40), nil), (.training(hours: 400), nil), (.training(hours: 20), 2),
      (.title("能手"), nil), (.struck, 4), (.mentor("王"), nil), (.mentor("李"), nil),
    ])
    #expect(record.trainingHours == Fact(60, evidence: "ledger:1,3"))
    #expect(record.titles.isEmpty)
    #expect(record.mentor == Fact("李", evidence: "ledger:7"))
  }

  @Test func onlyLevelsThroughContestsArePromotions() throws {
    let record = try record([
      (level(.senior), nil), (level(.technician, contest: "cup-2025"), nil),
    ])
    #expect(record.promotions.map(\.level) == [.technician])
    #expect(record.promotions.map(\.contest) == ["cup-2025"])
  }

  /// What a body issued because of an outcome is the promotion that the outcome was, and a level all
  /// the same.
  @Test func whatFollowsFromAnOutcomeOnRecordIsNoSecondPromotion() throws {
    let stage = try StagePath("cup-2024/fitter/final")
    let outcome = PromotionOnRecord(
      stage: stage, number: 7, level: .technician, certifiedAt: Fixtures.certifiedAt,
      resultsHash: "h")
    let person = try #require(SecretDigest(bytes: Array(repeating: 7, count: 32)))
    let facts = try [outcome.evidence, "人社局文件"].enumerated().map { index, evidence in
      Achievement(
        number: index + 1, person: person,
        statement: Achievement.Statement(
          level(.technician, contest: "cup-2024"), date: try #require(CalendarDate("2025-01-20")),
          evidence: evidence, source: "s", corrects: nil),
        note: StaffNote(actor: "li", at: Instant(milliseconds: 0), reason: ""))
    }
    let occupation = try #require(OccupationCode("6-31-01-02"))
    let record = PersonRecord(
      facts, occupation: occupation, for: try cup(), besides: [outcome.evidence])
    #expect(record.promotions.map(\.evidence) == ["ledger:2"])
    #expect(record.level == Fact(.technician, evidence: "ledger:1"))
  }

  /// Of two stages one precedes the other, and none itself.
  @Test func stagesPrecedeEachOtherByTheirFirstCertification() throws {
    let stages = try ["cup/fitter/final", "cup/fitter/semi", "cup/turner/final", "mug/a/a"].map {
      try StagePath($0)
    }
    for (one, other) in stages.flatMap({ one in stages.map { (one, $0) } }) {
      func precedes(by milliseconds: Int64) -> Bool {
        PromotionOnRecord(
          stage: one, number: 1, level: .senior, certifiedAt: Fixtures.certifiedAt,
          resultsHash: "h"
        ).precedes(other, certifiedAt: Fixtures.certifiedAt + Milliseconds(milliseconds))
      }
      #expect(precedes(by: 1) == (one != other))
      #expect(precedes(by: 0) == (one < other))
      #expect(!precedes(by: -1))
    }
  }
}
