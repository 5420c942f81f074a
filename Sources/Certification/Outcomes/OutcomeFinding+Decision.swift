import Contests

extension OutcomeSubject {
  /// What a decision is about.
  package init(_ decision: Decision) {
    let (source, facts) = (decision.source, decision.facts)
    self.init(
      stage: facts.occasion.stage, contestant: facts.person.contestant, pack: source.pack,
      rule: source.rule)
  }
}

extension OutcomeFinding {
  /// What a decision is about, whether the outcome is met or not.
  package init(_ decision: Decision) {
    let (outcome, source, facts) = (decision.outcome, decision.source, decision.facts)
    let level: SkillLevel? = if case .skillLevel(let level, _) = outcome { level } else { nil }
    self.init(
      subject: OutcomeSubject(decision), kind: outcome.kind, name: outcome.name, level: level,
      recipient: decision.recipient,
      recipientName: decision.recipient == .person ? nil : decision.recipientName,
      packVersion: source.version, packHash: source.hash, resultsVersion: facts.result.version,
      resultsHash: facts.result.hash)
  }
}
