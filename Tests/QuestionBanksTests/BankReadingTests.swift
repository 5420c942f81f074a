import Contests
import QuestionBanks
import Testing

@Suite struct BankReadingTests {
  private let table = "题干,选项A,选项B,答案\n题,甲,乙,A\n"
  private let native =
    "bank: b\nquestions:\n  - { id: a, kind: single, stem: 题, options: [甲, 乙], key: A }\n"

  @Test func formatsHaveTheirNames() {
    #expect(
      BankFormats.names == [
        "qti", "qti22", "qti30", "xlsx", "native", "records", "moodle-xml", "gift", "aiken", "text",
        "csv",
      ])
    #expect(BankFormats.names.allSatisfy { BankFormats.named($0)?.name == $0 })
    #expect(BankFormats.named("XLSX") == nil)
    #expect(BankFormats.named("") == nil)
  }

  @Test(arguments: ["a.csv", "a.txt", "a", "", "a.yaml.csv"])
  func separatedTextIsTheLastGuess(filename: String) {
    #expect(BankReading(text: table, filename: filename).format == "csv")
  }

  @Test(arguments: ["a.yaml", "a.YML", "a.json", "a.txt", "a", "a.csv"])
  func nativeFormIsToldByItsContents(filename: String) {
    let reading = BankReading(text: native, filename: filename)
    #expect(reading.format == "native")
    #expect(reading.isSound)
    #expect(BankReading(text: "\n \n" + native, filename: "a").format == "native")
  }

  @Test(arguments: ["a.yaml", "a.csv", "a", "a.xls"])
  func workbookIsToldByItsContents(filename: String) throws {
    let format = try #require(BankFormats.named("xlsx"))
    let reading = BankReading(
      try format.write(SampleQuestions.all(), bank: "b"), filename: filename)
    #expect(reading.format == "xlsx")
    #expect(reading.isSound)
  }

  /// `PK赛` is a contest: two letters make no archive.
  @Test func textThatBeginsLikeAnArchiveIsText() {
    let reading = BankReading(text: "PK赛题库,,,\n" + table, filename: "题库.csv")
    #expect(reading.format == "csv")
    #expect(reading.isSound)
  }

  @Test func oldWorkbookIsRefusedAsSuch() {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let reading = BankReading(old + Array(repeating: 0, count: 504), filename: "题库.xls")
    #expect(reading.codes == ["unsupported-workbook"])
  }

  @Test func chosenFormatIsNotGuessed() {
    #expect(BankReading(text: table, filename: "a.yaml", format: "csv").isSound)
    let wrong = BankReading(text: table, filename: "a.csv", format: "xlsx")
    #expect(wrong.format == "xlsx")
    #expect(!wrong.isSound)
    #expect(wrong.questions.isEmpty)
  }

  @Test func unknownFormatNamesTheKnownOnes() {
    let reading = BankReading(text: table, format: "docx")
    #expect(reading.format == "docx")
    #expect(reading.codes == ["format-unknown"])
    #expect(
      reading.findings.first?.text.en
        == "unknown format; known: qti, qti22, qti30, xlsx, native, records, moodle-xml, gift, aiken, text, csv"
    )
    #expect(reading.findings.first?.place == FilePlace())
  }

  @Test(arguments: ["a.csv", "a.yaml", "a.xlsx"])
  func emptyFileIsNotSound(filename: String) {
    let reading = BankReading([], filename: filename)
    #expect(!reading.isSound)
    #expect(reading.errors == 1)
    #expect(reading.questions.isEmpty)
  }

  @Test func findingsStandInTheOrderOfTheFile() {
    let reading = BankReading(
      text: """
        编号,题干,选项A,选项B,答案,技能等级
        1,题一,甲,乙,Z,大师
        2,,甲,乙,A,
        3,题三,甲,乙,A,
        3,题四,甲,乙,A,
        5,题三,甲,乙,A,
        6,题六,甲,甲,,

        """)
    #expect(reading.rows == [2, 2, 3, 5, 6, 7, 7])
    #expect(
      reading.codes == [
        "key-unreadable", "level-unknown", "stem-missing", "id-repeated", "duplicate",
        "options-equal", "key-missing",
      ])
    #expect(reading.errors == 6)
    #expect(reading.questions.map(\.question.id.text) == ["3", "5"])
    #expect(!reading.isSound)
  }

  @Test func warningsLeaveTheFileSound() {
    let reading = BankReading(
      text: "编号,题干,选项A,选项B,答案\n1,题,甲,乙,A\n2,题,乙,甲,B\n")
    #expect(reading.codes == ["duplicate"])
    #expect(reading.errors == 0)
    #expect(reading.isSound)
    #expect(reading.questions.count == 2)
  }

  @Test func everyFindingSpeaksBothLanguages() {
    let reading = BankReading(text: "编号,题干,选项A,选项B,答案,难度\n1,,甲,甲,Z,？\n!,题,甲,,,\n")
    #expect(reading.findings.count >= 4)
    for finding in reading.findings {
      #expect(finding.text.zhHans?.isEmpty == false)
      #expect(finding.text.en?.isEmpty == false)
      #expect(finding.text.zhHans != finding.text.en)
    }
  }
}
