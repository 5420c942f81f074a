package import Accounts
package import Contests
import Spreadsheets

/// The workbook of a batch: a row for each outcome, with empty cells for the body's answer.
package struct HandOverSheet: Sendable {
  /// What the body learns of one outcome.
  package struct Row: Sendable {
    package let outcome: OutcomeCase
    package let name: String
    /// Absent for whoever is not on the roster: a mentor, a union, a team or a unit.
    package let paper: IdentityPaper?
    /// Absent for all but persons.
    package let unit: UnitName?
    package let occupation: OccupationCode
    package let contest: LocalizedText
    package let event: LocalizedText
    /// Absent for whoever has no rank, and for all but persons.
    package let rank: Int?
    package let score: Points?
    package let maximum: Points?
    package let certifiedOn: CalendarDate

    package init(
      outcome: OutcomeCase, name: String, paper: IdentityPaper?, unit: UnitName?,
      occupation: OccupationCode, contest: LocalizedText, event: LocalizedText, rank: Int?,
      score: Points?, maximum: Points?, certifiedOn: CalendarDate
    ) {
      self.outcome = outcome
      self.name = name
      self.paper = paper
      self.unit = unit
      self.occupation = occupation
      self.contest = contest
      self.event = event
      self.rank = rank
      self.score = score
      self.maximum = maximum
      self.certifiedOn = certifiedOn
    }
  }

  private let batch: String
  private let kind: HandOver.Kind
  private let body: HandOver.Body
  private let language: Language

  package init(
    batch: String, kind: HandOver.Kind, body: HandOver.Body, language: Language
  ) {
    self.batch = batch
    self.kind = kind
    self.body = body
    self.language = language
  }

  /// The workbook; the same rows give the same bytes. Every number that could be mistaken for a quantity
  /// is text, and so are the empty cells: what is typed there stays as it was typed.
  ///
  /// - Throws: `SpreadsheetError`.
  package func workbook(_ rows: [Row]) throws -> [UInt8] {
    let table = TableExport<(serial: Int, row: Row)>(
      columns: HandOverColumn.allCases.map { column in
        TableExport.Column(
          column.rawValue, header: column.header(in: language),
          decimals: column == .score || column == .maximum ? 3 : nil
        ) { cell(column, $0.serial, $0.row) }
      })
    return try table.xlsx(
      rows.enumerated().map { (serial: $0.offset + 1, row: $0.element) },
      sheet: kind.name.text(in: language), title: "\(body.name)  \(batch)")
  }

  private func cell(_ column: HandOverColumn, _ serial: Int, _ row: Row) -> OutputCell {
    let finding = row.outcome.finding
    switch column {
    case .serial: return .integer(serial)
    case .batch: return .text(batch)
    case .outcome: return .text(row.outcome.reference)
    case .name: return .text(row.name)
    case .identityKind: return .text(row.paper?.kind ?? "")
    case .identity: return .text(row.paper?.number ?? "")
    case .unit: return .text(row.unit?.text ?? "")
    case .occupation: return .text(row.occupation.name ?? "")
    case .occupationCode: return .text(row.occupation.text)
    case .level: return .text(finding.level?.name ?? "")
    case .contest: return .text(row.contest.text(in: language))
    case .event: return .text(row.event.text(in: language))
    case .rank: return row.rank.map(OutputCell.integer) ?? .empty
    case .score: return Self.points(row.score)
    case .maximum: return Self.points(row.maximum)
    case .certifiedOn: return .text(row.certifiedOn.description)
    case .kind: return .text(kind.name.text(in: language))
    case .outcomeName: return .text(finding.name.text(in: language))
    case .certificate, .issuedOn, .result, .reason: return .text("")
    }
  }

  private static func points(_ points: Points?) -> OutputCell {
    points.map { .number(Double($0.thousandths) / 1000) } ?? .empty
  }
}
