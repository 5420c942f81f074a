package import Contests
import GRDB

/// Rosters as they are read, whole or page by page.
extension SQLiteStore {
  package func contestants(of contest: ContestID, event: EventID?) async throws -> [Contestant] {
    try await contestants(of: contest, event: event, at: nil)
  }

  package func contestants(
    of contest: ContestID, event: EventID?, at instant: Instant?
  ) async throws -> [Contestant] {
    try await pool.read { db in
      var teams = try RosterTeams(of: contest, at: instant, in: db)
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(RosterRow.columns) FROM contestant
          WHERE \(try Self.hasMost(contest, event, db) ? "+" : "")contest = ?1
            AND (?2 IS NULL OR event = ?2)
          ORDER BY id
          """)
      var contestants: [Contestant] = []
      var row = RosterRow()
      try statement.forEachRow([contest.text, event?.text], in: db) {
        var contestant = try row.contestant($0)
        contestant.team = teams.team(ofNext: contestant.id)
        contestants.append(contestant)
      }
      return contestants
    }
  }

  package func rosterPage(
    of contest: ContestID, event: EventID?, team: String?, rows: Range<Int>
  ) async throws -> (contestants: Int, rows: [Contestant]) {
    try await pool.read { db in
      let who = """
        FROM contestant
        WHERE \(try Self.hasMost(contest, event, db) ? "+" : "")contest = ?1
          AND (?2 IS NULL OR event = ?2)
          AND (?3 IS NULL OR id IN (
            SELECT contestant FROM contestant_team AS change
            WHERE contest = ?1 AND team = ?3 AND number = (
              SELECT max(number) FROM contestant_team AS later
              WHERE later.contest = ?1 AND later.contestant = change.contestant)))
        """
      let place: StatementArguments = [contest.text, event?.text, team]
      let count =
        try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) \(who)"), arguments: place) ?? 0
      let page = try db.cachedStatement(
        sql: "SELECT \(RosterRow.columns) \(who) ORDER BY id LIMIT ?4 OFFSET ?5")
      var contestants: [Contestant] = []
      var row = RosterRow()
      try page.forEachRow(place + [rows.count, rows.lowerBound], in: db) {
        contestants.append(try row.contestant($0))
      }
      for index in contestants.indices {
        contestants[index].team = try Self.team(of: contestants[index], db)
      }
      return (count, contestants)
    }
  }

  /// Whether so many people are of a contest that their tables are better read in their own order: to
  /// find each one, and to sort so many, would cost more.
  static func hasMost(_ contest: ContestID, _ event: EventID?, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT 2 * count(*) > (SELECT count(*) FROM contestant) FROM contestant
        WHERE contest = ?1 AND (?2 IS NULL OR event = ?2)
        """, arguments: [contest.text, event?.text]) ?? false
  }
}

/// The teams of a contest's people, asked for in the order of the roster.
private struct RosterTeams {
  /// In the order of the roster, each once.
  private var people: [(contestant: ContestantID, team: TeamName?)] = []
  private var next = 0

  /// - Parameter instant: the last moment of which a change counts; absent: all count.
  init(of contest: ContestID, at instant: Instant?, in db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT contestant, team FROM contestant_team WHERE contest = ? AND at <= ?
        ORDER BY contestant, number
        """)
    // Neighbours are mostly of one team.
    var name = RepeatedValue<TeamName?>()
    try statement.forEachRow(
      [contest.text, instant?.milliseconds ?? .max], in: db
    ) { row in
      let contestant = try ContestantID(row.text(0))
      // Absent for whoever is no longer in any: no team has an empty name.
      let team = try name.value(of: row.bytes(1)) { text in
        text.isEmpty ? nil : try sound(TeamName(text), "contestant_team", text)
      }
      if people.last?.contestant == contestant { people.removeLast() }
      people.append((contestant, team))
    }
  }

  /// - Parameter contestant: behind all that were asked for before, in the order of their bytes.
  mutating func team(ofNext contestant: ContestantID) -> TeamName? {
    guard next < people.count else { return nil }
    let id = contestant.text.utf8
    while next < people.count,
      people[next].contestant.text.utf8.lexicographicallyPrecedes(id)
    { next += 1 }
    guard next < people.count, people[next].contestant == contestant else { return nil }
    return people[next].team
  }
}
