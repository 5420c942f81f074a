package import Accounts
package import Contests
import GRDB

/// Declared headcounts, every version of them.
extension SQLiteStore {
  static let headcountSchema = """
    CREATE TABLE headcount_version (
      contest TEXT NOT NULL REFERENCES contest(id),
      version INTEGER NOT NULL CHECK (version >= 1),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      PRIMARY KEY (contest, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE headcount (
      contest TEXT NOT NULL,
      version INTEGER NOT NULL,
      city TEXT NOT NULL CHECK (city GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
      unit TEXT NOT NULL CHECK (unit <> ''),
      city_name TEXT,
      headcount INTEGER NOT NULL CHECK (headcount >= 1),
      PRIMARY KEY (contest, version, city, unit),
      FOREIGN KEY (contest, version) REFERENCES headcount_version (contest, version)
    ) STRICT, WITHOUT ROWID;
    """

  static let teamHeadcountSchema = """
    CREATE TABLE team_headcount (
      contest TEXT NOT NULL,
      version INTEGER NOT NULL,
      team TEXT NOT NULL CHECK (team <> ''),
      headcount INTEGER NOT NULL CHECK (headcount >= 1),
      PRIMARY KEY (contest, version, team),
      FOREIGN KEY (contest, version) REFERENCES headcount_version (contest, version)
    ) STRICT, WITHOUT ROWID;
    """

  package func keep(
    _ headcounts: Headcounts, of contest: ContestID, noting record: AuditRecord
  ) async throws -> HeadcountVersion {
    try await write { database in
      let number =
        try Int.fetchOne(
          database, sql: "SELECT 1 + count(*) FROM headcount_version WHERE contest = ?",
          arguments: [contest.text]) ?? 1
      // What is declared in the millisecond of a freeze comes after it.
      let frozen = try Int64.fetchOne(
        database, sql: "SELECT max(begun_at) FROM freeze WHERE contest = ?",
        arguments: [contest.text])
      let at = Instant(
        milliseconds: max(record.at.milliseconds, frozen.map { $0 + 1 } ?? record.at.milliseconds))
      try database.execute(
        sql: "INSERT INTO headcount_version (contest, version, at, actor) VALUES (?, ?, ?, ?)",
        arguments: [contest.text, number, at.milliseconds, record.actor])
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO headcount (contest, version, city, unit, city_name, headcount)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      for row in headcounts.entries {
        try insert.execute(arguments: [
          contest.text, number, row.city.text, row.unit.text, row.cityName, row.count,
        ])
      }
      let insertTeam = try database.cachedStatement(
        sql: """
          INSERT INTO team_headcount (contest, version, team, headcount) VALUES (?, ?, ?, ?)
          """)
      for (team, count) in headcounts.teams {
        try insertTeam.execute(arguments: [contest.text, number, team.text, count])
      }
      _ = try Self.append(record, database)
      return HeadcountVersion(
        number: number, at: at, actor: record.actor, units: headcounts.entries.count,
        people: headcounts.entries.reduce(0) { $0 + $1.count }, teams: headcounts.teams.count)
    }
  }

  package func headcountVersions(of contest: ContestID) async throws -> [HeadcountVersion] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT version, at, actor, count(unit) AS units, coalesce(sum(headcount), 0) AS people,
            (SELECT count(*) FROM team_headcount AS t
             WHERE t.contest = headcount_version.contest
               AND t.version = headcount_version.version) AS teams
          FROM headcount_version LEFT JOIN headcount USING (contest, version)
          WHERE contest = ? GROUP BY version ORDER BY version DESC
          """, arguments: [contest.text])
      return try Array(
        rows.map { row in
          HeadcountVersion(
            number: row["version"], at: Instant(milliseconds: row["at"]), actor: row["actor"],
            units: row["units"], people: row["people"], teams: row["teams"])
        })
    }
  }

  package func headcountVersion(
    of contest: ContestID, at instant: Instant?
  ) async throws -> Int? {
    try readHere { database in
      try Int.fetchOne(
        database,
        sql: "SELECT max(version) FROM headcount_version WHERE contest = ? AND at <= ?",
        arguments: [contest.text, instant?.milliseconds ?? .max])
    }
  }

  package func headcounts(of contest: ContestID, version: Int) async throws -> Headcounts {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT city, unit, city_name, headcount FROM headcount
          WHERE contest = ? AND version = ? ORDER BY city, unit
          """, arguments: [contest.text, version])
      var entries: [Headcount] = []
      while let row = try rows.next() {
        entries.append(
          Headcount(
            unit: try sound(UnitName(row["unit"] as String), "headcount", row["unit"]),
            city: try sound(RegionCode(row["city"] as String), "headcount", row["city"]),
            cityName: row["city_name"], count: row["headcount"]))
      }
      var teams: [TeamName: Int] = [:]
      let teamRows = try Row.fetchCursor(
        database,
        sql: "SELECT team, headcount FROM team_headcount WHERE contest = ? AND version = ?",
        arguments: [contest.text, version])
      while let row = try teamRows.next() {
        let team = try sound(TeamName(row["team"] as String), "team_headcount", row["team"])
        teams[team] = row["headcount"]
      }
      return Headcounts(version: version, entries: entries, teams: teams)
    }
  }
}
