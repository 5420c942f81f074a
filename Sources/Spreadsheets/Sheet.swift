/// The sheets of one file, in the order of their tabs.
package struct Workbook: Equatable, Sendable {
  /// In the order of the tabs, hidden ones included.
  package let sheets: [Sheet]

  /// - Parameter sheets: in the order of the tabs.
  package init(sheets: [Sheet]) {
    self.sheets = sheets
  }
}

/// One table: rows of cells under a name.
package struct Sheet: Equatable, Sendable {
  /// The text of the tab; for CSV the name that the caller gave.
  package let name: String

  /// Whether the program that saved the file keeps this tab from its user.
  package let isHidden: Bool

  /// Ascending by number. A row whose cells are all blank is left out.
  package let rows: [Row]

  /// In the file's order; none unless the reader was asked for them.
  package let pictures: [SheetPicture]

  private let merges: MergeIndex

  /// - Parameter rows: strictly ascending by number.
  package init(
    name: String, isHidden: Bool = false, rows: [Row], mergedRanges: [MergedRange] = [],
    pictures: [SheetPicture] = []
  ) {
    self.name = name
    self.isHidden = isHidden
    self.rows = rows
    self.pictures = pictures
    merges = MergeIndex(mergedRanges)
  }

  /// The rectangles that are shown as one cell, from top to bottom.
  package var mergedRanges: [MergedRange] { merges.ranges }

  /// The rectangle to which a place belongs, or nil if its cell stands for itself.
  package func mergedRange(at place: CellPlace) -> MergedRange? { merges.range(at: place) }

  /// The row with a number of the file, or nil if that row is blank or absent.
  package func row(numbered number: Int) -> Row? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? rows[low] : nil
  }

  /// The cell at a place as a reader of the sheet sees it: inside a merged range, the value of its
  /// top left cell.
  package func shownCell(at place: CellPlace) -> Cell {
    let origin = merges.range(at: place)?.first ?? place
    return row(numbered: origin.row)?[origin.column] ?? .empty
  }
}

/// The cells of one line of a sheet.
package struct Row: Equatable, Sendable {
  /// One-based, as the file numbers it; in CSV the physical line on which the record begins.
  package let number: Int

  /// By zero-based column, up to the last cell that is not empty.
  package let cells: [Cell]

  /// - Parameters:
  ///   - number: one-based.
  ///   - cells: from column 0 on, with `.empty` in the gaps.
  package init(number: Int, cells: [Cell]) {
    self.number = number
    self.cells = cells
  }

  /// The cell of a zero-based column; `.empty` beyond the end.
  package subscript(column: Int) -> Cell {
    cells.indices.contains(column) ? cells[column] : .empty
  }
}

/// A rectangle of cells shown as one.
package struct MergedRange: Equatable, Sendable {
  /// The top left cell, which holds the value.
  package let first: CellPlace

  /// The bottom right cell, inclusive.
  package let last: CellPlace

  /// - Parameter last: not above and not to the left of `first`.
  package init(first: CellPlace, last: CellPlace) {
    precondition(first.column <= last.column && first.row <= last.row, "a range runs forwards")
    self.first = first
    self.last = last
  }

  /// Whether the place lies in the rectangle, its edges included.
  package func contains(_ place: CellPlace) -> Bool {
    (first.column...last.column).contains(place.column)
      && (first.row...last.row).contains(place.row)
  }
}

/// Merged ranges by column, for a search that stays quick in a file with thousands of them.
/// Ranges that overlap, which Excel refuses, give one of the two.
private struct MergeIndex: Equatable, Sendable {
  /// Ascending by first row.
  let ranges: [MergedRange]

  /// For each column, the positions in `ranges` of those that cover it, ascending.
  private var byColumn: [Int: [Int32]] = [:]

  init(_ unordered: [MergedRange]) {
    ranges = unordered.sorted {
      ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column)
    }
    for (position, range) in ranges.enumerated() {
      for column in range.first.column...range.last.column {
        byColumn[column, default: []].append(Int32(position))
      }
    }
  }

  func range(at place: CellPlace) -> MergedRange? {
    guard let positions = byColumn[place.column] else { return nil }
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      let starts = ranges[Int(positions[middle])].first.row
      if starts <= place.row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let nearest = ranges[Int(positions[low - 1])]
    return nearest.contains(place) ? nearest : nil
  }
}
