import Contests
import Testing

@testable import Accounts

@Suite struct RosterImportTests {
  private static let header = [
    "准考证号", "姓名", "身份证号", "单位", "行政区划代码", "地市", "赛项", "现有等级",
  ]
  private let vault: IdentityVault
  private let contest: Contest

  init() throws {
    vault = try AccountSample.vault()
    contest = try AccountSample.contest()
  }

  private func read(
    _ rows: [[String]], under header: [String] = header, firstSerial: Int = 1
  ) throws -> ReadRoster {
    let roster = RosterImport(
      contest: contest, vault: vault, firstSerial: firstSerial, randomBytes: seededBytes(5))
    return try roster.read(
      header: RosterRow(number: 1, cells: header),
      rows: rows.enumerated().map { RosterRow(number: $0.offset + 2, cells: $0.element) })
  }

  private func problems(
    _ rows: [[String]], under header: [String] = header
  ) throws -> [RosterProblem] {
    let refused = #expect(throws: RosterRefused.self) { try read(rows, under: header) }
    return try #require(refused).problems
  }

  private func row(
    _ admission: String = "A001", _ name: String = "张三", paper: Int = 1, unit: String = "徐州某重机厂",
    region: String = "320302", city: String = "徐州市", event: String = "机修钳工", level: String = ""
  ) -> [String] {
    [admission, name, AccountSample.residentNumber(paper), unit, region, city, event, level]
  }

  // MARK: What is taken

  @Test func soundRowBecomesAnEntryWithAProtectedIdentityAndACode() throws {
    let roster = try read([row(level: "高级工")])
    let entry = try #require(roster.entries.first)
    #expect(
      entry.contestant
        == Contestant(
          id: try ContestantID("A001"), contest: contest.id, event: try EventID("fitter"),
          name: "张三", unit: try required(UnitName("徐州某重机厂")),
          region: try required(RegionCode("320302")), cityName: "徐州市", level: .senior))
    let code = try #require(roster.codes.first)
    #expect(code.contestant == entry.contestant.id)
    #expect(code.code.digest == entry.codeDigest)
    let paper = IdentityPaper.resident(try ResidentNumber(AccountSample.residentNumber(1)))
    #expect(entry.identity.masked == paper.masked)
    #expect(entry.identity.lookup == vault.lookup(of: paper))
  }

  @Test func englishHeadersInAnyOrderMeanTheSame() throws {
    let cells = [
      "", "Maintenance fitter", "徐州市", "320302", "徐州某重机厂", AccountSample.residentNumber(1), "张三",
      "A001",
    ]
    let roster = try read(
      [cells],
      under: [" Level", "EVENT", "city", "Region", "unit", "Identity", "name", "\u{FEFF}admission"])
    #expect(try read([row()]).entries.map(\.contestant) == roster.entries.map(\.contestant))
  }

  @Test(arguments: ["代表队", "参赛队", "团队", "team", "参赛队（可空）", " Team *"])
  func aTeamIsReadUnderEachOfItsNames(header: String) throws {
    let roster = try read(
      [
        row("A001", paper: 1) + ["徐州一队"], row("A002", paper: 2) + [" "],
        row("A003", paper: 3) + ["个人"], row("A004", paper: 4),
      ], under: Self.header + [header])
    #expect(roster.entries.map(\.contestant.team?.text) == ["徐州一队", nil, nil, nil])
    #expect(roster.entries.allSatisfy { $0.namesTeam })
    let silent = try read([row()])
    #expect(silent.entries.allSatisfy { !$0.namesTeam })
  }

  @Test func anUnfitTeamAndASecondColumnAreRefused() throws {
    let long = try problems(
      [row() + [String(repeating: "队", count: 101)]], under: Self.header + ["代表队"])
    #expect(long.map(\.code) == ["text-unfit"])
    #expect(long.map(\.field) == ["team"])
    #expect(long.map(\.column) == [8])
    let twice = try problems([row() + ["一", "二"]], under: Self.header + ["代表队", "参赛队"])
    #expect(twice.map(\.code) == ["header-repeated"])
  }

  @Test func synonymsStarsAndRemarksInHeadersAreUnderstood() throws {
    let roster = try read(
      [
        ["张三", AccountSample.residentNumber(1), "徐州某重机厂", "320302", "徐州市", "fitter", "13800000000"]
      ],
      under: ["姓名*", "证件号码（必填）", "工作单位", "地区代码", "城 市", "赛项", "手机号"])
    #expect(roster.entries.count == 1)
    #expect(roster.ignoredHeaders == ["手机号"])
  }

  @Test(arguments: ["fitter", "机修钳工", "Maintenance Fitter", " 机修钳工 "])
  func eventIsFoundByIDOrAnyTitle(name: String) throws {
    #expect(try read([row(event: name)]).entries.first?.contestant.event.text == "fitter")
  }

  @Test(arguments: [
    ("", nil), ("无", nil), ("技师", SkillLevel.technician), ("三级", .senior), ("三级/高级工", .senior),
  ])
  func levelIsReadInItsForms(text: String, level: SkillLevel?) throws {
    #expect(try read([row(level: text)]).entries.first?.contestant.level == level)
  }

  @Test func blankRowsAreSkippedAndShortRowsAreFilledUp() throws {
    let roster = try read([[], ["", " "], Array(row().dropLast())])
    #expect(roster.entries.count == 1)
  }

  @Test func otherPapersNeedTheirKind() throws {
    let header = Self.header + ["证件类型"]
    var passport = row() + ["护照"]
    passport[2] = "e12345678"
    let roster = try read(
      [passport, row("A002", paper: 2) + ["居民身份证"]], under: header)
    #expect(roster.entries.first?.identity.masked == "E1*****78")
    passport[2] = "="
    #expect(try problems([passport], under: header).map(\.code) == ["identity-unreadable"])
  }

  @Test func samePersonMayEnterTwoEvents() throws {
    #expect(try read([row("A001"), row("A002", event: "电力监控")]).entries.count == 2)
  }

  @Test func everyCodeDiffers() throws {
    let roster = try read((0..<100).map { row("A\($0)", paper: $0) })
    #expect(Set(roster.codes.map(\.code)).count == 100)
  }

  // MARK: Generated admission numbers

  @Test func missingAdmissionColumnGeneratesNumbers() throws {
    let rows = [row(paper: 1), row(paper: 2, region: "341300", event: "power")]
    let roster = try read(
      rows.map { Array($0.dropFirst()) }, under: Array(Self.header.dropFirst()), firstSerial: 41)
    #expect(
      roster.entries.map(\.contestant.id.text) == ["320302001000041", "341300002000042"])
  }

  @Test func serialBeyondSixDigitsStaysUnique() throws {
    let roster = try read(
      (0..<2).map { Array(row(paper: $0).dropFirst()) },
      under: Array(Self.header.dropFirst()), firstSerial: 999_999)
    #expect(
      roster.entries.map(\.contestant.id.text) == ["320302001999999", "3203020011000000"])
  }

  // MARK: What is refused

  @Test func everyMissingHeaderIsNamedAtOnce() throws {
    let problems = try problems([["张三", "高级工"]], under: ["姓名", "现有等级"])
    #expect(problems.map(\.code) == Array(repeating: "header-missing", count: 5))
    #expect(problems.map(\.field) == ["identity", "unit", "region", "city", "event"])
    #expect(problems.allSatisfy { $0.row == 1 && $0.column == nil })
    #expect(problems.first?.text.text(in: .zhHans) == "缺少“身份证号”列")
    #expect(problems.first?.text.text(in: .en) == "there is no column for identity")
  }

  @Test func twoColumnsOfOneFieldAreRefused() throws {
    let problems = try problems(
      [row() + ["另一单位"]], under: Self.header + ["工作单位"])
    #expect(problems.map(\.code) == ["header-repeated"])
    #expect(problems.map(\.column) == [8])
  }

  @Test func everythingWrongIsFoundInOnePassWithItsPlace() throws {
    var checksum = row("A003", paper: 3)
    checksum[2] = "110105194912310021"
    var birthDate = row("A004")
    birthDate[2] = "110105194913310021"
    var form = row("A005")
    form[2] = "3.20302E+17"
    let problems = try problems([
      row(),
      row("A002", "", paper: 2, region: "00", event: "焊工", level: "大师"),
      checksum, birthDate, form,
      row("A 6", paper: 6), row("", paper: 7), row("A008", paper: 8, unit: "甲\u{7}"),
    ])
    let found = problems.map { "\($0.row ?? 0):\($0.column ?? -1) \($0.field) \($0.code)" }
    #expect(
      found == [
        "3:1 name field-missing", "3:4 region region-unknown", "3:6 event event-unknown",
        "3:7 level level-unknown", "4:2 identity identity-checksum",
        "5:2 identity identity-birth-date", "6:2 identity identity-unreadable",
        "7:0 admission admission-unfit", "8:0 admission field-missing",
        "9:3 unit text-unfit",
      ])
    #expect(problems.allSatisfy { $0.text.zhHans != nil && $0.text.en != nil })
  }

  @Test func identityNumbersAreNotRepeatedInProblems() throws {
    var wrong = row()
    wrong[2] = "110105194912310021"
    let problem = try #require(try problems([wrong]).first)
    #expect(!"\(problem.text)".contains("1949"))
  }

  @Test func repeatedAdmissionAndIdentityNameTheFirstRow() throws {
    let problems = try problems([row(), row(paper: 2), row("A003")])
    #expect(problems.map(\.code) == ["admission-repeated", "identity-repeated"])
    #expect(problems.map(\.row) == [3, 4])
    #expect(problems.allSatisfy { $0.text.text(in: .en).hasSuffix("in row 2") })
  }

  @Test func rosterWithoutPeopleIsRefused() throws {
    #expect(try problems([]).map(\.code) == ["roster-empty"])
    #expect(try problems([[""], []]).map(\.code) == ["roster-empty"])
  }

  @Test func rowsBeyondTheLimitAreRefused() throws {
    // Nothing else is found in the rows of a table without known columns.
    func codes(_ rows: [[String]]) throws -> Set<String> {
      Set(try problems(rows, under: ["手机号"]).map(\.code))
    }
    let rows = Array(repeating: ["1"], count: Limits.importRows)
    #expect(try codes(rows + [[], [" "]]) == ["header-missing"])
    #expect(try codes(rows + [["1"]]) == ["header-missing", "too-many-rows"])
  }

  @Test func problemsAreCountedBeyondThoseKept() throws {
    let rows = Array(repeating: ["", "张三"], count: Limits.pageRows)
    let refused = try #require(#expect(throws: RosterRefused.self) { try read(rows) })
    #expect(refused.problems.count == Limits.pageRows)
    #expect(refused.problemCount == Limits.pageRows * 6)
  }
}
