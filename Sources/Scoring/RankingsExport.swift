package import Contests
import Spreadsheets

/// Standings as a file that judges pass on. A column is added here and nowhere else.
package struct RankingsExport: Sendable {
  private let event: Event
  private let language: Language

  package init(event: Event, language: Language) {
    self.event = event
    self.language = language
  }

  /// UTF-8 with a byte order mark, so that Excel takes it for what it is; text that a program could
  /// take for a formula is neutralised.
  package func csv(_ rows: some Sequence<Standing>) throws -> [UInt8] {
    var writer = CSVWriter(byteOrderMark: true, neutralises: true)
    try writer.append(columns.map { .text($0.header.text(in: language)) })
    for row in rows { try writer.append(columns.map { $0.cell(row) }) }
    return writer.takeBytes()
  }

  private struct Column {
    let header: LocalizedText
    let cell: (Standing) -> OutputCell

    init(_ zhHans: String, _ en: String, _ cell: @escaping (Standing) -> OutputCell) {
      header = LocalizedText(zhHans: zhHans, en: en)
      self.cell = cell
    }
  }

  private var columns: [Column] {
    [
      Column("名次", "rank") { .integer($0.rank) },
      Column("准考证号", "admission") { .text($0.contestant.id.text) },
      Column("姓名", "name") { .text($0.contestant.name) },
      Column("单位", "unit") { .text($0.contestant.unit.text) },
      Column("地市", "city") { .text($0.contestant.cityName) },
      Column("赛项", "event") { [event, language] _ in .text(event.title.text(in: language)) },
      Column("总成绩", "score") { .points($0.result.score) },
      Column("满分", "maximum") { .points($0.result.maximum) },
      Column("用时（秒）", "elapsed seconds") {
        .points(Points(thousandths: Int($0.result.elapsed.count)))
      },
      Column("答题次数", "attempts") { .integer($0.result.attempts) },
    ]
  }
}

extension OutputCell {
  /// A number and no text: one below zero is no formula.
  fileprivate static func points(_ points: Points) -> OutputCell {
    .number(Double(points.thousandths) / 1000)
  }
}
