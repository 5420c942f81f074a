/// What clients asked a server for, and what it promised to keep, as far as they were told.
struct Ledger: Hashable, Sendable {
  /// The head of the chain after each acknowledged record of each attempt.
  private(set) var heads: [String: [Int: String]] = [:]
  /// What the acknowledged records are; absent for those of which only a view told.
  private(set) var kinds: [String: [Int: String]] = [:]
  /// What was asked for under a number, answered or not.
  private(set) var asked: [String: [Int: Set<String>]] = [:]
  /// Records that were acknowledged, each counted once.
  private(set) var count = 0
  /// Commands whose own reply told that they are saved, each counted once.
  private(set) var saved = 0
  /// Commands that were sent, each counted once.
  private(set) var commands = 0
  /// Starts whose answer never came, or that were refused.
  private(set) var unansweredStarts = 0

  init() {}

  /// Notes an entry.
  ///
  /// - Returns: `false` when the same record was acknowledged with another head before; the
  ///   first one stays.
  mutating func note(_ entry: LedgerEntry) -> Bool {
    switch entry.what {
    case .startAsked: unansweredStarts += 1
    case .asked:
      let isNew = asked[entry.attempt, default: [:]][entry.sequence, default: []]
        .insert(entry.kind).inserted
      if isNew { commands += 1 }
    case .saved:
      if heads[entry.attempt]?[entry.sequence] == nil { saved += 1 }
      return acknowledge(entry)
    case .seen: return acknowledge(entry)
    case .started:
      unansweredStarts -= 1
      return acknowledge(entry)
    }
    return true
  }

  private mutating func acknowledge(_ entry: LedgerEntry) -> Bool {
    if !entry.kind.isEmpty { kinds[entry.attempt, default: [:]][entry.sequence] = entry.kind }
    if let known = heads[entry.attempt]?[entry.sequence] { return known == entry.head }
    heads[entry.attempt, default: [:]][entry.sequence] = entry.head
    count += 1
    return true
  }

  /// Whether a client had to do with the attempt.
  func knows(_ attempt: String) -> Bool { heads[attempt] != nil || asked[attempt] != nil }

  /// Reads a file of entries. A last line without its end is left out: its writer was killed.
  ///
  /// - Throws: `ReplayFailure` naming the first line that cannot be read, or that contradicts
  ///   another.
  init(csv text: String) throws(ReplayFailure) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    lines.removeLast()
    guard lines.first == LedgerEntry.heading[...] else {
      throw ReplayFailure("a ledger begins with the line \(LedgerEntry.heading)")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      guard let entry = LedgerEntry(csv: line), note(entry) else {
        throw ReplayFailure("line \(index + 1) of the ledger: \(line)")
      }
    }
  }
}
