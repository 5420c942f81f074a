package import Accounts
package import Contests

/// Whom an objection is about.
package enum ObjectionSubject: Hashable, Sendable {
  case contestant(ContestantID)
  case unit(UnitName)
  case team(TeamName)

  /// The admission number, or what stands for the unit or the team.
  package var id: ContestantID {
    switch self {
    case .contestant(let id): id
    case .unit(let name): ContestantID(of: name)
    case .team(let name): ContestantID(of: name)
    }
  }
}

/// What was done about an objection (异议) against somebody in the public notice.
package struct ObjectionAct: Hashable, Sendable {
  /// The steps of an objection.
  package enum Step: String, Hashable, Sendable, CaseIterable {
    case filed, dismissed, upheld
  }

  /// 1 for the first of a stage.
  package let number: Int
  package let subject: ObjectionSubject
  package let step: Step
  /// Of a ruling the number of the filing that it is about; absent for a filing, and for rulings from
  /// before they named one, which are about every filing against the subject until then.
  package let filing: Int?
  package let note: StaffNote

  package init(
    number: Int, subject: ObjectionSubject, step: Step, filing: Int?, note: StaffNote
  ) {
    self.number = number
    self.subject = subject
    self.step = step
    self.filing = filing
    self.note = note
  }
}

/// Why a ruling was not recorded; nothing is changed then.
package enum ObjectionRefusal: Error, Hashable, Sendable {
  /// There is no such filing at the stage, or a ruling about it already.
  case notOpen
  /// Several are open against the subject, and the ruling does not say which it is about.
  case several([Int])
}

/// What a ruling is about.
package enum ObjectionTarget: Hashable, Sendable {
  /// The filing of that number.
  case filing(Int)
  /// The only one that is open against somebody.
  case onlyOne(against: ObjectionSubject)
}

extension [ObjectionAct] {
  /// The filings about which nobody has ruled, the oldest first.
  package var open: [ObjectionAct] {
    filter { filing in
      filing.step == .filed && !contains { $0.rules(on: filing) }
    }
  }

  /// The open filing that a ruling is about.
  package func filing(
    meantBy target: ObjectionTarget
  ) throws(ObjectionRefusal) -> ObjectionAct {
    let meant = open.filter {
      switch target {
      case .filing(let number): $0.number == number
      case .onlyOne(let subject): $0.subject == subject
      }
    }
    guard let first = meant.first else { throw .notOpen }
    guard meant.count == 1 else { throw .several(meant.map(\.number)) }
    return first
  }

  /// What stands against each person, unit and team now: one filing that was upheld, or else one that is
  /// open.
  package func standing(at stage: StagePath) -> [ContestantID: Fact<Facts.Objection>] {
    Dictionary(grouping: self, by: \.subject.id).compactMapValues { acts in
      let upheld = acts.first { $0.step == .upheld }
      let open = acts.open.first
      let value: Facts.Objection =
        if upheld != nil { .upheld } else { open == nil ? .none : .open }
      return (upheld ?? open ?? acts.last).map {
        Fact(value, evidence: "objections:\(stage)#\($0.number)")
      }
    }
  }
}

extension ObjectionAct {
  /// Whether it is a ruling about that filing.
  fileprivate func rules(on filed: ObjectionAct) -> Bool {
    guard step != .filed else { return false }
    return filing.map { $0 == filed.number }
      ?? (subject == filed.subject && number > filed.number)
  }
}

/// Where objections are kept. Each method is one transaction; nothing is ever changed or deleted.
package protocol ObjectionStore: Sendable {
  /// The acts of a stage, the oldest first.
  func objections(of stage: StagePath) async throws -> [ObjectionAct]

  /// Adds a filing and the record that says so.
  func file(
    against subject: ObjectionSubject, at stage: StagePath, _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> ObjectionAct

  /// Adds a ruling and the record that says so.
  ///
  /// - Throws: `ObjectionRefusal` when the target is not an open filing of the stage.
  func rule(
    on target: ObjectionTarget, isUpheld: Bool, at stage: StagePath, _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> ObjectionAct
}
