/// One row of a file: its cells as text, with the number under which its reader finds it.
package struct RosterRow: Hashable, Sendable {
  /// 1-based.
  package let number: Int
  /// A row may be shorter than the header; what is missing is empty.
  package let cells: [String]

  package init(number: Int, cells: [String]) {
    self.number = number
    self.cells = cells
  }
}
