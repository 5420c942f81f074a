package import Accounts
package import Contests

/// Where registered issuers and objections are kept. Each method is one transaction; nothing is ever
/// changed or deleted.
package protocol IssuerStore: Sendable {
  /// Adds entries of the register and the record that says so. One that is there already, word for
  /// word, is left out; a later entry with the same number takes the place of an earlier one.
  ///
  /// - Returns: how many were added.
  func add(
    _ entries: [IssuerRegistration], at instant: Instant, noting record: AuditRecord
  ) async throws -> Int

  /// The entries in force, of an occupation when one is given, in the order in which they were added.
  func issuers(for occupation: OccupationCode?) async throws -> [IssuerRegistration]
}

/// What was done about an objection (异议) against somebody in the public notice.
package struct ObjectionAct: Hashable, Sendable {
  /// The steps of an objection.
  package enum Step: String, Hashable, Sendable, CaseIterable {
    case filed, dismissed, upheld
  }

  /// 1 for the first of a stage.
  package let number: Int
  package let contestant: ContestantID
  package let step: Step
  package let note: StaffNote

  package init(number: Int, contestant: ContestantID, step: Step, note: StaffNote) {
    self.number = number
    self.contestant = contestant
    self.step = step
    self.note = note
  }
}

extension [ObjectionAct] {
  /// What stands against each person now, by the last act about each.
  package func standing(at stage: StagePath) -> [ContestantID: Fact<Facts.Objection>] {
    reduce(into: [:]) { standing, act in
      let value: Facts.Objection =
        switch act.step {
        case .filed: .open
        case .dismissed: .none
        case .upheld: .upheld
        }
      standing[act.contestant] = Fact(value, evidence: "objections:\(stage)#\(act.number)")
    }
  }
}

/// Where objections are kept.
package protocol ObjectionStore: Sendable {
  /// The acts of a stage, the oldest first.
  func objections(of stage: StagePath) async throws -> [ObjectionAct]

  /// Adds an act and the record that says so.
  func add(
    _ step: ObjectionAct.Step, against contestant: ContestantID, at stage: StagePath,
    _ note: StaffNote, noting record: AuditRecord
  ) async throws -> ObjectionAct
}
