import Contests

extension OutcomeFinding {
  /// What a decision found; `nil` when the rule's outcome is not met.
  package init?(_ decision: Decision) {
    let (outcome, source, facts) = (decision.outcome, decision.source, decision.facts)
    guard decision.met, let kind = Kind(rawValue: outcome.kind) else { return nil }
    let level: SkillLevel? = if case .skillLevel(let level, _) = outcome { level } else { nil }
    self.init(
      subject: OutcomeSubject(
        stage: facts.occasion.stage, contestant: facts.person.contestant, pack: source.pack,
        rule: source.rule),
      kind: kind, name: outcome.name, level: level, packVersion: source.version,
      packHash: source.hash, resultsVersion: facts.result.version,
      resultsHash: facts.result.hash)
  }
}
