import Contests
import QuestionBanks
import Testing

/// What workbooks and separated text share: headers, titles, comments and texts of cells.
@Suite struct QuestionTableTests {
  private let values = [
    "id": "F001", "kind": "单选题", "stem": "题干文字（　）。", "a": "甲", "b": "乙", "key": "B",
    "explanation": "因为", "knowledge": "章/节", "level": "高级工", "difficulty": "难",
  ]
  private let headers = [
    "id": "编号", "kind": "题型", "stem": "题干", "a": "选项A", "b": "选项B", "key": "答案",
    "explanation": "解析", "knowledge": "知识点", "level": "技能等级", "difficulty": "难度",
  ]

  /// A file of one question whose columns stand in the order of their names.
  private func read(renaming field: String = "", to header: String = "") -> BankReading {
    let fields = headers.keys.sorted()
    let names = fields.map { $0 == field ? header : headers[$0] ?? "" }
    let cells = fields.map { values[$0] ?? "" }
    return BankReading(
      text: names.joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\n")
  }

  @Test func columnsMayStandInAnyOrder() throws {
    let reading = read()
    #expect(reading.findings == [])
    let keyed = try #require(reading.questions.first)
    #expect(keyed.question.id.text == "F001")
    #expect(keyed.question.options == ["甲", "乙"])
    #expect(keyed.key.correct == .b)
    #expect(keyed.question.level == .senior)
  }

  @Test(arguments: [
    ("id", ["编号", "题号", "试题编号", "题目编号", "ID", "number"]),
    ("kind", ["题型", "题目类型", "试题类型", "类型", "Type", "kind"]),
    (
      "stem",
      ["题干", "题目", "题目内容", "试题内容", "试题", "问题", "内容", "content", "Question", "stem"]
    ),
    ("key", ["答案", "正确答案", "标准答案", "参考答案", "answer", "KEY"]),
    ("explanation", ["解析", "试题解析", "答案解析", "题目解析", "explanation", "analysis"]),
    ("knowledge", ["知识点", "考点", "鉴定点", "knowledge", "topic"]),
    ("level", ["技能等级", "等级", "级别", "鉴定等级", "level"]),
    ("difficulty", ["难度", "难易度", "难易程度", "难度等级", "difficulty"]),
    ("a", ["选项A", "选项1", "备选项A", "答案选项A", "option1", "OptionA", "choice a", "A", "a", "选项 A"]),
    ("b", ["选项B", "选项2", "option2", "B", "选项：B", "*选项B"]),
  ])
  func synonymsOfAHeaderAreTheSameColumn(field: String, headers: [String]) {
    let expected = read()
    for header in headers {
      let reading = read(renaming: field, to: header)
      #expect(reading.findings == [], "\(header)")
      #expect(reading.questions == expected.questions, "\(header)")
    }
  }

  @Test(arguments: ["题干 ", " 题 干", "题干：", "题干:", "*题干", "（题干）", "题\u{3000}干"])
  func signsAroundAHeaderDoNotMatter(header: String) {
    #expect(read(renaming: "stem", to: header).questions == read().questions)
  }

  @Test(arguments: ["题千", "题干内", "stems", "答", "选项", "1", ""])
  func misspeltHeaderOfTheStemIsNoHeader(header: String) {
    let reading = read(renaming: "stem", to: header)
    #expect(reading.codes == ["header-missing"])
    #expect(reading.questions.isEmpty)
  }

  @Test(arguments: ["选项0", "选项9", "选项Z", "选项AB", "答案A"])
  func misspeltHeaderOfAnOptionIsNoticed(header: String) {
    #expect(!read(renaming: "b", to: header).isSound)
  }

  @Test func unknownColumnsArePassedOver() {
    let reading = BankReading(text: "章节,题干,分值,选项A,选项B,答案,来源\n一,题,2,甲,乙,A,省赛\n")
    #expect(reading.isSound)
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"]])
  }

  @Test func firstOfTwoEqualHeadersCounts() {
    let reading = BankReading(text: "题干,题目,选项A,选项B,答案,正确答案\n甲题,乙题,1,2,A,A\n")
    #expect(reading.codes == ["column-repeated"])
    #expect(reading.isSound)
    #expect(reading.questions.map(\.question.stem) == ["甲题"])
    #expect(reading.questions.map(\.key.correct) == [.a])
  }

  @Test func titleRowsMayStandAboveTheHeader() {
    let titles = (1...19).map { "第 \($0) 行说明\n" }.joined()
    let table = "题干,选项A,选项B,答案\n题,甲,乙,A\n"
    #expect(BankReading(text: titles + table).isSound)
    #expect(BankReading(text: titles + "再一行\n" + table).codes == ["header-missing"])
  }

  @Test func rowsKeepTheNumbersOfTheFile() {
    let reading = BankReading(
      text: "机修钳工题库\n\n题干,选项A,选项B,答案\n题,甲,乙,A\n\n题二,甲,乙,Z\n")
    #expect(reading.rows == [6])
    #expect(reading.findings.first?.place.column == 3)
  }

  @Test func rowsThatBeginWithANumberSignAreComments() {
    let reading = BankReading(
      text: "编号,题干,选项A,选项B,答案\n# 第一章,,,,\n#1,不算,甲,乙,Z\n1,题,甲,乙,A\n")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题"])
  }

  /// Transformers and breakers are numbered like that: `#1主变`.
  @Test func stemThatBeginsWithANumberSignIsAQuestion() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n#1主变跳闸后应（　）。,甲,乙,A\n")
    #expect(reading.questions.map(\.question.stem) == ["#1主变跳闸后应（　）。"])
    #expect(reading.isSound)
  }

  @Test func commentMayStandInTheColumnOfTheStem() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n# 第一章,,,\n题,甲,乙,A\n")
    #expect(reading.findings == [])
    #expect(reading.questions.map(\.question.stem) == ["题"])
  }

  @Test func spaceAroundATextIsLeftOut() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n\u{3000}题 干 ,\" 甲\n\",\t乙, A \n")
    #expect(reading.questions.map(\.question.stem) == ["题 干"])
    #expect(reading.questions.map(\.question.options) == [["甲", "乙"]])
  }

  @Test(arguments: [
    ("'=1+1", "=1+1"), ("'+5", "+5"), ("'-5℃", "-5℃"), ("'@x", "@x"), ("'＝1", "＝1"),
    ("'－5℃", "－5℃"),
    ("'＋5", "＋5"), ("'＠", "＠"), ("'abc", "'abc"), ("''", "''"), ("'", "'"), ("=1+1", "=1+1"),
    ("-5", "-5"),
  ])
  func apostropheThatGuardsASignIsTakenOff(cell: String, text: String) {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n题,\(cell),乙,A\n")
    #expect(reading.questions.map { $0.question.options[0] } == [text])
  }

  @Test func optionsMayHaveGapsAtTheEndButNotBetween() {
    let header = "题干,选项A,选项B,选项C,选项D,答案\n"
    #expect(BankReading(text: header + "题,甲,乙,,,A\n").isSound)
    let gap = BankReading(text: header + "题,甲,,丙,,A\n")
    #expect(gap.codes == ["option-missing"])
    #expect(gap.findings.first?.field == "optionB")
    #expect(gap.findings.first?.place.column == 2)
  }

  @Test func ninthOptionIsNotLostSilently() {
    let letters = "ABCDEFGHI"
    let header = "题干," + letters.map { "选项\($0)" }.joined(separator: ",") + ",答案\n"
    let row = "题," + letters.map { "文字\($0)" }.joined(separator: ",") + ",A\n"
    #expect(!BankReading(text: header + row).isSound)
  }

  @Test func headerWithoutRowsHasNoQuestions() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n")
    #expect(reading.codes == ["no-questions"])
    #expect(!reading.isSound)
  }
}
