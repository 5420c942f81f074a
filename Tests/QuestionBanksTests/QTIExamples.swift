import Archives
import Contests
import QuestionBanks

/// Small items, packages and questions for the tests of QTI.
enum QTIExamples {
  /// An item of QTI 2.1 of which the test writes what matters.
  static func item(
    id: String = "F001", title: String = "", attributes: String = "", declared: String = "",
    body: String, rest: String = ""
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="\(id)"
      title="\(title)" adaptive="false" timeDependent="false" \(attributes)>
    \(declared)
    <itemBody>\(body)</itemBody>
    \(rest)
    </assessmentItem>
    """
  }

  static func response(
    _ name: String = "RESPONSE", _ cardinality: String = "single", _ type: String = "identifier",
    correct: [String] = [], mapping: String = ""
  ) -> String {
    let values = correct.map { "<value>\($0)</value>" }.joined()
    let right = correct.isEmpty ? "" : "<correctResponse>\(values)</correctResponse>"
    return """
      <responseDeclaration identifier="\(name)" cardinality="\(cardinality)" baseType="\(type)">
      \(right)\(mapping)</responseDeclaration>
      """
  }

  static func choice(_ options: [String], attributes: String = "") -> String {
    let choices = options.enumerated().map { position, text in
      "<simpleChoice identifier=\"C\(position)\">\(text)</simpleChoice>"
    }
    return "<choiceInteraction responseIdentifier=\"RESPONSE\" \(attributes)>"
      + choices.joined() + "</choiceInteraction>"
  }

  /// A sound single choice between 甲 and 乙, of which 乙 is right.
  static func simple(id: String = "F001", stem: String = "<p>选乙</p>") -> String {
    item(
      id: id, declared: response(correct: ["C1"]), body: stem + choice(["甲", "乙"]))
  }

  static func package(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
    var writer = ZipWriter()
    for (name, bytes) in parts { writer.add(name, bytes) }
    return try writer.finish()
  }

  /// A package with a manifest of those resources, and the parts.
  static func package(resources: String, _ parts: [(String, String)]) throws -> [UInt8] {
    let manifest = """
      <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">
      <organizations/><resources>\(resources)</resources></manifest>
      """
    return try package(
      [("imsmanifest.xml", Array(manifest.utf8))] + parts.map { ($0.0, Array($0.1.utf8)) })
  }

  static func resource(_ name: String, _ file: String, type: String = "imsqti_item_xmlv2p1")
    -> String
  {
    "<resource identifier=\"\(name)\" type=\"\(type)\" href=\"\(file)\"><file href=\"\(file)\"/></resource>"
  }

  /// The first bytes of a PNG, which are all that is looked at.
  static func png(width: UInt8 = 8) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0, 0, 0, width, 0, 0, 0, 8, 8, 2, 0, 0, 0]
  }

  static func keyed(
    _ id: String, _ kind: QuestionKind, stem: String = "题干", options: [String] = [],
    premises: [String] = [], blanks: Int = 0, unit: String = "", passage: String = "",
    solution: Solution, explanation: String = "", knowledge: String = "机械传动/带传动",
    level: SkillLevel = .senior, difficulty: Difficulty = .hard
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: stem, options: options, premises: premises, blanks: blanks,
        unit: unit, passage: passage, knowledge: knowledge, level: level,
        difficulty: difficulty),
      key: AnswerKey(question: id, solution: solution, explanation: explanation))
  }

  /// One question of each kind with the text wherever a text may stand.
  static func everyKind(_ text: String) throws -> [KeyedQuestion] {
    let pair = [text, "乙\(text)乙"]
    let number = try requireNumber("12.5")
    return [
      try keyed(
        "S1", .single, stem: text, options: pair, solution: .choices([Choices(position: 1)]),
        explanation: text, knowledge: text),
      try keyed(
        "M1", .multiple, stem: text, options: pair + ["丙"], passage: text,
        solution: .choices(Choices(rawValue: 0b101)), explanation: text),
      try keyed(
        "T1", .trueFalse, stem: text, options: Question.truthOptions,
        solution: .choices(Choices(position: 1)), explanation: text),
      try keyed(
        "B1", .fillIn, stem: text, blanks: 2, passage: text,
        solution: .blanks([[text, "欧"], ["安", text]]), explanation: text),
      try keyed(
        "N1", .numeric, stem: text, unit: text, solution: .number(NumericKey(number)),
        explanation: text),
      try keyed(
        "O1", .ordering, stem: text, options: pair + ["丙"], solution: .order([2, 0, 1])),
      try keyed(
        "P1", .matching, stem: text, options: pair, premises: pair + ["丙"],
        solution: .matches([1, 0, 1]), explanation: text),
    ]
  }

  static func requireNumber(_ text: String) throws -> ExactNumber {
    struct NoNumber: Error {}
    guard let number = ExactNumber(text) else { throw NoNumber() }
    return number
  }
}

extension BankReading {
  init(item text: String, format: String? = nil) {
    self.init(Array(text.utf8), filename: "item.xml", format: format)
  }

  /// What questions of other kinds were called.
  var foreignKinds: [String] { findings.compactMap(\.foreignKind) }
}

extension ImportFinding {
  /// What a question of another kind was called; `nil` for other findings.
  var foreignKind: String? {
    guard code == "kind-not-supported" else { return nil }
    return text.text(in: .en).split(separator: "\"").dropFirst().first.map(String.init)
  }
}
