import Contests
import QuestionBanks
import Testing

/// Files that other systems wrote.
@Suite(.enabled(if: SharedData.isPresent)) struct QTISampleTests {
  private func reading(_ path: String, format: String? = nil) throws -> BankReading {
    BankReading(
      try SharedData.bytes("formats/\(path)"), filename: "upload", format: format)
  }

  /// A folder as the package that it was unpacked from.
  private func package(_ folder: String) throws -> BankReading {
    let parts = try SharedData.names(in: "formats/\(folder)").map { name in
      (name, try SharedData.bytes("formats/\(folder)/\(name)"))
    }
    return BankReading(try QTIExamples.package(parts), filename: "upload")
  }

  /// What a reading says: `id kind key` of each question, then the codes.
  private func summary(_ reading: BankReading) -> [String] {
    reading.questions.map {
      "\($0.question.id) \($0.question.kind.rawValue) \(KeyText.text($0.key.solution))"
    }
      + reading.findings.map { finding in finding.foreignKind.map { "no \($0)" } ?? finding.code }
  }

  @Test(arguments: [
    ("addition-feedback", "addition-feedback fill-in 2"),
    ("addition-no-feedback", "addition-no-feedback fill-in 4"),
    ("choice-feedback", "choice single A"), ("choice-min", "choice multiple AC"),
    ("item03", "item03 fill-in 2"), ("item04", "item04 fill-in 2"),
    ("item05", "item05 fill-in 2"), ("item06", "item06 fill-in 2"),
    ("TextEntryInteraction-basic", "key-missing"),
    ("TextEntryInteraction-basic-float", "key-missing"),
    ("TextEntryInteraction-basic-integer", "key-missing"),
    ("TextEntryInteraction-patternMask", "key-missing"),
    ("simple-linear-individual", "test-without-items"),
    ("simple-nonlinear-simultaneous", "test-without-items"),
    ("simple-two-testParts", "test-without-items"), ("test-testFeedback", "test-without-items"),
  ])
  func itemsOf21(name: String, expected: String) throws {
    let reading = try reading("qti21/items/\(name).xml")
    #expect(reading.format == "qti")
    #expect(summary(reading) == [expected])
  }

  @Test func everyItemOf21IsExpected() throws {
    #expect(try SharedData.names(in: "formats/qti21/items").count == 16)
  }

  @Test func feedbackForTheRightAnswerIsTheExplanation() throws {
    #expect(
      try reading("qti21/items/choice-feedback.xml").questions.first?.key.explanation
        == "Yes, that is correct!")
    #expect(
      try reading("qti21/items/addition-feedback.xml").questions.first?.key.explanation
        == "Yes, that is correct.")
  }

  @Test(arguments: [
    ("question1", ["choice single C"]), ("question2", ["choice single A"]),
    ("question3", ["choice single C"]), ("question4", ["picture-missing"]),
    ("question5", ["choiceMultiple multiple BE"]), ("question6", ["choice single D"]),
    ("question7", ["choice single A"]),
    ("question8", ["no-questions", "no inlineChoiceInteraction (several)"]),
    ("question9", ["choiceMultiple multiple AB"]), ("template_test1", ["test-without-items"]),
  ])
  func itemsOfTheWebDeveloperTest(name: String, expected: [String]) throws {
    #expect(summary(try reading("qti21/WebDeveloperTest1/\(name).xml")) == expected)
  }

  @Test func webDeveloperTestIsImportedWithItsPicture() throws {
    let reading = try reading("qti21/packages/WebDeveloperTest1.zip")
    #expect(reading.isSound)
    #expect(
      summary(reading) == [
        "question1 single C", "question2 single A", "question3 single C", "question4 single D",
        "question5 multiple BE", "question6 single D", "question7 single A",
        "question9 multiple AB", "id-shared", "no inlineChoiceInteraction (several)",
      ])
    #expect(reading.pictures.count == 1)
    let stem = reading.questions[3].question.stem
    #expect(PictureReference.all(in: stem).map(\.caption) == ["File Directory"])
    #expect(reading.questions[0].question.knowledge == "Electronics and Computer Science")
  }

  @Test(arguments: [
    ("ZipSlip", "unsafe-path", nil), ("BadManifest", "malformed-xml", "imsmanifest.xml"),
    ("NotContentPackage", "manifest-missing", nil),
    ("BadMix", "resource-type", "question1.xml"),
    ("ExternalHref", "href-outside", "imsmanifest.xml"),
    ("MissingFile", "file-missing", "imsmanifest.xml"),
    ("WebDeveloperTest1-incomplete", "damaged-archive", nil),
  ])
  func badPackageIsRefused(name: String, code: String, part: String?) throws {
    let reading = try reading("qti21/packages/\(name).zip", format: "qti")
    #expect(reading.questions.isEmpty)
    #expect(reading.codes == [code])
    #expect(reading.findings.first?.place.sheet == part)
  }

  @Test(arguments: ["BadManifest", "BadMix", "ExternalHref", "WebDeveloperTest1-incomplete"])
  func badPackageIsKnownByItsManifest(name: String) throws {
    #expect(try reading("qti21/packages/\(name).zip").format == "qti")
  }

  @Test(arguments: [
    (
      "assessment-test", ["item1 single C", "item2 single B", "item3 fill-in 12", "item4 single D"]
    ),
    (
      "basic-interactions",
      [
        "choice_simple single C", "choice_multiple multiple ACD", "text_entry fill-in 42",
        "inline_choice single B", "match_interaction matching 1-A,2-B,3-C",
      ]
    ),
    (
      "interactive-interactions",
      [
        "inlineChoice single C", "match matching 1-B,2-A,3-A,4-C", "no gapMatchInteraction",
        "no associateInteraction",
      ]
    ),
    (
      "math-assessment",
      [
        "algebra-equation single C", "geometry-area fill-in 48", "fractions-order ordering ACBD",
        "word-problem multiple AC",
      ]
    ),
    (
      "with-passages",
      ["choice-with-stimulus single B", "no extendedTextInteraction"]
    ),
  ])
  func packagesOf22(name: String, expected: [String]) throws {
    #expect(summary(try package("qti22/packages/\(name)")) == expected)
  }

  @Test func passageStandsApartFromTheStem() throws {
    let reading = try package("qti22/packages/with-passages")
    let question = try #require(reading.questions.first?.question)
    #expect(question.passage.hasPrefix("Read the following passage:\nThe Industrial"))
    #expect(question.stem.hasPrefix("According to the passage"))
  }

  @Test(arguments: [
    ("items/qti3-choice-multiple", ["qti3-choice-multiple multiple AC"]),
    ("items/qti3-choice-single", ["qti3-choice-single single C"]),
    ("items/qti3-extended-text", ["no-questions", "no extendedTextInteraction"]),
    ("items/qti3-hotspot-interaction", ["no-questions", "no hotspotInteraction"]),
    ("items/qti3-match-interaction", ["qti3-match-interaction matching 1-A,2-B,3-C"]),
    ("items/qti3-order-interaction", ["qti3-order-interaction ordering ABCD"]),
    ("items/qti3-text-entry", ["qti3-text-entry fill-in Paris"]),
    ("items-nl/empty-correct-response-value", ["picture-missing", "picture-missing"]),
    ("items-nl/gap-match-no-processing", ["QUE_18_1 matching 1-A,2-B,3-C,4-D,5-E,6-F,7-G"]),
    ("items-nl/imsmanifest_v3p1", ["resource-type"]),
    ("items-nl/map-response-template", ["picture-missing", "picture-missing"]),
    ("items-nl/match-correct-template", ["qd2d26025ab1b fill-in Test"]),
    ("items-nl/number-comparison-expressions", ["q9bd4d291f593 numeric 0.5"]),
    ("items-nl/simple-choice-processing", ["q9e63b709e20b single A"]),
    ("items-nl/simple-match-processing", ["picture-missing", "picture-missing"]),
    ("items-nl/simple-multiple-choice-processing1", ["QUE_12_1 multiple ABC"]),
    ("items-nl/simple-multiple-choice-processing2", ["QUE_12_1 multiple ABC"]),
    ("items-nl/with-else-if", ["picture-missing", "picture-missing"]),
    (
      "items-nl/wrong-expression-element",
      ["picture-missing", "picture-missing", "scoring-not-read"]
    ),
  ])
  func itemsOf30(name: String, expected: [String]) throws {
    #expect(summary(try reading("qti30/\(name).xml", format: "qti")) == expected)
  }
}
