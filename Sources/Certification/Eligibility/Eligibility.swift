package import Contests

extension PolicyPack {
  /// Judges every rule on its own, then applies the caps.
  ///
  /// The same facts at the same instant give the same decisions.
  /// - Returns: one decision a rule, in the order of the pack.
  package func decide(_ facts: Facts, at instant: Instant) -> [Decision] {
    let decisions = rules.map { rule in
      Decision(
        source: Decision.Source(
          pack: id, version: version, hash: hash, rule: rule.id, paper: rule.source),
        title: rule.title, facts: facts, decidedAt: instant, outcome: rule.outcome,
        clauses: rule.clauses.map { JudgedClause($0, facts: facts, at: instant) },
        gates: rule.gates.map { JudgedGate($0, facts: facts, at: instant) })
    }
    return caps.reduce(decisions) { $1.applied(to: $0) }
  }
}

extension PolicyPack.Cap {
  fileprivate func applied(to decisions: [Decision]) -> [Decision] {
    switch keep {
    case .highest:
      let candidates = decisions.filter { $0.met && $0.outcome.family == family }
      // Only a higher one replaces, so the first of equals stays.
      let winner = candidates.reduce(candidates.first) { best, next in
        best.map { $0.outcome.height < next.outcome.height ? next : $0 }
      }
      guard let winner else { return decisions }
      return decisions.map { decision in
        let loses =
          decision.met && decision.outcome.family == family
          && decision.source.rule != winner.source.rule
        return loses ? decision.displaced(by: winner.source.rule) : decision
      }
    }
  }
}

extension Outcome {
  /// Where the outcome stands within its family; higher is better.
  fileprivate var height: Int {
    if case .skillLevel(let level, _) = self { level.rawValue } else { 0 }
  }
}
