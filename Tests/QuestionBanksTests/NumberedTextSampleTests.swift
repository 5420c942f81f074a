import Contests
import Foundation
import QuestionBanks
import Testing

/// Whole files as other people keep them.
@Suite struct NumberedTextSampleTests {
  /// One question of the pools in JSON.
  private struct Record: Decodable {
    let id: String
    let refs: String
    let question: String
    let answers: [String]
    let key: String

    enum CodingKeys: String, CodingKey {
      case id, refs, question, answers
      case key = "correct_letter"
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent),
    arguments: [
      ("technician-2026-2030", 409), ("general-2023-2027", 423), ("extra-2024-2028", 599),
    ])
  func poolInTextHoldsTheSameAsInJSON(pool: String, count: Int) throws {
    let reading = BankReading(try SharedData.bytes("ncvec/\(pool).txt"), filename: "upload")
    #expect(reading.format == "text")
    #expect(reading.errors == 0)
    #expect(reading.codes.allSatisfy { $0 == "near-duplicate" })
    let records = try JSONDecoder().decode(
      [Record].self, from: Data(try SharedData.bytes("ncvec/\(pool).json")))
    #expect(reading.questions.count == count)
    #expect(reading.keys == records.map(\.key))
    #expect(reading.questions.map(\.question.id.text) == records.map(\.id))
    #expect(reading.stems == records.map(\.question))
    #expect(reading.questions.map(\.question.options) == records.map(\.answers))
    #expect(reading.questions.map(\.key.explanation) == records.map(\.refs))
    #expect(reading.kinds.allSatisfy { $0 == .single })
    let table = BankReading(try SharedData.bytes("ncvec/\(pool).csv"), filename: "\(pool).csv")
    #expect(reading.keys == table.keys)
    #expect(reading.questions.map(\.question.id) == table.questions.map(\.question.id))
  }

  private static let paper = """
    某市职业技能竞赛钳工理论样题

    注意事项：
    1. 请首先填写姓名、准考证号。
    2. 请仔细阅读各题的回答要求。

    一、单项选择题（第1题～第2题。选择一个正确的答案，将相应的字母填入题内的括号中。每题1分，满分2分。）
    1、千分尺的读数精度是（　　）mm。
    A、0.1　　　　B、0.01　　　　C、0.001
    2．锉削时，锉刀向前推的速度约为每分钟（  ）。
    Ａ．10 次    Ｂ．40 次
    Ｃ．100 次   Ｄ．200 次

    二、判断题（第3题～第4题。将判断结果填入括号中。正确的填“√”，错误的填“×”。）
    （    ）3、锯条安装时锯齿应朝前。
    （    ）4、钻孔时可以戴手套。

    参考答案
    一、单项选择题
    1、B  2、B
    二、判断题
    3、√  4、×

    """

  private func expectPaper(
    _ reading: BankReading, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(reading.format == "text", sourceLocation: sourceLocation)
    #expect(reading.findings == [], sourceLocation: sourceLocation)
    #expect(reading.keys == ["B", "B", "A", "B"], sourceLocation: sourceLocation)
    #expect(
      reading.kinds == [.single, .single, .trueFalse, .trueFalse], sourceLocation: sourceLocation)
    #expect(
      reading.stems.map { $0.filter { !"　 （）".contains($0) } } == [
        "千分尺的读数精度是mm。", "锉削时，锉刀向前推的速度约为每分钟。", "锯条安装时锯齿应朝前。", "钻孔时可以戴手套。",
      ], sourceLocation: sourceLocation)
    #expect(
      reading.questions.prefix(2).map(\.question.options) == [
        ["0.1", "0.01", "0.001"], ["10 次", "40 次", "100 次", "200 次"],
      ], sourceLocation: sourceLocation)
  }

  @Test func paperAsItIsPrintedIsReadWhole() {
    expectPaper(BankReading(text: Self.paper, filename: "样题.txt"))
    expectPaper(BankReading(text: Self.paper, filename: "upload"))
  }

  @Test func paperInOtherEncodingsIsReadTheSame() throws {
    // GB18030, for which Foundation has no name.
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    let windows = Self.paper.replacing("\n", with: "\r\n")
    for encoding in [gb18030, String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      var bytes = Array(try #require(windows.data(using: encoding)))
      if encoding == .utf16LittleEndian { bytes = [0xFF, 0xFE] + bytes }
      if encoding == .utf16BigEndian { bytes = [0xFE, 0xFF] + bytes }
      expectPaper(BankReading(bytes, filename: "样题.txt"))
    }
    expectPaper(BankReading(Array("\u{FEFF}\(windows)".utf8), filename: "样题.txt"))
  }
}

/// Which files are taken for numbered text when nobody says so.
@Suite struct NumberedTextRecognitionTests {
  @Test(arguments: [
    "1. 钢（ ）。\nA. 低\nB. 中\n答案：B", "一、判断题\n1. 铁能导电。（√）", "第1题 钢（ ）。A.低 B.中 答案：A",
    "T1A01 (C) [97.1]\nWhat?\nA. x\nB. y\nC. z",
    "某单位题库\n\n1、钢（ ）。\nA、低\nB、中\n2、铁（ ）。\nA、低\nB、中\n参考答案\n1.A 2.B", "题库：空\n",
    "题库：甲\n\n一、单选题\n\n1. {=a ~b}\nANSWER: B",
  ])
  func numberedTextIsRecognized(text: String) throws {
    let format = try #require(BankFormats.named("text"))
    #expect(format.recognizes(Array(text.utf8), filename: "upload"))
    #expect(format.recognizes(Array(text.utf8), filename: "题库.TXT"))
    #expect(!format.recognizes(Array(text.utf8), filename: "a.csv"))
  }

  @Test(arguments: [
    "", "\u{0}\u{1}", "关于举办竞赛的通知\n一、时间\n二、地点\n1. 报名\n2. 缴费", "题干,选项A,选项B,答案\n1. 钢（ ）。,A. 低,B. 中,A",
    "题型\t题目\t答案\n判断题\t1. 铁能导电。\t对", "questions:\n- stem: 钢\n  key: B",
  ])
  func otherTextIsNot(text: String) throws {
    let format = try #require(BankFormats.named("text"))
    #expect(!format.recognizes(Array(text.utf8), filename: "upload"))
  }

  @Test func otherFormatsKeepTheirFiles() throws {
    let gift = "::甲:: 1. 钢是什么 {\n=低\n~中\n}\n"
    let aiken = "1. What?\nA. low\nB. mid\nANSWER: B\n"
    for (text, name) in [(gift, "gift"), (aiken, "aiken")] where BankFormats.named(name) != nil {
      #expect(BankReading(text: text, filename: "upload.txt").format == name)
    }
  }
}
