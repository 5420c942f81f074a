import Contests

/// Lists of records in JSON or YAML, one record a question, as programs and data sets have them:
///
///     [{"id": "T1A01", "question": "…", "answers": ["…", "…"], "correct_letter": "C"}]
///
/// The names of the fields are read like the headers of a table, with the organizer's mappings. The
/// list may stand in an object under a name such as `questions`. Written as JSON; pictures are not.
struct RecordsFormat: BankFormat {
  let name = "records"
  let suffix = "json"

  /// Also whatever has the name of such a file and is not Leitai's own form, so that its errors are
  /// told as those of YAML and JSON.
  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    let isNamed = Self.isNamed(filename)
    switch DeclaredShape(bytes, isNamed: isNamed) {
    case .records: return true
    case .bank: return false
    case .other: return isNamed
    }
  }

  /// Whether a name is that of a file in YAML or JSON.
  static func isNamed(_ filename: String) -> Bool {
    [".yaml", ".yml", ".json"].contains(where: filename.lowercased().hasSuffix)
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    let sign = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
      .first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    var reading = RecordReading(options)
    if sign == UInt8(ascii: "[") || sign == UInt8(ascii: "{") {
      var reader = JSONReader(bytes)
      try reading.readRecords(of: &reader, level: 0)
      try reader.end()
    } else {
      try reading.readYAML(bytes)
    }
    return reading.finished()
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { question.lossesWithoutPictures }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    let records = contents.questions.filter { !losses(of: $0).contains(.question) }
      .map { Self.record($0.withoutPictures) }
    return Array("[\n\(records.joined(separator: ",\n"))\n]\n".utf8)
  }

  private static func record(_ keyed: KeyedQuestion) -> String {
    let question = keyed.question
    var fields = [
      ("id", quoted(question.id.text)), ("kind", quoted(question.kind.rawValue)),
    ]
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { fields.append((name, quoted(text))) }
    }
    func add(_ name: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      fields.append((name, "[\(texts.map(quoted).joined(separator: ", "))]"))
    }
    add("passage", question.passage)
    add("stem", question.stem)
    add("premises", question.premises)
    if question.kind == .trueFalse, case .choices(let choices) = keyed.key.solution {
      add("key", choices.positions.map { Question.truthOptions[$0] }.joined())
    } else {
      add("options", OptionList.protected(question.options))
      add("key", KeyText.text(keyed.key.solution))
    }
    add("unit", question.unit)
    add("explanation", keyed.key.explanation)
    add("knowledge", question.knowledge)
    add("level", question.level.name)
    add("difficulty", question.difficulty.rawValue)
    return "  {\(fields.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension RecordReading {
  /// Reads a list of records, or the lists that an object holds, at most two objects deep.
  fileprivate mutating func readRecords(
    of reader: inout JSONReader, level: Int
  ) throws(BankFileRefused) {
    switch try reader.next() {
    case .array:
      try reader.array { (reader) throws(BankFileRefused) in try readRecord(of: &reader) }
    case .object where level < 2:
      try reader.object { (reader, name) throws(BankFileRefused) in
        let kind = try reader.next()
        if DeclaredShape.lists.contains(name), kind == .array || kind == .object {
          try readRecords(of: &reader, level: level + 1)
        } else {
          try reader.skip()
        }
      }
    default: try reader.skip()
    }
  }

  private mutating func readRecord(of reader: inout JSONReader) throws(BankFileRefused) {
    guard try reader.next() == .object else {
      try refuseRecord(at: FilePlace(row: reader.line))
      return try reader.skip()
    }
    var record = Record(place: FilePlace(row: reader.line))
    try reader.object { (reader, name) throws(BankFileRefused) in
      _ = try reader.next()
      guard try isWanted(name, in: &record, at: FilePlace(row: reader.line)) else {
        return try reader.skip()
      }
      if let value = try Self.value(of: &reader) { add(value, as: name, to: &record) }
    }
    try end(record)
  }

  private static func value(of reader: inout JSONReader) throws(BankFileRefused) -> Value? {
    let place = FilePlace(row: reader.line)
    var isForeign = false
    switch try reader.next() {
    case .text, .other:
      return try reader.scalar().map { .text(RawText($0.trimmed, at: place)) }
    case .array:
      var texts: [RawText] = []
      try reader.array { (reader) throws(BankFileRefused) in
        if let text = try element(of: &reader) { texts.appendOne(text) } else { isForeign = true }
      }
      return isForeign ? .foreign(place) : .list(texts)
    case .object:
      var texts: [(name: String, text: RawText)] = []
      try reader.object { (reader, name) throws(BankFileRefused) in
        guard let text = try element(of: &reader) else {
          isForeign = true
          return
        }
        texts.appendOne((name, text))
      }
      return isForeign ? .foreign(place) : .lettered(texts)
    }
  }

  /// A text in a list; `nil` for another list or object, which is passed over.
  private static func element(of reader: inout JSONReader) throws(BankFileRefused) -> RawText? {
    switch try reader.next() {
    case .text, .other:
      let place = FilePlace(row: reader.line)
      return RawText(try reader.scalar()?.trimmed ?? "", at: place)
    case .array, .object:
      try reader.skip()
      return nil
    }
  }
}

extension RecordReading {
  /// Reads the same from YAML.
  fileprivate mutating func readYAML(_ bytes: [UInt8]) throws(BankFileRefused) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: FilePlace(), code: "not-utf8", zhHans: "不是 UTF-8 文本", en: "not UTF-8 text")
      ])
    }
    var failure: BankFileRefused?
    do throws(DeclarationRefused) {
      _ = try Declaration.read(text) { root in
        do throws(BankFileRefused) {
          try readRecords(of: root, level: 0)
        } catch {
          failure = error
        }
        return true
      }
    } catch {
      throw BankFileRefused(findings: error.findings.map(ImportFinding.init))
    }
    if let failure { throw failure }
  }

  private mutating func readRecords(
    of declared: Declaration, level: Int
  ) throws(BankFileRefused) {
    if declared.isList {
      for item in declared.list() { try readRecord(of: item) }
    } else if declared.isMapping, level < 2 {
      for (name, value) in declared.pairs() where DeclaredShape.lists.contains(name) {
        if value.isList || value.isMapping { try readRecords(of: value, level: level + 1) }
      }
    }
  }

  private mutating func readRecord(of declared: Declaration) throws(BankFileRefused) {
    let place = FilePlace(row: declared.line)
    guard declared.isMapping else { return try refuseRecord(at: place) }
    var record = Record(place: place)
    for (name, value) in declared.pairs() {
      let place = FilePlace(row: value.line)
      guard try isWanted(name, in: &record, at: place) else { continue }
      if value.isList {
        let items = value.list()
        let isForeign = items.contains { $0.isList || $0.isMapping }
        var texts: [RawText] = []
        for item in items where !isForeign { texts.appendOne(item.trimmedText) }
        add(isForeign ? .foreign(place) : .list(texts), as: name, to: &record)
      } else if value.isMapping {
        let pairs = value.pairs()
        let isForeign = pairs.contains { $0.value.isList || $0.value.isMapping }
        var texts: [(name: String, text: RawText)] = []
        for pair in pairs where !isForeign { texts.appendOne((pair.key, pair.value.trimmedText)) }
        add(isForeign ? .foreign(place) : .lettered(texts), as: name, to: &record)
      } else {
        let text = value.trimmedText
        // YAML has two more ways to say that there is nothing.
        if text.text != "null", text.text != "~" { add(.text(text), as: name, to: &record) }
      }
    }
    try end(record)
  }
}

extension Declaration {
  fileprivate var trimmedText: RawText {
    RawText((text() ?? "").trimmed, at: FilePlace(row: line))
  }
}

extension Array {
  /// Adds an element while there are few enough for any list of a question.
  fileprivate mutating func appendOne(_ element: Element) {
    if count <= 32 { append(element) }
  }
}
