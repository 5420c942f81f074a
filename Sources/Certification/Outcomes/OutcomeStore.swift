package import Contests

/// Where the lives of outcomes are kept. Each method is one transaction, and nothing that is kept ever
/// changes.
package protocol OutcomeStore: Sendable {
  /// The outcomes of a contest, by number.
  ///
  /// - Parameter contestant: whose; absent: everybody's.
  func outcomes(of contest: ContestID, of contestant: ContestantID?) async throws -> [OutcomeCase]

  /// Does all of it or nothing, numbering new cases from the next free number on.
  ///
  /// - Returns: the cases as they are afterwards, those that are new behind the others; `nil` when
  ///   somebody else did something to one of the cases, or opened one, meanwhile.
  /// - Throws: `IssuedNumberTaken` for a number under which something else was issued.
  func record(_ change: OutcomeTransition, in contest: ContestID) async throws -> [OutcomeCase]?
}

/// A number under which something was issued already, in any contest.
package struct IssuedNumberTaken: Error, Hashable, Sendable {
  package let number: String

  /// Made by storage drivers only.
  package init(number: String) { self.number = number }
}

/// What somebody does to several outcomes at once.
package struct OutcomeTransition: Sendable {
  /// How many cases the contest had.
  package let caseCount: Int
  /// Cases as they were, each with the step that it takes now.
  package let steps: [(case: OutcomeCase, step: OutcomeStep)]
  /// What begins its life, in this order.
  package let opened: [OutcomeFinding]
  package let note: StaffNote

  /// - Parameters:
  ///   - all: every case of the contest.
  ///   - kind: the step that a case takes; absent: none.
  ///   - isObjectedTo: whether an objection against the person of a case is open.
  /// - Throws: `Refused` with every case that cannot take its step.
  package init(
    after all: [OutcomeCase], taking kind: (OutcomeCase) -> OutcomeStep.Kind?,
    opening opened: [OutcomeFinding] = [],
    isObjectedTo: (OutcomeSubject) -> Bool = { _ in false }, _ note: StaffNote
  ) throws(Refused) {
    var refusals: [(number: Int, refusal: OutcomeCase.Refusal)] = []
    var steps: [(case: OutcomeCase, step: OutcomeStep)] = []
    for one in all {
      guard let kind = kind(one) else { continue }
      let step = OutcomeStep(kind, note)
      do {
        _ = try one.taking(step, isObjectedTo: isObjectedTo(one.finding.subject))
        steps.append((one, step))
      } catch {
        refusals.append((one.number, error))
      }
    }
    guard refusals.isEmpty else { throw Refused(refusals: refusals) }
    caseCount = all.count
    self.steps = steps
    self.opened = opened
    self.note = note
  }

  /// Outcomes that cannot take the step; nothing is changed then.
  package struct Refused: Error {
    /// At least one, by the number of the case.
    package let refusals: [(number: Int, refusal: OutcomeCase.Refusal)]
  }
}
