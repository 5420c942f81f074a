/// What a server promised to keep: the head of the chain after each record of each attempt.
struct Acknowledgements: Hashable, Sendable {
  private(set) var heads: [String: [Int: String]] = [:]
  /// Records that were acknowledged, each counted once.
  private(set) var count = 0

  init() {}

  /// Notes an acknowledgement.
  ///
  /// - Returns: `false` when the same record was acknowledged with another head before; the
  ///   first one stays.
  mutating func note(attempt: String, sequence: Int, head: String) -> Bool {
    if let known = heads[attempt]?[sequence] { return known == head }
    heads[attempt, default: [:]][sequence] = head
    count += 1
    return true
  }

  /// `attempt,sequence,head`, in the order of attempt and sequence.
  var csv: String {
    var text = Self.heading + "\n"
    for (attempt, ofAttempt) in heads.sorted(by: { $0.key < $1.key }) {
      for (sequence, head) in ofAttempt.sorted(by: { $0.key < $1.key }) {
        text += "\(attempt),\(sequence),\(head)\n"
      }
    }
    return text
  }

  /// Reads what `csv` writes.
  ///
  /// - Throws: `ReplayFailure` naming the first line that cannot be read, or that contradicts
  ///   another.
  init(csv text: String) throws(ReplayFailure) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first == Self.heading[...] else {
      throw ReplayFailure("a ledger begins with the line \(Self.heading)")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 3, let sequence = Int(fields[1]), sequence >= 0,
        note(attempt: String(fields[0]), sequence: sequence, head: String(fields[2]))
      else { throw ReplayFailure("line \(index + 1) of the ledger: \(line)") }
    }
  }

  private static let heading = "attempt,sequence,head"
}
