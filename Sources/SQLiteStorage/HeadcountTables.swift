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

  package func keep(
    _ headcounts: [Headcount], of contest: ContestID, noting record: AuditRecord
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
      for row in headcounts {
        try insert.execute(arguments: [
          contest.text, number, row.city.text, row.unit.text, row.cityName, row.count,
        ])
      }
      _ = try Self.append(record, database)
      return HeadcountVersion(
        number: number, at: at, actor: record.actor, units: headcounts.count,
        people: headcounts.reduce(0) { $0 + $1.count })
    }
  }

  package func headcountVersions(of contest: ContestID) async throws -> [HeadcountVersion] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT version, at, actor, count(*) AS units, sum(headcount) AS people
          FROM headcount_version JOIN headcount USING (contest, version)
          WHERE contest = ? GROUP BY version ORDER BY version DESC
          """, arguments: [contest.text])
      return try Array(
        rows.map { row in
          HeadcountVersion(
            number: row["version"], at: Instant(milliseconds: row["at"]), actor: row["actor"],
            units: row["units"], people: row["people"])
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
      return Headcounts(version: version, entries: entries)
    }
  }
}
