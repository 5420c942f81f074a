import Contests
import Spreadsheets

extension TableExport.Column {
  /// A column whose header is said in a language.
  init(
    _ name: String, _ zhHans: String, _ en: String, in language: Language, decimals: Int? = nil,
    _ cell: @escaping @Sendable (Row) -> OutputCell
  ) {
    self.init(
      name, header: LocalizedText(zhHans: zhHans, en: en).text(in: language), decimals: decimals,
      cell)
  }

  /// How long people took; where it is a plain number its header says that it counts seconds.
  static func elapsed(
    in language: Language, _ result: @escaping @Sendable (Row) -> StageResult
  ) -> Self {
    func text(_ zhHans: String, _ en: String) -> String {
      LocalizedText(zhHans: zhHans, en: en).text(in: language)
    }
    return Self(
      "elapsedMilliseconds", header: text("用时", "time"),
      figureHeader: text("用时（秒）", "elapsed seconds")
    ) { .duration(milliseconds: result($0).elapsed.count) }
  }
}

extension OutputCell {
  /// A number and no text: one below zero is no formula.
  static func points(_ points: Points) -> OutputCell { thousandths(points.thousandths) }

  static func thousandths(_ thousandths: Int) -> OutputCell { .number(Double(thousandths) / 1000) }
}
