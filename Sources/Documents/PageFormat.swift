/// The size of a page and of its margins, in points of 1/72 inch.
package struct PageFormat: Hashable, Sendable {
  /// From the left edge to the right one.
  package let width: Double
  /// From the upper edge to the lower one.
  package let height: Double
  /// The same on all sides.
  package let margin: Double

  /// A4 (ISO 216): 210 x 297 mm.
  package static let portrait = PageFormat(width: 595, height: 842, margin: 40)
  /// A4 across.
  package static let landscape = PageFormat(width: 842, height: 595, margin: 40)

  /// Between the margins.
  package var inner: Double { width - 2 * margin }
}

/// How a text is set.
package struct TextStyle: Hashable, Sendable {
  /// Where lines stand in their width.
  package enum Alignment: Hashable, Sendable { case leading, center, trailing }

  /// In points.
  package let size: Double
  /// Where the lines stand.
  package let alignment: Alignment
  /// Of the letters.
  package let colour: Colour
  /// The names of families, the first that has a character sets it.
  package let family: String
  /// Points between letters beyond what the font has.
  package let letterSpacing: Double
  /// The distance of lines, in those of the font; 0: as the font has it.
  package let leading: Double
  /// Points by which the first line begins further in.
  package let indent: Double

  package init(
    size: Double, alignment: Alignment = .leading, colour: Colour = .black,
    family: String? = nil, letterSpacing: Double = 0, leading: Double = 0, indent: Double = 0
  ) {
    self.size = size
    self.alignment = alignment
    self.colour = colour
    self.family = family ?? Canvas.family
    self.letterSpacing = letterSpacing
    self.leading = leading
    self.indent = indent
  }
}
