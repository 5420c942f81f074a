/// What a play came to.
struct PlaySummary: Hashable, Sendable, Encodable {
  let contestants: Int
  let attempts: Int
  /// Records that were acknowledged, each counted once.
  let acknowledgements: Int
  let answers: Int
  let requests: Int
  let retries: Int
  let refused: Int
  let refusals: [String: Int]
  /// Attempts whose deadline was too far away to wait for.
  let unawaited: Int
  /// Items that were guessed because no bank has them.
  let unknownItems: Int
  let violations: Int
  let violationsByKind: [String: Int]
  let p50Milliseconds: Double
  let p99Milliseconds: Double
  let seconds: Double

  init(
    contestants: Int, figures: PlayFigures, ledger: Ledger, elapsed: Duration
  ) {
    self.contestants = contestants
    attempts = ledger.heads.count
    self.acknowledgements = ledger.count
    answers = figures.answers
    requests = figures.requests
    retries = figures.retries
    refused = figures.refusals.values.reduce(0, +)
    refusals = figures.refusals
    unawaited = figures.unawaited
    unknownItems = figures.unknownItems
    violations = figures.violations.count
    violationsByKind = Dictionary(
      figures.violations.map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
    p50Milliseconds = figures.latency(percentile: 50)
    p99Milliseconds = figures.latency(percentile: 99)
    seconds = Double(elapsed / .milliseconds(1)).rounded() / 1000
  }

  /// For people: a line a figure.
  var text: String {
    let rows: [(String, String)] = [
      ("contestants", "\(contestants)"), ("attempts", "\(attempts)"),
      ("acknowledgements", "\(acknowledgements)"), ("answers", "\(answers)"),
      ("requests", "\(requests)"), ("retries", "\(retries)"),
      ("refused", "\(refused)\(Self.list(refusals))"), ("not awaited", "\(unawaited)"),
      ("unknown items", "\(unknownItems)"),
      ("violations", "\(violations)\(Self.list(violationsByKind))"),
      ("p50", "\(p50Milliseconds) ms"), ("p99", "\(p99Milliseconds) ms"),
      ("seconds", "\(seconds)"),
    ]
    return rows.map { name, value in
      name + String(repeating: " ", count: 18 - name.count) + value
    }.joined(separator: "\n")
  }

  private static func list(_ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "" }
    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return " (" + parts.joined(separator: ", ") + ")"
  }
}
