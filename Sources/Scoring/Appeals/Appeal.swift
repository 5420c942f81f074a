package import AttemptRecords
package import Contests
package import QuestionBanks

/// A contestant's objection to a question or to the own result, and what judges made of it.
///
/// One judge answers with a reason. To uphold an appeal changes results, so a second judge confirms it
/// or returns it, after which it is open again. What changes because of it names it: a `KeyCorrection`,
/// or for a result a `JudgingRecord`.
package struct Appeal: Hashable, Sendable {
  /// 1 for the first of its stage.
  package let number: Int
  package let contestant: ContestantID
  package let subject: Subject
  /// The contestant's own words.
  package let text: String
  package let filedAt: Instant
  /// What judges did, in its order.
  package let steps: [Step]

  /// What is objected to.
  package enum Subject: Hashable, Sendable {
    /// A question at a position, from 0, of the contestant's paper.
    case question(QuestionID, attempt: AttemptID, item: Int)
    case result
  }

  /// An act of a judge.
  package struct Step: Hashable, Sendable {
    package let kind: Kind
    package let judge: String
    package let at: Instant
    package let reason: String

    package init(kind: Kind, judge: String, at: Instant, reason: String) {
      self.kind = kind
      self.judge = judge
      self.at = at
      self.reason = reason
    }
  }

  /// What a judge does: uphold or reject as the first, confirm or return as the second.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case uphold, reject, confirm, `return`
  }

  /// How far it is.
  package enum State: String, Hashable, Sendable {
    /// No judge has answered.
    case open
    /// One judge upholds it, and a second has to agree.
    case upheld
    case rejected
    case confirmed

    /// Whether judges still have to do something.
    package var isPending: Bool { self == .open || self == .upheld }
  }

  /// Why a judge cannot do this.
  package enum Refusal: Error, Hashable {
    /// An appeal in that state takes no such step.
    case notNow(State)
    /// Who upheld an appeal cannot confirm it.
    case sameJudge
  }

  package init(
    number: Int, contestant: ContestantID, subject: Subject, text: String, filedAt: Instant,
    steps: [Step]
  ) {
    self.number = number
    self.contestant = contestant
    self.subject = subject
    self.text = text
    self.filedAt = filedAt
    self.steps = steps
  }

  package var state: State {
    switch steps.last?.kind {
    case nil, .return: .open
    case .uphold: .upheld
    case .reject: .rejected
    case .confirm: .confirmed
    }
  }

  /// The appeal without what judges did at a moment or after it.
  package func before(_ instant: Instant) -> Appeal {
    Appeal(
      number: number, contestant: contestant, subject: subject, text: text, filedAt: filedAt,
      steps: Array(steps.prefix { $0.at < instant }))
  }

  /// The question that it is about; absent for a result.
  package var question: QuestionID? {
    if case .question(let question, _, _) = subject { question } else { nil }
  }

  /// - Throws: `Refusal` when the step cannot be taken now.
  package func require(_ step: Step) throws(Refusal) {
    switch (state, step.kind) {
    case (.open, .uphold), (.open, .reject): return
    case (.upheld, .confirm), (.upheld, .return):
      if steps.last?.judge == step.judge { throw .sameJudge }
    default: throw .notNow(state)
    }
  }
}

extension Stage {
  /// Whether appeals are taken at a moment: until so long after the end of the window as declared;
  /// where nothing is declared, until the results are certified.
  ///
  /// - Parameter state: as contestants are told it.
  package func takesAppeals(at instant: Instant, in state: StageState) -> Bool {
    guard let appeals else { return state < .certified }
    return instant < window.closes + appeals
  }
}

/// Where appeals are kept. Each method is one transaction.
package protocol AppealStore: Sendable {
  /// The appeals of a stage by number.
  ///
  /// - Parameter contestant: absent: everybody's.
  func appeals(of stage: StagePath, by contestant: ContestantID?) async throws -> [Appeal]

  /// Keeps a new appeal.
  ///
  /// - Returns: its number; `nil` when the contestant has `Limits.appealsPerStage` already.
  func file(
    _ subject: Appeal.Subject, _ text: String, by contestant: ContestantID, at stage: StagePath,
    _ instant: Instant
  ) async throws -> Int?

  /// Adds a step to an appeal that has so many.
  ///
  /// - Returns: `false` when it has another number of them; nothing is changed then.
  func add(
    _ step: Appeal.Step, to appeal: Int, of stage: StagePath, after steps: Int
  ) async throws -> Bool
}
