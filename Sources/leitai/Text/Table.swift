/// Rows whose columns stand under each other, whatever the width of their characters.
struct Table {
  enum Alignment { case left, right }

  private var header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]]

  /// A table with a title over each column.
  init(_ columns: [(title: String, alignment: Alignment)], rows: [[String]]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
    self.rows = rows
  }

  /// A table without titles, aligned to the left.
  init(rows: [[String]]) {
    header = []
    alignments = []
    self.rows = rows
  }

  /// The lines, without spaces at their ends.
  ///
  /// - Parameters:
  ///   - indent: spaces before each line.
  ///   - gap: spaces between two columns.
  func lines(indent: Int = 0, gap: Int = 2) -> [String] {
    let all = (header.isEmpty ? [] : [header]) + rows
    let cells = all.map { row in
      row.map { $0.withoutControls.replacing("\n", with: " ") }
    }
    let count = cells.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      cells.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    return cells.map { row in
      let line = row.enumerated().map { column, cell in
        let right = alignments.indices.contains(column) && alignments[column] == .right
        if right { return cell.padded(to: widths[column], leading: true) }
        return column + 1 == row.count ? cell : cell.padded(to: widths[column])
      }
      .joined(separator: String(repeating: " ", count: gap))
      return String(repeating: " ", count: indent) + line.withoutTrailingSpaces
    }
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    String(prefix(upTo: lastIndex { $0 != " " }.map(index(after:)) ?? startIndex))
  }
}
