import Contests
import QuestionBanks
import Testing

/// Faults of tables that must be told, and what stands next to them and is none.
@Suite struct TableFaultTests {
  private func read(_ lines: String...) -> BankReading {
    BankReading(text: lines.joined(separator: "\n") + "\n")
  }

  private func read(_ kind: String, options: String, key: String) -> BankReading {
    read("题型,题干,选项A,选项B,选项C,答案", "\(kind),一题____。,\(options),\(key)")
  }

  @Test(arguments: [
    ("判断题", "红,绿,蓝", "A"), ("判断题", "红,绿,", "B"), ("判断题", "对,是,", "A"), ("计算题", "4,5,6", "5"),
    ("填空题", "甲,乙,丙", "甲"), ("判断题", "正确,错误,都不是", "A"),
  ])
  func optionsOfAKindWithoutAnyAreTold(kind: String, options: String, key: String) {
    let reading = read(kind, options: options, key: key)
    #expect(reading.codes == ["options-unexpected"])
    #expect(reading.findings.map(\.place) == [FilePlace(row: 2, column: 2)])
    #expect(reading.questions.isEmpty)
  }

  @Test(arguments: [
    ("判断题", "正确,错误,", "A", Choices(position: 0)), ("判断题", "错误,正确,", "A", Choices(position: 1)),
    ("判断题", "-,-,/", "B", Choices(position: 1)), ("判断题", "对,错,", "错", Choices(position: 1)),
    ("单选题", "红,绿,蓝", "A", Choices(position: 0)),
  ])
  func truthWordsAreOptionsOfAStatement(
    kind: String, options: String, key: String, correct: Choices
  ) {
    let reading = read(kind, options: options, key: key)
    #expect(reading.codes == [])
    #expect(reading.questions.map(\.key.correct) == [correct])
  }

  @Test func pictureInAnOptionOfAStatementIsTold() throws {
    let header = ["题型", "题干", "选项A", "选项B", "答案"].map(HandmadeWorkbook.Value.text)
    let row: [HandmadeWorkbook.Value] = [
      .text("判断题"), .text("题。"), .empty, .empty, .text("对"),
    ]
    let tab = HandmadeWorkbook.Tab(
      name: "题库", rows: [header, row],
      drawings: [.init(column: 2, row: 1, bytes: SamplePictures.png(1))])
    let reading = BankReading(HandmadeWorkbook(tabs: [tab]).bytes(), filename: "a.xlsx")
    #expect(reading.codes == ["options-unexpected"])
  }

  @Test(arguments: [
    ("1", true), ("0", false), ("V", true), ("╳", false), ("✔", true), ("✘", false),
    ("A.正确", true), ("B、错误", false), ("A.a", true), ("b.B", false), ("B.对", true),
  ])
  func signsOfAStatedTruthAreRead(key: String, isTrue: Bool) {
    let reading = read("题型,题干,答案", "判断题,可以吗。,\(key)")
    #expect(reading.codes == [])
    #expect(reading.questions.map(\.key.correct) == [Choices(position: isTrue ? 0 : 1)])
  }

  @Test(arguments: ["2", "-1", "10", "A.甲", "C.对", "VX"])
  func otherSignsAreNoTruth(key: String) {
    let reading = read("题型,题干,答案", "判断题,可以吗。,\(key)")
    #expect(reading.codes == ["key-unreadable"])
    #expect(reading.findings.first?.text.text(in: .zhHans).contains("√/×") == true)
  }

  @Test(arguments: [("B.绿", "B"), ("A、红", "A"), ("C.c", "C")])
  func keyMayRepeatTheLetterAndTheText(key: String, letter: String) {
    let reading = read("单选题", options: "红,绿,c", key: key)
    #expect(reading.codes == [])
    #expect(reading.questions.map { KeyText.text($0.key.solution) } == [letter])
  }

  @Test(arguments: ["B.红", "A绿", "D.红", "B."])
  func letterAndTextOfTwoOptionsAreNoKey(key: String) {
    let reading = read("单选题", options: "红,绿,c", key: key)
    #expect(reading.codes == (key == "B." ? [] : ["key-unreadable"]))
  }

  @Test func digitBesideOptionsIsNoTruth() {
    #expect(read("判断题", options: "错误,正确,", key: "1").codes == ["key-unreadable"])
    #expect(read("单选题", options: "甲,乙,", key: "1").codes == ["key-unreadable"])
    // Without a kind, `V` is a text and 1 a number.
    let reading = read("题干,答案", "电压的单位是____。,V", "一是____。,1")
    #expect(reading.questions.map(\.question.kind) == [.fillIn, .numeric])
  }

  @Test func cellsBeyondTheHeaderAreTold() {
    let reading = read("题干,选项A,选项B,答案,解析", "甲,一,二,A,因为甲,而不是乙,对吧", "乙,一,二,A,因为")
    #expect(reading.codes == ["row-too-long"])
    #expect(reading.findings.map(\.place) == [FilePlace(row: 2, column: 5)])
    #expect(
      reading.findings.first?.text.text(in: .en) == "row 2 has 7 cells, the header 5")
    #expect(reading.questions.map(\.question.stem) == ["乙"])
  }

  @Test func emptyCellsAndOtherHeadersBeyondAreNone() {
    #expect(read("题干,选项A,选项B,答案", "甲,一,二,A,, ,").codes == [])
    #expect(read("题干,选项A,选项B,答案,备注", "甲,一,二,A,随便").codes == [])
    #expect(read("题干,选项A,选项B,答案", "# 注,,,,,甲,乙", "甲,一,二,A").codes == [])
  }

  @Test func secondColumnOfKeysMustAgree() {
    let header = "题干,选项A,选项B,答案,正确答案"
    #expect(read(header, "甲,一,二,A,A", "乙,一,二,B,").codes == [])
    let reading = read(header, "甲,一,二,A,A", "乙,一,二,A,B", "丙,一,二,A,B")
    #expect(reading.codes == ["column-repeated"])
    #expect(reading.errors == 1)
    #expect(reading.findings.map(\.place) == [FilePlace(row: 3, column: 4)])
  }

  @Test func optionsBetweenDollarsAreSplit() {
    let header = "题干,选项,答案"
    let reading = read(header, "甲,停电1$;$验电;1$;$接地1,A", "乙,$x$;$y$,B", "丙,5$,A")
    #expect(
      reading.questions.prefix(2).map(\.question.options)
        == [["停电1", "验电;1", "接地1"], ["$x$", "$y$"]])
  }

  @Test func missingPremisesAreToldOnce() {
    let reading = read("题型,题干,选项A,选项B,答案", "匹配题,配对。,甲,乙,\"1-A,2-B\"")
    #expect(reading.codes == ["premises-missing"])
  }

  @Test func formulaWithoutAValueIsToldOnce() {
    let header = ["题干", "选项A", "选项B", "答案"].map(HandmadeWorkbook.Value.text)
    let row: [HandmadeWorkbook.Value] = [
      .text("题"), .text("甲"), .text("乙"), .formula("A1", cached: ""),
    ]
    let tab = HandmadeWorkbook.Tab(name: "题库", rows: [header, row])
    let reading = BankReading(HandmadeWorkbook(tabs: [tab]).bytes(), filename: "a.xlsx")
    #expect(reading.codes == ["formula-cell"])
    #expect(read("题干,选项A,选项B,答案", "题,甲,乙,").codes == ["key-missing"])
  }

  @Test func unknownWordsAreToldWithTheKnownOnes() {
    let reading = read(
      "题型,题干,选项A,选项B,答案,等级,难度", "奇怪题,甲,一,二,A,,", "单选题,乙,一,二,A,神级,", "单选题,丙,一,二,A,,极难")
    #expect(reading.codes == ["kind-unknown", "level-unknown", "difficulty-unknown"])
    let texts = reading.findings.map { $0.text.text(in: .zhHans) }
    #expect(zip(texts, ["判断题", "高级技师", "易、中、难"]).allSatisfy { $0.contains($1) })
  }
}
