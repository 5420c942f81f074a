/// Why a document cannot be made. A document is whole or is not made.
package enum DocumentFailure: Error, Hashable, Sendable {
  /// No font of the machine has a character.
  ///
  /// - Parameters:
  ///   - text: the whole text in which it stands.
  ///   - row: the row of the table, from 1; absent outside the table.
  case missingGlyph(Character, text: String, row: Int?)
  /// As `missingGlyph`, in a text of a certificate: the field by its name in templates.
  case missingGlyphInField(Character, field: String, text: String)
  /// A certificate's texts have no room on a page; the longest of them.
  case noRoom(field: String)
  /// A table has more rows than a document may have.
  case tooManyRows(Int, limit: Int)
  /// What should be a PNG picture is none, or a broken one, or too large.
  case notAPicture
  /// The drawing library failed, in its own words.
  case undrawable(String)
}
