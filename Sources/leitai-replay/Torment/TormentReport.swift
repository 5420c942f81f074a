/// What a torment came to.
struct TormentReport: Sendable, Encodable {
  let seed: UInt64
  let kills: Int
  /// Commands that were sent, each counted once however often it was sent again.
  let commands: Int
  let acknowledged: Int
  let stored: Int
  /// Stored, asked for, and never acknowledged: which may be.
  let replyLost: Int
  /// Acknowledged and not stored as it was acknowledged.
  let lost: Int
  let duplicates: Int
  /// Stored out of order, after a submission, or without anybody's asking.
  let misplaced: Int
  let attempts: Int
  let results: Int
  /// Requests that were sent again because no answer came.
  let retries: Int
  /// The time from a start until the server answered: the nearest rank of 50 of 100, and the worst.
  let medianRestartMilliseconds: Int
  let worstRestartMilliseconds: Int
  let violations: Int
  let violationsByKind: [String: Int]
  /// What the fault adds, in the order of its happening.
  let figures: [String: String]
  let seconds: Double
  private let order: [String]
  private let faults: [String]

  private enum CodingKeys: String, CodingKey {
    case seed, kills, commands, acknowledged, stored, replyLost, lost, duplicates, misplaced,
      attempts, results, retries, medianRestartMilliseconds, worstRestartMilliseconds, violations,
      violationsByKind, figures, seconds
  }

  /// - Parameters:
  ///   - restarts: the time until the server answered after each kill.
  ///   - figures: what the fault adds, by name.
  init(
    restarts: [Duration], figures: [(String, String)], seed: UInt64, record: PlayRecord,
    audit: AuditReport, results: Int,
    elapsed: Duration
  ) {
    let played = record.figures
    self.seed = seed
    kills = restarts.count
    commands = record.ledger.commands
    acknowledged = audit.acknowledged
    stored = audit.stored
    replyLost = audit.replyLost
    lost = audit.missing.count + audit.different.count + audit.otherKind.count
    duplicates = audit.duplicates.count
    misplaced = audit.gaps.count + audit.afterSubmission.count + audit.unasked.count
    attempts = audit.attempts
    self.results = results
    retries = played.retries
    let waits = restarts.map { Int(Double($0 / .milliseconds(1)).rounded()) }.sorted()
    medianRestartMilliseconds = waits.isEmpty ? 0 : waits[(waits.count - 1) / 2]
    worstRestartMilliseconds = waits.last ?? 0
    violations = played.violations.count
    violationsByKind = Dictionary(
      played.violations.map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
    self.figures = Dictionary(figures) { _, last in last }
    order = figures.map(\.0)
    seconds = Double(elapsed / .milliseconds(1)).rounded() / 1000
    faults =
      audit.faults.flatMap { name, records in
        records.prefix(5).map { "\(name)  \($0.attempt) \($0.sequence)" }
      } + played.violations.prefix(20).map { "\($0.kind.rawValue)  \($0.admission)  \($0.text)" }
  }

  /// Whether every promise was kept, and there was something to keep.
  var isClean: Bool {
    lost == 0 && duplicates == 0 && misplaced == 0 && violations == 0 && results == attempts
      && acknowledged > 0 && attempts > 0
  }

  /// For people: a line a figure, then the first faults.
  var text: String {
    var rows: [(String, String)] = [
      ("kills", "\(kills)"), ("commands sent", "\(commands)"),
      ("acknowledged", "\(acknowledged)"), ("stored", "\(stored)"),
      ("reply lost", "\(replyLost)"), ("lost", "\(lost)"), ("duplicates", "\(duplicates)"),
      ("misplaced", "\(misplaced)"), ("attempts", "\(attempts)"), ("results", "\(results)"),
      ("retries", "\(retries)"),
      (
        "answers again",
        "median \(medianRestartMilliseconds) ms, worst \(worstRestartMilliseconds) ms"
      ),
    ]
    rows += order.map { ($0, figures[$0] ?? "") }
    rows += [("violations", "\(violations)"), ("seed", "\(seed)"), ("seconds", "\(seconds)")]
    let lines = rows.map { name, value in
      name + String(repeating: " ", count: max(1, 18 - name.count)) + value
    }
    return (lines + faults).joined(separator: "\n")
  }
}
