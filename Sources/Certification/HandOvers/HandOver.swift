package import Accounts
package import Contests

/// Outcomes of one contest that were handed over to one competent body at once (移交批次).
package struct HandOver: Hashable, Sendable {
  /// What a batch holds; kinds are never mixed. What the platform issues itself is in none.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// May apply for a level certificate.
    case level
    case recommendation
    /// May apply for anything else, such as a professional title (职称申报).
    case eligibility
    case subsidy
    /// What is granted to a mentor, a union, a team or a unit.
    case award

    /// For people.
    package var name: LocalizedText {
      switch self {
      case .level: LocalizedText(zhHans: "技能等级认定", en: "skill level")
      case .recommendation: LocalizedText(zhHans: "荣誉推荐", en: "recommendation")
      case .eligibility: LocalizedText(zhHans: "申报资格", en: "eligibility")
      case .subsidy: LocalizedText(zhHans: "补贴申领", en: "subsidy")
      case .award: LocalizedText(zhHans: "表彰奖励", en: "award")
      }
    }
  }

  /// To whom a batch goes.
  package struct Body: Hashable, Sendable {
    package let name: String
    /// In the register of issuers; absent for a body that issues no level certificates.
    package let number: String?

    package init(name: String, number: String?) {
      self.name = name
      self.number = number
    }
  }

  /// 1 for the first of the contest.
  package let number: Int
  /// What people call it; unique in the contest.
  package let name: String
  package let kind: Kind
  package let body: Body
  /// SHA-256 of the file that was made, in hexadecimal digits.
  package let fileHash: String
  package let note: StaffNote

  package init(
    number: Int, name: String, kind: Kind, body: Body, fileHash: String, note: StaffNote
  ) {
    self.number = number
    self.name = name
    self.kind = kind
    self.body = body
    self.fileHash = fileHash
    self.note = note
  }
}

extension OutcomeFinding {
  /// In which kind of batch it goes; absent for what the platform issues itself.
  package var handOverKind: HandOver.Kind? {
    switch kind {
    case .grant: isIssuedHere ? nil : .award
    case .recommendation: .recommendation
    case .subsidy: .subsidy
    case .eligibility: level == nil ? .eligibility : .level
    }
  }
}

extension OutcomeCase {
  /// The batches with which it was handed over, the first first; more than one when it came back.
  package var batches: [Int] {
    steps.compactMap { step in
      if case .submitted(let batch) = step.kind { batch } else { nil }
    }
  }

  /// How files name it: contest and number, such as `cup/7`.
  package var reference: String { "\(finding.subject.stage.contest)/\(number)" }

  /// The evidence of what the ledger holds because of it: contest, number and certified results.
  package var ledgerEvidence: String {
    Self.ledgerEvidence(finding.subject.stage.contest, number, results: finding.resultsHash)
  }

  /// The evidence that the ledger names for an outcome.
  package static func ledgerEvidence(
    _ contest: ContestID, _ number: Int, results hash: String
  ) -> String {
    "contest:\(contest)#\(number) results:\(hash)"
  }

  /// What the ledger is to hold when the body issued it; absent for what is neither level nor title, or
  /// not the person's own.
  ///
  /// - Parameter number: of a level certificate; absent for everything else.
  package func ledgerStatement(
    number: LevelCertificateNumber?, on day: CalendarDate, by issuer: String,
    occupation: OccupationCode
  ) -> Achievement.Statement? {
    guard finding.recipient == .person else { return nil }
    let content: Achievement.Content
    switch finding.handOverKind {
    case .level:
      guard let level = finding.level else { return nil }
      content = .level(
        HeldLevel(
          level: level, occupation: occupation, certificate: number, issuer: issuer,
          contest: finding.subject.stage.contest.text))
    case .recommendation: content = .title(finding.name.text(in: .zhHans))
    case .eligibility, .subsidy, .award, nil: return nil
    }
    return Achievement.Statement(content, date: day, evidence: ledgerEvidence, source: issuer)
  }
}

extension IssuerRegistration {
  /// The number of the register's entry.
  package var registerNumber: String {
    evidence.hasPrefix("register:") ? String(evidence.dropFirst("register:".count)) : evidence
  }
}

/// Where batches and what bodies answered are kept. Each method is one transaction; nothing that is
/// kept ever changes.
package protocol HandOverStore: Sendable {
  /// The batches of a contest, by number.
  func handOvers(of contest: ContestID) async throws -> [HandOver]

  /// Keeps a batch with its file, takes the step in each of its outcomes, and notes it.
  ///
  /// - Parameter sealed: the file, which nobody reads without the vault's key.
  /// - Returns: the outcomes as they are afterwards; `nil` when somebody else did something to one of
  ///   them, or handed over another batch, meanwhile.
  /// - Throws: `HandOverNameTaken`.
  func handOver(
    _ batch: HandOver, sealed: [UInt8], taking change: OutcomeTransition, of contest: ContestID,
    noting record: AuditRecord
  ) async throws -> [OutcomeCase]?

  /// The sealed file of a batch, after noting who takes it; `nil` when there is no such batch, and
  /// then nothing is noted.
  func handOverFile(
    _ batch: Int, of contest: ContestID, noting records: [AuditRecord]
  ) async throws -> [UInt8]?

  /// Takes all steps and adds the facts that follow from them, or does nothing.
  ///
  /// - Parameter isDryRun: whether everything is only tried.
  /// - Returns: the outcomes as they are afterwards; `nil` when somebody else did something to one of
  ///   them meanwhile.
  /// - Throws: `IssuedConflicts`.
  func take(
    _ answers: IssuedOutcomes, of contest: ContestID, noting record: AuditRecord, isDryRun: Bool
  ) async throws -> [OutcomeCase]?
}

/// The contest has a batch of that name.
package struct HandOverNameTaken: Error, Hashable, Sendable {
  package let name: String

  /// Made by storage drivers only.
  package init(name: String) { self.name = name }
}

/// What becomes of outcomes by the answer of a competent body, and what the ledger learns from it.
package struct IssuedOutcomes: Sendable {
  package let change: OutcomeTransition
  /// At most one for each outcome.
  package let facts: [OutcomeFact]

  package init(change: OutcomeTransition, facts: [OutcomeFact]) {
    self.change = change
    self.facts = facts
  }
}

/// A fact that follows from an outcome. It takes the place of the one that followed before, if any.
package struct OutcomeFact: Sendable {
  /// The number of the outcome.
  package let outcome: Int
  package let contestant: ContestantID
  package let statement: Achievement.Statement

  package init(outcome: Int, contestant: ContestantID, statement: Achievement.Statement) {
    self.outcome = outcome
    self.contestant = contestant
    self.statement = statement
  }
}

/// Numbers of level certificates that belong to something or somebody else; nothing was changed.
package struct IssuedConflicts: Error, Hashable, Sendable {
  /// Who has a number.
  package enum Holder: Hashable, Sendable {
    /// Another outcome, of any contest.
    case outcome(String)
    /// Another person, in the achievement ledger.
    case person
  }

  /// Such a number.
  package struct Conflict: Hashable, Sendable {
    /// The outcome that was to have it.
    package let outcome: Int
    package let number: String
    package let holder: Holder

    /// Made by storage drivers only.
    package init(outcome: Int, number: String, holder: Holder) {
      self.outcome = outcome
      self.number = number
      self.holder = holder
    }
  }

  /// At least one, by outcome.
  package let conflicts: [Conflict]

  /// Made by storage drivers only.
  package init(conflicts: [Conflict]) { self.conflicts = conflicts }
}
