import Archives
import Contests
import Foundation
import QuestionBanks
import Testing

/// What is written as QTI is read back equal.
@Suite struct QTIWritingTests {
  private static let formats = ["qti", "qti22", "qti30"]

  private func write(_ contents: BankContents, _ format: String) throws -> [UInt8] {
    try #require(BankFormats.named(format)).write(contents, bank: "bank")
  }

  private func roundTrip(_ questions: [KeyedQuestion], _ format: String) throws -> BankReading {
    BankReading(try write(BankContents(questions: questions), format), filename: "upload")
  }

  private static let texts = [
    "=1+1", "'abc", "\"引号\"", "a,b;c\td", "第一行\n第二行", "第一行\r\n第二行", "a\rb", "a\n\nb",
    "a  b   c", "行 \n  缩进", "\\n", "C:\\dir\\", "{a=b ~c #d :e}", "~x", "=x", "#x", ":x:",
    "<b>&amp;</b>",
    "<p>x</p>", "&#13;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "🙂𠮷", "e\u{301}", "a\u{200B}b",
    "a\u{FEFF}b", "a\u{2028}b", "a\u{A0}b", "a\u{3000}b", "a\u{FFFD}b", "Ａ１；｜", "。开头和结尾。",
    "正确", "A", "1.5", "____", "（　）", "a____b（ ）c", "a_____b", "([", "a__b__c__d", "(____)",
    "( \n )",
    "![x](y)", "![a](picture:b)", "null", "a|b；c", "%20", "a\u{301}\u{302}b", "\u{202E}x", "1. x",
  ]

  @Test(arguments: formats, texts)
  func awkwardTextComesBackEqual(format: String, text: String) throws {
    let bank = try QTIExamples.everyKind(text)
    let writer = try #require(BankFormats.named(format))
    #expect(bank.allSatisfy { writer.losses(of: $0).isEmpty })
    let reading = try roundTrip(bank, format)
    #expect(reading.findingsByQuestion.filter { $0.code != "blanks-differ" } == [])
    #expect(reading.questions == bank)
    // Equal strings may have different bytes, which the hash would tell.
    #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: bank))
  }

  @Test(arguments: formats)
  func everyLevelAndDifficultyComesBackEqual(format: String) throws {
    var bank: [KeyedQuestion] = []
    for level in SkillLevel.allCases {
      for difficulty in Difficulty.allCases {
        bank.append(
          try QTIExamples.keyed(
            "Q\(bank.count)", .single, stem: "题 \(bank.count)", options: ["是", "否"],
            solution: .choices(Choices(position: 0)), knowledge: bank.count % 2 == 0 ? "" : "a/b",
            level: level, difficulty: difficulty))
      }
    }
    #expect(try roundTrip(bank, format).questions == bank)
  }

  @Test(arguments: formats, ["0", "-7.25", "0.000000000001", "999999999999", "12.5"])
  func numbersAndTolerancesComeBackEqual(format: String, value: String) throws {
    let number = try QTIExamples.requireNumber(value)
    var tolerances: [NumericKey.Tolerance] = try ["0", "0.1", "0.000000000001", "500"].map {
      .absolute(try QTIExamples.requireNumber($0))
    }
    if number != .zero {
      tolerances += try ["0", "0.02", "0.000000000001", "0.999999999999"].map {
        .relative(try QTIExamples.requireNumber($0))
      }
    }
    let bank = try tolerances.enumerated().map { position, tolerance in
      try QTIExamples.keyed(
        "N\(position)", .numeric, stem: "求 ____（ ）", unit: position % 2 == 0 ? "" : "kW·h",
        solution: .number(NumericKey(number, tolerance: tolerance)))
    }
    let reading = try roundTrip(bank, format)
    #expect(reading.findingsByQuestion == [])
    #expect(reading.questions == bank)
  }

  @Test(arguments: formats)
  func blanksInAndAfterTheStemComeBackEqual(format: String) throws {
    let stems = ["甲____乙（　）丙", "甲（）乙", "没有空", "______", "三 ____ 空 ____ 题 ____", "(　)____"]
    let bank = try stems.enumerated().map { position, stem in
      try QTIExamples.keyed(
        "B\(position)", .fillIn, stem: stem, blanks: 2,
        solution: .blanks([["欧姆", "Ω", "欧姆"], ["a b", "<i>"]]))
    }
    #expect(try roundTrip(bank, format).questions == bank)
  }

  @Test(arguments: formats)
  func mostOptionsBlanksAndLongestTextsComeBackEqual(format: String) throws {
    let long = String(repeating: "题𠮷", count: Limits.textCharacters / 2)
    let eight = (1...8).map { "选项 \($0)" }
    let texts = (1...Limits.blanks).map { "文字\($0)" }
    let bank = [
      try QTIExamples.keyed(
        "M", .multiple, stem: long, options: eight, passage: long,
        solution: .choices(Choices(rawValue: 255)), explanation: long),
      try QTIExamples.keyed(
        "O", .ordering, options: eight, solution: .order([7, 6, 5, 4, 3, 2, 1, 0])),
      try QTIExamples.keyed(
        "P", .matching, options: eight, premises: eight,
        solution: .matches([0, 0, 1, 2, 3, 4, 5, 6])),
      try QTIExamples.keyed(
        "B", .fillIn, blanks: Limits.blanks,
        solution: .blanks(Array(repeating: texts, count: Limits.blanks))),
      try QTIExamples.keyed("第1题.a-b_c", .fillIn, blanks: 1, solution: .blanks([["x"]])),
    ]
    let reading = try roundTrip(bank, format)
    #expect(reading.findingsByQuestion == [])
    #expect(reading.questions == bank)
  }

  @Test(arguments: formats)
  func singleChoiceBetweenTruthsStaysSingle(format: String) throws {
    let bank = [
      try QTIExamples.keyed(
        "S", .single, options: Question.truthOptions, solution: .choices(Choices(position: 1))),
      try QTIExamples.keyed(
        "M", .multiple, options: ["对", "错"], solution: .choices(Choices(position: 0))),
    ]
    #expect(try roundTrip(bank, format).questions == bank)
  }

  @Test(arguments: formats)
  func picturesAreWrittenOnceAndComeBack(format: String) throws {
    let picture = try Picture(QTIExamples.png())
    let shown = PictureReference.text(picture.id, caption: "图 \"1\" <a>")
    let bank = try QTIExamples.everyKind("看\(shown)和 \(shown)！").filter {
      ![.fillIn, .numeric].contains($0.question.kind)
    }
    let contents = BankContents(questions: bank, pictures: [picture.id: picture])
    let bytes = try write(contents, format)
    let names = try ZipArchive(bytes).names
    #expect(names.filter { $0.hasPrefix("media/") } == ["media/\(picture.id).png"])
    let reading = BankReading(bytes, filename: "upload")
    #expect(reading.findingsByQuestion == [])
    #expect(reading.questions == bank)
    #expect(reading.pictures == contents.pictures)
  }

  @Test(arguments: formats)
  func casesKeepTheirPassage(format: String) throws {
    let bank = try (1...3).map { number in
      try QTIExamples.keyed(
        "C\(number)", .trueFalse, stem: "问 \(number)", options: Question.truthOptions,
        passage: number == 3 ? "另一\n材料" : "某车间  桥式起重机……",
        solution: .choices(Choices(position: 0)))
    }
    let bytes = try write(BankContents(questions: bank), format)
    let stimuli = try ZipArchive(bytes).names.filter { $0.hasPrefix("stimuli/") }
    #expect(stimuli.count == (format == "qti30" ? 2 : 0))
    #expect(BankReading(bytes, filename: "upload").questions == bank)
  }

  @Test(arguments: formats)
  func whatIsLostIsSaid(format: String) throws {
    let writer = try #require(BankFormats.named(format))
    let whole = try QTIExamples.keyed(
      "A", .fillIn, stem: "a\u{FFFE}b", blanks: 1, solution: .blanks([["x"]]))
    let missing = try QTIExamples.keyed(
      "B", .fillIn, stem: PictureReference.missing("x"), blanks: 1, solution: .blanks([["x"]]))
    let padded = try QTIExamples.keyed(
      "C", .fillIn, stem: " a ", blanks: 1, solution: .blanks([["x"]]))
    #expect(writer.losses(of: whole) == [.question])
    #expect(writer.losses(of: missing) == [.question])
    #expect(writer.losses(of: padded) == [.text])
    let reading = try roundTrip([whole, missing, padded], format)
    #expect(reading.questions.map(\.question.id.text) == ["C"])
    #expect(reading.questions.map(\.question.stem) == ["a"])
  }

  @Test func largeBankComesBackEqual() throws {
    let bank = try (0..<3_000).map { number in
      try QTIExamples.keyed(
        "Q\(number)", .fillIn, stem: "\(number)", blanks: 1, solution: .blanks([["x"]]))
    }
    #expect(try roundTrip(bank, "qti").questions == bank)
  }

  @Test(arguments: formats)
  func emptyBankIsReadAsNoQuestions(format: String) throws {
    let reading = try roundTrip([], format)
    #expect(reading.format == "qti")
    #expect(reading.codes == ["no-questions"])
  }

  @Test(arguments: formats)
  func sameContentsGiveTheSameBytes(format: String) throws {
    let contents = BankContents(questions: try QTIExamples.everyKind("题"))
    #expect(try write(contents, format) == (try write(contents, format)))
  }
}
