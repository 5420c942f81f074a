package import Contests

/// How a pack fared with its cases.
package struct PolicyTrial: Sendable {
  /// In the order of the file.
  package let cases: [Outcome]
  /// In the order of the pack.
  package let coverage: [Coverage]
  /// Of the clauses of the gates, whichever rules need them.
  package let gateLimits: [Limit]

  /// Whether every case came out as it should.
  package var holds: Bool { cases.allSatisfy(\.holds) }

  /// How one case came out.
  package struct Outcome: Sendable {
    package let `case`: PolicyCases.Case
    package let decisions: [Decision]
    /// Rules that should have been met, or awaiting, and are not, with the decision that says why.
    package let absent: [(expected: PolicyCases.Expected, decision: Decision?)]
    /// Rules that are met or awaiting and should not be.
    package let unexpected: [Decision]

    package var holds: Bool { absent.isEmpty && unexpected.isEmpty }
  }

  /// What the cases show of one rule.
  package struct Coverage: Sendable {
    package let rule: RuleID
    /// Cases in which it is met or awaiting.
    package let met: Int
    /// Cases in which one clause alone is missed: just outside.
    package let missedByOne: Int
    /// Of the clauses of its own, in the order of the file.
    package let limits: [Limit]
  }

  /// What the cases show of one clause.
  package struct Limit: Sendable {
    /// The gate that has the clause; absent for a clause of a rule.
    package let gate: GateID?
    /// What it looks at and asks for, such as 名次 and 第 1 至 3 名.
    package let title: LocalizedText
    package let required: LocalizedText
    /// Cases in which it is met.
    package let met: Int
    /// Cases in which nothing else is missed of a rule: just outside.
    package let missedAlone: Int
  }

  /// Tries a pack.
  package init(of pack: PolicyPack, on cases: PolicyCases) {
    let outcomes = cases.cases.map { Outcome($0, pack) }
    self.cases = outcomes
    let byRule = Dictionary(
      grouping: outcomes.flatMap(\.decisions).map(Findings.init), by: \.decision.source.rule)
    coverage = pack.rules.map { rule in
      let findings = byRule[rule.id] ?? []
      let missed = findings.filter { !$0.decision.verdict.isOpen }
      return Coverage(
        rule: rule.id, met: findings.count - missed.count,
        // What a cap takes away is just outside as well.
        missedByOne: missed.count { $0.misses <= 1 },
        limits: rule.clauses.map { clause in
          Limit(clause, of: nil, in: findings.map { ($0.clauses, $0.misses) })
        })
    }
    gateLimits = pack.gates.flatMap { gate in
      let rules = pack.rules.filter { $0.gates.contains { $0.id == gate.id } }
      let findings = rules.flatMap { byRule[$0.id] ?? [] }.map { found in
        (found.gates.first { $0.id == gate.id }?.clauses ?? [], found.misses)
      }
      return gate.clauses.map { Limit($0, of: gate.id, in: findings) }
    }
  }

  /// A decision with its clauses, which are made anew whenever they are asked for.
  private struct Findings {
    let decision: Decision
    let clauses: [JudgedClause]
    let gates: [JudgedGate]
    /// How many clauses are missed.
    let misses: Int

    init(_ decision: Decision) {
      self.decision = decision
      (clauses, gates) = (decision.clauses, decision.gates)
      let missed = (clauses + gates.flatMap(\.clauses)).filter { !$0.met }
      // Who holds the level already often misses what a clause says of the level held as well.
      let isOfLevel = missed.contains { LevelLadder.clauses.contains($0.field) }
      misses = missed.count { !(isOfLevel && $0.field == LevelLadder.field) }
    }
  }
}

extension PolicyTrial.Limit {
  /// - Parameter findings: the clauses among which it is, and how many are missed of the whole rule.
  fileprivate init(
    _ clause: any Clause, of gate: GateID?, in findings: [(clauses: [JudgedClause], misses: Int)]
  ) {
    let kind = type(of: clause)
    var (met, missedAlone) = (0, 0)
    for (clauses, misses) in findings {
      guard let judged = clauses.first(where: { $0.field == kind.field }) else { continue }
      if judged.met { met += 1 } else if misses == 1 { missedAlone += 1 }
    }
    self.init(
      gate: gate, title: kind.title, required: clause.required, met: met, missedAlone: missedAlone)
  }
}

extension PolicyTrial.Outcome {
  fileprivate init(_ case: PolicyCases.Case, _ pack: PolicyPack) {
    let decisions = pack.decide(`case`.facts, at: `case`.instant)
    self.case = `case`
    self.decisions = decisions
    func misses(
      _ expected: Set<PolicyCases.Expected>, _ isThere: (Decision) -> Bool
    ) -> [(expected: PolicyCases.Expected, decision: Decision?)] {
      expected.sorted { $0.rule < $1.rule }.compactMap { expected in
        let decision = decisions.first { $0.source.rule == expected.rule }
        guard let decision, isThere(decision) else { return (expected, decision) }
        guard let level = expected.level else { return nil }
        if case .skillLevel(level, _) = decision.outcome { return nil }
        return (expected, decision)
      }
    }
    guard `case`.expectsSomething else {
      (absent, unexpected) = ([], [])
      return
    }
    absent =
      misses(`case`.met, \.met) + misses(`case`.awaiting) { $0.verdict.isOpen && !$0.met }
    let known = Set(`case`.met.map(\.rule))
    let waiting = Set(`case`.awaiting.map(\.rule))
    unexpected = decisions.filter {
      $0.met && !known.contains($0.source.rule)
        || $0.verdict.isOpen && !$0.met && !waiting.contains($0.source.rule)
    }
  }
}
