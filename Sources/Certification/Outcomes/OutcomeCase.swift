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
    /// An objection against the person is open or upheld.
    case objectedTo
    /// It does not follow from the newest certified results.
    case followsNoMore
    /// The level from which it follows was not issued.
    case levelNotIssued
    /// Its pack asks for a public notice, and there was none.
    case noticeMissing
    /// The end of the public notice is not after its beginning.
    case noticeTooShort
    /// What the platform itself issues is not handed over to anybody.
    case notForOthers
    /// Only the platform itself issues it.
    case notByOthers
    /// The public does not see the results on which it rests.
    case frozen(StagePath)
  }

  /// What stands in the way of an outcome besides where it stands itself.
  package enum Obstacle: Hashable, Sendable {
    /// An objection is open or upheld, against the person or against the team on whose rank the outcome
    /// rests.
    case objection
    /// The newest certified results propose to withdraw it.
    case followsNoMore
    /// It follows from levels, none of which was issued.
    case awaitsLevel
    /// Its pack asks for a public notice.
    case asksForNotice
    /// Its stage is frozen.
    case frozen
  }

  /// 1 for the first of the contest.
  package let number: Int
  package let finding: OutcomeFinding
  /// Tells the certificates of a subject's outcomes apart; see `CredentialID`.
  package let generation: Int
  /// The hash of the facts by which it was decided; absent for outcomes of earlier versions.
  package let factsHash: String?
  /// Who opened it, when and why.
  package let opened: StaffNote
  package private(set) var steps: [OutcomeStep]
  package private(set) var state = State.eligible
  /// When the public notice ends; absent before there is one.
  package private(set) var noticeEnd: Instant?
  /// The number under which it was issued, also by a body to which it is nothing any more; absent also when
  /// the body gave none.
  package private(set) var issuedNumber: String?
  /// The batch with which it was handed over; absent when it came back.
  package private(set) var batch: Int?

  /// - Parameter steps: the oldest first, each of which could be taken after those before it.
  package init(
    number: Int, finding: OutcomeFinding, generation: Int = 0, factsHash: String? = nil,
    opened: StaffNote, steps: [OutcomeStep] = []
  ) {
    self.number = number
    self.finding = finding
    self.generation = generation
    self.factsHash = factsHash
    self.opened = opened
    self.steps = []
    for step in steps { take(step) }
  }

  /// The certificate that is issued of it, or would be; absent when others issue what comes of it.
  package var credential: CredentialID? {
    finding.isIssuedHere ? CredentialID(of: finding.subject, generation: generation) : nil
  }

  /// Whether it was put on record only when its certificate was issued, because the contest waits for
  /// nobody's word.
  package var isIssuedAtOnce: Bool {
    guard steps.count >= 2, case .issued = steps[1].kind else { return false }
    return steps[0].kind == .confirmed && steps[0].note == opened && steps[1].note == opened
  }

  /// What was the case when somebody said that it ends or is kept; absent when nobody did.
  package var answered: OutcomeBasis? {
    state.isFinal
      ? steps.last { $0.kind.state != nil }?.basis : steps.last { $0.basis != nil }?.basis
  }

  /// Whether it came to nothing because the body refused it, and not by what was decided here: the body
  /// may take that back.
  package var isRefusedByBody: Bool {
    state == .rejected && steps.last { $0.kind.state != nil }?.refusedBatch != nil
  }

  /// The case after one more step.
  ///
  /// - Parameter obstacles: all that there are.
  /// - Throws: `Refusal` when it cannot be taken.
  package func taking(
    _ step: OutcomeStep, against obstacles: Set<Obstacle> = []
  ) throws(Refusal) -> OutcomeCase {
    try require(step, obstacles)
    var next = self
    next.take(step)
    return next
  }

  private func require(_ step: OutcomeStep, _ obstacles: Set<Obstacle>) throws(Refusal) {
    let isIssuedHere = finding.isIssuedHere
    func requireGoodStanding() throws(Refusal) {
      guard !obstacles.contains(.frozen) else { throw .frozen(finding.subject.stage) }
      guard !obstacles.contains(.objection) else { throw .objectedTo }
      guard !obstacles.contains(.followsNoMore) else { throw .followsNoMore }
    }
    switch step.kind {
    case .publicised(let until):
      guard state == .eligible else { throw .notNow(state) }
      guard until > step.note.at else { throw .noticeTooShort }
      guard !obstacles.contains(.frozen) else { throw .frozen(finding.subject.stage) }
    case .confirmed:
      guard state == .eligible || state == .publicised else { throw .notNow(state) }
      if let noticeEnd, step.note.at < noticeEnd { throw .noticeRuns(until: noticeEnd) }
      guard noticeEnd != nil || !obstacles.contains(.asksForNotice) else { throw .noticeMissing }
      try requireGoodStanding()
    case .submitted:
      guard !isIssuedHere else { throw .notForOthers }
      guard state == .confirmed else { throw .notNow(state) }
      try requireGoodStanding()
    case .issued(let number, let day):
      // What the body certified has its day; the platform's own certificate says its own, and its
      // series is nobody else's.
      guard (day == nil) == isIssuedHere, isIssuedHere || SerialNumber(number) == nil
      else { throw .notByOthers }
      guard state == (isIssuedHere ? .confirmed : .submitted) || isRefusedByBody
      else { throw .notNow(state) }
      try requireGoodStanding()
      guard !obstacles.contains(.awaitsLevel) else { throw .levelNotIssued }
    case .returned:
      guard state == .submitted else { throw .notNow(state) }
    case .corrected(let number, _):
      guard !isIssuedHere, SerialNumber(number) == nil else { throw .notByOthers }
      guard state == .issued else { throw .notNow(state) }
    case .belated(let number, _):
      guard !isIssuedHere, SerialNumber(number) == nil else { throw .notByOthers }
      guard state.isFinal else { throw .notNow(state) }
    case .rejected, .expired:
      guard !state.isFinal, state != .issued else { throw .notNow(state) }
    case .revoked:
      guard state == .issued else { throw .notNow(state) }
    case .kept:
      guard !state.isFinal else { throw .notNow(state) }
    }
  }

  private mutating func take(_ step: OutcomeStep) {
    steps.append(step)
    if let next = step.kind.state { state = next }
    switch step.kind {
    case .publicised(let until): noticeEnd = until
    case .submitted(let batch): self.batch = batch
    case .returned: batch = nil
    case .issued(let number, _), .corrected(let number, _), .belated(let number, _):
      issuedNumber = number.isEmpty ? nil : number
    case .confirmed, .rejected, .expired, .revoked, .kept: break
    }
  }
}
