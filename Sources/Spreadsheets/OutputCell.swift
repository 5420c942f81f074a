/// One value to be written into a spreadsheet or a CSV file.
package enum OutputCell: Equatable, Sendable {
  case empty

  /// Always text, whatever it begins with: never a formula.
  case text(String)

  case integer(Int)

  /// A finite number; at most 15 significant digits are kept.
  case number(Double)
}

/// One column of a written sheet.
package struct OutputColumn: Equatable, Sendable {
  /// The text of the first row.
  package let header: String

  /// In characters of the default font, where a Chinese character takes two; 0 to 255.
  package let width: Double

  /// Decimals that numbers show, 0 to 15; nil for as many as they have.
  package let decimals: Int?

  /// - Precondition: `width` and `decimals` are within their bounds.
  package init(header: String, width: Double = 12, decimals: Int? = nil) {
    precondition((0...255).contains(width), "a column is 0 to 255 characters wide")
    precondition((0...15).contains(decimals ?? 0), "numbers show 0 to 15 decimals")
    self.header = header
    self.width = width
    self.decimals = decimals
  }
}
