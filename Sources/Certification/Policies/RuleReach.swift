/// What the clauses, gates and the ladder of a rule let through together, as far as it can be told
/// beforehand.
enum RuleReach: Sendable {
  /// By what is looked at, such as `rank`.
  case some([String: Reach])
  /// The thing on which they contradict each other.
  case nothing(axis: String)

  init(of rule: PolicyPack.Rule) {
    let clauses = rule.clauses + rule.gates.flatMap(\.clauses)
    self = RuleReach.some([:])
      .narrowed(by: clauses.flatMap(\.reaches) + (rule.ladder.map { [$0.reach] } ?? []))
  }

  /// What passes these as well.
  func narrowed(by more: [Reach]) -> RuleReach {
    guard case .some(var reaches) = self else { return self }
    for reach in more {
      guard let known = reaches[reach.axis] else {
        reaches[reach.axis] = reach
        continue
      }
      guard let both = known.intersection(reach) else { return .nothing(axis: reach.axis) }
      reaches[reach.axis] = both
    }
    return .some(reaches)
  }
}
