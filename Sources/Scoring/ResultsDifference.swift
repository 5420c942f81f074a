package import Contests

/// What differs between two certified versions of a stage's results.
package struct ResultsDifference: Hashable, Sendable {
  /// What judges ruled about questions since.
  package let corrections: [KeyCorrection]
  /// Whoever's result differs, in the order of the newer standings, then those without a rank, and last
  /// those who have no result any more.
  package let changes: [Change]

  /// One contestant's results; one of them is absent where only the other version has it.
  package struct Change: Hashable, Sendable {
    package let contestant: ContestantID
    package let name: String
    package let before: Result?
    package let after: Result?
  }

  /// What is compared of a contestant's result.
  package struct Result: Hashable, Sendable {
    /// Absent for whoever has a result and no rank.
    package let rank: Int?
    /// Why there is none; empty for whoever has one.
    package let reasons: [UnrankedReason]
    package let score: Points
    package let isShortlisted: Bool
  }

  /// - Returns: `nil` when they are not of one stage.
  package init?(from older: CertifiedResults, to newer: CertifiedResults) {
    guard older.path == newer.path else { return nil }
    let known = Set(older.corrections ?? [])
    corrections = (newer.corrections ?? []).filter { !known.contains($0) }
    func results(_ results: CertifiedResults) -> [ContestantID: Result] {
      let ranked = results.entries.map { entry in
        let result = Result(
          rank: entry.rank, reasons: [], score: entry.score, isShortlisted: entry.shortlisted)
        return (entry.contestant, result)
      }
      let unranked = (results.unranked ?? []).map { one in
        let result = Result(
          rank: nil, reasons: one.reasons, score: one.entry.score, isShortlisted: false)
        return (one.entry.contestant, result)
      }
      return Dictionary(ranked + unranked) { first, _ in first }
    }
    let (before, after) = (results(older), results(newer))
    let everybody = newer.everyone + older.everyone.filter { after[$0.contestant] == nil }
    changes = everybody.compactMap { entry in
      let (old, new) = (before[entry.contestant], after[entry.contestant])
      guard old != new else { return nil }
      return Change(contestant: entry.contestant, name: entry.name, before: old, after: new)
    }
  }
}
