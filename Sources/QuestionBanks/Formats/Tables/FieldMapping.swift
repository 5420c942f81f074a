import Contests

/// An organizer's word for a column: `stem=问题`, `key=答案:0-based`.
package struct FieldMapping: Hashable, Sendable {
  /// The field: a name of `QuestionColumn`, such as `stem`, `key` or `optionA`.
  package let field: String
  /// The header, or the key of a record, that stands for it.
  package let header: String
  /// Whether numbers in the key count options from 0; otherwise from 1.
  package let countsFromZero: Bool

  /// Reads the form of `--map`.
  ///
  /// - Returns: `nil` without a field that exists, without a header, or with another note than
  ///   `0-based` or `1-based` on a key.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let field = text[..<equals].trimmed
    var header = text[text.index(after: equals)...].trimmed
    var countsFromZero = false
    if field == "key", let colon = header.lastIndex(of: ":") {
      switch header[header.index(after: colon)...] {
      case "0-based": countsFromZero = true
      case "1-based": break
      default: return nil
      }
      header = header[..<colon].trimmed
    }
    guard QuestionColumn(field: field) != nil, !header.isEmpty else { return nil }
    self.field = field
    self.header = header
    self.countsFromZero = countsFromZero
  }
}

/// What an organizer says about headers, ready for look-up.
struct FieldMappings {
  private let mappings: [(mapping: FieldMapping, column: QuestionColumn)]
  /// Which of them a header stood for.
  private(set) var used: Set<FieldMapping> = []

  init(_ mappings: [FieldMapping]) {
    self.mappings = mappings.compactMap { mapping in
      QuestionColumn(field: mapping.field).map { (mapping, $0) }
    }
  }

  var isEmpty: Bool { mappings.isEmpty }

  /// The column for which the organizer says that a header stands.
  func column(_ header: String) -> (QuestionColumn, FieldMapping)? {
    mappings.first { HeaderNames.areEqual($0.mapping.header, header) }
      .map { ($0.column, $0.mapping) }
  }

  mutating func use(_ mapping: FieldMapping) { used.insert(mapping) }

  /// Notes which of them texts stand for.
  mutating func use(_ texts: [String]) {
    guard !isEmpty else { return }
    for text in texts {
      if let (_, mapping) = column(text) { use(mapping) }
    }
  }

  /// An error for each header that was named and does not occur.
  var missing: [ImportFinding] {
    mappings.map(\.mapping).filter { !used.contains($0) }.map { mapping in
      ImportFinding(
        at: FilePlace(), field: mapping.field, code: "map-header-missing",
        zhHans: "文件中没有 --map \(mapping.field)= 所指的表头“\(mapping.header)”",
        en: "no header \"\(mapping.header)\", which --map names for \(mapping.field)")
    }
  }
}
