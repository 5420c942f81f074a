import AttemptRecords
import GRDB
import Sessions

/// Reads the records of many attempts that stand close together: all of one number in one run over
/// the index, which costs half of what it costs to find them one by one.
struct RecordSweep {
  private let database: Database
  private let run: Statement
  private let attempts: [AttemptID]

  /// Attempts below which nothing is gained.
  private static let least = 16
  /// How many records may be looked at for each that is wanted.
  private static let spread = 4

  /// `nil` where it would not pay: for few attempts, for some that are not in ascending order, and
  /// where too many others stand between them.
  init?(over attempts: [AttemptID], in database: Database) throws {
    guard attempts.count >= Self.least, let first = attempts.first, let last = attempts.last,
      zip(attempts, attempts.dropFirst()).allSatisfy({ $0.number < $1.number })
    else { return nil }
    let most = Self.spread * attempts.count
    let between =
      try Int.fetchOne(
        try database.cachedStatement(
          sql: """
            SELECT count(*) FROM
              (SELECT 1 FROM record WHERE sequence = 0 AND attempt BETWEEN ? AND ? LIMIT ?)
            """), arguments: [first.number, last.number, most + 1]) ?? 0
    guard between <= most else { return nil }
    self.database = database
    self.attempts = attempts
    run = try database.cachedStatement(
      sql: """
        SELECT at, event, head, attempt FROM record
        WHERE sequence = ? AND attempt BETWEEN ? AND ? ORDER BY attempt
        """)
  }

  /// Hands over the record of a number of each attempt that has one.
  ///
  /// - Parameter body: told which attempt it is, counted from 0; `nil` for a record that cannot be
  ///   read.
  func forEach(_ sequence: Int, _ body: (Int, AttemptRecord?) throws -> Void) throws {
    guard let first = attempts.first, let last = attempts.last else { return }
    var next = 0
    try run.forEachRow([sequence, first.number, last.number], in: database) { row in
      let number = row.integer(3)
      while next < attempts.count, attempts[next].number < number { next += 1 }
      guard next < attempts.count, attempts[next].number == number else { return }
      try body(next, row.record(of: attempts[next], sequence: sequence))
    }
  }

  /// All records of each attempt by sequence; `nil` where one cannot be read or is missing.
  func histories() throws -> [[AttemptRecord]?] {
    var histories = [[AttemptRecord]?](repeating: [], count: attempts.count)
    var sequence = 0
    var isEnd: Bool
    repeat {
      isEnd = true
      for number in [sequence, sequence + 1] {
        try forEach(number) { index, record in
          isEnd = false
          guard histories[index]?.count == number, let record else {
            histories[index] = nil
            return
          }
          histories[index]?.append(record)
        }
      }
      sequence += 2
      // Nothing stands behind the first number that is not there.
    } while !isEnd
    return histories
  }
}
