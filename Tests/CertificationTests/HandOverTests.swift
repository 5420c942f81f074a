import Accounts
import Contests
import Spreadsheets
import Testing

@testable import Certification

/// The workbook of a batch, and what comes back in it.
@Suite struct HandOverTests {
  private static let start = Instant(milliseconds: 1_743_472_800_000)
  private let note = StaffNote(actor: "chief", at: start, reason: "r")

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  /// An outcome of the cup after some steps.
  private func outcome(
    _ number: Int, _ kind: Outcome.Kind = .eligibility, level: SkillLevel? = .technician,
    _ steps: [OutcomeStep.Kind] = [.confirmed, .submitted(batch: 1)], name: String = "技师"
  ) throws -> OutcomeCase {
    OutcomeCase(
      number: number,
      finding: OutcomeFinding(
        subject: OutcomeSubject(
          stage: try StagePath("cup/fitter/final"), contestant: try ContestantID("\(999 + number)"),
          pack: try PackID("city"), rule: try RuleID("A1")),
        kind: kind, name: LocalizedText(zhHans: name, en: name), level: level, packVersion: 1,
        packHash: "p", resultsVersion: 1, resultsHash: "h"),
      opened: note, steps: steps.map { OutcomeStep($0, note) })
  }

  private let batch = HandOver(
    number: 1, name: "第一批", kind: .level, body: HandOver.Body(name: "徐州中心", number: "苏备1号"),
    fileHash: String(repeating: "0", count: 64),
    note: StaffNote(actor: "chief", at: start, reason: "r"))

  private func grounds(_ level: SkillLevel?) throws -> OfficialCertificate.Grounds {
    let occupation = try #require(OccupationCode("6-31-01-02"))
    return OfficialCertificate.Grounds(
      level: level, occupation: occupation, employer: UnitName("甲厂"),
      certifiedOn: try day("2025-05-01"), today: try day("2025-06-30"), body: batch.body,
      register: [
        IssuerRegistration(
          name: "徐州中心", kind: .body, occupation: occupation, levels: .junior ... .technician,
          from: try day("2020-01-01"), until: nil, evidence: "苏备1号")
      ])
  }

  private func judge(
    _ text: String, _ all: [OutcomeCase], corrections: HandOverJudgement.Corrections = .no,
    skipsBlocked: Bool = false, objectedTo: Set<Int> = [], isFrozen: Bool = false
  ) throws -> HandOverJudgement {
    let answer = try HandOverAnswer(FirstTable(Array(text.utf8)), of: try ContestID("cup"))
    var subjects: [Int: HandOverJudgement.Subject] = [:]
    for one in all where !one.batches.isEmpty {
      subjects[one.number] = HandOverJudgement.Subject(
        name: "选手 \(one.number)", grounds: try grounds(one.finding.level),
        isPerson: { kind, number in kind != "护照" && number == "X\(one.number)" })
    }
    return try HandOverJudgement(
      answer, all: all, batches: [batch], subjects: subjects,
      corrections: corrections, skipsBlocked: skipsBlocked,
      against: { isFrozen ? [.frozen] : objectedTo.contains($0.number) ? [.objection] : [] }, note)
  }

  private func problems(_ text: String, _ all: [OutcomeCase] = []) -> [String] {
    do {
      _ = try judge(text, all)
      return []
    } catch let refused as HandOverAnswerRefused {
      #expect(refused.problemCount == refused.problems.count)
      return refused.problems.map { problem in
        #expect(problem.text.zhHans != nil && problem.text.en != nil)
        return "\(problem.row ?? 0):\(problem.column ?? -1) \(problem.code)"
      }
    } catch {
      return ["\(error)"]
    }
  }

  // MARK: The workbook

  @Test func theWorkbookHoldsWhatTheBodyNeedsCellByCell() throws {
    let number = try ResidentNumber("32030219900307000X")
    let passport = try #require(IdentityPaper.OtherPaper(kind: "护照", number: "E12345678"))
    func row(_ number: Int, _ paper: IdentityPaper, rank: Int?) throws -> HandOverSheet.Row {
      HandOverSheet.Row(
        outcome: try outcome(number), name: "选手\(number)", paper: paper,
        unit: UnitName("甲厂"),
        occupation: try #require(OccupationCode("6-31-01-02")),
        contest: LocalizedText(zhHans: "杯赛", en: "The cup"),
        event: LocalizedText(zhHans: "机修钳工", en: "Fitter"), rank: rank,
        score: Points(thousandths: 88_500), maximum: Points(100),
        certifiedOn: try day("2025-05-01"))
    }
    let rows = [
      try row(7, .resident(number), rank: 1), try row(12, .other(passport), rank: nil),
    ]
    let sheet = HandOverSheet(
      batch: "第一批", kind: .level, body: batch.body, language: .zhHans)
    let bytes = try sheet.workbook(rows)
    #expect(try sheet.workbook(rows) == bytes)
    let read = try #require(try WorkbookReader().read(bytes).sheets.first)
    #expect(read.name == "技能等级认定")
    #expect(
      read.rows[0].cells.map(\.displayText) == [
        "序号", "批次", "成果编号", "姓名", "证件类型", "证件号码", "工作单位", "职业名称", "职业代码", "技能等级",
        "竞赛名称", "赛项", "名次", "成绩", "满分", "成绩确认日期", "成果类别", "成果名称", "证书编号", "发证日期",
        "审核结果", "不通过原因",
      ])
    #expect(
      (0..<22).map { read.rows[1][$0].displayText } == [
        "1", "第一批", "cup/7", "选手7", "居民身份证", "32030219900307000X", "甲厂", "机修钳工",
        "6-31-01-02", "技师", "杯赛", "机修钳工", "1", "88.5", "100", "2025-05-01", "技能等级认定", "技师", "",
        "", "", "",
      ])
    #expect(
      (0..<22).map { read.rows[2][$0].displayText } == [
        "2", "第一批", "cup/12", "选手12", "护照", "E12345678", "甲厂", "机修钳工", "6-31-01-02", "技师",
        "杯赛", "机修钳工", "", "88.5", "100", "2025-05-01", "技能等级认定", "技师", "", "", "", "",
      ])
    // Numbers of papers are text, ranks and scores are numbers.
    #expect(read.rows[1][5] == .text("32030219900307000X"))
    guard case .number = read.rows[1][12], case .number = read.rows[1][13] else {
      Issue.record("rank and score are no numbers")
      return
    }
    // As it was handed over it answers nothing.
    let answer = try HandOverAnswer(FirstTable(bytes), of: try ContestID("cup"))
    #expect(answer.rows.map(\.outcome) == [7, 12])
    #expect(answer.rows.allSatisfy { $0.verdict == nil })
  }

  // MARK: What comes back

  @Test func columnsStandInAnyOrderAndOthersAreLeftOut() throws {
    let all = [
      try outcome(1), try outcome(2), try outcome(3), try outcome(4),
      try outcome(5, .recommendation, level: nil, name: "市技术能手"),
    ]
    let judgement = try judge(
      """
      徐州中心审核结果,,,,,,,
      不通过原因,审核结果（必填）,备注,发证日期,证书编号 *,姓名,成果编号,批次
      ,通过,好,2025/6/1,s000032000001252000001,选手 1,cup/1,第一批
      材料不实,不通过,,,,选手 2,2,第一批
      缺体检表,退回,,,,,cup/3,
      ,,,,,,cup/4,
      ,通过,,2025年6月2日,,,cup/5,
      """, all)
    #expect(judgement.issued == 2 && judgement.rejected == 1 && judgement.returned == 1)
    #expect(judgement.known == 0 && judgement.batch == 1)
    let steps = judgement.answers.change.steps
    #expect(
      steps.map(\.step.kind) == [
        .issued(number: "S000032000001252000001", on: try day("2025-06-01")), .rejected, .returned,
        .issued(number: "", on: try day("2025-06-02")),
      ])
    #expect(steps.map(\.step.note.reason) == ["r", "材料不实", "缺体检表", "r"])
    let facts = judgement.answers.facts
    #expect(facts.map(\.outcome) == [1, 5])
    #expect(facts.map(\.statement.content.value) == ["技师", "市技术能手"])
    #expect(facts[0].statement.evidence == "contest:cup#1 results:h")
    guard case .level(let held) = facts[0].statement.content else {
      Issue.record("no level")
      return
    }
    #expect(held.contest == "cup" && held.issuer == "徐州中心")
    #expect(held.certificate?.text == "S000032000001252000001")
    #expect(held.occupation?.text == "6-31-01-02")
  }

  private static let header = "成果编号,批次,姓名,证件号码,证书编号,发证日期,审核结果,不通过原因\n"

  @Test(arguments: [
    ("姓名,证书编号\n", ["1:-1 header-missing"]),
    (
      "成果编号,成果编号,姓名\n",
      [
        "1:1 header-repeated", "1:-1 header-missing", "1:-1 header-missing",
        "1:-1 header-missing",
      ]
    ),
    (header, ["0:-1 answer-empty"]),
    (header + "other/1,,,,,,,\n", ["2:0 other-contest"]),
    (header + "cup/x,,,,,,,\n", ["2:0 outcome-unfit"]),
    (header + "cup/1/2,,,,,,,\n", ["2:0 outcome-unfit"]),
    (header + ",,选手 1,,,,,\n", ["2:0 field-missing"]),
    (header + "cup/1,,,,,,,\ncup/1,,,,,,,\n", ["3:0 outcome-repeated"]),
    (header + "cup/9,,,,,,,\n", ["2:0 outcome-unknown"]),
    (header + "cup/1,第二批,,,,,,\n", ["2:1 other-batch"]),
    (header + "cup/3,,,,,,,\n", ["2:0 not-handed-over"]),
    (header + "cup/1,,选手 2,,,,,\n", ["2:2 name-other"]),
    (header + "cup/1,,选手 1,X2,,,,\n", ["2:3 identity-other"]),
    (header + "cup/1,,,,S000032000001252000001,,,\n", ["2:6 result-missing"]),
    (header + "cup/1,,,,,,好,\n", ["2:6 word-unknown"]),
    (header + "cup/1,,,,,,通过,\n", ["2:5 field-missing"]),
    (header + "cup/1,,,,,六月,通过,\n", ["2:5 date-unreadable"]),
    (header + "cup/1,,,,,2025-06-01,通过,\n", ["2:4 certificate-missing"]),
    (
      header + "cup/1,,,,S000032000001253000001,2024-06-01,通过,\n",
      ["2:4 certificate-level", "2:4 certificate-year", "2:5 date-before-results"]
    ),
    (header + "cup/1,,,,,,不通过,\n", ["2:7 field-missing"]),
    (
      header + "cup/1,,,,S000032000001252000001,2025-06-01,不通过,迟\n",
      ["2:4 not-passed", "2:5 not-passed"]
    ),
    (
      header + "cup/1,,,,S000032000001252000001,2025-06-01,通过,\n"
        + "cup/2,,,,S000032000001252000001,2025-06-01,通过,\n", ["3:4 number-repeated"]
    ),
    (header + "cup/1,,,,,,,\ncup/4,,,,,,,\n", ["3:1 batches-mixed"]),
    (header + "cup/5,,,,S000032000001252000002,2025-06-01,通过,\n", ["2:4 issued-otherwise"]),
    (header + "cup/5,,,,,,不通过,迟\n", ["2:6 not-now"]),
    // Everything in one pass, by row and column.
    (
      header + "cup/9,,,,,,,\ncup/1,,选手 2,,,,好,\ncup/2,,选手 1,,,,,\n",
      ["2:0 outcome-unknown", "3:6 word-unknown", "4:2 name-other"]
    ),
    (header + "cup/1,,选手 2,,,,,\ncup/9,,,,,,,\n", ["2:2 name-other", "3:0 outcome-unknown"]),
  ])
  func whatIsWrongIsNamedWithRowAndColumn(text: String, expected: [String]) throws {
    let issued = OutcomeStep.Kind.issued(
      number: "S000032000001252000005", on: try day("2025-06-01"))
    let all = [
      try outcome(1), try outcome(2),
      try outcome(3, .eligibility, level: .technician, [.confirmed]),
      try outcome(4, .eligibility, level: .technician, [.confirmed, .submitted(batch: 2)]),
      try outcome(5, .eligibility, level: .technician, [.confirmed, .submitted(batch: 1), issued]),
    ]
    #expect(problems(text, all) == expected)
  }

  /// Excel keeps 15 digits of what it takes for a number.
  @Test func digitsThatAWorkbookLostAreNamed() throws {
    let bytes = try WorkbookWriter.bytes { writer in
      try writer.beginSheet(
        named: "答复",
        columns: ["成果编号", "证书编号", "发证日期", "审核结果"].map { OutputColumn(header: $0) })
      try writer.append([
        .text("cup/1"), .number(1.23456789012345e20), .text("2025-06-01"), .text("通过"),
      ])
    }
    let answer = try HandOverAnswer(FirstTable(bytes), of: try ContestID("cup"))
    #expect(answer.sheet == "答复" && answer.rows.isEmpty)
    #expect(answer.problems.map(\.code) == ["digits-lost"])
    #expect(answer.problems.map(\.column) == [1])
  }

  @Test func theSameAnswerAgainIsKnown() throws {
    let text =
      Self.header + "cup/1,,选手 1,X1,S000032000001252000001,2025-06-01,通过,\n"
      + "cup/2,,,,,,不通过,迟\ncup/3,,,,,,退回,缺\n"
    let all = try [outcome(1), outcome(2), outcome(3)]
    let first = try judge(text, all)
    let after = try all.map { one in
      let step = try #require(
        first.answers.change.steps.first { $0.case.number == one.number }?.step)
      return try one.taking(step)
    }
    #expect(after.map(\.state) == [.issued, .rejected, .confirmed])
    let again = try judge(text, after)
    #expect(again.known == 3 && again.answers.change.steps.isEmpty && again.answers.facts.isEmpty)
    // What came back went out again with another batch, and its earlier answer stays known.
    let anew = try after[2].taking(OutcomeStep(.submitted(batch: 2), note))
    #expect(anew.batches == [1, 2])
    let old = Self.header + "cup/3,第一批,,,,,退回,缺\n"
    #expect(try judge(old, [after[0], after[1], anew]).known == 1)
  }

  @Test func aCorrectionTakesThePlaceOfWhatWasNoted() throws {
    let issued = try outcome(1).taking(
      OutcomeStep(
        .issued(number: "S000032000001252000001", on: try day("2025-06-01")), note))
    let text = Self.header + "cup/1,,,,S000032000001252000002,2025-06-02,通过,\n"
    let judgement = try judge(text, [issued], corrections: .only)
    let step = try #require(judgement.answers.change.steps.first?.step)
    #expect(
      step.kind == .corrected(number: "S000032000001252000002", on: try day("2025-06-02")))
    let after = try issued.taking(step)
    #expect(after.state == .issued && after.issuedNumber == "S000032000001252000002")
    #expect(try after.issuedOn == day("2025-06-02"))
    #expect(after.steps.count == 4)
    #expect(judgement.answers.facts.count == 1)
  }

  /// Two numbers change hands in one file, and what was not issued yet is.
  @Test func aFileCorrectsWhatWasNoted() throws {
    let day = try day("2025-06-01")
    let numbers = (1...3).map { "S00003200000125200000\($0)" }
    let all = try [
      outcome(1).taking(OutcomeStep(.issued(number: numbers[1], on: day), note)),
      outcome(2).taking(OutcomeStep(.issued(number: numbers[0], on: day), note)), outcome(3),
    ]
    let text =
      Self.header
      + numbers.enumerated().map { "cup/\($0 + 1),,,,\($1),2025-06-01,通过,\n" }.joined()
    #expect(problems(text, all) == ["2:4 issued-otherwise", "3:4 issued-otherwise"])
    let judgement = try judge(text, all, corrections: .too)
    #expect(judgement.corrected == 2 && judgement.issued == 1)
    #expect(
      judgement.answers.change.steps.map(\.step.kind) == [
        .corrected(number: numbers[0], on: day), .corrected(number: numbers[1], on: day),
        .issued(number: numbers[2], on: day),
      ])
    #expect(judgement.answers.facts.map(\.outcome) == [1, 2, 3])
  }

  @Test func anAnswerIsNotTakenWhileTheStageIsFrozen() throws {
    let all = [try outcome(1), try outcome(2)]
    let text =
      Self.header + "cup/1,,,,S000032000001252000001,2025-06-01,通过,\n" + "cup/2,,,,,,退回,缺\n"
    let refused = try #require(throws: HandOverAnswerRefused.self) {
      try judge(text, all, isFrozen: true)
    }
    #expect(refused.problems.map(\.code) == ["stage-frozen"])
    let problem = try #require(refused.problems.first)
    #expect(problem.text.text(in: .en).contains("cup/fitter/final is frozen"))
    // What came back is with nobody, frozen or not.
    let judgement = try judge(text, all, skipsBlocked: true, isFrozen: true)
    #expect(judgement.returned == 1 && judgement.issued == 0 && judgement.skipped.count == 1)
  }

  /// What became of outcomes while they were with the body does not keep the others back.
  @Test func whatIsBlockedIsNamedByItsRowOrLeftOut() throws {
    let issued = OutcomeStep.Kind.issued(
      number: "S000032000001252000005", on: try day("2025-06-01"))
    let sent: [OutcomeStep.Kind] = [.confirmed, .submitted(batch: 1)]
    let all = [
      try outcome(1), try outcome(2),
      try outcome(3, .eligibility, level: .technician, sent + [.rejected]),
      try outcome(4, .eligibility, level: .technician, sent + [.returned]),
      try outcome(5, .eligibility, level: .technician, sent + [issued, .revoked]),
      try outcome(6, .eligibility, level: .technician, sent + [.expired]),
    ]
    let text =
      Self.header
      + (1...5).map { "cup/\($0),,,,S00003200000125200000\($0),2025-06-01,通过,\n" }.joined()
      + "cup/6,,,,,,退回,缺\n"
    let named = ["2:6 objected-to", "5:6 not-now", "7:6 not-now"]
    func refused(_ text: String, skipsBlocked: Bool) throws -> [RosterProblem] {
      do {
        _ = try judge(text, all, skipsBlocked: skipsBlocked, objectedTo: [1])
        return []
      } catch let refused as HandOverAnswerRefused {
        return refused.problems
      }
    }
    func places(_ problems: [RosterProblem]) -> [String] {
      problems.map { "\($0.row ?? 0):\($0.column ?? -1) \($0.code)" }
    }
    let problems = try refused(text, skipsBlocked: false)
    #expect(places(problems) == named)
    #expect(problems.allSatisfy { $0.text.text(in: .en).contains("--skip-blocked") })
    let judgement = try judge(text, all, skipsBlocked: true, objectedTo: [1])
    #expect(places(judgement.skipped) == named)
    #expect(!judgement.skipped.contains { $0.text.text(in: .en).contains("--skip-blocked") })
    // What was revoked since was issued as the body says.
    #expect(judgement.issued == 1 && judgement.known == 1)
    #expect(judgement.answers.change.steps.map(\.case.number) == [2, 3])
    #expect(judgement.answers.facts.map(\.outcome) == [2])
    // And what came to nothing here keeps the number that the body gave it.
    #expect(places(judgement.belated) == ["4:4 not-standing"])
    #expect(
      judgement.answers.change.steps.last?.step.kind
        == .belated(number: "S000032000001252000003", on: try day("2025-06-01")))
    // A mistake in another row still is one.
    let mistaken = text.replacing("cup/2,", with: "cup/9,")
    #expect(try places(refused(mistaken, skipsBlocked: true)) == ["3:0 outcome-unknown"])
    let other = text.replacing("000005,", with: "000006,")
    #expect(
      try places(refused(other, skipsBlocked: false)) == named.prefix(2) + ["6:4 issued-otherwise"]
        + named.suffix(1))
  }

  /// What came to nothing stays so under whatever number the body issued it, which the ledger never has.
  @Test func theNumberOfWhatCameToNothingIsKeptOnceAndCorrected() throws {
    let sent: [OutcomeStep.Kind] = [.confirmed, .submitted(batch: 1)]
    var one = try outcome(1, .eligibility, level: .technician, sent + [.rejected])
    func text(_ number: Int, _ day: String = "2025-06-01") -> String {
      Self.header + "cup/1,,,,S00003200000125200000\(number),\(day),通过,\n"
    }
    let step = try #require(try judge(text(1), [one]).answers.change.steps.first?.step)
    let before = one.answered
    one = try one.taking(step)
    #expect(one.state == .rejected && one.issuedNumber == "S000032000001252000001")
    #expect(one.answered == before)
    #expect(try one.issuedOn == day("2025-06-01"))
    let again = try judge(text(1), [one])
    #expect(again.known == 1 && again.belated.isEmpty && again.answers.change.count == 0)
    #expect(problems(text(2), [one]) == ["2:4 issued-otherwise"])
    let corrected = try judge(text(2), [one], corrections: .too)
    #expect(corrected.belated.count == 1 && corrected.answers.facts.isEmpty)
    // A number that cannot be one is a mistake here as well.
    #expect(problems(Self.header + "cup/1,,,,S1,2025-06-01,通过,\n", [one]).count == 1)
    #expect(throws: OutcomeCase.Refusal.notNow(.submitted)) {
      _ = try outcome(2).taking(step)
    }
  }

  @Test func onlyWhatIsWithABodyComesBackAndOnlyWhatItIssuedIsCorrected() throws {
    let corrected = OutcomeStep.Kind.corrected(number: "1", on: try day("2025-06-01"))
    let grant = try outcome(
      1, .grant, level: nil, [.confirmed, .issued(number: "LT-2025-00000001", on: nil)])
    let confirmed = try outcome(2, .eligibility, level: .technician, [.confirmed])
    for (one, step, refusal) in [
      (grant, corrected, OutcomeCase.Refusal.notByOthers), (grant, .returned, .notNow(.issued)),
      (confirmed, .returned, .notNow(.confirmed)), (confirmed, corrected, .notNow(.confirmed)),
      (try outcome(3), corrected, .notNow(.submitted)),
    ] {
      #expect(throws: refusal) { try one.taking(OutcomeStep(step, note)) }
    }
    let back = try outcome(4).taking(OutcomeStep(.returned, note))
    #expect(back.state == .confirmed && back.batch == nil && back.batches == [1])
  }

  // MARK: What goes out

  private func selection(
    _ wish: HandOverSelection.Wish, _ all: [OutcomeCase], levels: ClosedRange<SkillLevel>? = nil
  ) throws -> HandOverSelection {
    let occupation = try #require(OccupationCode("6-31-01-02"))
    let unit = UnitName("甲厂")
    return try HandOverSelection(
      wish, from: all,
      for: try levels.map {
        HandOverSelection.Competence(
          register: [
            IssuerRegistration(
              name: "徐州中心", kind: .body, occupation: occupation, levels: $0,
              from: try day("2020-01-01"), until: nil, evidence: "1")
          ], day: try day("2025-06-01"), occupation: { _ in occupation }, employer: { _ in unit })
      })
  }

  private func wish(
    _ kind: HandOver.Kind, _ numbers: [Int]? = nil, outcome: String? = nil
  ) -> HandOverSelection.Wish {
    HandOverSelection.Wish(kind: kind, numbers: numbers, outcome: outcome)
  }

  @Test func aBatchHasOneKindAndWhatItsBodyMayIssue() throws {
    let all = [
      try outcome(1, .eligibility, level: .technician, [.confirmed]),
      try outcome(2, .eligibility, level: .senior, [.confirmed]),
      try outcome(3, .recommendation, level: nil, [.confirmed], name: "市技术能手"),
      try outcome(4, .recommendation, level: nil, [.confirmed], name: "五一劳动奖章"),
      try outcome(5, .eligibility, level: nil, [.confirmed], name: "工程师"),
      try outcome(6, .grant, level: nil, [.confirmed], name: "一等奖"),
      try outcome(7, .eligibility, level: .senior, []),
      try outcome(8, .eligibility, level: .senior),
    ]
    let senior = SkillLevel.junior ... .senior
    let due = try selection(wish(.level), all, levels: senior)
    #expect(due.chosen.map(\.number) == [2] && due.left.map(\.number) == [1])
    #expect(throws: HandOverSelection.Refusal.notRegistered([1])) {
      try selection(wish(.level, [1, 2]), all, levels: senior)
    }
    #expect(throws: HandOverSelection.Refusal.otherKind([5, 6])) {
      try selection(wish(.level, [2, 5, 6]), all, levels: senior)
    }
    #expect(try selection(wish(.eligibility), all).chosen.map(\.number) == [5])
    #expect(throws: HandOverSelection.Refusal.self) { try selection(wish(.recommendation), all) }
    #expect(
      try selection(wish(.recommendation, outcome: "五一劳动奖章"), all).chosen.map(\.number) == [4])
    #expect(try selection(wish(.recommendation, [3, 4]), all).chosen.map(\.number) == [3, 4])
    #expect(throws: HandOverSelection.Refusal.nothingDue) { try selection(wish(.subsidy), all) }
    #expect(throws: HandOverSelection.Refusal.nothingDue) {
      try selection(wish(.level), Array(all.suffix(2)), levels: senior)
    }
  }
}
