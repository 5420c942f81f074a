/// Why a document cannot be made. A document is whole or is not made.
package enum DocumentFailure: Error, Hashable, Sendable {
  /// No font of the machine has a character.
  ///
  /// - Parameters:
  ///   - text: the whole text in which it stands.
  ///   - row: the row of the table, from 1; absent outside the table.
  case missingGlyph(Character, text: String, row: Int?)
  /// A table has more rows than a document may have.
  case tooManyRows(Int, limit: Int)
  /// The drawing library failed, in its own words.
  case undrawable(String)
}
