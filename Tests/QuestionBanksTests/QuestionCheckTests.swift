import Contests
import QuestionBanks
import Testing

@Suite struct QuestionCheckTests {
  /// A sound question of row 7, whose fields stand in the columns 0 to 10.
  private func raw(row: Int = 7) -> RawQuestion {
    func text(_ text: String, _ column: Int) -> RawText {
      RawText(text, at: FilePlace(sheet: "题库", row: row, column: column))
    }
    var raw = RawQuestion(place: FilePlace(sheet: "题库", row: row))
    raw.id = text("F\(row)", 0)
    raw.kind = text("单选题", 1)
    raw.stem = text("带传动打滑的原因是（　）。第 \(row) 题", 2)
    raw.options = [text("张紧不足", 3), text("转速过低", 4), text("带速恒定", 5)]
    raw.key = .text(text("A", 6))
    raw.explanation = text("摩擦力不够。", 7)
    raw.knowledge = text("机械传动/带传动", 8)
    raw.level = text("高级工", 9)
    raw.difficulty = text("难", 10)
    return raw
  }

  private func place(_ column: Int?, row: Int = 7) -> FilePlace {
    FilePlace(sheet: "题库", row: row, column: column)
  }

  private func check(_ raws: RawQuestion...) -> QuestionCheck {
    var check = QuestionCheck()
    for raw in raws { check.add(raw) }
    return check
  }

  /// Checks a question with one field changed.
  private func check(_ change: (inout RawQuestion) -> Void) -> QuestionCheck {
    var raw = raw()
    change(&raw)
    return check(raw)
  }

  private func expect(
    _ check: QuestionCheck, _ code: String, _ field: String, column: Int?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(check.findings.map(\.code) == [code], sourceLocation: sourceLocation)
    #expect(check.findings.map(\.field) == [field], sourceLocation: sourceLocation)
    #expect(check.findings.map(\.place) == [place(column)], sourceLocation: sourceLocation)
    #expect(check.findings.map(\.severity) == [.error], sourceLocation: sourceLocation)
    #expect(check.questions.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func aSingleBlankHasNoOrderAndADemandedUnitIsNotTold() {
    let order = check {
      $0.kind = RawText("填空题", at: place(1))
      $0.options = []
      $0.key = .text(RawText("[不分顺序]张紧力", at: place(6)))
    }
    expect(order, "order-needless", "key", column: 6)
    let unit = check {
      $0.kind = RawText("计算题", at: place(1))
      $0.options = []
      $0.key = .text(RawText("12.5 [mm]", at: place(6)))
      $0.unit = RawText("mm", at: place(11))
    }
    expect(unit, "unit-told", "unit", column: 11)
    let tolerance = check {
      $0.kind = RawText("计算题", at: place(1))
      $0.options = []
      $0.key = .text(RawText("12.5 [mm]", at: place(6)))
      $0.tolerance = RawText("0.1", at: place(11))
    }
    #expect(tolerance.findings.isEmpty)
    #expect(tolerance.questions.map { KeyText.text($0.key.solution) } == ["12.5±0.1 [mm]"])
    #expect(tolerance.questions.map(\.question.blanks) == [1])
  }

  @Test func soundQuestionIsKeptWithAllItsFields() throws {
    let check = check(raw())
    #expect(check.findings == [])
    let keyed = try #require(check.questions.first)
    #expect(
      keyed.question
        == Question(
          id: try QuestionID("F7"), kind: .single, stem: "带传动打滑的原因是（　）。第 7 题",
          options: ["张紧不足", "转速过低", "带速恒定"], knowledge: "机械传动/带传动", level: .senior,
          difficulty: .hard))
    #expect(
      keyed.key
        == AnswerKey(question: try QuestionID("F7"), solution: .choices(.a), explanation: "摩擦力不够。"))
  }

  @Test func fieldsThatMayBeLeftOutTakeTheirDefaults() throws {
    let check = check {
      ($0.explanation, $0.knowledge, $0.level, $0.difficulty) = (nil, nil, nil, nil)
    }
    let keyed = try #require(check.questions.first)
    #expect(keyed.key.explanation == "")
    #expect(keyed.question.knowledge == "")
    #expect(keyed.question.level == .intermediate)
    #expect(keyed.question.difficulty == .medium)
  }

  @Test func missingStemNamesItsCellOrItsRow() {
    expect(check { $0.stem = RawText("", at: place(2)) }, "stem-missing", "stem", column: 2)
    expect(check { $0.stem = nil }, "stem-missing", "stem", column: nil)
  }

  @Test func unknownKindNamesItsCell() {
    let found = check { $0.kind = RawText("单造题", at: place(1)) }
    expect(found, "kind-unknown", "kind", column: 1)
    #expect(
      found.findings.first?.text
        == LocalizedText(
          zhHans: "未知题型“单造题”；可用：单选题、多选题、判断题、填空题、计算题、排序题、匹配题",
          en: "unknown kind \"单造题\"; known: single, multiple, true-false, fill-in, numeric, "
            + "ordering, matching"))
  }

  @Test(arguments: ["简答题", "essay", "论述"])
  func kindThatLeitaiDoesNotHaveIsNamedAndLeftOut(kind: String) {
    let found = check { $0.kind = RawText(kind, at: place(1)) }
    #expect(found.findings.map(\.code) == ["kind-not-supported"])
    #expect(found.findings.map(\.severity) == [.warning])
    #expect(found.findings.map(\.place) == [place(1)])
    #expect(found.questions.isEmpty)
  }

  @Test(arguments: [
    ("单选", QuestionKind.single), ("单选题", .single), ("单项选择题", .single), ("Single", .single),
    ("多选", .multiple), ("多选题", .multiple), ("多项选择题", .multiple), ("不定项选择题", .multiple),
    ("判断", .trueFalse), ("判断题", .trueFalse), ("是非题", .trueFalse), ("TRUE-FALSE", .trueFalse),
  ])
  func kindIsReadFromItsNames(name: String, kind: QuestionKind) {
    let check = check {
      $0.kind = RawText(name, at: place(1))
      if kind == .trueFalse { $0.options = [] }
    }
    #expect(check.questions.map(\.question.kind) == [kind])
  }

  @Test(arguments: [("A", QuestionKind.single), ("AB", .multiple), ("A、C", .multiple)])
  func kindThatIsLeftOutFollowsTheKey(key: String, kind: QuestionKind) {
    let check = check {
      $0.kind = nil
      $0.key = .text(RawText(key, at: place(6)))
    }
    #expect(check.questions.map(\.question.kind) == [kind])
  }

  @Test(arguments: ["正确", "错", "√", "×", "TRUE", "F"])
  func kindWithoutOptionsIsAStatement(key: String) {
    let check = check {
      $0.kind = nil
      $0.options = []
      $0.key = .text(RawText(key, at: place(6)))
    }
    #expect(check.questions.map(\.question.kind) == [.trueFalse])
    #expect(check.questions.map(\.question.options) == [Question.truthOptions])
  }

  /// A choice whose option columns were not recognized must not turn into a statement.
  @Test(arguments: ["A", "B"])
  func letterWithoutKindAndOptionsIsNoStatement(key: String) {
    let check = check {
      $0.kind = nil
      $0.options = []
      $0.key = .text(RawText(key, at: place(6)))
    }
    #expect(check.findings.map(\.code) == ["options-missing"])
    #expect(check.questions.isEmpty)
  }

  @Test func emptyOptionBetweenOthersNamesItsCell() {
    expect(
      check { $0.options[1] = RawText("", at: place(4)) }, "option-missing", "optionB", column: 4)
  }

  @Test func emptyOptionsAtTheEndAreLeftOut() {
    let check = check { $0.options += [RawText("", at: place(5)), RawText("", at: place(5))] }
    #expect(check.findings == [])
    #expect(check.questions.map(\.question.options.count) == [3])
  }

  @Test func equalOptionsNameTheSecondCell() {
    let found = check { $0.options[2] = RawText("张紧不足", at: place(5)) }
    expect(found, "options-equal", "optionC", column: 5)
    #expect(found.findings.first?.text.en == "option C equals option A")
  }

  @Test func twoToEightOptionsAreTaken() {
    let options = (0..<9).map { RawText("选项\($0)", at: place(3)) }
    expect(check { $0.options = Array(options[..<1]) }, "options-missing", "options", column: nil)
    expect(check { $0.options = [] }, "options-missing", "options", column: nil)
    #expect(check { $0.options = Array(options[..<2]) }.questions.count == 1)
    #expect(check { $0.options = Array(options[..<8]) }.questions.count == 1)
    expect(check { $0.options = options }, "options-missing", "options", column: nil)
  }

  @Test func thirtyOptionsAreOneFinding() {
    let options = (0..<30).map { RawText("选项\($0)", at: place(3)) }
    expect(check { $0.options = options }, "options-missing", "options", column: nil)
  }

  @Test func missingKeyNamesItsCellOrItsRow() {
    expect(check { $0.key = .text(RawText("", at: place(6))) }, "key-missing", "key", column: 6)
    expect(check { $0.key = nil }, "key-missing", "key", column: nil)
  }

  @Test(arguments: ["I", "Z", "张紧不足", "1", "AA", "A-C", "正确", "、"])
  func unreadableKeyNamesItsCell(key: String) {
    expect(check { $0.key = .text(RawText(key, at: place(6))) }, "key-unreadable", "key", column: 6)
  }

  @Test func keyOutsideTheOptionsNamesItsCell() {
    let found = check { $0.key = .text(RawText("D", at: place(6))) }
    expect(found, "key-outside-options", "key", column: 6)
    #expect(found.findings.first?.text.en == "the key is D, but the options are A to C")
    #expect(check { $0.key = .text(RawText("C", at: place(6))) }.questions.count == 1)
  }

  @Test func severalRightOptionsOfASingleChoiceNameTheirCell() {
    expect(
      check { $0.key = .text(RawText("AB", at: place(6))) }, "key-not-single", "key", column: 6)
  }

  @Test func oneRightOptionOfAMultipleChoiceIsTaken() {
    let check = check { $0.kind = RawText("多选题", at: place(1)) }
    #expect(check.findings == [])
    #expect(check.questions.map(\.key.correct) == [.a])
  }

  private func statement(_ key: String, options: [String] = []) -> QuestionCheck {
    check {
      $0.kind = RawText("判断题", at: place(1))
      $0.options = options.enumerated().map { RawText($1, at: place(3 + $0)) }
      $0.key = .text(RawText(key, at: place(6)))
    }
  }

  @Test(arguments: ["正确", "对", "是", "√", "✓", "T", "true", "TRUE", "A", "a"])
  func wordsForTrueAreTheFirstOption(key: String) {
    #expect(statement(key).questions.map(\.key.correct) == [.a])
  }

  @Test(arguments: ["错误", "错", "否", "×", "✗", "x", "F", "false", "B"])
  func wordsForFalseAreTheSecondOption(key: String) {
    #expect(statement(key).questions.map(\.key.correct) == [.b])
  }

  @Test func otherKeysOfAStatementAreRefused() {
    expect(statement("也许"), "key-unreadable", "key", column: 6)
    expect(statement("C"), "key-outside-options", "key", column: 6)
    expect(statement("AB"), "key-not-single", "key", column: 6)
  }

  @Test func optionsOfAStatementMayBeGiven() {
    #expect(statement("A", options: ["正确", "错误"]).questions.map(\.key.correct) == [.a])
    #expect(statement("B", options: ["对", "错"]).questions.map(\.key.correct) == [.b])
  }

  /// The letter means the option that stands there, not our order of the two.
  @Test func turnedOptionsOfAStatementTurnTheLetter() {
    #expect(statement("A", options: ["错误", "正确"]).questions.map(\.key.correct) == [.b])
    #expect(statement("B", options: ["错", "对"]).questions.map(\.key.correct) == [.a])
    #expect(statement("正确", options: ["错误", "正确"]).questions.map(\.key.correct) == [.a])
  }

  @Test func unknownLevelNamesItsCell() {
    expect(check { $0.level = RawText("大师", at: place(9)) }, "level-unknown", "level", column: 9)
    expect(check { $0.level = RawText("/", at: place(9)) }, "level-unknown", "level", column: 9)
  }

  @Test(arguments: [
    ("高级工", SkillLevel.senior), ("三级", .senior), ("三级/高级工", .senior), ("职业资格/二级", .technician),
    ("", .intermediate),
  ])
  func levelIsReadFromItsNames(name: String, level: SkillLevel) {
    let check = check { $0.level = RawText(name, at: place(9)) }
    #expect(check.questions.map(\.question.level) == [level])
  }

  @Test func unknownDifficultyNamesItsCell() {
    let found = check { $0.difficulty = RawText("0.7", at: place(10)) }
    expect(found, "difficulty-unknown", "difficulty", column: 10)
  }

  @Test(arguments: [
    ("易", Difficulty.easy), ("容易", .easy), ("1", .easy), ("Easy", .easy), ("中", .medium),
    ("中等", .medium), ("2", .medium), ("难", .hard), ("较难", .hard), ("3", .hard), ("", .medium),
  ])
  func difficultyIsReadFromItsNames(name: String, difficulty: Difficulty) {
    let check = check { $0.difficulty = RawText(name, at: place(10)) }
    #expect(check.questions.map(\.question.difficulty) == [difficulty])
  }

  @Test func longestTextIsTakenAndOneCharacterMoreIsNot() {
    let limit = String(repeating: "题", count: Limits.textCharacters)
    #expect(check { $0.stem = RawText(limit, at: place(2)) }.findings == [])
    #expect(check { $0.explanation = RawText(limit, at: place(7)) }.findings == [])
    #expect(check { $0.options[0] = RawText(limit, at: place(3)) }.findings == [])
    let long = limit + "题"
    expect(check { $0.stem = RawText(long, at: place(2)) }, "text-too-long", "stem", column: 2)
    expect(
      check { $0.explanation = RawText(long, at: place(7)) }, "text-too-long", "explanation",
      column: 7)
    expect(
      check { $0.options[0] = RawText(long, at: place(3)) }, "text-too-long", "optionA", column: 3)
  }

  @Test func combiningMarksCountAsCharactersOfAText() {
    let long = "a" + String(repeating: "\u{301}", count: Limits.textCharacters)
    let found = check { $0.stem = RawText(long, at: place(2)) }
    #expect(found.findings.map(\.code) == ["text-too-long"])
  }

  @Test func unreadableIDNamesItsCell() {
    expect(check { $0.id = RawText("F 7", at: place(0)) }, "id-unreadable", "id", column: 0)
    expect(check { $0.id = RawText("=1", at: place(0)) }, "id-unreadable", "id", column: 0)
  }

  /// SHA-256 of the kind, a line break and the stem, computed by another program.
  @Test func missingIDIsMadeFromKindAndStem() throws {
    let found = check {
      $0.id = nil
      $0.stem = RawText("1＋1等于（　）。", at: place(2))
    }
    #expect(found.questions.map(\.question.id.text) == ["q9e649f05d165"])
    #expect(found.questions.map(\.key.question.text) == ["q9e649f05d165"])
  }

  @Test func repeatedIDNamesBothRows() {
    var second = raw(row: 9)
    second.id = RawText("F7", at: place(0, row: 9))
    let found = check(raw(), second)
    #expect(found.findings.map(\.code) == ["id-repeated"])
    #expect(found.findings.map(\.place) == [place(0, row: 9)])
    #expect(found.findings.first?.text.en == "the id F7 already stands in 题库!row 7")
    #expect(found.questions.count == 1)
  }

  @Test func sameStemWithoutIDsIsTheSameQuestion() {
    var first = raw()
    var second = raw(row: 9)
    (first.id, second.id) = (nil, nil)
    second.stem = first.stem
    let found = check(first, second)
    #expect(found.findings.map(\.code) == ["id-repeated"])
    #expect(found.findings.map(\.place) == [place(nil, row: 9)])
  }

  @Test func sameStemWithOtherOptionsIsNoWarning() {
    var second = raw(row: 9)
    second.stem = raw().stem
    second.options[0] = RawText("张紧过度", at: place(3, row: 9))
    #expect(check(raw(), second).findings == [])
  }

  @Test func faultOfAnOptionHidesNoFaultOfTheKey() {
    let found = check {
      $0.options[1] = RawText("", at: place(4))
      $0.key = nil
    }
    #expect(found.findings.map(\.code) == ["option-missing", "key-missing"])
  }

  @Test func everyFaultOfAQuestionIsNamedAtOnce() {
    let found = check {
      $0.stem = nil
      $0.options[1] = RawText("", at: place(4))
      $0.level = RawText("大师", at: place(9))
      $0.difficulty = RawText("？", at: place(10))
    }
    #expect(
      Set(found.findings.map(\.code))
        == ["stem-missing", "option-missing", "level-unknown", "difficulty-unknown"])
  }

  @Test func faultyQuestionHidesNoSoundOne() {
    var faulty = raw()
    faulty.key = nil
    let found = check(faulty, raw(row: 8))
    #expect(found.questions.map(\.question.id.text) == ["F8"])
    #expect(found.findings.map(\.code) == ["key-missing"])
  }

  @Test func findingsAreBoundedAndTheRestOfTheFileIsRefused() {
    var check = QuestionCheck()
    var faulty = raw()
    (faulty.stem, faulty.key) = (nil, nil)
    for _ in 0..<Limits.importFindings { check.add(faulty) }
    check.add(raw())
    #expect(check.findings.count == Limits.importFindings + 1)
    #expect(check.findings.last?.code == "too-many-findings")
    #expect(check.findings.last?.severity == .error)
    #expect(check.questions.isEmpty)
  }

  @Test func findingsOfTheFormatComeFirst() {
    let formula = ImportFinding(at: place(6), code: "formula-cell", zhHans: "公式", en: "formula")
    var check = QuestionCheck(findings: [formula])
    var faulty = raw(row: 8)
    faulty.key = nil
    check.add(faulty)
    #expect(check.findings.map(\.code) == ["formula-cell", "key-missing"])
  }

  /// A control character would not survive every format and is never wanted.
  @Test(arguments: ["\u{1}", "\u{8}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{9F}"])
  func controlCharactersAreRefused(text: String) {
    let found = check { $0.stem = RawText("题\(text)干", at: place(2)) }
    #expect(found.findings.map(\.code) == ["text-unprintable"])
    #expect(found.questions.isEmpty)
  }
}
