import Contests
import QuestionBanks
import Testing

/// Headers that are nearly known, missing or the organizer's own, and what stands around them.
@Suite struct TableHeaderTests {
  private typealias Value = HandmadeWorkbook.Value

  private func read(_ text: String, _ mappings: String...) throws -> BankReading {
    let headers = try mappings.map { try #require(FieldMapping($0)) }
    return BankReading(
      Array(text.utf8), filename: "a.csv", options: ReadingOptions(headers: headers))
  }

  @Test(arguments: [
    "题干(必填)", "题干（必填）", "*题干", "题干*", "题干【必填】", "题干 (不超过 500 字)", "\"题干\n（必填）\"", "\"题干\n必填\"",
    "Question Text", "question_text", "试题题干", "［题干］",
  ])
  func notesBesideAHeaderDoNotMatter(header: String) throws {
    let reading = try read("\(header),A选项,选项B内容,备选C,option_d,正确答案\n题,1,2,3,4,D\n")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题"])
    #expect(reading.questions.map(\.question.options) == [["1", "2", "3", "4"]])
  }

  @Test(arguments: [
    ("选顶A", "选项A", 2), ("题形", "题型", 0), ("知识占", "知识点", 6), ("选项 BB", "选项B", 3),
    ("expianation", "explanation", 5),
  ])
  func nearHeaderIsAWarningThatNamesItsCell(header: String, meant: String, column: Int) throws {
    var headers = ["题型", "题干", "选项A", "选项B", "答案", "解析", "知识点"]
    headers[column] = header
    let reading = try read(headers.joined(separator: ",") + "\n,题,甲,乙,A,,\n")
    let found = try #require(reading.findings.first { $0.code == "header-unknown" })
    #expect(found.severity == .warning)
    #expect(found.place == FilePlace(row: 1, column: column))
    #expect(found.text.zhHans?.contains("“\(meant)”") == true)
  }

  @Test(arguments: [
    "分值", "来源", "章节", "备注", "单元", "序号", "标题", "类别", "figure", "refs", "correct", "x", "题",
  ])
  func otherHeadersArePassedOverSilently(header: String) throws {
    #expect(try read("题干,选项A,选项B,答案,\(header)\n题,甲,乙,A,1\n").findings == [])
  }

  @Test func nearHeaderOfAColumnThatIsThereIsPassedOver() throws {
    #expect(try read("题干,选项A,选项B,答案,答桉\n题,甲,乙,A,1\n").findings == [])
  }

  @Test(arguments: [
    ("题千,选项A,选项B,答案", 0, "题千", "stem"), ("题干,选项A,选项B,正确荅案", 3, "正确荅案", "key"),
    ("题干,选项A,选项B,答 案 是", 3, "答 案 是", "key"),
  ])
  func missingColumnIsRefusedWithWhatComesNearest(
    header: String, column: Int, near: String, field: String
  ) throws {
    let reading = try read("机修钳工题库\n\(header)\n题,甲,乙,A\n")
    #expect(reading.codes == ["header-missing"])
    let finding = try #require(reading.findings.first)
    #expect(finding.place == FilePlace(row: 2, column: column))
    for text in [finding.text.zhHans, finding.text.en] {
      #expect(text?.contains(near) == true)
      #expect(text?.contains("--map \(field)=") == true)
    }
  }

  @Test func headerOfAnyNameMayBeMapped() throws {
    let text = "Q,第一,第二,R\n题,甲,乙,2\n题二,甲,乙,1\n"
    #expect(try read(text).codes == ["header-missing"])
    let reading = try read(text, "stem=Q", "optionA=第一", "optionB=第二", "key=R:1-based")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.key.correct) == [.b, .a])
    let fromZero = try read(text, "stem=Q", "optionA=第一", "optionB=第二", "key=R:0-based")
    #expect(fromZero.codes == ["key-outside-options"])
    #expect(fromZero.questions.map(\.key.correct) == [.b])
  }

  @Test func mappedHeaderGoesBeforeAKnownOne() throws {
    let text = "题干,题目,选项A,选项B,答案,复核答案\n旧,新,甲,乙,A,B\n"
    let reading = try read(text, "stem=题目", "key= 复核 答案 ")
    #expect(reading.questions.map(\.question.stem) == ["新"])
    #expect(reading.questions.map(\.key.correct) == [.b])
  }

  @Test func mappedHeaderThatDoesNotOccurIsAnError() throws {
    let reading = try read("题干,选项A,选项B,答案\n题,甲,乙,A\n", "knowledge=章")
    #expect(reading.codes == ["map-header-missing"])
    #expect(reading.findings.first?.field == "knowledge")
    #expect(reading.questions.count == 1)
    let neither = try read("甲,乙\n1,2\n", "stem=甲", "key=丙")
    #expect(neither.codes.sorted() == ["header-missing", "map-header-missing"])
  }

  @Test func headerMappedToTheOptionsIsTakenApart() throws {
    let reading = try read("题干,备选,答案\n题,A.甲 B.乙,A\n", "options=备选")
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"]])
  }

  @Test(arguments: ["1", "2", "1,2", "12", "１"])
  func numbersInAnUnmappedKeyAreAnErrorThatSaysHow(key: String) throws {
    let reading = try read("题型,题干,选项A,选项B,答案\n多选题,题,甲,乙,\"\(key)\"\n")
    #expect(reading.codes == ["key-unreadable"])
    #expect(reading.findings.first?.place == FilePlace(row: 2, column: 4))
    #expect(reading.findings.first?.text.zhHans?.contains("--map key=") == true)
    #expect(reading.questions.isEmpty)
  }

  @Test func numbersOfOtherKindsStayNumbersUnderAMapping() throws {
    let reading = try read(
      "题型,题干,选项A,选项B,选项C,得数\n计算题,题一,,,,2\n排序题,题二,甲,乙,丙,\"2,0,1\"\n多选题,题三,甲,乙,丙,02\n判断题,题四,,,,对\n",
      "key=得数:0-based")
    #expect(reading.findings == [])
    #expect(
      reading.questions[0].key.solution == .number(NumericKey(try #require(ExactNumber("2")))))
    #expect(reading.questions[1].key.solution == .order([2, 0, 1]))
    #expect(reading.questions[2].key.correct == [.a, .c])
    #expect(reading.questions[3].key.correct == .a)
  }

  /// 1 is true and the first option alike; where options count from 0 it may be the second.
  @Test func numberIsNoTruthWhereOptionsCountFromZero() throws {
    let text = "题型,题干,答案\n判断题,题,1\n"
    #expect(try read(text, "key=答案:0-based").codes == ["key-unreadable"])
    #expect(try read(text, "key=答案").questions.map(\.key.correct) == [.a])
  }

  @Test(arguments: ["stem", "=题", "stem=", "nothing=题", "key=题:2-based", "optionAA=题"])
  func wrongMappingIsNone(text: String) {
    #expect(FieldMapping(text) == nil)
  }

  @Test func headerMayBeRepeatedBelow() throws {
    let reading = try read("编号,题干,选项A,选项B,答案\n1,题,甲,乙,A\n编号,题干,选项A,选项B,答案\n2,题二,甲,乙,A\n")
    #expect(reading.findings == [])
    #expect(reading.questions.count == 2)
  }

  @Test func everySheetHasAHeaderOfItsOwn() {
    let reading = read(tabs: [
      HandmadeWorkbook.Tab(name: "空", rows: []),
      HandmadeWorkbook.Tab(
        name: "单选",
        rows: [
          row("2025 年题库"), row("题干", "选项A", "选项B", "答案"), row("题一", "甲", "乙", "A"),
        ], merged: ["A1:D1"]),
      HandmadeWorkbook.Tab(name: "判断", rows: [row("答案", "题干"), row("对", "题二")]),
    ])
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.kind) == [.single, .trueFalse])
  }

  @Test func lettersMayStandInASecondLineOfTheHeader() {
    let reading = read(tabs: [
      HandmadeWorkbook.Tab(
        name: "题",
        rows: [
          row("题干", "选项", "", "", "答案"), row("", "A", "B", "C", ""), row("题", "甲", "乙", "丙", "C"),
        ], merged: ["A1:A2", "B1:D1", "E1:E2"])
    ])
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.options) == [["甲", "乙", "丙"]])
  }

  @Test func mergedCellCountsForAllItsRows() {
    let reading = read(tabs: [
      HandmadeWorkbook.Tab(
        name: "题",
        rows: [
          row("题型", "材料", "题干", "选项A", "选项B", "答案", "知识点", "技能等级"),
          row("单选题", "起重机", "题一", "甲", "乙", "A", "电工", "高级工"),
          row("", "", "题二", "甲", "乙", "B", "", ""), row("多选题", "", "题三", "甲", "乙", "AB", "", ""),
        ], merged: ["A2:A3", "B2:B3", "G2:G4", "H2:H3"])
    ])
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.kind) == [.single, .single, .multiple])
    #expect(reading.questions.map(\.question.passage) == ["起重机", "起重机", ""])
    #expect(reading.questions.map(\.question.knowledge) == ["电工", "电工", "电工"])
    #expect(reading.questions.map(\.question.level) == [.senior, .senior, .intermediate])
  }

  /// A stem that is merged over the columns beside it is not the text of an option.
  @Test func cellMergedSidewaysCountsOnce() {
    let reading = read(tabs: [
      HandmadeWorkbook.Tab(
        name: "题",
        rows: [row("题干", "选项A", "选项B", "答案"), row("应停电。", "", "", "对")], merged: ["A2:C2"])
    ])
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.kind) == [.trueFalse])
  }

  private func row(_ texts: String...) -> [Value] { texts.map { $0.isEmpty ? .empty : .text($0) } }

  private func read(tabs: [HandmadeWorkbook.Tab]) -> BankReading {
    BankReading(HandmadeWorkbook(tabs: tabs).bytes(), filename: "题库.xlsx")
  }
}
