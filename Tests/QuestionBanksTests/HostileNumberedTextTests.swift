import Contests
import QuestionBanks
import Testing

/// Files made to break the reader: they are read to their end, in memory and findings bounded.
/// Were anything quadratic in a line or in the lines, the limit would be passed by far.
@Suite(.timeLimit(.minutes(1)))
struct HostileNumberedTextTests {
  private static let pieces = [
    "A.", "A. ", "1.", "1. ", "1-", "（", "（）", "(A)", "（A", "\\", "\\ ", "答案：", "答案：A ", "解析：", "【",
    "【答案】", "一、",
    "一、单选题", "第1题", "1.A ", "1-9999 ", "1-5 ABCDE ", "案例", "_", "____", "\u{301}", "　", "题 ", "*",
    "#", "左列1：",
    "T1A01 (C) ", "回答", "A.甲 B.乙 ", "🙂",
  ]

  private static func repeated(_ piece: String, bytes: Int) -> String {
    String(repeating: piece, count: bytes / piece.utf8.count)
  }

  @Test(arguments: ["A.", "1.", "（", "A. ", "答案："])
  func megabyteOnOneLineIsReadToItsEnd(piece: String) {
    let line = Self.repeated(piece, bytes: 1 << 20)
    let reading = BankReading(numbered: "1. 钢（ ）。\nA. 低\nB. 中\n答案：B\n\(line)")
    #expect(reading.questions.count <= 2)
    #expect(reading.findings.count <= 20)
  }

  /// Lines that are too long to be looked into.
  @Test(arguments: pieces)
  func longLineIsReadToItsEnd(piece: String) {
    let line = Self.repeated(piece, bytes: 1 << 17)
    for text in [line, "1. 题\n\(line)\nA. 低\nB. 中\n答案：B"] {
      let reading = BankReading(numbered: text)
      #expect(reading.questions.count <= 2)
      #expect(reading.findings.count <= 20)
    }
  }

  /// Lines just short enough to be looked into, sign by sign.
  @Test(arguments: pieces)
  func longLineThatIsLookedIntoIsReadToItsEnd(piece: String) {
    let line = Self.repeated(piece, bytes: 1 << 13)
    let reading = BankReading(
      numbered: "\(line)\n1. \(line)（ ）\nA. \(line)\nB. 中\n答案：\(line)\n解析：\(line)\n参考答案\n1. \(line)"
    )
    #expect(reading.questions.count <= 4)
    #expect(reading.findings.count <= 10_000)
  }

  @Test(arguments: pieces)
  func manyLinesAreReadToTheirEnd(piece: String) {
    for start in ["", "1. 钢（ ）。\nA. 低\nB. 中\n答案：B\n", "1. 钢（ ）。\nA. 低\nB. 中\n参考答案\n1. B\n"] {
      let reading = BankReading(
        numbered: start + String(repeating: "\(piece)\n", count: 800))
      #expect(reading.questions.count <= 801)
      #expect(reading.findings.count <= Limits.importFindings + 2)
    }
  }

  @Test func megabyteOfLineEndsHoldsNoQuestion() {
    for end in ["\n", "\r\n", "\u{3000}\n"] {
      let reading = BankReading(numbered: Self.repeated(end, bytes: 1 << 20))
      #expect(reading.codes == ["no-questions"])
    }
  }

  @Test func moreLinesThanAFileMayHaveAreRefused() {
    let bytes = [UInt8](repeating: 0x0A, count: Limits.importRows * 10 + 1)
    let reading = BankReading(bytes, filename: "a.txt", format: "text")
    #expect(reading.codes == ["too-many-lines"])
  }

  @Test func findingsAreBounded() {
    let question = "1. 铁（ ）。\nC. 低\nA. 低\nC. 中\n答案：A\n答案：B\n"
    let reading = BankReading(
      numbered: String(repeating: question, count: Limits.importFindings / 2))
    #expect(reading.findings.count <= Limits.importFindings + 2)
    #expect(!reading.isSound)
  }

  @Test func manySectionsAndOneBlockForAllStayLinear() {
    let count = 500
    let sections = (1...count).map { "一、单选题\n1. 第\($0)问（ ）。\nA. 低\nB. 中\n" }.joined()
    let answers = (1...count).map { _ in "单选题\n1.B\n" }.joined()
    let reading = BankReading(numbered: "\(sections)参考答案\n\(answers)")
    #expect(reading.keys == Array(repeating: "B", count: count))
  }

  @Test func everyCutOfAFileIsReadWithoutACrash() {
    let text = """
      一、单选题（每题1分）
      1. （多选题）钢\\（B）（ A、B ）。
      A. 低  B. 中 \\C. 甲
      【答案】AB 解析：见书
      左列1：甲
      案例一：某厂
      第2题：____
      参考答案
      1-2 A,B（1）√
      """
    let bytes = Array(text.utf8)
    for end in bytes.indices {
      let reading = BankReading(Array(bytes[..<end]), filename: "a.txt", format: "text")
      #expect(reading.questions.count <= 2)
    }
    for position in bytes.indices {
      for byte: UInt8 in [0x00, 0x0A, 0x5C, 0x28, 0xFF] {
        var spoilt = bytes
        spoilt[position] = byte
        let reading = BankReading(spoilt, filename: "a.txt", format: "text")
        #expect(reading.questions.count <= 3)
      }
    }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let reading = BankReading(
      [UInt8](repeating: 0xFF, count: 100), filename: "a.txt", format: "text")
    #expect(reading.errors == 1)
    #expect(reading.questions.isEmpty)
    #expect(BankReading([], filename: "a.txt", format: "text").codes == ["no-questions"])
  }
}
