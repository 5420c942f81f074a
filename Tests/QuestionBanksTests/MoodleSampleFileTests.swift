import Contests
import QuestionBanks
import Testing

/// The sample files of the Moodle family are read as their authors meant them.
@Suite(.enabled(if: SharedData.isPresent)) struct MoodleSampleFileTests {
  private func read(_ path: String) throws -> BankReading {
    BankReading(try SharedData.bytes("formats/\(path)"), filename: path)
  }

  /// `kind key` of each question.
  private func keys(_ reading: BankReading) -> [String] {
    reading.questions.map { "\($0.question.kind.rawValue) \(KeyText.text($0.key.solution))" }
  }

  private func stems(_ reading: BankReading) -> [String] { reading.questions.map(\.question.stem) }

  @Test func everyFileIsToldByItsContents() throws {
    for (folder, format) in [("aiken", "aiken"), ("gift", "gift"), ("moodlexml", "moodle-xml")] {
      for name in try SharedData.names(in: "formats/\(folder)") {
        let bytes = try SharedData.bytes("formats/\(folder)/\(name)")
        #expect(BankReading(bytes, filename: "upload").format == format, "\(name)")
      }
    }
  }

  @Test func aikenQuestionsHaveTheirKeys() throws {
    let reading = try read("aiken/questions.aiken.txt")
    #expect(reading.findings == [])
    #expect(keys(reading) == ["single B", "single A"])
    #expect(reading.questions[0].question.options.last == "Tim Hunt")
    #expect(stems(reading)[1].hasSuffix("<html class=\"cool\"> & images:"))
  }

  @Test func aikenErrorsStandAtTheirLines() throws {
    let reading = try read("aiken/aiken_errors.txt")
    #expect(
      zip(reading.rows, reading.codes).map { "\($0 ?? 0) \($1)" } == [
        "1 options-missing", "5 stem-missing", "5 options-missing", "7 key-unreadable",
        "14 key-missing",
      ])
    #expect(keys(reading) == ["single A", "single B", "single A"])
    #expect(stems(reading)[1] == "A second good question")
  }

  @Test func giftQuestionsOfAllKindsAreRead() throws {
    let reading = try read("gift/questions.gift.txt")
    #expect(
      keys(reading) == [
        "matching 1-A,2-B,3-C,4-D", "single A", "multiple AC", "numeric 3±2", "fill-in Frog",
        "true-false B", "true-false A",
      ])
    #expect(reading.questions[0].question.options.last == "Chat")
    #expect(stems(reading)[0] == "Match the activity to the description.")
    #expect(reading.questions[5].key.explanation.hasPrefix("This is, of course"))
    #expect(
      zip(reading.rows, reading.codes).map { "\($0 ?? 0) \($1)" } == [
        "2 kind-not-supported", "22 near-duplicate", "34 weights-dropped", "49 id-repeated",
      ])
    #expect(reading.findings[0].text.en?.contains("essay") == true)
    let named = reading.questions.map(\.question.id.text).filter { !$0.hasPrefix("q") }
    #expect(named == ["Q2", "colours", "Q5", "Shortanswer", "Q1"])
  }

  @Test func giftExamplesAreReadAndTheirRepetitionsNamed() throws {
    let reading = try read("gift/examples.txt")
    #expect(reading.questions.count == 26)
    #expect(
      reading.findings.filter { $0.severity == .error }.allSatisfy { $0.code == "id-repeated" })
    #expect(reading.errors == 17)
    #expect(
      reading.findingsByQuestion.filter { $0.code != "id-repeated" }
        .map { "\($0.place.row ?? 0) \($0.code)" }
        == [
          "76 answers-dropped", "115 weights-dropped", "117 weights-dropped", "123 weights-dropped",
          "190 weights-dropped", "195 weights-dropped", "202 answers-dropped",
        ])
    #expect(
      keys(reading) == [
        "single C", "single B", "true-false B", "fill-in no one|nobody", "numeric 1822±1",
        "single C",
        "single B", "fill-in four|4", "true-false A", "matching 1-A,2-B,3-C",
        "matching 1-A,2-B,3-C,4-D", "numeric 3.1415±0.0005", "numeric 4", "fill-in China",
        "single C",
        "single C", "fill-in no one|nobody", "single C", "single D", "fill-in Nazareth",
        "multiple BC", "single B", "single F", "matching 1-A,2-B,3-C", "single C",
        "fill-in Nazareth",
      ])
    #expect(stems(reading)[1] == "Grant is _____ in Grant's tomb.")
    #expect(stems(reading)[7] == "Two plus two equals _____.")
    #expect(reading.questions[22].question.options == ["~", "=", "#", "{", "}", "\\"])
    #expect(reading.questions[21].question.options[1] == "= 2 + 3")
  }

  @Test func giftOrderingsAreRead() throws {
    for name in ["ordering-export", "ordering-import"] {
      let reading = try read("gift/\(name).gift.txt")
      let keyed = try #require(reading.questions.first)
      #expect(keyed.question.id.text == "myid")
      #expect(keyed.question.options.first == "Modular")
      #expect(keyed.question.options.last == "Environment")
      #expect(keyed.key.solution == .order([0, 1, 2, 3, 4, 5]))
      #expect(keyed.key.explanation.isEmpty == (name == "ordering-export"))
      #expect(reading.codes == (name == "ordering-export" ? [] : ["order-of-all"]))
    }
  }

  @Test func giftCategoryIsTheKnowledgePoint() throws {
    let reading = try read("gift/questions_in_category.gift.txt")
    #expect(reading.findings == [])
    #expect(
      keys(reading) == [
        "matching 1-A,2-B,3-C,4-D", "single B", "fill-in Moodler", "true-false A",
      ])
    #expect(reading.questions.allSatisfy { $0.question.knowledge == "Default for New Features" })
    #expect(stems(reading)[1] == "Listen to this greeting:\n\nWhat language is being spoken?")
  }

  @Test func giftInAnUnknownEncodingIsRefusedWithItsLine() throws {
    let reading = try read("gift/questions_encoding_windows-1252.gift.txt")
    #expect(reading.codes == ["encoding-unknown"])
    #expect(reading.rows == [15])
    #expect(reading.questions.isEmpty)
  }

  @Test(arguments: [
    ("broken_cloze_questions", [], []), ("categories_reverse_order", ["fill-in yes"], ["Sigma"]),
    ("category_with_description", ["true-false A"], ["Alpha"]),
    ("error_invalid_grades", ["multiple BCE"], [""]),
    ("export_category", ["true-false A"], ["Alpha"]),
    ("html_chars_in_idnumbers", ["true-false A"], ["Alpha"]),
    ("multianswer-all-types", [], []), ("multianswer", [], []),
    ("multichoice", ["single B"], ["Default for testhead/Multichoice"]),
    ("nested_categories", ["true-false A"], ["Delta/Epsilon/Zeta"]),
    (
      "nested_categories_with_questions",
      ["true-false A", "true-false A", "true-false A", "true-false A"],
      ["Iota", "Iota/Kappa", "Iota/Kappa/Lambda", "Iota/Mu"]
    ),
    ("old_format_file", ["true-false A", "true-false A"], ["Pi", "Pi/Rho"]),
    ("qtype-description", [], []), ("qtype-essay", [], []), ("qtype-gapselect", [], []),
    ("qtype-match", ["matching 1-A,2-B,3-A"], ["Test questions"]),
    ("qtype-multichoice", ["multiple CE"], ["Default for C1"]),
    ("qtype-numerical", ["numeric 6.25±0.05"], ["Default for C1"]),
    ("qtype-ordering", ["ordering ABCDEF"], ["Test questions"]),
    ("qtype-shortanswer", ["fill-in frog"], ["Test questions"]),
    ("qtype-truefalse", ["true-false A"], ["Test questions"]),
    ("sample_questions_with_old_image_tag", ["single C"], ["Default for Test images in backup"]),
    (
      "truefalse", ["true-false B", "true-false A"],
      ["Default for testhead/TrueFalse", "Default for testhead/TrueFalse"]
    ),
  ])
  func moodleXMLQuestionsHaveTheirKeys(name: String, keys: [String], knowledge: [String]) throws {
    let reading = try read("moodlexml/\(name).xml")
    #expect(self.keys(reading) == keys)
    #expect(reading.questions.map(\.question.knowledge) == knowledge)
  }

  @Test(arguments: [
    ("broken_cloze_questions", "cloze", [36, 52, 68]), ("categories_reverse_order", "essay", [14]),
    ("multianswer-all-types", "cloze", [4]), ("multianswer", "cloze", [12]),
    ("nested_categories_with_questions", "essay", [55]), ("qtype-description", "description", [12]),
    ("qtype-essay", "essay", [12]), ("qtype-gapselect", "gapselect", [12]),
    ("sample_questions_with_old_image_tag", "cloze", [16]),
  ])
  func moodleXMLTypesThatLeitaiLacksAreNamedWithTheirPlaces(
    name: String, type: String, rows: [Int]
  ) throws {
    let found = try read("moodlexml/\(name).xml").findings
      .filter { $0.code == ImportFinding.Code.foreignKind }
    #expect(found.map(\.place.row) == rows)
    #expect(found.allSatisfy { $0.text.en?.contains("\"\(type)\"") == true })
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func brokenClozeQuestionsAreErrorsAtTheirLines() throws {
    let errors = try read("moodlexml/broken_cloze_questions.xml").findings
      .filter { $0.code == "cloze-unreadable" }
    #expect(errors.map(\.place.row) == [4, 20])
    #expect(errors.allSatisfy { $0.severity == .error })
  }

  @Test func invalidGradesAreReportedAtTheirLine() throws {
    let reading = try read("moodlexml/error_invalid_grades.xml")
    #expect(reading.codes == ["weights-dropped"])
    #expect(reading.rows == [4])
  }

  @Test func moodleXMLPicturesAreKept() throws {
    let choice = try read("moodlexml/multichoice.xml")
    #expect(choice.pictures.count == 4)
    #expect(choice.codes == ["attachment-dropped"])
    #expect(choice.questions[0].question.id.text == "Greeting")
    for option in choice.questions[0].question.options {
      let shown = try #require(PictureReference.all(in: option).first)
      #expect(shown.picture.flatMap { choice.pictures[$0] }?.type == .jpeg)
    }
    let truths = try read("moodlexml/truefalse.xml")
    // Two statements that differ in one word.
    #expect(truths.codes == ["near-duplicate"])
    #expect(truths.pictures.count == 2)
    let old = try read("moodlexml/sample_questions_with_old_image_tag.xml")
    let picture = try #require(PictureReference.all(in: old.questions[0].question.stem).first)
    #expect(picture.picture.flatMap { old.pictures[$0] }?.width == 16)
  }

  @Test func idNumbersGoBeforeNames() throws {
    #expect(try read("moodlexml/qtype-ordering.xml").questions.map(\.question.id.text) == ["dd1"])
    #expect(
      try read("moodlexml/qtype-match.xml").questions.map(\.question.id.text) == ["matching-001"])
  }

  @Test func whatWasReadIsWrittenAndReadAgainEqual() throws {
    for folder in ["gift", "moodlexml"] {
      for name in try SharedData.names(in: "formats/\(folder)") {
        let first = try read("\(folder)/\(name)")
        let format = try #require(BankFormats.named("moodle-xml"))
        for keyed in first.questions { #expect(format.losses(of: keyed) == [], "\(name)") }
        let bytes = try format.write(
          BankContents(questions: first.questions, pictures: first.pictures), bank: "b")
        let again = BankReading(bytes, filename: "b.xml")
        #expect(again.questions == first.questions, "\(name)")
        #expect(again.errors == 0 || first.questions.isEmpty, "\(name)")
      }
    }
  }
}
