package import Contests
import GRDB

extension SQLiteStore: ContestStore {
  /// A contest is kept as the plan that declared it and read back by the same rules; only the states
  /// of its stages change.
  static let contestSchema = """
    CREATE TABLE contest (
      id TEXT PRIMARY KEY NOT NULL,
      plan TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stage (
      contest TEXT NOT NULL REFERENCES contest(id),
      event TEXT NOT NULL,
      stage TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'certified')),
      PRIMARY KEY (contest, event, stage)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE contest_policy (
      contest TEXT NOT NULL REFERENCES contest(id),
      pack TEXT NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY (contest, pack)
    ) STRICT, WITHOUT ROWID;
    """

  package func create(
    _ contest: Contest, plan: String, policies: [PackID: Int]
  ) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "INSERT INTO contest (id, plan) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [contest.id.text, plan])
      guard database.changesCount == 1 else { return false }
      for path in contest.stagePaths {
        try database.execute(
          sql: "INSERT INTO stage (contest, event, stage, state) VALUES (?, ?, ?, ?)",
          arguments: [
            path.contest.text, path.event.text, path.stage.text, StageState.draft.rawValue,
          ])
      }
      for (pack, version) in policies {
        try database.execute(
          sql: "INSERT INTO contest_policy (contest, pack, version) VALUES (?, ?, ?)",
          arguments: [contest.id.text, pack.text, version])
      }
      return true
    }
  }

  package func policyVersions(of contest: ContestID) async throws -> [PackID: Int] {
    try await pool.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT pack, version FROM contest_policy WHERE contest = ?",
        arguments: [contest.text])
      return try Dictionary(
        uniqueKeysWithValues: rows.map { (try PackID($0["pack"]), $0["version"]) })
    }
  }

  package func contest(_ id: ContestID) async throws -> Contest? {
    try await pool.read { database in
      try String.fetchOne(
        database, sql: "SELECT plan FROM contest WHERE id = ?", arguments: [id.text])
    }.map { try Contest(plan: $0) }
  }

  package func contests() async throws -> [Contest] {
    try await pool.read { database in
      try String.fetchAll(database, sql: "SELECT plan FROM contest ORDER BY id")
    }.map { try Contest(plan: $0) }
  }

  package func states(of contest: ContestID) async throws -> [StagePath: StageState] {
    try await pool.read { database in
      var states: [StagePath: StageState] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT event, stage, state FROM stage WHERE contest = ?",
        arguments: [contest.text])
      while let row = try rows.next() {
        let path = StagePath(
          contest: contest, event: try EventID(row["event"]), stage: try StageID(row["stage"]))
        states[path] = try sound(StageState(rawValue: row["state"]), "stage", row["state"])
      }
      return states
    }
  }

  package func move(
    _ stage: StagePath, from: Set<StageState>, to state: StageState
  ) async throws -> Bool {
    try await write { try Self.move(stage, from: from, to: state, in: $0) }
  }

  /// The same within a transaction that does more.
  static func move(
    _ stage: StagePath, from: Set<StageState>, to state: StageState, in database: Database
  ) throws -> Bool {
    let current = try String.fetchOne(
      database, sql: "SELECT state FROM stage WHERE contest = ? AND event = ? AND stage = ?",
      arguments: [stage.contest.text, stage.event.text, stage.stage.text])
    guard let current = current.flatMap(StageState.init), from.contains(current), current < state
    else { return false }
    try database.execute(
      sql: "UPDATE stage SET state = ? WHERE contest = ? AND event = ? AND stage = ?",
      arguments: [state.rawValue, stage.contest.text, stage.event.text, stage.stage.text])
    return true
  }
}
