package import Contests
package import Spreadsheets

/// Roll-ups as a table that judges pass on. A column is added here and nowhere else.
package struct RollupsExport: Sendable {
  private typealias Column = TableExport<PublishedRollups.Row>.Column

  private let event: Event
  private let language: Language

  package init(event: Event, language: Language) {
    self.event = event
    self.language = language
  }

  /// The columns; cells that are withheld are empty.
  package var table: TableExport<PublishedRollups.Row> {
    let total = LocalizedText(zhHans: "合计", en: "total").text(in: language)
    let event = event.title.text(in: language)
    return TableExport(columns: [
      figure("rank", "名次", "rank", decimals: nil) { $0.rank.map(OutputCell.integer) },
      column("name", "名称", "name") { .text($0.group == .overall ? total : $0.name) },
      column("region", "行政区划代码", "region") {
        $0.region.map { .text($0.text) } ?? .empty
      },
      column("event", "赛项", "event") { _ in .text(event) },
      figure("score", "得分", "score") { $0.score.map(OutputCell.thousandths) },
      column("headcount", "应参赛人数", "headcount") {
        $0.headcount.map(OutputCell.integer) ?? .empty
      },
      figure("participants", "参赛人数", "participants", decimals: nil) {
        .integer($0.tally.participants)
      },
      figure("participations", "参赛人次", "participations", decimals: nil) {
        .integer($0.tally.participations)
      },
      figure("participationRate", "参赛率（%）", "participation rate (%)") {
        $0.participationRate.map(OutputCell.thousandths)
      },
      figure("units", "参赛单位", "units", decimals: nil) { .integer($0.units) },
      figure("coverage", "覆盖率（%）", "coverage (%)") { $0.coverage.map(OutputCell.thousandths) },
      figure("mean", "平均分", "mean") { $0.mean.map { .points($0.mean) } },
      figure("meanHalfWidth", "平均分 95% 区间 ±", "mean 95% ±") {
        $0.mean?.halfWidth.map(OutputCell.points)
      },
      figure("sumOfBest", "前几名总分", "sum of the best") { $0.sumOfBest.map(OutputCell.points) },
      figure("passRate", "合格率（%）", "pass rate (%)") { $0.passRate.map(OutputCell.thousandths) },
    ])
  }

  /// A column that is told of every group.
  private func column(
    _ name: String, _ zhHans: String, _ en: String,
    _ cell: @escaping @Sendable (Rollup) -> OutputCell
  ) -> Column {
    Column(name, zhHans, en, in: language) { cell($0.rollup) }
  }

  /// A column that is empty where the group is withheld, or has no such figure.
  private func figure(
    _ name: String, _ zhHans: String, _ en: String, decimals: Int? = 3,
    _ cell: @escaping @Sendable (Rollup) -> OutputCell?
  ) -> Column {
    Column(name, zhHans, en, in: language, decimals: decimals) { row in
      row.isWithheld ? .empty : cell(row.rollup) ?? .empty
    }
  }
}
