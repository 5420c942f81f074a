import Accounts
import ContestAPI
import Contests
import HTTPTypes

extension Routes {
  /// Who is on a contest's roster.
  static func rosters(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.roster, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.rosterPage(call))
      }
    ]
  }
}

extension Backend {
  /// A page of the roster by admission number; of one event or team when the query names it.
  fileprivate func rosterPage(_ call: Call) async throws -> RosterPage {
    let contest = try await contest(call)
    let event = try call.query["event"].map { text in
      guard let event = contest.events.first(where: { $0.id.text == text }) else {
        throw NotFound(zhHans: "赛项 \(text)", en: "event \(text)")
      }
      return event.id
    }
    let first = try call.number("from", in: 1...Limits.standingsRows) ?? 1
    let count = try call.number("top", in: 1...Limits.pageRows) ?? Limits.pageRows
    let page = try await accounts.rosterPage(
      of: contest.id, event: event, team: call.query["team"],
      rows: first - 1..<first - 1 + count)
    return RosterPage(
      contest: contest.id.text, contestants: page.contestants,
      rows: page.rows.map { person in
        RosterPage.Row(
          admission: person.id.text, name: person.name, unit: person.unit.text,
          region: person.region.text, city: person.cityName, event: person.event.text,
          level: person.level?.name, team: person.team?.text)
      })
  }
}
