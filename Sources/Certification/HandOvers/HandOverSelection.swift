package import Contests

/// Which outcomes go to a competent body with one batch.
package struct HandOverSelection: Sendable {
  /// What is asked for.
  package struct Wish: Sendable {
    package let kind: HandOver.Kind
    /// The numbers of outcomes; absent: all that are confirmed and for which the body is competent.
    package let numbers: [Int]?
    /// The name of an outcome in Chinese or English, such as 市技术能手; absent: any.
    package let outcome: String?

    package init(kind: HandOver.Kind, numbers: [Int]?, outcome: String?) {
      self.kind = kind
      self.numbers = numbers
      self.outcome = outcome
    }
  }

  /// Of a body that the register knows, what is needed to say for whom it is competent.
  package struct Competence: Sendable {
    /// The entries of the body.
    package let register: [IssuerRegistration]
    package let occupation: @Sendable (StagePath) -> OccupationCode?
    package let employer: @Sendable (ContestantID) -> UnitName?
    /// The day of handing over.
    package let day: CalendarDate

    package init(
      register: [IssuerRegistration], day: CalendarDate,
      occupation: @escaping @Sendable (StagePath) -> OccupationCode?,
      employer: @escaping @Sendable (ContestantID) -> UnitName?
    ) {
      self.register = register
      self.day = day
      self.occupation = occupation
      self.employer = employer
    }

    /// Whether the body may issue on that day what the outcome asks for.
    func covers(_ one: OutcomeCase) -> Bool {
      let subject = one.finding.subject
      guard let level = one.finding.level, let occupation = occupation(subject.stage),
        let employer = employer(subject.contestant)
      else { return false }
      return register.contains {
        $0.occupation == occupation && $0.covers(level, employer: employer, on: day)
      }
    }
  }

  /// Why nothing was handed over.
  package enum Refusal: Error, Hashable, Sendable {
    /// Nothing that is confirmed is for this body.
    case nothingDue
    /// Outcomes that are of another kind, by number.
    case otherKind([Int])
    /// Outcomes for which the body is not registered on the day, by number.
    case notRegistered([Int])
    /// Outcomes of several names are due, which may be for several bodies.
    case severalNames([LocalizedText])
  }

  /// At least one, by number.
  package let chosen: [OutcomeCase]
  /// Those that are confirmed, of the kind, and for another body.
  package let left: [OutcomeCase]

  /// - Parameters:
  ///   - all: every outcome of the contest.
  ///   - competence: absent for a body that issues no level certificates.
  /// - Throws: `Refusal`. Whether those that were named are confirmed is for `OutcomeTransition` to say.
  package init(
    _ wish: Wish, from all: [OutcomeCase], for competence: Competence?
  ) throws(Refusal) {
    let isCompetent = { (one: OutcomeCase) in competence?.covers(one) ?? true }
    if let numbers = wish.numbers.map({ Set($0) }) {
      let named = all.filter { numbers.contains($0.number) }
      let others = named.filter { $0.finding.handOverKind != wish.kind }
      guard others.isEmpty else { throw .otherKind(others.map(\.number)) }
      let foreign = named.filter { !isCompetent($0) }
      guard foreign.isEmpty else { throw .notRegistered(foreign.map(\.number)) }
      guard !named.isEmpty else { throw .nothingDue }
      (chosen, left) = (named, [])
      return
    }
    let due = all.filter { one in
      let name = one.finding.name
      return one.state == .confirmed && one.finding.handOverKind == wish.kind
        && (wish.outcome.map { $0 == name.zhHans || $0 == name.en } ?? true)
    }
    let ours = due.filter(isCompetent)
    guard !ours.isEmpty else { throw .nothingDue }
    // The register says for whom levels are; of everything else people know it.
    var names: [LocalizedText] = []
    for one in ours where !names.contains(one.finding.name) { names.append(one.finding.name) }
    guard wish.kind == .level || names.count == 1 else { throw .severalNames(names) }
    (chosen, left) = (ours, due.filter { !isCompetent($0) })
  }
}
