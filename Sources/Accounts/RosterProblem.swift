package import Contests

/// One thing that is wrong with a roster file, with its place.
package struct RosterProblem: Hashable, Sendable {
  /// 1-based, as the reader of the file numbers its rows; absent for the whole file.
  package let row: Int?
  /// Zero-based; absent for the whole row.
  package let column: Int?
  /// The field, such as `identity`; empty for the row or the file.
  package let field: String
  /// A stable name for programs, in kebab-case.
  package let code: String
  package let text: LocalizedText

  package init(
    row: Int?, column: Int? = nil, field: String = "", code: String, zhHans: String, en: String
  ) {
    self.row = row
    self.column = column
    self.field = field
    self.code = code
    text = LocalizedText(zhHans: zhHans, en: en)
  }
}

/// Why a roster file was refused: what is wrong with it, in the file's order.
package struct RosterRefused: Error, Equatable {
  /// At most `Limits.pageRows`, so that a file of nothing but errors does not fill the memory.
  package let problems: [RosterProblem]
  /// How many there are in all.
  package let problemCount: Int

  package init(problems: [RosterProblem], problemCount: Int) {
    self.problems = problems
    self.problemCount = problemCount
  }
}
