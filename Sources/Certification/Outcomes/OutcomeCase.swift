package import Contests

/// The life of one outcome, from the finding that somebody has it to what became of it.
package struct OutcomeCase: Hashable, Sendable {
  /// Where an outcome stands.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case eligible, publicised, confirmed, submitted, issued, rejected, expired, revoked

    /// Whether nothing happens to it any more.
    package var isFinal: Bool {
      switch self {
      case .rejected, .expired, .revoked: true
      case .eligible, .publicised, .confirmed, .submitted, .issued: false
      }
    }
  }

  /// Why a step cannot be taken; nothing is changed then.
  package enum Refusal: Error, Hashable, Sendable {
    /// It does not follow upon where the outcome stands.
    case notNow(State)
    /// The public notice lasts until then.
    case noticeRuns(until: Instant)
    /// An objection against the person is open.
    case objectedTo
    /// The end of the public notice is not after its beginning.
    case noticeTooShort
    /// A grant is the contest's own and is not handed over to anybody.
    case notForOthers
    /// Only the platform itself issues grants.
    case notByOthers
  }

  /// 1 for the first of the contest.
  package let number: Int
  package let finding: OutcomeFinding
  /// Who opened it, when and why.
  package let opened: StaffNote
  package private(set) var steps: [OutcomeStep]
  package private(set) var state = State.eligible
  /// When the public notice ends; absent before there is one.
  package private(set) var noticeEnd: Instant?
  /// The number under which it was issued; absent also when the body gave none.
  package private(set) var issuedNumber: String?
  /// The batch with which it was handed over; absent when it came back.
  package private(set) var batch: Int?

  /// - Parameter steps: the oldest first, each of which could be taken after those before it.
  package init(
    number: Int, finding: OutcomeFinding, opened: StaffNote, steps: [OutcomeStep] = []
  ) {
    self.number = number
    self.finding = finding
    self.opened = opened
    self.steps = []
    for step in steps { take(step) }
  }

  /// The case after one more step.
  ///
  /// - Parameter isObjectedTo: whether an objection against the person is open at the stage.
  /// - Throws: `Refusal` when it cannot be taken.
  package func taking(
    _ step: OutcomeStep, isObjectedTo: Bool = false
  ) throws(Refusal) -> OutcomeCase {
    try require(step, isObjectedTo)
    var next = self
    next.take(step)
    return next
  }

  private func require(_ step: OutcomeStep, _ isObjectedTo: Bool) throws(Refusal) {
    let isGrant = finding.kind == .grant
    switch step.kind {
    case .publicised(let until):
      guard state == .eligible else { throw .notNow(state) }
      guard until > step.note.at else { throw .noticeTooShort }
    case .confirmed:
      guard state == .eligible || state == .publicised else { throw .notNow(state) }
      if let noticeEnd, step.note.at < noticeEnd { throw .noticeRuns(until: noticeEnd) }
      guard !isObjectedTo else { throw .objectedTo }
    case .submitted:
      guard !isGrant else { throw .notForOthers }
      guard state == .confirmed else { throw .notNow(state) }
    case .issued(_, let day):
      // What the body certified has its day; the platform's own certificate says its own.
      guard (day == nil) == isGrant else { throw .notByOthers }
      guard state == (isGrant ? .confirmed : .submitted) else { throw .notNow(state) }
    case .returned:
      guard state == .submitted else { throw .notNow(state) }
    case .corrected:
      guard !isGrant else { throw .notByOthers }
      guard state == .issued else { throw .notNow(state) }
    case .rejected, .expired:
      guard !state.isFinal, state != .issued else { throw .notNow(state) }
    case .revoked:
      guard state == .issued else { throw .notNow(state) }
    }
  }

  private mutating func take(_ step: OutcomeStep) {
    steps.append(step)
    switch step.kind {
    case .publicised(let until): (state, noticeEnd) = (.publicised, until)
    case .confirmed: state = .confirmed
    case .submitted(let batch): (state, self.batch) = (.submitted, batch)
    case .returned: (state, self.batch) = (.confirmed, nil)
    case .issued(let number, _): (state, issuedNumber) = (.issued, number.isEmpty ? nil : number)
    case .corrected(let number, _): issuedNumber = number.isEmpty ? nil : number
    case .rejected: state = .rejected
    case .expired: state = .expired
    case .revoked: state = .revoked
    }
  }
}
