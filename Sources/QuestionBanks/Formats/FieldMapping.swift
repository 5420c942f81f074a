import Contests

/// An organizer's word for a column: `stem=问题`, `key=答案:0-based`.
package struct FieldMapping: Hashable, Sendable {
  /// The field: a name of `QuestionColumn`, such as `stem`, `key` or `optionA`.
  package let field: String
  /// The header that stands for it.
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
