package import Contests
import Spreadsheets

/// Roll-ups as a file that judges pass on. A column is added here and nowhere else.
package struct RollupsExport: Sendable {
  private let rollups: PublishedRollups
  private let event: Event
  private let language: Language

  package init(rollups: PublishedRollups, event: Event, language: Language) {
    self.rollups = rollups
    self.event = event
    self.language = language
  }

  /// UTF-8 with a byte order mark; text that a program could take for a formula is neutralised, and
  /// cells that are withheld are empty. The last row is the total.
  package func csv() throws -> [UInt8] {
    var writer = CSVWriter(byteOrderMark: true, neutralises: true)
    try writer.append(columns.map { .text($0.header.text(in: language)) })
    for row in rollups.rows + [rollups.total] { try writer.append(columns.map { $0.cell(row) }) }
    return writer.takeBytes()
  }

  private struct Column {
    let header: LocalizedText
    let cell: (PublishedRollups.Row) -> OutputCell

    /// A column that is told of every group.
    init(open zhHans: String, _ en: String, _ cell: @escaping (Rollup) -> OutputCell) {
      header = LocalizedText(zhHans: zhHans, en: en)
      self.cell = { cell($0.rollup) }
    }

    /// A column that is empty where the group is withheld, or has no such figure.
    init(_ zhHans: String, _ en: String, _ number: @escaping (Rollup) -> Double?) {
      header = LocalizedText(zhHans: zhHans, en: en)
      cell = { $0.isWithheld ? .empty : number($0.rollup).map { .number($0) } ?? .empty }
    }
  }

  private var columns: [Column] {
    let total = LocalizedText(zhHans: "合计", en: "total").text(in: language)
    return [
      Column("名次", "rank") { $0.rank.map(Double.init) },
      Column(open: "名称", "name") { .text($0.group == .overall ? total : $0.name) },
      Column(open: "行政区划代码", "region") { .text($0.region?.text ?? "") },
      Column(open: "赛项", "event") { [event, language] _ in
        .text(event.title.text(in: language))
      },
      Column("得分", "score") { $0.score.map(Self.decimal) },
      Column(open: "应参赛人数", "headcount") { $0.headcount.map { .integer($0) } ?? .empty },
      Column("参赛人数", "participants") { Double($0.tally.participants) },
      Column("参赛人次", "participations") { Double($0.tally.participations) },
      Column("参赛率（%）", "participation rate (%)") { $0.participationRate.map(Self.decimal) },
      Column("参赛单位", "units") { Double($0.units) },
      Column("覆盖率（%）", "coverage (%)") { $0.coverage.map(Self.decimal) },
      Column("平均分", "mean") { $0.mean.map { Self.decimal($0.mean.thousandths) } },
      Column("平均分 95% 区间 ±", "mean 95% ±") {
        $0.mean?.halfWidth.map { Self.decimal($0.thousandths) }
      },
      Column("前几名总分", "sum of the best") { $0.sumOfBest.map { Self.decimal($0.thousandths) } },
      Column("合格率（%）", "pass rate (%)") { $0.passRate.map(Self.decimal) },
    ]
  }

  private static func decimal(_ thousandths: Int) -> Double { Double(thousandths) / 1000 }
}
