package import Contests

/// What an outcome is one of: a rule's, for one person, at one certified stage.
package struct OutcomeSubject: Hashable, Sendable {
  package let stage: StagePath
  package let contestant: ContestantID
  package let pack: PackID
  package let rule: RuleID

  package init(stage: StagePath, contestant: ContestantID, pack: PackID, rule: RuleID) {
    self.stage = stage
    self.contestant = contestant
    self.pack = pack
    self.rule = rule
  }
}

extension CredentialID {
  /// The id that the certificate of a grant has, or would have.
  package init(of subject: OutcomeSubject, generation: Int = 0) {
    self.init(
      stage: subject.stage, contestant: subject.contestant, pack: subject.pack,
      rule: subject.rule, generation: generation)
  }
}

/// What a decision found, as it is kept when an outcome begins its life: enough to name it to people
/// and, with the facts that are kept beside it, to repeat the decision years later.
package struct OutcomeFinding: Hashable, Sendable {
  package let subject: OutcomeSubject
  package let kind: Outcome.Kind
  /// What the person gets to read, such as 一等奖 or 技师.
  package let name: LocalizedText
  /// The level that the competent body may certify; absent for everything else.
  package let level: SkillLevel?
  /// Who has it, on account of the subject's result.
  package let recipient: PolicyPack.Recipient
  /// The name of the mentor, union, team or unit that has it; absent for the person.
  package let recipientName: String?
  package let packVersion: Int
  package let packHash: String
  package let resultsVersion: Int
  package let resultsHash: String

  package init(
    subject: OutcomeSubject, kind: Outcome.Kind, name: LocalizedText, level: SkillLevel?,
    recipient: PolicyPack.Recipient = .person, recipientName: String? = nil,
    packVersion: Int, packHash: String, resultsVersion: Int, resultsHash: String
  ) {
    self.subject = subject
    self.kind = kind
    self.name = name
    self.level = level
    self.recipient = recipient
    self.recipientName = recipientName
    self.packVersion = packVersion
    self.packHash = packHash
    self.resultsVersion = resultsVersion
    self.resultsHash = resultsHash
  }

  /// Whether the platform issues a certificate of it. Only people get one: what is granted to a mentor,
  /// a union, a team or a unit is handed over to whoever awards it.
  package var isIssuedHere: Bool { kind == .grant && recipient == .person }
}

extension OutcomeFinding {
  /// What makes two findings the same outcome: a level or a mentor that has changed is another one.
  package struct Key: Hashable, Sendable {
    package let subject: OutcomeSubject
    let kind: Outcome.Kind
    let name: String
    let level: SkillLevel?
    let recipientName: String?
  }

  package var key: Key {
    Key(
      subject: subject, kind: kind, name: name.text(in: .zhHans), level: level,
      recipientName: recipientName)
  }
}
