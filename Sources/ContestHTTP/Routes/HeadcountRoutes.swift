import Accounts
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Spreadsheets

extension Routes {
  /// How many people units and teams have, which rates of participation rest on.
  static func headcounts(_ backend: Backend) -> [Route] {
    [
      Route(
        .post, Path.headcounts, .roles([.organizer]), bodyLimit: Limits.uploadBytes
      ) { call in
        try .json(try await backend.importHeadcounts(call))
      },
      Route(.get, Path.headcounts, .staff) { call in
        let contest = try await backend.contest(call)
        return try .json(
          HeadcountList(
            contest: contest.id.text,
            versions: try await backend.accounts.headcountVersions(of: contest.id)
              .map(HeadcountDeclaration.init)))
      },
    ]
  }
}

extension Backend {
  fileprivate func importHeadcounts(_ call: Call) async throws -> HeadcountDeclaration {
    let contest = try await contest(call)
    let (sheet, rows) = try Self.table(call.body)
    let headcounts = try HeadcountImport.read(sheet: sheet, rows)
    let version = try await accounts.keep(
      headcounts, of: contest.id,
      noting: AuditRecord(
        at: now(), actor: try call.caller().description, action: "headcount-import",
        subject: contest.id.text,
        detail: "\(headcounts.entries.count + headcounts.teams.count)"))
    return HeadcountDeclaration(version)
  }

  /// The table that somebody hands in, as text.
  ///
  /// - Throws: `BankFileRefused` when it is none.
  static func table(_ bytes: [UInt8]) throws -> (sheet: String?, rows: [RosterRow]) {
    do {
      let table = try FirstTable(bytes)
      return (table.sheet, table.rows.map(RosterRow.init))
    } catch {
      throw BankFileRefused(error)
    }
  }
}

extension RosterRow {
  /// What a row of a file shows.
  init(_ row: Row) { self.init(number: row.number, cells: row.cells.map(\.displayText)) }
}

extension HeadcountDeclaration {
  fileprivate init(_ version: HeadcountVersion) {
    self.init(
      version: version.number, at: version.at.milliseconds, by: version.actor,
      units: version.units, people: version.people, teams: version.teams)
  }
}
