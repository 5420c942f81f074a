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
    /// The body issued it under that number although it had come to nothing here before, or did not hold
    /// any more: it stays so, and the number is not forgotten. A later one takes the place of this; its
    /// number is empty when the number was noted by mistake and is somebody else's.
    case belated(number: String, on: CalendarDate)
    /// It comes to nothing.
    case rejected
    /// It was not made use of in time.
    case expired
    /// What was issued does not hold any more.
    case revoked
    /// It stays although it does not follow from the results any more: somebody said so.
    case kept

    /// Where the outcome stands then; absent when it stays where it is.
    package var state: OutcomeCase.State? {
      switch self {
      case .publicised: .publicised
      case .confirmed, .returned: .confirmed
      case .submitted: .submitted
      case .issued: .issued
      case .rejected: .rejected
      case .expired: .expired
      case .revoked: .revoked
      case .corrected, .belated, .kept: nil
      }
    }

    /// A stable name for programs: that of the state which only this step leads to, or `returned`,
    /// `corrected`, `belated` or `kept`.
    package var code: String {
      switch self {
      case .publicised: OutcomeCase.State.publicised.rawValue
      case .confirmed: OutcomeCase.State.confirmed.rawValue
      case .submitted: OutcomeCase.State.submitted.rawValue
      case .returned: "returned"
      case .issued: OutcomeCase.State.issued.rawValue
      case .corrected: "corrected"
      case .belated: "belated"
      case .rejected: OutcomeCase.State.rejected.rawValue
      case .expired: OutcomeCase.State.expired.rawValue
      case .revoked: OutcomeCase.State.revoked.rawValue
      case .kept: "kept"
      }
    }
  }

  package let kind: Kind
  package let note: StaffNote
  /// What was the case when somebody said that the outcome ends or is kept, which stands until
  /// something else is the case. Absent where it was ended because it did not follow any more, and for
  /// all other steps.
  package let basis: OutcomeBasis?
  /// The batch in answer to which a body refused the outcome; absent where it was ended here, and for
  /// all other steps.
  package let refusedBatch: Int?

  package init(
    _ kind: Kind, _ note: StaffNote, basis: OutcomeBasis? = nil, refusedBatch: Int? = nil
  ) {
    self.kind = kind
    self.note = note
    self.basis = basis
    self.refusedBatch = refusedBatch
  }
}

/// What may change about a person and an outcome after somebody decided about it.
package struct OutcomeBasis: Hashable, Sendable {
  /// The version of the stage's certified results; 0 when there were none.
  package let resultsVersion: Int
  /// What stood against the person, or against the team on whose rank the outcome rests.
  package let objection: Facts.Objection

  package init(resultsVersion: Int, objection: Facts.Objection) {
    self.resultsVersion = resultsVersion
    self.objection = objection
  }
}
