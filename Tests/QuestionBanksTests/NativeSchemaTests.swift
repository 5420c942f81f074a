import Contests
import Foundation
import Testing

@testable import QuestionBanks

/// The published schema of the native form says what the reader takes: names, words, limits and
/// the forms of keys.
@Suite struct NativeSchemaTests {
  private let schema: SchemaNode
  private let patterns = Patterns()

  /// Reading a pattern takes longer than matching it.
  private final class Patterns {
    var read: [String: Regex<AnyRegexOutput>] = [:]
  }

  init() throws {
    let file = ProjectFiles.root.appending(path: "QuestionBanks/bank.schema.json")
    schema = try JSONDecoder().decode(SchemaNode.self, from: Data(contentsOf: file))
  }

  private func definition(_ name: String) -> SchemaNode { schema["$defs"][name] }

  private func pattern(_ node: SchemaNode) throws -> Regex<AnyRegexOutput> {
    let text = try #require(node["pattern"].text)
    if let read = patterns.read[text] { return read }
    let regex = try Regex(text).matchingSemantics(.unicodeScalar)
    patterns.read[text] = regex
    return regex
  }

  /// Whether a text is what a schema of texts says; only the words that ours uses are understood.
  private func allows(_ text: String, _ node: SchemaNode) throws -> Bool {
    if let name = node["$ref"].text {
      guard try allows(text, definition(String(name.dropFirst("#/$defs/".count)))) else {
        return false
      }
    }
    if let type = node["type"].texts, !type.contains("string") { return false }
    if let words = node["enum"].values, !words.contains(.text(text)) { return false }
    if let longest = node["maxLength"].number, text.unicodeScalars.count > Int(longest) {
      return false
    }
    if node["pattern"].text != nil, text.firstMatch(of: try pattern(node)) == nil { return false }
    if node["not"] != .null, try allows(text, node["not"]) { return false }
    if let all = node["allOf"].values, try !all.allSatisfy({ try allows(text, $0) }) {
      return false
    }
    if let any = node["anyOf"].values { return try any.contains { try allows(text, $0) } }
    return true
  }

  // MARK: Names

  /// The fields that the reader names when one is unknown.
  private func knownFields(_ text: String) throws -> Set<String> {
    let finding = try #require(
      BankReading(text: text, format: "native").findings.first { $0.code == "field-unknown" })
    let sentence = finding.text.text(in: .en)
    let names = try #require(sentence.split(separator: "known here: ").last)
    return Set(names.split(separator: ", ").map(String.init))
  }

  @Test func fieldsOfABankAreThoseOfTheReader() throws {
    let known = try knownFields("bank: b\nquestions: []\nnothing: 1\n")
    #expect(known == schema["properties"].names)
    #expect(schema["additionalProperties"] == .flag(false))
  }

  @Test(arguments: ["question", "foreign-question"])
  func fieldsOfAQuestionAreThoseOfTheReader(name: String) throws {
    let known = try knownFields("bank: b\nquestions: [{nothing: 1}]\n")
    #expect(known == definition(name)["properties"].names)
    #expect(definition(name)["additionalProperties"] == .flag(false))
  }

  @Test func fieldsThatMustBeThereAreThoseThatTheReaderMisses() throws {
    let missing =
      BankReading(text: "{}\n", format: "native").findings.map(\.field)
      + BankReading(text: "bank: b\n", format: "native").findings.map(\.field)
    #expect(Set(missing) == Set(try #require(schema["required"].texts)))
    let bare = "bank: b\nquestions: [{kind: true-false}]\n"
    let fields = BankReading(text: bare, format: "native").findings.map(\.field)
    #expect(Set(fields) == Set(try #require(definition("question")["required"].texts)))
  }

  @Test func everyFieldAndDefinitionIsExplained() throws {
    let fields = [schema["properties"], definition("question")["properties"], schema["$defs"]]
    for (name, node) in fields.flatMap(\.members) {
      #expect(node["title"].text?.isEmpty == false, "\(name)")
      #expect(node["description"].text?.isEmpty == false, "\(name)")
    }
  }

  @Test func everyReferenceIsADefinitionAndEveryDefinitionIsUsed() {
    let references = Set(schema.everyNode.compactMap { $0["$ref"].text })
    #expect(references == Set(schema["$defs"].names.map { "#/$defs/\($0)" }))
  }

  @Test func everyPatternIsRead() throws {
    for node in schema.everyNode where node["pattern"].text != nil { _ = try pattern(node) }
  }

  // MARK: Words

  private func listed(_ name: String) throws -> [String] {
    try #require(definition(name)["anyOf"].values?.first?["enum"].texts)
  }

  @Test func listedWordsAreTheNamesThatTheWriterUses() throws {
    #expect(try listed("kind") == QuestionKind.allCases.map(\.rawValue))
    #expect(try listed("level") == SkillLevel.allCases.map(\.name))
    #expect(try listed("difficulty") == Difficulty.allCases.map(\.rawValue))
    for kind in QuestionKind.allCases { #expect(FieldWords.kind(kind.rawValue) == kind) }
    for band in Difficulty.allCases { #expect(FieldWords.difficulty(band.rawValue) == band) }
  }

  @Test func everyWordForAKindBelongsToThatKindAlone() throws {
    for (word, kind) in FieldWords.kinds {
      for written in [word, word.uppercased(), " \(word)\n"] {
        let fitting = try QuestionKind.allCases.filter {
          try allows(written, definition("kind-\($0.rawValue)"))
        }
        // English exports say this for one right option and for several.
        #expect(fitting == (word == "multiple choice" ? [] : [kind]), "\(written)")
        #expect(try allows(written, definition("kind")), "\(written)")
        #expect(try !allows(written, definition("kind-foreign")), "\(written)")
      }
    }
    #expect(try allows("Multiple Choice", definition("kind-multiple-choice")))
    for word in FieldWords.foreignKinds {
      #expect(try allows(word.uppercased(), definition("kind-foreign")), "\(word)")
      #expect(try !allows(word, definition("kind")), "\(word)")
    }
  }

  @Test func everyWordForATruthOrABandIsAllowed() throws {
    for word in FieldWords.truths.keys {
      #expect(try allows(word.uppercased(), definition("key-truth")), "\(word)")
    }
    for word in FieldWords.difficulties.keys {
      #expect(try allows(word.uppercased(), definition("difficulty")), "\(word)")
    }
  }

  @Test(arguments: ["single-choice", "选择", "singl", "xsingle", "dance", "4", "大师", "senior"])
  func wordsThatTheReaderDoesNotKnowAreRefused(word: String) throws {
    for name in ["kind", "difficulty", "level", "key-truth", "kind-foreign"] {
      #expect(try !allows(word, definition(name)), "\(name)")
    }
  }

  @Test(arguments: ["高级工", "三级", "钳工/高级工", "/三级/", "六级", "senior", "高级工 三级", "/"])
  func levelIsAllowedWhenTheReaderTakesIt(level: String) throws {
    let reading = BankReading(
      text: "bank: b\nquestions: [{stem: s, kind: true-false, key: T, level: \"\(level)\"}]\n",
      format: "native")
    #expect(try allows(level, definition("level")) == reading.isSound)
  }

  // MARK: Limits

  @Test func limitsAreThoseOfTheSystem() throws {
    let texts = definition("text")
    #expect(texts["maxLength"].number == Double(Limits.textCharacters))
    #expect(try #require(texts["description"].text).contains("\(Limits.textCharacters)"))
    for (name, least) in [("options", 2.0), ("premises", 1)] {
      let list = definition(name)
      #expect(list["minItems"].number == least)
      #expect(list["maxItems"].number == Double(Limits.options))
      #expect(
        try #require(list["description"].text).hasPrefix("\(Int(least)) to \(Limits.options) "))
    }
    let blanks = definition("key-blanks")
    #expect(blanks["maxItems"].number == Double(Limits.blanks))
    let accepted = try #require(blanks["items"]["anyOf"].values?.last)
    #expect(accepted["maxItems"].number == Double(Limits.blanks))
    let picture = try #require(definition("picture")["description"].text)
    #expect(picture.contains("\(Limits.pictureBytes >> 20) MB"))
    #expect(picture.contains("\(Limits.pictureSide) pixels"))
  }

  @Test func textIsAllowedUpToItsLimitAndWithoutControlCharacters() throws {
    let longest = String(repeating: "字", count: Limits.textCharacters)
    #expect(try allows(longest, definition("words")))
    #expect(try !allows(longest + "字", definition("words")))
    #expect(try allows("甲\t乙\n丙", definition("words")))
    for fault in ["\u{1}", "\u{7F}", "\u{9F}", PictureReference.missing("图")] {
      #expect(try !allows("甲\(fault)", definition("text")))
    }
    for text in ["", " \n\u{3000}"] {
      #expect(try !allows(text, definition("words")))
      #expect(try allows(text, definition("optionalText")))
    }
  }

  @Test func pictureIsAllowedByItsFirstBytes() throws {
    let pictures = [
      SamplePictures.png(1), SamplePictures.gif(width: 1, height: 1),
      SamplePictures.jpeg(width: 1, height: 1),
    ]
    for bytes in pictures {
      let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters])
      #expect(try allows(text, definition("picture")))
    }
    for text in ["", "甲", Data("<svg/>".utf8).base64EncodedString(), "https://a/b.png"] {
      #expect(try !allows(text, definition("picture")))
    }
  }

  @Test(arguments: [
    "F001", "钳-1", "a.b_c", "-a", "_a", ".a", "a b", "a/b", "a,b", "（1）", "", "é", "①", "m²",
    "〇一", "a\u{200B}b", "a\u{AD}", "a\u{3000}b", "№1", "a—b",
    String(repeating: "x", count: 64), String(repeating: "x", count: 65),
  ])
  func idIsAllowedWhenItIsOne(id: String) throws {
    #expect(try allows(id, definition("id")) == ((try? QuestionID(id)) != nil))
    #expect(try allows(id, schema["properties"]["bank"]) == ((try? QuestionID(id)) != nil))
  }

  // MARK: Keys

  @Test(arguments: [
    "A", "h", "Ｂ", "I", "1", "", "AC", "a,c", "C、A", "Ａ；Ｂ", "A|B/C.D", "AA", "Aa", "AＡ", "A-B",
    "ABCDEFGH", "A B", "（A）", "正确", ",", "A．",
  ])
  func lettersAreAllowedWhenTheyAreChoices(text: String) throws {
    let choices = Choices(letters: text)
    #expect(try allows(text, definition("key-letters")) == (choices != nil))
    #expect(try allows(text, definition("key-letter")) == (choices?.count == 1))
  }

  @Test(arguments: [
    "甲", "甲|乙", "甲；乙", "甲;乙|丙\n丁", "甲;", "|甲", ";", "a\\;b", "a\\", "\\;", "甲；；乙", "｜a", "12",
    "a|b;c|d;e", "甲\r\n乙", "甲\\\r\n乙", "甲; ", "甲;\\ ",
  ])
  func textOfBlanksIsAllowedWhenItIsRead(text: String) throws {
    #expect(try allows(text, definition("key-blanks-text")) == (KeyText.blanks(text) != nil))
  }

  @Test func textOfBlanksHasTheSameLimitsAsAList() throws {
    for mark in [";", "|"] {
      let most = Array(repeating: "x", count: Limits.blanks)
      #expect(try allows(most.joined(separator: mark), definition("key-blanks-text")))
      let more = (most + ["x"]).joined(separator: mark)
      #expect(try !allows(more, definition("key-blanks-text")))
    }
  }

  @Test(arguments: [
    "12", "12.5", "-0.5", "+3.20", "−3", "1.2e-3", "１２．５", "12.5±0.1", "12.5 ± 2 %", "12.4~12.6",
    "12.4..12.6", "12.4至12.6", "12.4～12.6", "12+/-1", "12+-1", "12＋／－1", "12 A", "12.5±0.1 mm",
    "12~13 V", "12±", "12±x", "12~", "12至x", "5e", "5eV", "5e3", "5e3~6e3", "5e3~x", "1,000", "3/4",
    "2×10³", "10^3", "5-6", "1234567890123", "123456789012", "0.1234567890123", "0.123456789012",
    "0.12000000000000000", "0.30000000000000004", "1e400", "12 13", "12.5.3", "90°30'", ".5", "5.",
    ".", "", "-", "abc", "12 %", "50‰", "25℃", "3千瓦", "3 m³", "3 ³", "1440/min", "1:100", "12..",
    "00000000000000012", "12.5±0.1±0.2", "12~13~14", "12 12~13",
  ])
  func numberIsAllowedWhenItIsRead(text: String) throws {
    #expect(try allows(text, definition("key-number")) == (KeyText.number(text) != nil))
  }

  @Test(arguments: ["12±-1", "12±100%", "12±250 %", "12±0.5%", "12±99.9%", "12±0"])
  func toleranceIsAllowedWhenItIsPossible(text: String) throws {
    let reading = BankReading(
      text: "bank: b\nquestions: [{stem: s, kind: numeric, key: \"\(text)\"}]\n", format: "native")
    #expect(try allows(text, definition("key-number")) == reading.isSound)
  }

  @Test(arguments: [
    "CAB", "c-a-b", "3,1,2", "C > A > B", "c→a→b", "３１２", "CABC", "AAB", "1A", "C.A", "C、A；B",
    "CAI",
    "（CAB）", "C1", "",
  ])
  func orderIsAllowedWhenEachOptionStandsThereOnce(text: String) throws {
    let order = KeyText.order(text)
    let isOnce = order.map { $0.count > 1 && Set($0).count == $0.count } ?? false
    #expect(try allows(text, definition("key-order")) == isOnce)
  }

  @Test(arguments: [
    "BA", "AAB", "1-B,2-A", "1B2A", "2-A,1-B", "1=B 2=A", "1:B；2:A", "１－Ｂ，２－Ａ", "b a", "", "B1A2",
    "11", "1B1A", "1B,A", "1-B,2", "0B1A", "BI", "1→B、2→A", "1.B,2.A", "1BA", "甲乙",
  ])
  func matchesAreAllowedWhenTheyAreRead(text: String) throws {
    #expect(try allows(text, definition("key-matches")) == (KeyText.matches(text) != nil))
  }

  @Test func keysThatTheWriterWritesAreAllowed() throws {
    let questions = try SampleQuestions.everyKind() + QuestionsOfText.all(with: "a|b; \\ 1")
    for keyed in questions {
      let text = KeyText.text(keyed.key.solution)
      let name =
        switch keyed.question.kind {
        case .single: "key-letter"
        case .multiple: "key-letters"
        case .trueFalse: "key-truth"
        case .fillIn: "key-blanks-text"
        case .numeric: "key-number"
        case .ordering: "key-order"
        case .matching: "key-matches"
        }
      #expect(try allows(text, definition(name)), "\(text)")
    }
  }
}

/// A value of a schema; what is not there is `null`.
private indirect enum SchemaNode: Decodable, Equatable, Sendable {
  case object([String: SchemaNode])
  case list([SchemaNode])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([SchemaNode].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: SchemaNode].self))
    }
  }

  var members: [String: SchemaNode] { if case .object(let members) = self { members } else { [:] } }
  var names: Set<String> { Set(members.keys) }
  var values: [SchemaNode]? { if case .list(let values) = self { values } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// One text or a list of texts.
  var texts: [String]? { text.map { [$0] } ?? values?.compactMap(\.text) }

  /// This and everything in it.
  var everyNode: [SchemaNode] {
    [self] + members.values.flatMap(\.everyNode) + (values ?? []).flatMap(\.everyNode)
  }

  subscript(name: String) -> SchemaNode { members[name] ?? .null }
}
