import Contests
import Foundation

/// The published form of Leitai's own banks: YAML, or JSON, which is YAML as well. Its JSON Schema
/// is `QuestionBanks/bank.schema.json`.
///
///     bank: fitter
///     knowledge: [机械传动/带传动]
///     passages: { crane: 某车间桥式起重机…… }
///     pictures: [iVBORw0KGgo…]             # base64; texts refer to them by SHA-256
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
///         passage: crane
///
/// A fill-in question's key is a list with the accepted texts of each blank; every other key, and one
/// with a rule of comparison such as `[any-order]`, is a text as `KeyText` reads it.
struct NativeFormat: BankFormat {
  let name = "native"
  let suffix = "yaml"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    DeclaredShape(bytes, isNamed: RecordsFormat.isNamed(filename)) == .bank
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: FilePlace(), code: "not-utf8", zhHans: "不是 UTF-8 文本", en: "not UTF-8 text")
      ])
    }
    do {
      return try Declaration.read(SurrogatePairs.joined(in: text), NativeReading.bank)
    } catch {
      throw BankFileRefused(findings: error.findings.map(ImportFinding.init))
    }
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { [] }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    Array(NativeWriting(contents).text(bank: bank).utf8)
  }
}

private enum NativeReading {
  static func bank(_ root: Declaration) -> RawBank? {
    let keys = ["bank", "knowledge", "passages", "pictures", "questions"]
    guard let fields = root.mapping(keys: keys) else { return nil }
    var bank = RawBank()
    bank.bank = fields.required("bank").flatMap { declared in
      declared.identifier(QuestionBankSubject.self).map {
        RawText($0.text, at: declared.filePlace)
      }
    }
    if let declared = fields["knowledge"] {
      let points = declared.list().compactMap { $0.trimmedText()?.text }
      if declared.isList { bank.knowledge = Set(points) }
    }
    for declared in fields["pictures"]?.list() ?? [] {
      guard let picture = picture(declared, &bank) else { continue }
      bank.pictures[picture.id] = picture
    }
    let passages = fields["passages"]?.pairs().compactMap { name, declared in
      declared.trimmedText().map { (name, $0) }
    }
    let passageOf = Dictionary(passages ?? []) { first, _ in first }
    guard let list = fields.required("questions") else { return nil }
    for declared in list.list() {
      guard let question = question(declared, passages: passageOf) else { continue }
      guard bank.add(question) else { break }
    }
    return bank
  }

  private static func picture(_ declared: Declaration, _ bank: inout RawBank) -> Picture? {
    let bytes: [UInt8]? = declared.value(
      expecting: LocalizedText(zhHans: "base64 编码的图片", en: "a picture in base64")
    ) { Data(base64Encoded: $0, options: .ignoreUnknownCharacters).map(Array.init) }
    guard let bytes else { return nil }
    do throws(Picture.Refusal) {
      return try Picture(bytes)
    } catch {
      bank.findings.append(.picture(error, at: declared.filePlace, field: "pictures"))
      return nil
    }
  }

  private static func question(
    _ declared: Declaration, passages: [String: RawText]
  ) -> RawQuestion? {
    let fields = declared.mapping(keys: [
      "id", "kind", "passage", "stem", "premises", "options", "key", "unit", "explanation",
      "knowledge", "level", "difficulty",
    ])
    guard let fields else { return nil }
    func text(_ key: String) -> RawText? {
      fields[key].flatMap { field in field.trimmedText() }
    }
    func list(_ key: String) -> [RawText] {
      fields[key]?.list().compactMap { $0.trimmedText() } ?? []
    }
    var question = RawQuestion(place: declared.filePlace)
    question.id = text("id")
    question.kind = text("kind")
    question.stem = text("stem")
    question.premises = list("premises")
    question.options = list("options")
    question.key = fields["key"].flatMap(key)
    question.unit = text("unit")
    question.explanation = text("explanation")
    question.knowledge = text("knowledge")
    question.level = text("level")
    question.difficulty = text("difficulty")
    if let name = text("passage"), !name.text.isEmpty {
      question.passage = passages[name.text]
      if question.passage == nil {
        fields["passage"]?.note(
          LocalizedText(
            zhHans: "没有名为“\(name.text.prefix(40))”的材料",
            en: "there is no passage \"\(name.text.prefix(40))\""))
      }
    }
    return question
  }

  /// A text, or a list with a text or a list of texts for each blank.
  private static func key(_ declared: Declaration) -> RawKey? {
    guard declared.isList else { return declared.trimmedText().map(RawKey.text) }
    let blanks = declared.list().map { blank in
      blank.isList
        ? blank.list().compactMap { $0.trimmedText() } : blank.trimmedText().map { [$0] } ?? []
    }
    return .blanks(blanks, at: declared.filePlace)
  }
}

private struct NativeWriting {
  private let contents: BankContents
  /// The names of the passages: `p1` for the first.
  private var passages: [String: String] = [:]
  private var passageOrder: [String] = []

  init(_ contents: BankContents) {
    self.contents = contents
    for keyed in contents.questions {
      let passage = keyed.question.passage
      guard !passage.isEmpty, passages[passage] == nil else { continue }
      passageOrder.append(passage)
      passages[passage] = "p\(passageOrder.count)"
    }
  }

  func text(bank: String) -> String {
    var points: [String] = []
    var known: Set<String> = []
    for keyed in contents.questions where known.insert(keyed.question.knowledge).inserted {
      points.append(keyed.question.knowledge)
    }
    var text = "bank: \(Self.quoted(bank))\nknowledge:\n"
    for point in points { text += "  - \(Self.quoted(point))\n" }
    if !passageOrder.isEmpty {
      text += "passages:\n"
      for passage in passageOrder {
        text += "  \(passages[passage] ?? ""): \(Self.quoted(passage))\n"
      }
    }
    let pictures = contents.pictures.values.sorted { $0.id < $1.id }
    if !pictures.isEmpty {
      text += "pictures:\n"
      for picture in pictures {
        text += "  - \(Data(picture.bytes).base64EncodedString())\n"
      }
    }
    text += "questions:\n"
    for keyed in contents.questions { text += entry(keyed) }
    return text
  }

  private func entry(_ keyed: KeyedQuestion) -> String {
    let question = keyed.question
    var lines = [
      "  - id: \(Self.quoted(question.id.text))", "    kind: \(question.kind.rawValue)",
    ]
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { lines.append("    \(name): \(text)") }
    }
    add("passage", passages[question.passage] ?? "")
    add("stem", Self.quoted(question.stem))
    add("premises", question.premises.isEmpty ? "" : Self.list(question.premises))
    let isPlain = question.kind == .trueFalse || question.options.isEmpty
    add("options", isPlain ? "" : Self.list(question.options))
    add("key", Self.key(keyed.key.solution, of: question))
    add("unit", question.unit.isEmpty ? "" : Self.quoted(question.unit))
    add("explanation", Self.quoted(keyed.key.explanation))
    add("knowledge", Self.quoted(question.knowledge))
    add("level", question.level.name)
    add("difficulty", question.difficulty.rawValue)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func key(_ solution: Solution, of question: Question) -> String {
    switch solution {
    case .choices(let choices) where question.kind == .trueFalse:
      choices.positions.map { Question.truthOptions[$0] }.joined()
    case .blanks(let blanks, .standard): "[\(blanks.map(list).joined(separator: ", "))]"
    case .choices, .order: KeyText.text(solution)
    case .blanks, .number, .matches: quoted(KeyText.text(solution))
    }
  }

  private static func list(_ texts: [String]) -> String {
    "[\(texts.map(quoted).joined(separator: ", "))]"
  }

  /// Whether a character is lost in YAML unless it is escaped: white space beside the line breaks
  /// U+2028 and U+2029 goes, and U+FFFE and U+FFFF are refused.
  private static func isFragile(_ scalar: Unicode.Scalar) -> Bool {
    [0x2028, 0x2029, 0xFFFE, 0xFFFF].contains(scalar.value)
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
      case _ where scalar.properties.generalCategory == .control || isFragile(scalar):
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

  /// The text of a scalar without surrounding white space; empty for `null`.
  fileprivate func trimmedText() -> RawText? {
    isNull ? RawText("", at: filePlace) : text().map { RawText($0.trimmed, at: filePlace) }
  }
}
