package import Contests

/// What somebody does to several outcomes at once.
package struct OutcomeTransition: Sendable {
  /// How many cases the contest had.
  package let caseCount: Int
  /// Cases as they were, each with the step that it takes now.
  package let steps: [(case: OutcomeCase, step: OutcomeStep)]
  /// What begins its life, in this order.
  package let opened: [OutcomeOpening]
  /// What was the case at the stages on which it was decided.
  package let stages: [StagePath: StageMark]
  package let note: StaffNote

  /// How far the records about a stage had come.
  package struct StageMark: Hashable, Sendable {
    /// How many acts about objections there were.
    package let objectionActs: Int
    /// The version of its certified results; 0 when there were none.
    package let resultsVersion: Int

    package init(objectionActs: Int, resultsVersion: Int) {
      self.objectionActs = objectionActs
      self.resultsVersion = resultsVersion
    }
  }

  /// - Parameters:
  ///   - all: every case of the contest, or every one that may take a step.
  ///   - caseCount: how many cases the contest has; absent: those.
  ///   - stages: see there.
  ///   - kind: the step that a case takes; absent: none.
  ///   - obstacles: what stands in the way of a case.
  ///   - basis: what a step is to be remembered with.
  /// - Throws: `Refused` with every case that cannot take its step.
  package init(
    after all: [OutcomeCase], of caseCount: Int? = nil, at stages: [StagePath: StageMark] = [:],
    taking kind: (OutcomeCase) -> OutcomeStep.Kind?, opening opened: [OutcomeOpening] = [],
    against obstacles: (OutcomeCase) -> Set<OutcomeCase.Obstacle> = { _ in [] },
    on basis: (OutcomeSubject) -> OutcomeBasis? = { _ in nil }, _ note: StaffNote
  ) throws(Refused) {
    try self.init(
      after: all, of: caseCount, at: stages,
      takingSteps: { one in
        kind(one).map { OutcomeStep($0, note, basis: basis(one.finding.subject)) }
      }, opening: opened, against: obstacles, note)
  }

  /// - Parameter step: the step that a case takes, with a note of its own; absent: none.
  /// - Throws: `Refused` with every case that cannot take its step.
  init(
    after all: [OutcomeCase], of caseCount: Int? = nil, at stages: [StagePath: StageMark],
    takingSteps step: (OutcomeCase) -> OutcomeStep?, opening opened: [OutcomeOpening] = [],
    against obstacles: (OutcomeCase) -> Set<OutcomeCase.Obstacle>, _ note: StaffNote
  ) throws(Refused) {
    var refusals: [(number: Int, refusal: OutcomeCase.Refusal)] = []
    var steps: [(case: OutcomeCase, step: OutcomeStep)] = []
    for one in all {
      guard let step = step(one) else { continue }
      do {
        _ = try one.taking(step, against: obstacles(one))
        steps.append((one, step))
      } catch {
        refusals.append((one.number, error))
      }
    }
    guard refusals.isEmpty else { throw Refused(refusals: refusals) }
    self.caseCount = caseCount ?? all.count
    self.steps = steps
    self.opened = opened
    self.stages = stages
    self.note = note
  }

  /// How many outcomes it changes.
  package var count: Int { steps.count + opened.count }

  /// Outcomes that cannot take the step; nothing is changed then.
  package struct Refused: Error {
    /// At least one, by the number of the case.
    package let refusals: [(number: Int, refusal: OutcomeCase.Refusal)]

    package init(refusals: [(number: Int, refusal: OutcomeCase.Refusal)]) {
      self.refusals = refusals
    }
  }
}

/// An outcome that begins its life.
package struct OutcomeOpening: Sendable {
  package let finding: OutcomeFinding
  /// 0 for the first outcome of the subject; see `CredentialID`.
  package let generation: Int
  /// By which it was decided.
  package let facts: FactsSnapshot?
  /// What happened to it at once, such as that it was declined, or before it was put on record.
  package let steps: [OutcomeStep]

  package init(
    _ finding: OutcomeFinding, generation: Int = 0, facts: FactsSnapshot? = nil,
    steps: [OutcomeStep] = []
  ) {
    self.finding = finding
    self.generation = generation
    self.facts = facts
    self.steps = steps
  }
}
