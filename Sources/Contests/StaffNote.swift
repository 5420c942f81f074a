/// Who did something that is kept for ever, when and why.
package struct StaffNote: Hashable, Sendable {
  /// A user name.
  package let actor: String
  package let at: Instant
  package let reason: String

  package init(actor: String, at: Instant, reason: String) {
    self.actor = actor
    self.at = at
    self.reason = reason
  }
}
