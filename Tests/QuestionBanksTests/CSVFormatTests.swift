import Contests
import Foundation
import QuestionBanks
import Testing

@Suite struct CSVFormatTests {
  private let table = "题型,题干,选项A,选项B,答案\r\n单选题,带传动打滑的原因是（　）。,张紧不足,转速过低,A\r\n"

  private func format() throws -> any BankFormat { try #require(BankFormats.named("csv")) }

  @Test func everyEncodingGivesTheSameQuestions() throws {
    let expected = BankReading(text: table)
    #expect(expected.isSound)
    let utf16 = Array(table.utf16)
    // The same table in GB18030, made by another program.
    let national = try #require(
      Data(
        base64Encoded: "zOLQzSzM4rjJLNGhz+5BLNGhz+5CLLTwsLgNCrWl0aHM4iy0+LSrtq+08rustcTUrdLyysejq"
          + "KGho6mhoyzVxb30srvX4yzXqsvZuf21zSxBDQo="))
    let files: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array(table.utf8), Array(national),
      [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
    ]
    for bytes in files {
      let reading = BankReading(bytes, filename: "题库.csv")
      #expect(reading.findings == [])
      #expect(reading.questions == expected.questions)
    }
  }

  @Test(arguments: ["\t", ";"])
  func otherDelimitersAreTold(delimiter: String) {
    let reading = BankReading(text: table.replacing(",", with: delimiter))
    #expect(reading.questions == BankReading(text: table).questions)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func everyLineEndIsRead(end: String) {
    let reading = BankReading(text: table.replacing("\r\n", with: end))
    #expect(reading.questions == BankReading(text: table).questions)
  }

  @Test func quotedTextKeepsDelimitersQuotesAndLineBreaks() {
    let reading = BankReading(
      text: "题干,选项A,选项B,答案\n\"甲,\"\"乙\"\"\n丙\",1,2,A\n丁,1,2,Z\n")
    #expect(reading.questions.map(\.question.stem) == ["甲,\"乙\"\n丙"])
    #expect(reading.rows == [4])
  }

  @Test func formulaInTextIsText() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n=SUM(A1),=1+1,2,A\n")
    #expect(reading.isSound)
    #expect(reading.questions.map(\.question.stem) == ["=SUM(A1)"])
  }

  @Test func unendedQuoteNamesItsLine() {
    let reading = BankReading(text: "题干,选项A,选项B,答案\n题,甲,乙,A\n\"题,甲,乙,A\n")
    #expect(reading.codes == ["unterminated-quote"])
    #expect(reading.rows == [3])
    #expect(reading.questions.isEmpty)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let reading = BankReading([0x41, 0x00, 0xFF, 0xFF], filename: "a.csv")
    #expect(reading.codes == ["undecodable-text"])
  }

  @Test func writtenFileBeginsWithAMarkAndGuardsFormulas() throws {
    let keyed = try SampleQuestions.single(stem: "=cmd()", options: ["+1", "－5", "-5"])
    let text = String(decoding: try format().write([keyed], bank: "b"), as: UTF8.self)
    #expect(text.hasPrefix("\u{FEFF}编号,题型,题干,选项A,"))
    #expect(text.contains(",'=cmd(),'+1,'－5,-5,"))
  }

  @Test func statementIsWrittenWithoutOptions() throws {
    let text = String(
      decoding: try format().write([SampleQuestions.statement()], bank: "b"), as: UTF8.self)
    #expect(text.hasSuffix("F003,判断题,带传动能保证准确的传动比。,,,,,,,,,错误,带传动有弹性滑动。,机械传动/带传动,初级工,中\r\n"))
  }

  @Test func emptyBankIsOnlyAHeader() throws {
    let bytes = try format().write([], bank: "b")
    #expect(BankReading(bytes, filename: "b.csv").codes == ["no-questions"])
  }
}
