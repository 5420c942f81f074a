import Accounts
import Contests
import Foundation
import GRDB

/// For which team contestants stand, and every change of that.
extension SQLiteStore {
  static let teamSchema = """
    CREATE TABLE contestant_team (
      contest TEXT NOT NULL,
      contestant TEXT NOT NULL REFERENCES contestant (id),
      number INTEGER NOT NULL CHECK (number >= 1),
      -- NULL: no longer for any.
      team TEXT CHECK (team <> ''),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      PRIMARY KEY (contest, contestant, number)
    ) STRICT, WITHOUT ROWID;
    """

  /// The team that a contestant has now.
  static func team(of contestant: Contestant, _ db: Database) throws -> TeamName? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT team FROM contestant_team WHERE contest = ? AND contestant = ?
        ORDER BY number DESC LIMIT 1
        """)
    let row = try Row.fetchOne(
      statement, arguments: [contestant.contest.text, contestant.id.text])
    guard let row, let text: String = row["team"] else { return nil }
    return try sound(TeamName(text), "contestant_team", text)
  }

  /// Whoever of an entry that names a team is on the roster already, when nothing but the team differs
  /// from what is known.
  static func known(_ entry: RosterEntry, _ db: Database) throws -> Contestant? {
    guard entry.namesTeam else { return nil }
    let person = entry.contestant
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, contestant.contest, contestant.event, name, unit, region, city_name, level
        FROM contestant_identity JOIN contestant ON contestant.id = contestant_identity.contestant
        WHERE lookup = ? AND contestant_identity.contest = ? AND contestant_identity.event = ?
        """)
    var found: Contestant?
    var row = RosterRow()
    try statement.forEachRow(
      [Data(entry.identity.lookup.bytes), person.contest.text, person.event.text], in: db
    ) { found = try row.contestant($0) }
    guard var known = found else { return nil }
    let isSame =
      known.name == person.name && known.unit == person.unit && known.region == person.region
      && known.cityName == person.cityName && known.level == person.level
      && (known.id == person.id || !entry.isNumbered)
    guard isSame else { return nil }
    known.team = try team(of: known, db)
    return known
  }
}

/// Changes of teams that are made together.
struct TeamChanges {
  private let record: AuditRecord
  /// After every freeze that there was.
  private var at: Int64?

  init(noting record: AuditRecord) { self.record = record }

  /// Gives a contestant another team, or none.
  ///
  /// - Returns: `nil` when it is the one that the contestant has.
  mutating func move(
    _ contestant: Contestant, to team: TeamName?, _ db: Database
  ) throws -> RosterAddition.Move? {
    var moved = contestant
    moved.team = team
    return try move(moved, from: contestant.team, db)
  }

  /// Keeps the team that a contestant has now.
  mutating func move(
    _ contestant: Contestant, from team: TeamName?, _ db: Database
  ) throws -> RosterAddition.Move? {
    guard contestant.team != team else { return nil }
    let moment = try at ?? moment(in: contestant.contest, db)
    at = moment
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO contestant_team (contest, contestant, number, team, at, actor)
        SELECT ?1, ?2, 1 + count(*), ?3, ?4, ?5 FROM contestant_team
        WHERE contest = ?1 AND contestant = ?2
        """)
    try statement.execute(arguments: [
      contestant.contest.text, contestant.id.text, contestant.team?.text, moment, record.actor,
    ])
    return RosterAddition.Move(contestant.id, from: team, to: contestant.team)
  }

  /// What changes in the millisecond of a freeze changes after it.
  private func moment(in contest: ContestID, _ db: Database) throws -> Int64 {
    let frozen = try Int64.fetchOne(
      db, sql: "SELECT max(begun_at) FROM freeze WHERE contest = ?", arguments: [contest.text])
    return max(record.at.milliseconds, frozen.map { $0 + 1 } ?? record.at.milliseconds)
  }
}

extension AuditRecord {
  /// How many changes of teams the log names one by one; `contestant_team` has all.
  private static let namedMoves = 50

  /// The record with what was changed.
  func naming(_ moves: [RosterAddition.Move]) -> AuditRecord {
    guard !moves.isEmpty else { return self }
    let named = moves.prefix(Self.namedMoves).map {
      "\($0.contestant): \($0.from?.text ?? "-") -> \($0.to?.text ?? "-")"
    }
    let more = moves.count > named.count ? ["…"] : []
    return AuditRecord(
      at: at, actor: actor, action: action, subject: subject,
      detail: "\(detail); \(moves.count) teams changed: "
        + (named + more).joined(separator: ", "))
  }
}
