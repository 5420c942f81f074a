package import Contests

/// What one rule says of one person, and why. Only `PolicyPack.decide` makes one.
package struct Decision: Hashable, Sendable {
  /// Which pack decided, so that the decision can be repeated.
  package struct Source: Hashable, Sendable {
    /// The pack's id.
    package let pack: PackID
    /// 1 or more.
    package let version: Int
    /// The hash of the pack's text.
    package let hash: String
    /// The rule that was judged.
    package let rule: RuleID
    /// The paper from which the rule was taken; absent when the pack names none.
    package let paper: String?
  }

  /// How a rule ends for a person.
  package enum Verdict: Hashable, Sendable {
    case met
    /// At least one clause is not met.
    case missed
    /// Every clause is met, but a cap keeps the outcome of that rule instead.
    case displaced(by: RuleID)
  }

  /// Pack, version and rule.
  package let source: Source
  /// The rule's title.
  package let title: LocalizedText
  /// The facts that were judged.
  package let facts: Facts
  /// The moment for which it was decided; a later one may decide otherwise.
  package let decidedAt: Instant
  /// What the rule leads to, whether the person has it or not.
  package let outcome: Outcome
  /// The rule's own clauses.
  package let clauses: [JudgedClause]
  /// The gates that the rule needs, each with its clauses.
  package let gates: [JudgedGate]
  /// How the rule ends, after the caps.
  package let verdict: Verdict

  /// Whether the person has the outcome.
  package var met: Bool { verdict == .met }

  /// Whether a certificate follows: the outcome is a grant, and the person has it.
  package var grantsCertificate: Bool {
    if case .grant = outcome { met } else { false }
  }

  /// Every clause that is not met, the rule's own first.
  package var misses: [JudgedClause] {
    (clauses + gates.flatMap(\.clauses)).filter { !$0.met }
  }

  init(
    source: Source, title: LocalizedText, facts: Facts, decidedAt: Instant, outcome: Outcome,
    clauses: [JudgedClause], gates: [JudgedGate], displacedBy winner: RuleID? = nil
  ) {
    self.source = source
    self.title = title
    self.facts = facts
    self.decidedAt = decidedAt
    self.outcome = outcome
    self.clauses = clauses
    self.gates = gates
    let allMet = clauses.allSatisfy(\.met) && gates.allSatisfy(\.met)
    verdict = allMet ? (winner.map { .displaced(by: $0) } ?? .met) : .missed
  }

  /// The same decision after a cap kept the outcome of another rule.
  func displaced(by winner: RuleID) -> Decision {
    Decision(
      source: source, title: title, facts: facts, decidedAt: decidedAt, outcome: outcome,
      clauses: clauses, gates: gates, displacedBy: winner)
  }
}

/// One clause with what it asked and what was the case.
package struct JudgedClause: Hashable, Sendable {
  /// The field under which the pack writes it, such as `rank-percent`.
  package let field: String
  /// What was looked at, such as 名次.
  package let title: LocalizedText
  /// What was asked for, such as 第 1 至 3 名.
  package let required: LocalizedText
  /// What is the case, such as 第 6 名（共 20 名）.
  package let actual: LocalizedText
  /// Where the actual value is written down.
  package let evidence: String
  /// How far it falls short; absent when the clause is met.
  package let shortfall: LocalizedText?

  /// Whether the clause is met; a miss always has its distance.
  package var met: Bool { shortfall == nil }

  init(_ clause: any Clause, facts: Facts, at instant: Instant) {
    let judgement = clause.judge(facts, at: instant)
    let kind = type(of: clause)
    field = kind.field
    title = kind.title
    required = clause.required
    actual = judgement.actual
    evidence = judgement.evidence
    shortfall = judgement.shortfall
  }
}

/// A gate with its clauses as sub-clauses.
package struct JudgedGate: Hashable, Sendable {
  /// The name under which rules need it.
  package let id: GateID
  /// For people.
  package let title: LocalizedText
  /// In the order of the pack.
  package let clauses: [JudgedClause]

  /// Whether every clause is met.
  package var met: Bool { clauses.allSatisfy(\.met) }

  init(_ gate: PolicyPack.Gate, facts: Facts, at instant: Instant) {
    id = gate.id
    title = gate.title
    clauses = gate.clauses.map { JudgedClause($0, facts: facts, at: instant) }
  }
}
