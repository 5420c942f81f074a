/// A table that runs over pages: its header is repeated, and a row is never parted.
package struct DocumentTable: Sendable {
  /// One column.
  package struct Column: Hashable, Sendable {
    /// Stands above the column on every page.
    package let header: String
    /// Whether cells stand on the right, as figures do.
    package let isNumeric: Bool

    package init(header: String, isNumeric: Bool) {
      self.header = header
      self.isNumeric = isNumeric
    }
  }

  /// From left to right.
  package let columns: [Column]
  /// A text for each column.
  package let rows: [[String]]

  /// - Precondition: each row has as many cells as there are columns.
  package init(columns: [Column], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for each column")
    self.columns = columns
    self.rows = rows
  }

  static let size = 9.0
  static let padding = 3.0

  /// The widths at which nearly every cell stands on one line, if there were room. A column of empty
  /// cells is one to be written in by hand.
  func naturalWidths() -> [Double] {
    columns.indices.map { index in
      let widest = rows.reduce(Self.breadth(columns[index].header)) {
        max($0, Self.breadth($1[index]))
      }
      let isBlank = !rows.isEmpty && rows.allSatisfy { $0[index].isEmpty }
      return max(widest, isBlank ? 6 : 0) * Self.size + 2 * Self.padding + 2
    }
  }

  /// The widths within so much room: columns that are narrower than their share keep their width, the
  /// others share what is left; all grow when there is more room than needed.
  func widths(within room: Double) -> [Double] {
    let natural = naturalWidths()
    let sum = natural.reduce(0, +)
    guard sum > room else { return natural.map { $0 * room / sum } }
    var widths = natural
    var wide = Set(natural.indices)
    var left = room
    while !wide.isEmpty {
      let share = left / Double(wide.count)
      let narrow = wide.filter { natural[$0] <= share }
      guard !narrow.isEmpty else {
        for index in wide { widths[index] = share }
        break
      }
      for index in narrow {
        left -= natural[index]
        wide.remove(index)
      }
    }
    return widths
  }

  /// In sizes of the font: a Chinese character is one wide, a Latin letter or digit hardly more than
  /// half.
  private static func breadth(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 0.58 : 1) }
  }
}
