import AttemptRecords
import Contests

/// How contestants stood at the door of a stage when they began an attempt here that is over now, so
/// that whoever plays round after round is not looked up each time. Pure.
///
/// It may be old, since another server may have let them in meanwhile: the attempt that begins by it
/// would have a number that is taken, which the journal refuses.
struct KnownVisitors: Sendable {
  private struct Visitor {
    /// With the last attempt, as one that is over.
    let facts: EntryFacts
    let last: AttemptID
    var isOver = false
  }

  private var visitors: [EntryKey: Visitor] = [:]
  /// Who is inside.
  private var keys: [AttemptID: EntryKey] = [:]

  /// So many are known at once; then all are forgotten.
  private static let most = 65_536

  /// Whoever has more attempts is looked up each time: the list of them is copied at each start.
  private static let mostAttempts = 64

  /// How somebody stands whose last attempt is over.
  subscript(key: EntryKey) -> EntryFacts? {
    guard let visitor = visitors[key], visitor.isOver else { return nil }
    return visitor.facts
  }

  /// Somebody began an attempt.
  ///
  /// - Parameter facts: how the contestant stood before; whoever had `mostAttempts` by then is not
  ///   remembered.
  mutating func note(
    _ facts: EntryFacts, and start: AttemptStart, _ record: AttemptRecord, at key: EntryKey
  ) {
    guard facts.attempts.count < Self.mostAttempts else { return }
    if visitors.count >= Self.most { self = KnownVisitors() }
    let attempt = AttemptSummary(
      id: record.attempt, number: start.number, startedAt: start.bell ?? record.at, isOpen: false)
    visitors[key] = Visitor(
      facts: EntryFacts(
        attempts: facts.attempts + [attempt], isShortlisted: facts.isShortlisted,
        unitSeats: facts.unitSeats), last: record.attempt)
    keys[record.attempt] = key
  }

  /// An attempt was handed in.
  mutating func noteEnd(of attempt: AttemptID) {
    guard let key = keys.removeValue(forKey: attempt), visitors[key]?.last == attempt
    else { return }
    visitors[key]?.isOver = true
  }

  mutating func forget(_ key: EntryKey) {
    guard let visitor = visitors.removeValue(forKey: key) else { return }
    keys[visitor.last] = nil
  }
}
