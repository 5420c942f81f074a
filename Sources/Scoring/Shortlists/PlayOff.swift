package import Contests

/// The order in which a play-off (加赛) put people who were equal on a cut.
package struct PlayOff: Hashable, Sendable, Codable {
  /// The winner first.
  package let order: [ContestantID]
  /// The user name of the judge who recorded it.
  package let judge: String
  /// When it was recorded.
  package let at: Instant
  /// What the judge notes about it, such as the scores of the play-off.
  package let reason: String

  package init(order: [ContestantID], judge: String, at: Instant, reason: String) {
    self.order = order
    self.judge = judge
    self.at = at
    self.reason = reason
  }
}
