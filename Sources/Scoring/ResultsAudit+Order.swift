import AttemptRecords
import Contests

/// People and attempts where a document has them: each once, and in the order of the standings.
extension ResultsAudit.Work {
  /// Everybody with the place in the document, such as `entries[3]`.
  private var placed: [(place: String, entry: CertifiedResults.Entry)] {
    results.entries.enumerated().map { ("entries[\($0)]", $1) }
      + (results.unranked ?? []).enumerated().map { ("unranked[\($0)].entry", $1.entry) }
  }

  /// Whoever stands there twice would have two ranks, and an attempt that does counts twice.
  mutating func noteRepeats() {
    var people: [ContestantID: String] = [:]
    var attempts: [String: String] = [:]
    for (place, entry) in placed {
      if let first = people.updateValue(place, forKey: entry.contestant) {
        note("repeated", entry.contestant.text, place, first)
      }
      var last = 0
      for (index, attempt) in entry.attempts.enumerated() {
        let place = "\(place).attempts[\(index)]"
        let id = AttemptID(attempt.attempt)?.description ?? attempt.attempt
        if let first = attempts.updateValue(place, forKey: id) {
          note("repeated", attempt.attempt, place, first)
        }
        if attempt.number <= last {
          note("order", attempt.attempt, "\(place) \(attempt.number)", "> \(last)")
        }
        last = attempt.number
      }
    }
  }

  /// The ranked stand as the standings have them, the others by admission number.
  mutating func compareOrder(_ standings: Standings) {
    compareOrder(
      "entries", results.entries.map(\.contestant), standings.rows.map(\.contestant.id))
    compareOrder(
      "unranked", (results.unranked ?? []).map(\.entry.contestant),
      standings.unranked.map(\.contestant.id))
  }

  private mutating func compareOrder(
    _ list: String, _ claimed: [ContestantID], _ computed: [ContestantID]
  ) {
    let positions = Dictionary(computed.enumerated().map { ($1, $0) }) { first, _ in first }
    // Whoever does not belong into the list is told as such.
    let known = claimed.enumerated().compactMap { index, contestant in
      positions[contestant].map { (index: index, contestant: contestant, position: $0) }
    }
    for (one, next) in zip(known, known.dropFirst()) where next.position < one.position {
      note("order", next.contestant.text, "\(list)[\(next.index)]", "< \(list)[\(one.index)]")
    }
  }

  /// A score that counts from an earlier stage comes from a document of it that is named.
  mutating func noteStrangeScores() {
    let named = Set(
      (results.carried ?? []).filter {
        results.stage.part($0.part)?.source == .stage($0.stage)
      }.map(\.part))
    for part in results.stage.parts ?? [] {
      guard case .stage = part.source, !named.contains(part.id) else { continue }
      for (place, entry) in placed {
        guard let score = entry.parts?.first(where: { $0.part == part.id })?.score else { continue }
        note("carried", entry.contestant.text, "\(place) \(part.id) \(score)", "-")
      }
    }
  }
}
