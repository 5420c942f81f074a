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

  /// `nil` where it would not pay: for few attempts, and for some that are not in ascending order.
  init?(over attempts: [AttemptID], in database: Database) throws {
    guard attempts.count >= Self.least,
      zip(attempts, attempts.dropFirst()).allSatisfy({ $0.number < $1.number })
    else { return nil }
    self.database = database
    self.attempts = attempts
    run = try database.cachedStatement(
      sql: """
        SELECT at, event, head, count, attempt FROM record
        WHERE sequence = ? AND attempt BETWEEN ? AND ? ORDER BY attempt
        """)
  }

  /// Hands over the row that begins with the record of a number of each attempt that has one, with
  /// time, event, head and count in its first columns.
  ///
  /// - Parameter body: told which attempt it is, counted from 0.
  /// - Returns: `false` as soon as it turns out that it does not pay, for too many others stand between.
  func forEach(_ sequence: Int, _ body: (Int, StoredRow) throws -> Void) throws -> Bool {
    guard let first = attempts.first, let last = attempts.last else { return true }
    var (next, seen) = (0, 0)
    do {
      try run.forEachRow([sequence, first.number, last.number], in: database) { row in
        seen += 1
        guard seen <= Self.spread * attempts.count else { throw TooWide() }
        let number = row.integer(4)
        while next < attempts.count, attempts[next].number < number { next += 1 }
        guard next < attempts.count, attempts[next].number == number else { return }
        try body(next, row)
      }
    } catch is TooWide {
      return false
    }
    return true
  }

  private struct TooWide: Error {}

  /// All records of each attempt by sequence, `nil` where one cannot be read or is missing; absent
  /// altogether where it does not pay.
  func histories() throws -> [[AttemptRecord]?]? {
    var histories = [[AttemptRecord]](repeating: [], count: attempts.count)
    var damaged: Set<Int> = []
    // Nothing stands behind the first number that is not there, as far as a row reaches.
    var (sequence, end) = (0, RecordRow.most)
    while sequence <= end {
      let pays = try forEach(sequence) { index, row in
        end = max(end, sequence + Int(row.integer(3)) + RecordRow.most)
        guard histories[index].count == sequence,
          row.read(into: &histories[index], of: attempts[index], from: sequence)
        else {
          damaged.insert(index)
          return
        }
      }
      guard pays else { return nil }
      sequence += 1
    }
    return histories.enumerated().map { damaged.contains($0) ? nil : $1 }
  }
}
