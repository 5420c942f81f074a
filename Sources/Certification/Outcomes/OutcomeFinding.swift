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
  package init(of subject: OutcomeSubject) {
    self.init(
      stage: subject.stage, contestant: subject.contestant, pack: subject.pack,
      rule: subject.rule)
  }
}

/// What a decision found, as it is kept when an outcome begins its life: enough to repeat the decision
/// years later, and to name it to people.
package struct OutcomeFinding: Hashable, Sendable {
  /// What may become of an outcome.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The contest's own certificate.
    case grant
    /// Another body is asked.
    case recommendation
    /// The person may apply.
    case eligibility
    /// Money may be applied for.
    case subsidy
  }

  package let subject: OutcomeSubject
  package let kind: Kind
  /// What the person gets to read, such as 一等奖 or 技师.
  package let name: LocalizedText
  /// The level that the competent body may certify; absent for everything else.
  package let level: SkillLevel?
  package let packVersion: Int
  package let packHash: String
  package let resultsVersion: Int
  package let resultsHash: String

  package init(
    subject: OutcomeSubject, kind: Kind, name: LocalizedText, level: SkillLevel?,
    packVersion: Int, packHash: String, resultsVersion: Int, resultsHash: String
  ) {
    self.subject = subject
    self.kind = kind
    self.name = name
    self.level = level
    self.packVersion = packVersion
    self.packHash = packHash
    self.resultsVersion = resultsVersion
    self.resultsHash = resultsHash
  }
}
