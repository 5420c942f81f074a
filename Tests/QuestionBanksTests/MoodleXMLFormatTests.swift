import Contests
import Foundation
import QuestionBanks
import Testing

@Suite struct MoodleXMLFormatTests {
  private func read(_ questions: String) -> BankReading {
    BankReading(
      text: "<?xml version=\"1.0\"?>\n<quiz>\n\(questions)\n</quiz>", filename: "a.xml",
      format: "moodle-xml")
  }

  /// A question with its text and what else is given.
  private func question(
    _ type: String, _ rest: String, text: String = "题", format: String = "html"
  ) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<question type=\"\(type)\"><questiontext format=\"\(format)\"><text>\(escaped)</text>"
      + "</questiontext>\(rest)</question>"
  }

  private func answers(_ answers: [(fraction: String, text: String)]) -> String {
    answers.map { "<answer fraction=\"\($0.fraction)\"><text>\($0.text)</text></answer>" }.joined()
  }

  private func only(_ question: String) throws -> KeyedQuestion {
    let reading = read(question)
    #expect(reading.errors == 0, "\(reading.findings)")
    return try #require(reading.questions.first)
  }

  @Test(arguments: [
    ("<single>true</single>", [("100", "甲"), ("0", "乙")], "single A", []),
    ("", [("0", "甲"), ("100.0000", "乙")], "single B", []),
    ("<single>1</single>", [("100", "甲"), ("50", "乙")], "single A", ["weights-dropped"]),
    ("<single>false</single>", [("50", "甲"), ("50", "乙"), ("-100", "丙")], "multiple AB", []),
    ("<single>false</single>", [("100", "甲"), ("0", "乙")], "multiple A", []),
    ("<single>0</single>", [("60", "甲"), ("40", "乙")], "multiple AB", ["weights-dropped"]),
  ])
  func choicesHaveTheirKeys(
    rest: String, given: [(String, String)], key: String, codes: [String]
  ) {
    let reading = read(question("multichoice", rest + answers(given)))
    #expect(
      reading.questions.map {
        "\($0.question.kind.rawValue) \(KeyText.text($0.key.solution))"
      } == [key])
    #expect(reading.codes == codes)
  }

  @Test(arguments: [
    ("<single>true</single>", [("90", "甲"), ("0", "乙")], "key-missing"),
    ("<single>true</single>", [("100", "甲"), ("100", "乙")], "key-not-single"),
    ("<single>false</single>", [("0", "甲"), ("-50", "乙")], "key-missing"),
    ("<single>true</single>", [("100", "甲")], "options-missing"),
    ("<single>true</single>", [("x", "甲"), ("nan", "乙")], "key-missing"),
  ])
  func choicesWithoutAClearKeyAreErrors(rest: String, given: [(String, String)], code: String) {
    let reading = read(question("multichoice", rest + answers(given)))
    #expect(reading.codes.contains(code))
    #expect(reading.rows.contains(3))
    #expect(!reading.isSound)
  }

  @Test func shortAnswersTakeWhatEarnsAllPoints() throws {
    let given = [("100", " a\\*b "), ("100", "<![CDATA[<b>]]>"), ("0", "*")]
    let keyed = try only(question("shortanswer", answers(given)))
    #expect(keyed.key.solution == .blanks([["a*b", "<b>"]]))
    let pattern = read(question("shortanswer", answers([("100", "a*"), ("50", "b")])))
    #expect(pattern.codes.sorted() == ["pattern-literal", "weights-dropped"])
  }

  @Test func numbersHaveTolerancesAndUnits() throws {
    let answer =
      "<answer fraction=\"100\"><text>2.5</text><tolerance>0.1</tolerance></answer>"
      + "<answer fraction=\"0\"><text>*</text></answer>"
    let units =
      "<units><unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit>"
      + "<unit><multiplier>1</multiplier><unit_name>mm</unit_name></unit></units>"
    let reading = read(question("numerical", answer + units))
    #expect(reading.codes == ["units-dropped"])
    #expect(reading.questions.map(\.question.unit) == ["mm"])
    #expect(KeyText.text(try #require(reading.questions.first).key.solution) == "2.5±0.1")
    #expect(read(question("numerical", answers([("100", "3,14")]))).codes == ["key-unreadable"])
    #expect(read(question("numerical", answers([("100", "*")]))).codes == ["key-unreadable"])
  }

  @Test(arguments: [("0", false), ("1", true)])
  func shortAnswersSayWhetherCaseMatters(usecase: String, isCaseSensitive: Bool) throws {
    let use = "<usecase>\(usecase)</usecase>"
    let keyed = try only(question("shortanswer", use + answers([("100", "MPa")])))
    #expect(
      keyed.key.solution == .blanks([["MPa"]], BlankRule(isCaseSensitive: isCaseSensitive)))
    let format = try #require(BankFormats.named("moodle-xml"))
    #expect(!format.losses(of: keyed).contains(.comparison))
    let bytes = try format.write(BankContents(questions: [keyed]), bank: "bank")
    let back = BankReading(bytes, filename: "upload", format: format.name).questions
    #expect(back.map(\.key) == [keyed.key])
  }

  @Test func pairsWithEqualOptionsShareThemAndOthersAreLeftOver() throws {
    let pairs = [("甲", "一"), ("乙", "二"), ("丙", "一"), ("", "三")].map {
      "<subquestion format=\"html\"><text>\($0)</text>"
        + "<answer><text>\($1)</text></answer></subquestion>"
    }
    let keyed = try only(question("matching", pairs.joined()))
    #expect(keyed.question.premises == ["甲", "乙", "丙"])
    #expect(keyed.question.options == ["一", "二", "三"])
    #expect(keyed.key.solution == .matches([0, 1, 0]))
  }

  @Test(arguments: [
    ("首都是{1:SHORTANSWER:=北京}。", "首都是____。", [["北京"]]),
    ("{:SA:=a~%100%b~%0%c#错}和{2:MW:=d#对~*#错}", "____和____", [["a", "b"], ["d"]]),
    ("<p>（{1:SHORTANSWER_C:=H<sub>2</sub>O}）</p>", "（____）", [["H₂O"]]),
    ("a____<span class=\"leitai-blank\">{1:SA:=b}</span>", "a____", [["b"]]),
    ("{1:SA:=a\\}b\\#c\\~d}", "____", [["a}b#c~d"]]),
    ("{1:SA:=&#125;&lt;&amp;#好}{x}", "____{x}", [["}<&"]]),
  ])
  func clozeQuestionsOfShortAnswersHaveBlanks(text: String, stem: String, blanks: [[String]]) throws
  {
    for format in ["html", "moodle_auto_format"] {
      let keyed = try only(question("cloze", "", text: text, format: format))
      #expect(keyed.question.stem == stem)
      #expect(keyed.key.solution == .blanks(blanks))
    }
  }

  @Test func clozeQuestionsInPlainTextHaveBlanks() throws {
    let keyed = try only(question("cloze", "", text: "首都<是>{1:SA:=北京}", format: "plain_text"))
    #expect(keyed.question.stem == "首都<是>____")
  }

  @Test(arguments: [
    ("没有空", "cloze-unreadable"), ("{1:SHORTANSWER}", "cloze-unreadable"),
    ("{1:SHORTANSWER:=a", "cloze-unreadable"), ("{1:SHORTANSWER:=a}{1:MC", "cloze-unreadable"),
    ("{1:SHORTANSWER:a}", "key-unreadable"), ("{1:SHORTANSWER:}", "key-unreadable"),
    ("{1:NUMERICAL:=1}", "kind-not-supported"), ("{1:SA:=a}{1:MCV:=a~b}", "kind-not-supported"),
  ])
  func otherClozeQuestionsAreNamed(text: String, code: String) {
    let reading = read(question("cloze", "", text: text))
    #expect(reading.questions.isEmpty)
    #expect(reading.findings.contains { $0.code == code && $0.place.row == 3 })
  }

  @Test(arguments: ["essay", "calculatedmulti", "ddmarker", "stack", "randomsamatch", "随机"])
  func unknownTypesAreNamed(type: String) {
    let found = read(question(type, "")).findings.first { $0.place.row == 3 }
    #expect(found?.code == ImportFinding.Code.foreignKind)
    #expect(found?.text.zhHans?.contains(type) == true)
  }

  @Test func tagsAndNamesAreRead() throws {
    let tags =
      "<tags><tag><text>难度:难</text></tag><tag><text>等级：技师</text></tag>"
      + "<tag><text>难度:3.5</text></tag><tag><text>x</text></tag></tags>"
    let truth = answers([("100", "false"), ("0", "true")])
    let named = "<name><text>F001</text></name>"
    let keyed = try only(question("truefalse", named + truth + tags))
    #expect(keyed.question.id.text == "F001")
    #expect(keyed.question.difficulty == .hard)
    #expect(keyed.question.level == .technician)
    #expect(keyed.key.solution == .choices(Choices(position: 1)))
    let same = read(
      question("truefalse", named + truth, text: "一")
        + question("truefalse", named + truth, text: "二"))
    #expect(same.errors == 0)
    #expect(same.questions.allSatisfy { $0.question.id.text.hasPrefix("q") })
    let numbered = read(
      question("truefalse", "<idnumber>X</idnumber>" + truth, text: "一")
        + question("truefalse", "<name><text>X</text></name>" + truth, text: "二"))
    #expect(numbered.questions.map { $0.question.id.text.hasPrefix("q") } == [false, true])
  }

  @Test func filesThatAreNotThereOrNoPicturesAreNamed() {
    let truth = answers([("100", "true")])
    let missing = read(
      question(
        "truefalse", truth, text: "<img src=\"@@PLUGINFILE@@/a%20b.png\"><img src=\"http://x/y\">"))
    #expect(missing.codes == ["picture-missing", "picture-missing"])
    #expect(missing.findings[0].text.zhHans?.contains("a b.png") == true)
    let notOne = read(
      "<question type=\"truefalse\"><questiontext format=\"html\">"
        + "<text>题&lt;img src='@@PLUGINFILE@@/a'></text>"
        + "<file name=\"a\" encoding=\"base64\">QUJD</file></questiontext>\(truth)</question>")
    #expect(notOne.codes == ["picture-type"])
    #expect(
      read(question("truefalse", "<image>old.png</image>" + truth)).codes == ["picture-missing"])
  }

  @Test func picturesComeBackWhereverTheyStand() throws {
    let pictures = try (0..<6).map { try Picture(SamplePictures.png(UInt8($0))) }
    let shown = pictures.enumerated().map { number, picture in
      "图\(number) \(PictureReference.text(picture.id, caption: "说 明\"<\(number)>&")) 完"
    }
    let held = Dictionary(uniqueKeysWithValues: pictures.map { ($0.id, $0) })
    let bank = [
      try QuestionsOfText.keyed(
        .single, .choices(Choices(position: 1)), id: "S", stem: shown[0],
        options: [shown[1], shown[2]], passage: shown[3], explanation: shown[4]),
      try QuestionsOfText.keyed(
        .fillIn, .blanks([["甲"], ["乙"]]), id: "B", stem: "\(shown[0])____{1:SA:=x}（ ）\(shown[5])",
        passage: "\(shown[1]){1:SA:=y}"),
      try QuestionsOfText.keyed(
        .fillIn, .blanks([["甲"], ["乙"]]), id: "C",
        stem: "____" + PictureReference.text(pictures[0].id, caption: "（　）")),
      try QuestionsOfText.keyed(
        .matching, .matches([1]), id: "P", stem: "题", options: ["一", "二"], premises: [shown[2]]),
      try QuestionsOfText.keyed(
        .ordering, .order([1, 0]), id: "O", stem: "题", options: [shown[3], shown[4]]),
    ]
    let format = try #require(BankFormats.named("moodle-xml"))
    for keyed in bank { #expect(format.losses(of: keyed) == []) }
    let bytes = try format.write(BankContents(questions: bank, pictures: held), bank: "b")
    let reading = BankReading(bytes, filename: "b.xml")
    #expect(reading.questions == bank)
    #expect(reading.pictures == held)
    #expect(BankVersion.hash(of: reading.questions) == BankVersion.hash(of: bank))
    #expect(reading.errors == 0, "\(reading.findings)")
  }

  @Test func picturesThatMoodleHasNoRoomForAreLosses() throws {
    let format = try #require(BankFormats.named("moodle-xml"))
    let reference = PictureReference.text(try Picture(SamplePictures.png(0)).id)
    let matching = try QuestionsOfText.keyed(
      .matching, .matches([1]), options: ["一", reference], premises: ["左"])
    #expect(format.losses(of: matching) == [.question])
    let half = ExactNumber(trillionths: 500_000_000_000)
    let relative = try QuestionsOfText.keyed(
      .numeric, .number(NumericKey(half, tolerance: .relative(half))), unit: "mm")
    #expect(format.losses(of: relative) == [.tolerance])
  }

  @Test func passagesUnitsAndBlanksComeBackEqual() throws {
    let format = try #require(BankFormats.named("moodle-xml"))
    let bank = [
      try QuestionsOfText.keyed(
        .numeric, .number(NumericKey(.zero)), id: "N", stem: "题", unit: "mm²",
        passage: "材料\n二</div>"),
      try QuestionsOfText.keyed(
        .fillIn, .blanks(Array(repeating: ["甲", "乙"], count: 20)), id: "B",
        stem: String(repeating: "____，", count: 20)),
      try QuestionsOfText.keyed(
        .multiple, .choices(Choices(rawValue: 0xFF)), id: "M",
        options: (0..<8).map { "选项 \($0)" }),
    ]
    let bytes = try format.write(BankContents(questions: bank), bank: "b")
    let reading = BankReading(bytes, filename: "b.xml")
    #expect(reading.questions == bank)
    #expect(reading.findings == [])
  }

  @Test func everyShareSumsUpForMoodle() throws {
    for name in ["gift", "moodle-xml"] {
      let format = try #require(BankFormats.named(name))
      for mask in 1...255 {
        let keyed = try QuestionsOfText.keyed(
          .multiple, .choices(Choices(rawValue: UInt8(mask))), options: (0..<8).map { "选\($0)" })
        let bytes = try format.write(BankContents(questions: [keyed]), bank: "b")
        let reading = BankReading(bytes, filename: "b", format: name)
        #expect(reading.questions == [keyed])
        #expect(reading.findings == [])
      }
    }
  }
}
