import Contests
import QuestionBanks
import Testing

@Suite struct GIFTFormatTests {
  private func read(_ text: String) -> BankReading {
    BankReading(text: text, filename: "a.txt", format: "gift")
  }

  /// The stem, the options and the key of the only question.
  private func only(_ text: String) throws -> KeyedQuestion {
    let reading = read(text)
    #expect(reading.errors == 0, "\(reading.findings)")
    #expect(reading.questions.count == 1)
    return try #require(reading.questions.first)
  }

  @Test(arguments: [
    ("题{=甲 ~乙}", "single A"), ("题{~甲 =乙}", "single B"), ("题{~=甲 ~乙}", "single A"),
    ("题{~%50%甲 ~%50%乙 ~丙}", "multiple AB"), ("题{~%100%甲 ~乙}", "multiple A"),
    ("题{~%33.333%甲 ~%33.333%乙 ~%33.333%丙 ~%-100%丁}", "multiple ABC"),
    ("题{T}", "true-false A"), ("题{ FALSE }", "true-false B"), ("题{true}", "true-false A"),
    ("题{T#错了#对了}", "true-false A"), ("题{=甲}", "fill-in 甲"), ("题{=甲 =乙}", "fill-in 甲|乙"),
    ("题{甲}", "fill-in 甲"), ("题{=%100%甲#好 =乙#也好}", "fill-in 甲|乙"), ("题{=a\\*b}", "fill-in a*b"),
    ("题{#3}", "numeric 3"), ("题{#3:0.1}", "numeric 3±0.1"), ("题{#2..4}", "numeric 3±1"),
    ("题{#-1.5..-0.5}", "numeric -1±0.5"), ("题{#1e2:1e-1#好}", "numeric 100±0.1"),
    ("题{#=3:0}", "numeric 3"),
    ("题{#3:2~#全错}", "numeric 3±2"), ("题{=甲 -> 乙 =丙 -> 丁}", "matching 1-A,2-B"),
    ("题{=甲->乙 =丙->乙 = -> 丁}", "matching 1-A,2-A"), ("题{>\n甲\n乙}", "ordering AB"),
    ("题{>2 甲\n乙}", "ordering AB"), ("题{> 2 ALL H\n甲\n\t乙\n####因为}", "ordering AB"),
  ])
  func answersAreRead(text: String, key: String) throws {
    let keyed = try only(text)
    #expect("\(keyed.question.kind.rawValue) \(KeyText.text(keyed.key.solution))" == key)
    #expect(keyed.question.stem == "题")
  }

  @Test func textAfterTheAnswerLeavesABlank() throws {
    #expect(try only("甲 { =乙 } 丙。").question.stem == "甲 _____ 丙。")
    #expect(try only("{=乙}丙").question.stem == "_____丙")
  }

  @Test func escapedSignsAreOrdinary() throws {
    let keyed = try only("a\\:b\\=c\\{d\\}e\\~f\\#g\\\\h\\ni\\j{=a\\=b\\#c ~a\\~b#反馈}")
    #expect(keyed.question.stem == "a:b=c{d}e~f#g\\h\ni\\j")
    #expect(keyed.question.options == ["a=b#c", "a~b"])
  }

  @Test func formatsSayWhatTheTextIs() throws {
    #expect(try only("[html]<p>甲 &lt; 乙</p><p>丙</p>{T}").question.stem == "甲 < 乙\n丙")
    #expect(try only("[plain]<b>甲</b> &lt;{T}").question.stem == "<b>甲</b> &lt;")
    #expect(try only("[markdown]**甲**{T}").question.stem == "**甲**")
    #expect(try only("[moodle]甲<br>乙{T}").question.stem == "甲\n乙")
    #expect(try only("a<b 且 c>d{T}").question.stem == "a<b 且 c>d")
    #expect(try only("<b>甲</b>{T}").question.stem == "甲")
    #expect(try only("[unknown]甲{T}").question.stem == "[unknown]甲")
    let options = try only("[html]甲{=[plain]<b> ~<b>乙</b> ~[html]&lt;}").question.options
    #expect(options == ["<b>", "乙", "<"])
  }

  @Test func namesAndCommentsGiveIds() {
    let reading = read(
      """
      // [id:N1] [tag:难度:难] [tag:等级：高级工] [tag:别的]
      ::甲乙::题一{T}

      ::F002::题二{T}

      ::two words::题三{T}

      ::same::题四{T}

      // question: 5  name: same
      ::same::题五{T}

      ::N1::题六{T}
      """)
    #expect(reading.errors == 0)
    let ids = reading.questions.map(\.question.id.text)
    #expect(Array(ids.prefix(2)) == ["N1", "F002"])
    #expect(ids.dropFirst(2).allSatisfy { $0.hasPrefix("q") })
    #expect(reading.questions[0].question.difficulty == .hard)
    #expect(reading.questions[0].question.level == .senior)
    #expect(reading.questions[1].question.difficulty == .medium)
  }

  @Test(arguments: [
    ("$course$/top/机械/带传动", "机械/带传动"), ("$course$/机械", "机械"), ("$system$/top/机械", "机械"),
    ("top/机械", "机械"), ("机械 / 带传动", "机械/带传动"), ("$course$/top", ""), ("$course$", ""), ("", ""),
    ("a//b/c", "a/b/c"), ("$course$/top/top/机械", "top/机械"), ("$module$/机械", "机械"),
  ])
  func theCategoryIsTheKnowledgePoint(path: String, knowledge: String) throws {
    #expect(try only("$CATEGORY: \(path)\n\n题{T}").question.knowledge == knowledge)
    #expect(try only("$CATEGORY: \(path)\n题{T}").question.knowledge == knowledge)
  }

  @Test(arguments: [
    ("", ""), ("章", "章"), ("章/节", "章/节"), ("a/b/c", "a/b/c"), ("top", "top"), ("$x$/y", "$x$/y"),
    ("C++ 编程", "C++ 编程"), ("a//b", nil), ("/a", nil), ("a/", nil), ("a / b", nil), ("a\nb", nil),
  ])
  func knowledgePointsThatNoPathCanSayAreLosses(knowledge: String, returned: String?) throws {
    for name in ["gift", "moodle-xml"] {
      let format = try #require(BankFormats.named(name))
      let keyed = try QuestionsOfText.keyed(
        .trueFalse, .choices(Choices(position: 0)), options: Question.truthOptions,
        knowledge: knowledge)
      #expect(format.losses(of: keyed) == (returned == nil ? [.knowledge] : []))
      let bytes = try format.write(BankContents(questions: [keyed]), bank: "b")
      let back = BankReading(bytes, filename: "b", format: name).questions
      #expect(back.map(\.question.knowledge) == [returned ?? ""])
    }
  }

  @Test(arguments: [
    ("题一\n\n题二{}\n\n题三{T}", [1, 3], ["description", "essay"]),
    ("题一{####解析}", [1], ["essay"]), ("// 注\n\n::x::[html]<p>说明</p>", [3], ["description"]),
  ])
  func kindsThatLeitaiLacksAreNamed(text: String, rows: [Int], kinds: [String]) {
    let found = read(text).findings.filter { $0.code == ImportFinding.Code.foreignKind }
    #expect(found.map(\.place.row) == rows)
    for (finding, kind) in zip(found, kinds) {
      #expect(finding.text.en?.contains("\"\(kind)\"") == true)
    }
  }

  @Test(arguments: [
    ("题{=甲 ~乙", 1, "braces-unpaired"), ("题}=甲 ~乙", 1, "braces-unpaired"),
    ("一\n\n题\n{=甲\n\n~乙}", 4, "braces-unpaired"), ("题{={甲} ~乙}", 1, "braces-unpaired"),
    ("题{T}\n}", 2, "braces-unpaired"), ("题一{T}\n题二{F}", 2, "second-answer"),
    ("题{=甲->乙\n=丙}", 2, "pair-incomplete"), ("题{#三}", 1, "key-unreadable"),
    ("题{#3,14}", 1, "key-unreadable"), ("题{#}", 1, "key-missing"),
    ("题{#4..2}", 1, "key-unreadable"),
    ("题{~甲 ~乙}", 1, "key-missing"), ("题{=甲 =乙 ~丙}", 1, "key-not-single"),
    ("题{=%50%甲}", 1, "key-missing"), ("题{=甲}\n\n{T}", 3, "stem-missing"),
    ("题{=甲 ~}", 1, "options-missing"),
    ("题\n{=甲\n~甲}", 3, "options-equal"), ("题{>\n甲}", 1, "options-missing"),
    ("[html]<img src=\"@@PLUGINFILE@@/a.png\">{T}", 1, "picture-missing"),
  ])
  func whatIsWrongIsNamedWithItsLine(text: String, row: Int, code: String) {
    let reading = read(text)
    #expect(!reading.isSound)
    #expect(
      reading.findings.contains { $0.code == code && $0.place.row == row }, "\(reading.findings)")
  }

  @Test(arguments: [
    ("题{=甲 ~%50%乙}", ["weights-dropped"]), ("题{~%60%甲 ~%40%乙}", ["weights-dropped"]),
    ("题{~%50%甲 ~乙}", ["weights-dropped"]), ("题{=甲 =%50%乙}", ["weights-dropped"]),
    ("题{=甲 =%0%*}", []), ("题{=甲*}", ["pattern-literal"]),
    ("题{#=1:0 =%50%2:1}", ["answers-dropped"]),
    ("题{>2 RANDOM V\n甲\n乙\n丙}", ["order-of-all"]), ("题{>2 ALL V\n甲\n乙\n丙}", []),
  ])
  func whatLeitaiHasNoRoomForIsAWarning(text: String, codes: [String]) {
    let reading = read(text)
    #expect(reading.codes == codes)
    #expect(reading.isSound)
  }

  @Test func dataAddressesArePictures() throws {
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA="
    let reading = read(
      "[html]看<img src\\=\"data\\:image/png;base64,\(png.dropLast())\\=\" alt\\=\"泵\">{T}")
    #expect(reading.findings == [])
    #expect(reading.pictures.count == 1)
    #expect(reading.questions[0].question.stem.hasPrefix("看![泵](picture:"))
  }

  @Test func whatGIFTCannotSayIsALoss() throws {
    let format = try #require(BankFormats.named("gift"))
    let half = ExactNumber(trillionths: 500_000_000_000)
    let share = ExactNumber(trillionths: 20_000_000_000)
    let relative = try QuestionsOfText.keyed(
      .numeric, .number(NumericKey(half, tolerance: .relative(share))), unit: "mm", passage: "材料")
    #expect(format.losses(of: relative) == [.tolerance, .unit, .passage])
    let text = String(
      decoding: try format.write(BankContents(questions: [relative]), bank: "b"), as: UTF8.self)
    #expect(text.contains("{#0.5:0.01####"))
    let reference = PictureReference.text(try Picture(SamplePictures.png(0)).id)
    let shown = try QuestionsOfText.keyed(
      .single, .choices(Choices(position: 0)), stem: "看\(reference)", options: ["甲", "乙"])
    #expect(format.losses(of: shown) == [.pictures])
    let optionShown = try QuestionsOfText.keyed(
      .single, .choices(Choices(position: 0)), options: [reference, "乙"])
    #expect(format.losses(of: optionShown) == [.question])
  }

  @Test func windowsLineEndsAndMarksAreRead() throws {
    #expect(try only("\u{FEFF}::F1::题{\r\n=甲\r\n~乙\r\n}\r\n").question.id.text == "F1")
    #expect(try only("题{\r=甲\r~乙\r}\r").question.options == ["甲", "乙"])
  }

  @Test(arguments: [
    ("题干,选项A,选项B,答案\n题{=甲},甲,乙,A\n", "a.csv", "csv"), ("题{=甲 ~乙}", "a", "gift"),
    ("::x::题{}", "a", "gift"), ("$CATEGORY: a\n\n说明", "a", "gift"), ("集合{1,2}是", "a.txt", "csv"),
    ("题{T}", "a", "gift"), ("说明", "题.gift", "gift"),
  ])
  func filesAreToldByTheirContents(text: String, filename: String, format: String) {
    #expect(BankReading(text: text, filename: filename).format == format)
  }
}
