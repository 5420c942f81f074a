/// How the policy packs judge certified results.
package struct EligibilityReport: Codable, Hashable, Sendable {
  package let contest: String
  /// How often each rule was met and missed at each stage, over everybody asked for.
  package let rules: [RuleCount]
  /// Every decision about one contestant; empty when nobody in particular was asked for.
  package let decisions: [EligibilityDecision]
  /// What these decisions rest on, one for each stage; empty like them.
  package let snapshots: [FactsRecord]
  /// Stages that name packs but have no certified results yet.
  package let uncertified: [String]

  package init(
    contest: String, rules: [RuleCount], decisions: [EligibilityDecision],
    snapshots: [FactsRecord], uncertified: [String]
  ) {
    self.contest = contest
    self.rules = rules
    self.decisions = decisions
    self.snapshots = snapshots
    self.uncertified = uncertified
  }

  package struct RuleCount: Codable, Hashable, Sendable {
    /// For whose results it was counted: `CONTEST/EVENT/STAGE`.
    package let stage: String
    package let pack: String
    package let rule: String
    package let title: String
    /// `grant`, `recommendation`, `eligibility` or `subsidy`.
    package let kind: String
    package let met: Int
    /// Who has done everything and waits for a public notice to end or an issuer to be registered.
    package let awaiting: Int
    package let missed: Int

    package init(
      stage: String, pack: String, rule: String, title: String, kind: String, met: Int,
      awaiting: Int, missed: Int
    ) {
      self.stage = stage
      self.pack = pack
      self.rule = rule
      self.title = title
      self.kind = kind
      self.met = met
      self.awaiting = awaiting
      self.missed = missed
    }
  }

  /// The facts of one stage on which decisions rest.
  package struct FactsRecord: Codable, Hashable, Sendable {
    package let stage: String
    /// SHA-256 of `facts`.
    package let hash: String
    /// One line of JSON; with the pack's text it is enough to decide again.
    package let facts: String

    package init(stage: String, hash: String, facts: String) {
      self.stage = stage
      self.hash = hash
      self.facts = facts
    }
  }
}

/// One rule's judgement of one contestant, explained.
package struct EligibilityDecision: Codable, Hashable, Sendable {
  package let contestant: String
  package let stage: String
  package let pack: String
  package let packVersion: Int
  package let packHash: String
  package let rule: String
  package let title: String
  package let kind: String
  /// Who has the outcome: `person`, `team`, `unit`, `mentor` or `union`.
  package let recipient: String
  /// The name of the mentor, or of the unit whose union it is; absent for the contestant.
  package let recipientName: String?
  /// What the rule leads to, in the reader's language.
  package let outcome: String
  package let met: Bool
  /// `met`, `awaiting`, `missed`, `displaced` or `capped`.
  package let verdict: String
  /// Of a verdict `awaiting`: `notice`, `issuer`, or both.
  package let awaits: [String]
  /// Where the rule comes from.
  package let source: String
  package let clauses: [Clause]
  /// The hash of the facts that were judged; see `EligibilityReport.snapshots`.
  package let factsHash: String
  /// SHA-256 over pack, facts and how each rule of the pack ends for the contestant.
  package let digest: String
  /// For when it was decided, milliseconds since 1970.
  package let decidedAt: Int64
  /// The decision in lines that a person reads from top to bottom.
  package let explanation: [String]

  package init(
    contestant: String, stage: String, pack: String, packVersion: Int, packHash: String,
    rule: String, title: String, kind: String, recipient: String, recipientName: String?,
    outcome: String, met: Bool, verdict: String, awaits: [String], source: String,
    clauses: [Clause], factsHash: String, digest: String, decidedAt: Int64, explanation: [String]
  ) {
    self.contestant = contestant
    self.stage = stage
    self.pack = pack
    self.packVersion = packVersion
    self.packHash = packHash
    self.rule = rule
    self.title = title
    self.kind = kind
    self.recipient = recipient
    self.recipientName = recipientName
    self.outcome = outcome
    self.met = met
    self.verdict = verdict
    self.awaits = awaits
    self.source = source
    self.clauses = clauses
    self.factsHash = factsHash
    self.digest = digest
    self.decidedAt = decidedAt
    self.explanation = explanation
  }

  /// One condition.
  package struct Clause: Codable, Hashable, Sendable {
    /// The gate to which it belongs; absent for a condition of the rule itself.
    package let gate: String?
    /// The field under which the pack writes it, such as `rank-percent`.
    package let field: String
    package let required: String
    package let actual: String
    package let met: Bool
    /// How far it was; absent when it was met.
    package let distance: String?
    /// Where the actual value is recorded.
    package let evidence: String

    package init(
      gate: String?, field: String, required: String, actual: String, met: Bool,
      distance: String?, evidence: String
    ) {
      self.gate = gate
      self.field = field
      self.required = required
      self.actual = actual
      self.met = met
      self.distance = distance
      self.evidence = evidence
    }
  }
}

/// The text of a policy pack as the server keeps it.
package struct PolicyText: Codable, Hashable, Sendable {
  package let pack: String
  package let version: Int
  package let hash: String
  package let text: String

  package init(pack: String, version: Int, hash: String, text: String) {
    self.pack = pack
    self.version = version
    self.hash = hash
    self.text = text
  }
}
