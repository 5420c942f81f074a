import Yams

/// Reads a declared file field by field and collects everything that is wrong with it.
///
///     let plan = try Declaration.read(text) { root in
///       guard let root = root.mapping(keys: ["contest", "tier"]) else { return nil }
///       return root.value("contest", expecting: .identifier) { try? ContestID($0) }
///     }
///
/// A reader returns `nil` where it cannot go on; the finding that explains it is already noted.
package struct Declaration {
  private let node: Node
  /// Where this value stands, such as `events[0].title`.
  package let field: String
  private let notes: Notes

  private final class Notes {
    var findings: [DeclarationFinding] = []
    /// Values that may still be handed out. Without aliases a file has fewer than it has bytes;
    /// aliases of aliases would stand for billions.
    var allowance: Int

    init(allowance: Int) { self.allowance = allowance }
  }

  /// Parses `text` and hands its root to `read`.
  ///
  /// - Throws: `DeclarationRefused` with every finding when there is any.
  package static func read<Value>(
    _ text: String, _ read: (Declaration) -> Value?
  ) throws(DeclarationRefused) -> Value {
    let notes = Notes(allowance: 10_000 + 4 * text.utf8.count)
    let root = compose(text, notes)
    let value = root.flatMap { read(Declaration(node: $0, field: "", notes: notes)) }
    guard let value, notes.findings.isEmpty else {
      throw DeclarationRefused(
        findings: withoutRepeats(notes.findings).sorted {
          ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0)
        })
    }
    return value
  }

  /// An alias has what stands behind its anchor read once more: the same fault of the same place is
  /// told once, with the field where it was met first.
  private static func withoutRepeats(_ findings: [DeclarationFinding]) -> [DeclarationFinding] {
    var told: Set<DeclarationFinding> = []
    return findings.filter { finding in
      guard let line = finding.line else { return true }
      // Two fields that are missing from one mapping have the same place.
      let name = finding.field.split(separator: ".").last.map(String.init) ?? ""
      let fault = DeclarationFinding(
        line: line, column: finding.column, field: name, problem: finding.problem)
      return told.insert(fault).inserted
    }
  }

  private static func compose(_ text: String, _ notes: Notes) -> Node? {
    do {
      let isMarked = text.unicodeScalars.first == "\u{FEFF}"
      let text = isMarked ? String(text.unicodeScalars.dropFirst()) : text
      if let refused = YAMLScan.refusal(of: text) {
        notes.findings.append(
          DeclarationFinding(yaml: refused.words, line: refused.line, column: refused.column))
        return nil
      }
      // Values are read by their text; that `1` and `"1"` are of different types is of no interest.
      if let root = try Yams.compose(yaml: text, .basic) { return root }
      notes.findings.append(
        DeclarationFinding(line: 1, column: 1, field: "", problem: .missing))
    } catch {
      notes.findings.append(DeclarationFinding(yaml: error, lastLine: lines(of: text)))
    }
    return nil
  }

  /// How many lines YAML finds in a text, or one more for each CRLF.
  private static func lines(of text: String) -> Int {
    1
      + text.unicodeScalars.count { scalar in
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
      }
  }

  /// Notes that a rule over this value does not hold.
  package func note(_ rule: LocalizedText) { note(.broken(rule)) }

  /// Notes that this value cannot be read.
  package func refuse(expecting expected: LocalizedText) {
    note(.unexpected(found: summary, expected: expected))
  }

  private func note(
    _ problem: DeclarationFinding.Problem, at place: Node? = nil, field: String? = nil
  ) {
    // What comes after so many is not read by anyone.
    guard notes.findings.count < Limits.importFindings else { return }
    let mark = (place ?? node).mark
    notes.findings.append(
      DeclarationFinding(
        line: mark?.line, column: mark?.column, field: field ?? self.field, problem: problem))
  }

  /// The 1-based line on which this value begins.
  package var line: Int? { node.mark?.line }

  /// The 1-based column in which it does.
  package var column: Int? { node.mark?.column }

  private var summary: String {
    node.scalar.map { String($0.string.prefix(60)) } ?? (node.sequence != nil ? "[…]" : "{…}")
  }

  /// The scalar's text exactly as written; notes a finding when this is no scalar.
  package func text() -> String? {
    guard let scalar = node.scalar else {
      refuse(expecting: LocalizedText(zhHans: "一个值", en: "a single value"))
      return nil
    }
    return scalar.string
  }

  /// Whether this is no value in YAML and JSON: nothing, `~` or `null`, without quotes.
  package var isNull: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A scalar that `parse` understands.
  package func value<Value>(
    expecting expected: LocalizedText, _ parse: (String) -> Value?
  ) -> Value? {
    guard let text = text() else { return nil }
    let value = parse(text)
    if value == nil { refuse(expecting: expected) }
    return value
  }

  /// A scalar that is one of an enum's raw values.
  package func choice<Choice>(_: Choice.Type = Choice.self) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    let known = Choice.allCases.map(\.rawValue)
    return value(
      expecting: LocalizedText(
        zhHans: known.joined(separator: "、"), en: known.joined(separator: ", "))
    ) { Choice(rawValue: $0) }
  }

  /// The values of a sequence; notes a finding when this is none.
  package func list() -> [Declaration] {
    guard let sequence = node.sequence else {
      refuse(expecting: LocalizedText(zhHans: "列表，如 [a, b]", en: "a list such as [a, b]"))
      return []
    }
    guard mayHandOut(sequence.count) else { return [] }
    return sequence.enumerated().map { index, child in
      Declaration(node: child, field: "\(field)[\(index)]", notes: notes)
    }
  }

  /// Whether this is a list.
  package var isList: Bool { node.sequence != nil }

  /// Whether this is a mapping with that field.
  package func has(_ key: String) -> Bool {
    node.mapping?.contains { $0.key.scalar?.string == key } ?? false
  }

  /// Notes once that aliases make too much of a file.
  private func mayHandOut(_ count: Int) -> Bool {
    guard notes.allowance >= 0 else { return false }
    notes.allowance -= count
    if notes.allowance < 0 {
      note(LocalizedText(zhHans: "别名（*）展开过多", en: "aliases stand for too many values"))
    }
    return notes.allowance >= 0
  }

  /// Whether this is a mapping; decides between a short and a long form.
  package var isMapping: Bool { node.mapping != nil }

  /// The fields of a mapping; keys that are not among `keys` are noted, and so are duplicates.
  package func mapping(keys: [String]) -> Fields? {
    guard let fields = entries() else { return nil }
    for (key, child) in fields where !keys.contains(key) {
      let place = Declaration(node: child, field: self.field(key), notes: notes)
      place.note(.unknownField(String(key.prefix(60)), known: keys))
    }
    return Fields(owner: self, values: Dictionary(fields) { first, _ in first })
  }

  /// The fields of a mapping whose keys are the author's own, in the file's order.
  package func pairs() -> [(key: String, value: Declaration)] {
    (entries() ?? []).map { key, child in
      (key, Declaration(node: child, field: field(key), notes: notes))
    }
  }

  private func entries() -> [(String, Node)]? {
    guard let mapping = node.mapping else {
      refuse(expecting: LocalizedText(zhHans: "若干“字段: 值”", en: "fields with values"))
      return nil
    }
    guard mayHandOut(mapping.count) else { return nil }
    return mapping.compactMap { key, child in
      guard let name = key.scalar?.string else {
        note(
          .unexpected(
            found: "?", expected: LocalizedText(zhHans: "字段名", en: "the name of a field")),
          at: key)
        return nil
      }
      return (name, child)
    }
  }

  private func field(_ key: String) -> String { field.isEmpty ? key : "\(field).\(key)" }

  /// The fields of one mapping.
  package struct Fields {
    fileprivate let owner: Declaration
    fileprivate let values: [String: Node]

    /// Absent without a finding when the field was not given.
    package subscript(key: String) -> Declaration? {
      values[key].map { Declaration(node: $0, field: owner.field(key), notes: owner.notes) }
    }

    /// Notes a finding when the field was not given.
    package func required(_ key: String) -> Declaration? {
      if let value = self[key] { return value }
      owner.note(.missing, field: owner.field(key))
      return nil
    }
  }
}

extension LocalizedText {
  /// What an identifier looks like, for findings.
  package static let identifierForm = LocalizedText(
    zhHans: "1 至 64 个字母、数字或 - _ .", en: "1 to 64 letters, digits or - _ .")
}

extension Declaration {
  /// An identifier.
  package func identifier<Subject>(_: Subject.Type = Subject.self) -> Identifier<Subject>? {
    value(expecting: .identifierForm) { try? Identifier<Subject>($0) }
  }

  /// A whole number within `range`.
  package func number(in range: ClosedRange<Int>) -> Int? {
    value(
      expecting: LocalizedText(
        zhHans: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// A length of time such as `5m`.
  package func milliseconds() -> Milliseconds? {
    value(
      expecting: LocalizedText(zhHans: "时长，如 20s、5m、2h、7d", en: "a time such as 20s, 5m, 2h, 7d")
    ) { Milliseconds(text: $0) }
  }

  /// One text for every language, or a mapping with `zh-Hans` and `en`.
  package func localizedText() -> LocalizedText? {
    let words = { (declared: Declaration) in
      declared.value(expecting: LocalizedText(zhHans: "文字", en: "a text")) {
        $0.isEmpty ? nil : $0
      }
    }
    guard isMapping else { return words(self).flatMap { LocalizedText(zhHans: $0, en: nil) } }
    guard let fields = mapping(keys: Language.allCases.map(\.rawValue)) else { return nil }
    let text = LocalizedText(
      zhHans: fields[Language.zhHans.rawValue].flatMap(words),
      en: fields[Language.en.rawValue].flatMap(words))
    if text == nil {
      refuse(expecting: LocalizedText(zhHans: "zh-Hans 或 en 的文字", en: "a text for zh-Hans or en"))
    }
    return text
  }
}
