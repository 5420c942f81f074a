package import Contests

/// Something that happened to an outcome; steps are only ever added.
package struct OutcomeStep: Hashable, Sendable {
  /// What happened.
  package enum Kind: Hashable, Sendable {
    /// It is shown to the public until that moment, and objections are taken (公示).
    case publicised(until: Instant)
    /// It stands.
    case confirmed
    /// It was handed over to the competent body, with that batch of the contest.
    case submitted(batch: Int)
    /// The body gave it back, to be handed over again.
    case returned
    /// It was issued under that number: the platform's own of a grant, otherwise the body's, which may
    /// be empty for what is no level.
    case issued(number: String, on: CalendarDate?)
    /// The body's number or day were noted wrongly; these are right.
    case corrected(number: String, on: CalendarDate)
    /// It comes to nothing.
    case rejected
    /// It was not made use of in time.
    case expired
    /// What was issued does not hold any more.
    case revoked

    /// A stable name for programs.
    package var code: String {
      switch self {
      case .publicised: "publicised"
      case .confirmed: "confirmed"
      case .submitted: "submitted"
      case .returned: "returned"
      case .issued: "issued"
      case .corrected: "corrected"
      case .rejected: "rejected"
      case .expired: "expired"
      case .revoked: "revoked"
      }
    }
  }

  package let kind: Kind
  package let note: StaffNote

  package init(_ kind: Kind, _ note: StaffNote) {
    self.kind = kind
    self.note = note
  }
}
