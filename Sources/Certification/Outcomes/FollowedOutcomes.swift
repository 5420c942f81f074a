/// What became of the outcomes from which others follow: a subsidy for a new level is nothing before a body
/// has certified the level, and nothing any more once that came to nothing.
package struct FollowedOutcomes: Sendable {
  /// How those outcomes stand for one that follows from them.
  package enum Standing: Hashable, Sendable {
    /// One of them holds: a level that was issued, anything else that has not ended. So it is also for
    /// what follows from nothing.
    case holds
    /// A level may still be issued.
    case awaited
    /// All of them came to nothing.
    case ended
  }

  private let cases: [OutcomeSubject: OutcomeCase]

  /// - Parameter cases: all of the people who are asked about, by number.
  package init(_ cases: [OutcomeCase]) {
    self.cases = Dictionary(cases.map { ($0.finding.subject, $0) }) { _, later in later }
  }

  /// - Parameter decision: one that is met or awaits something.
  package func standing(of decision: Decision) -> Standing {
    let followed = decision.followed
    guard !followed.isEmpty else { return .holds }
    var standing = Standing.ended
    for one in followed {
      let finding = OutcomeFinding(one)
      let state = cases[finding.subject].flatMap { $0.finding.key == finding.key ? $0.state : nil }
      guard state?.isFinal != true else { continue }
      if finding.level == nil || state == .issued { return .holds }
      standing = .awaited
    }
    return standing
  }
}
