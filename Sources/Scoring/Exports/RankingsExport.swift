package import Contests
package import Spreadsheets

/// Standings as a table that judges pass on. A column is added here and nowhere else.
package struct RankingsExport: Sendable {
  /// For whom the table is.
  package enum Edition: String, Sendable, CaseIterable {
    /// For those who work with results.
    case `internal`
    /// For everybody (公示): names and admission numbers are masked.
    case publicNotice = "public-notice"
  }

  /// What is known of people beside their results; a column of which nothing is known is left out.
  package struct Particulars: Sendable {
    /// Masked identity numbers.
    package var identities: [ContestantID: String] = [:]
    /// The names of prizes, such as 一等奖.
    package var prizes: [ContestantID: String] = [:]
    /// The levels for which somebody may apply.
    package var levels: [ContestantID: String] = [:]
    /// Ranks among all, in a table of some.
    package var overallRanks: [ContestantID: Int] = [:]
    /// Whether anybody in the table stands for a team.
    package var hasTeams = false

    package init() {}
  }

  private typealias Column = TableExport<Standing>.Column

  private let event: Event
  private let parts: [StagePart]
  private let language: Language
  private let edition: Edition
  private let particulars: Particulars

  /// - Parameter parts: of which the result is made, each with a column of its own.
  package init(
    event: Event, parts: [StagePart] = [], language: Language, edition: Edition,
    particulars: Particulars = Particulars()
  ) {
    self.event = event
    self.parts = parts
    self.language = language
    self.edition = edition
    self.particulars = particulars
  }

  /// The columns of the edition, in the order of the form that judges know.
  package var table: TableExport<Standing> {
    TableExport(columns: person + scores + outcomes)
  }

  /// Who it is.
  private var person: [Column] {
    let event = event.title.text(in: language)
    var columns: [Column] = [column("rank", "名次", "rank") { .integer($0.rank) }]
    let overall = particulars.overallRanks
    if !overall.isEmpty {
      columns.append(
        column("overall", "总名次", "overall rank") {
          overall[$0.contestant.id].map(OutputCell.integer) ?? .empty
        })
    }
    switch edition {
    case .internal:
      columns += [
        column("admission", "准考证号", "admission") { .text($0.contestant.id.text) },
        column("name", "姓名", "name") { .text($0.contestant.name) },
      ]
      columns += known("identity", "身份证号", "identity number", particulars.identities)
    case .publicNotice:
      columns += [
        column("admission", "准考证号", "admission") {
          .text(NoticeMask.number($0.contestant.id.text))
        },
        column("name", "姓名", "name") { .text(NoticeMask.name($0.contestant.name)) },
      ]
    }
    columns.append(column("unit", "单位", "unit") { .text($0.contestant.unit.text) })
    if particulars.hasTeams {
      columns.append(
        column("team", "代表队", "team") {
          $0.contestant.team.map { .text($0.text) } ?? .empty
        })
    }
    return columns + [
      column("city", "地市", "city") { .text($0.contestant.cityName) },
      column("event", "赛项", "event") { _ in .text(event) },
    ]
  }

  /// What was earned; the parts of a final stand before their total.
  private var scores: [Column] {
    var columns: [Column] = parts.map { part in
      Column("part:\(part.id)", header: part.title.text(in: language), decimals: 3) { standing in
        let score = standing.result.parts.first { $0.part == part.id }?.score
        return score.map(OutputCell.points) ?? .empty
      }
    }
    columns += [
      column("score", "总成绩", "score", decimals: 3) { .points($0.result.score) },
      column("maximum", "满分", "maximum") { .points($0.result.maximum) },
      .elapsed(in: language, \.result),
    ]
    if edition == .internal {
      columns.append(column("attempts", "答题次数", "attempts") { .integer($0.result.attempts) })
    }
    return columns
  }

  /// What follows from it, and room for the judges' remarks.
  private var outcomes: [Column] {
    var columns = known("prize", "奖项", "prize", particulars.prizes)
    columns += known("level", "拟晋升等级", "level to apply for", particulars.levels)
    if edition == .internal { columns.append(column("remarks", "备注", "remarks") { _ in .empty }) }
    return columns
  }

  private func column(
    _ name: String, _ zhHans: String, _ en: String, decimals: Int? = nil,
    _ cell: @escaping @Sendable (Standing) -> OutputCell
  ) -> Column {
    Column(name, zhHans, en, in: language, decimals: decimals, cell)
  }

  /// A column of what is known of some; none when nothing is.
  private func known(
    _ name: String, _ zhHans: String, _ en: String, _ values: [ContestantID: String]
  ) -> [Column] {
    guard !values.isEmpty else { return [] }
    return [
      column(name, zhHans, en) { values[$0.contestant.id].map(OutputCell.text) ?? .empty }
    ]
  }
}
