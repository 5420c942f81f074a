import Contests

/// The published form of Leitai's own banks: YAML, or JSON, which is YAML as well.
///
///     bank: fitter
///     knowledge: [机械传动/带传动]
///     questions:
///       - id: F001
///         kind: single
///         stem: ...
///         options: [...]
///         key: B
///         explanation: ...
///         knowledge: 机械传动/带传动
///         level: 中级工
///         difficulty: easy
struct NativeFormat: BankFormat {
  let name = "native"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    let suffixes = [".yaml", ".yml", ".json"]
    if suffixes.contains(where: filename.lowercased().hasSuffix) { return true }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = bytes.dropFirst(isMarked ? 3 : 0).prefix(64)
      .drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    return start.starts(with: Array("bank:".utf8)) || start.starts(with: Array("{".utf8))
  }

  func read(_ bytes: [UInt8]) throws(BankFileRefused) -> RawBank {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: FilePlace(), code: "not-utf8", zhHans: "不是 UTF-8 文本", en: "not UTF-8 text")
      ])
    }
    do {
      return try Declaration.read(text, Self.bank)
    } catch {
      throw BankFileRefused(findings: error.findings.map(ImportFinding.init))
    }
  }

  private static func bank(_ root: Declaration) -> RawBank? {
    guard let fields = root.mapping(keys: ["bank", "knowledge", "questions"]) else { return nil }
    let bank = fields.required("bank").flatMap { declared in
      declared.identifier(QuestionBankSubject.self).map {
        RawText($0.text, at: declared.filePlace)
      }
    }
    let points = fields["knowledge"].flatMap { declared in
      let points = declared.list().compactMap { $0.text() }
      return declared.isList ? Set(points) : nil
    }
    guard let list = fields.required("questions") else { return nil }
    return RawBank(
      bank: bank, questions: list.list().compactMap { question($0, knowledge: points) },
      findings: [])
  }

  private static func question(_ declared: Declaration, knowledge: Set<String>?) -> RawQuestion? {
    let fields = declared.mapping(keys: [
      "id", "kind", "stem", "options", "key", "explanation", "knowledge", "level", "difficulty",
    ])
    guard let fields else { return nil }
    func text(_ key: String) -> RawText? {
      fields[key].flatMap { field in field.trimmedText() }
    }
    var question = RawQuestion(place: declared.filePlace)
    question.id = text("id")
    question.kind = text("kind")
    question.stem = text("stem")
    question.options =
      fields["options"]?.list().compactMap { $0.trimmedText() } ?? []
    question.key = text("key")
    question.explanation = text("explanation")
    question.knowledge = text("knowledge")
    question.level = text("level")
    question.difficulty = text("difficulty")
    if let points = knowledge, let point = question.knowledge, !points.contains(point.text) {
      fields["knowledge"]?.note(
        LocalizedText(
          zhHans: "知识点“\(point.text)”不在题库的知识点列表中",
          en: "knowledge point \"\(point.text)\" is not in the bank's list"))
    }
    return question
  }

  func write(_ questions: [KeyedQuestion], bank: String) throws -> [UInt8] {
    var points: [String] = []
    for keyed in questions where !points.contains(keyed.question.knowledge) {
      points.append(keyed.question.knowledge)
    }
    var text = "bank: \(bank)\nknowledge:\n"
    for point in points { text += "  - \(Self.quoted(point))\n" }
    text += "questions:\n"
    for keyed in questions { text += Self.entry(keyed) }
    return Array(text.utf8)
  }

  private static func entry(_ keyed: KeyedQuestion) -> String {
    let question = keyed.question
    let isStatement = question.kind == .trueFalse
    let key =
      isStatement
      ? keyed.key.correct.positions.map { Question.truthOptions[$0] }.joined()
      : keyed.key.correct.letters
    var lines = [
      "  - id: \(quoted(question.id.text))", "    kind: \(question.kind.rawValue)",
      "    stem: \(quoted(question.stem))",
    ]
    if !isStatement {
      lines.append("    options: [\(question.options.map(quoted).joined(separator: ", "))]")
    }
    lines += [
      "    key: \(key)", "    explanation: \(quoted(keyed.key.explanation))",
      "    knowledge: \(quoted(question.knowledge))", "    level: \(question.level.name)",
      "    difficulty: \(question.difficulty.rawValue)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A double-quoted scalar, which YAML and JSON read alike.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.properties.generalCategory == .control:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Declaration {
  /// The place of this value for the organizer.
  fileprivate var filePlace: FilePlace { FilePlace(row: line) }

  /// The text of a scalar without surrounding white space.
  fileprivate func trimmedText() -> RawText? {
    text().map { text in
      let inner = text.drop(while: \.isWhitespace)
      let end = inner.lastIndex { !$0.isWhitespace }
      return RawText(end.map { String(inner[...$0]) } ?? "", at: filePlace)
    }
  }
}
