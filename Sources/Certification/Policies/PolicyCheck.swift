package import Contests

/// Looks a pack through before it is used: for rules that nobody can meet, and for bands of one kind
/// that overlap.
///
/// A pack that is kept already was checked by the rules of its day and is read without this.
package struct PolicyCheck: Sendable {
  private let pack: PolicyPack

  package init(_ pack: PolicyPack) { self.pack = pack }

  /// Everything that is wrong, in the order of the file; the pack must not be used when there is any.
  package var findings: [DeclarationFinding] {
    let reaches = pack.rules.map { Self.reach(of: $0) }
    var findings: [DeclarationFinding] = []
    for (index, rule) in pack.rules.enumerated() {
      func note(_ problem: LocalizedText) {
        findings.append(
          DeclarationFinding(
            line: rule.place.line, column: rule.place.column, field: "rules[\(index)]",
            broken: problem))
      }
      switch reaches[index] {
      case .nothing(let axis):
        note(
          LocalizedText(
            zhHans: "规则 \(rule.id) 不可能符合：关于 \(axis) 的条件互相矛盾",
            en: "nobody can meet rule \(rule.id): its conditions on \(axis) contradict each other"))
      case .some(let own):
        for earlier in pack.rules.indices.prefix(index) {
          guard case .some(let other) = reaches[earlier] else { continue }
          if let problem = problem(index, own, after: earlier, other) {
            note(problem)
            break
          }
        }
      }
    }
    return findings
  }

  // MARK: What a rule lets through

  private enum RuleReach {
    case some([String: Reach])
    /// The thing on which its clauses contradict each other.
    case nothing(axis: String)
  }

  private static func reach(of rule: PolicyPack.Rule) -> RuleReach {
    var reaches: [String: Reach] = [:]
    let all =
      (rule.clauses + rule.gates.flatMap(\.clauses)).flatMap(\.reaches)
      + (rule.ladder.map { [$0.reach] } ?? [])
    for reach in all {
      guard let known = reaches[reach.axis] else {
        reaches[reach.axis] = reach
        continue
      }
      guard let both = known.intersection(reach) else { return .nothing(axis: reach.axis) }
      reaches[reach.axis] = both
    }
    return .some(reaches)
  }

  // MARK: Two rules

  private func problem(
    _ index: Int, _ own: [String: Reach], after earlier: Int, _ other: [String: Reach]
  ) -> LocalizedText? {
    let (rule, before) = (pack.rules[index], pack.rules[earlier])
    guard rule.recipient == before.recipient, rule.follows == nil, before.follows == nil else {
      return nil
    }
    if isDisplaced(rule, by: before), Self.implies(rule, before) {
      return LocalizedText(
        zhHans: "规则 \(rule.id) 永远不会生效：凡符合它的人也符合 \(before.id)，而后者优先",
        en:
          "rule \(rule.id) never has an effect: whoever meets it meets \(before.id), which comes first"
      )
    }
    guard isOfOneKind(rule, before), !isCapped(rule, before) else { return nil }
    // Rules that differ in something else are about different people.
    for (axis, reach) in own {
      if let match = other[axis], match.intersection(reach) == nil { return nil }
    }
    let axes = Self.bandAxes(of: rule, apartFrom: before)
    let bandsBefore = Set(Self.bandAxes(of: before, apartFrom: rule))
    guard let axis = axes.first(where: bandsBefore.contains), let band = own[axis],
      let bandBefore = other[axis], let both = band.intersection(bandBefore)
    else { return nil }
    let words = Band(both)
    return LocalizedText(
      zhHans:
        "规则 \(rule.id) 与 \(before.id) 的范围重叠：\(words.text(in: .zhHans))可同时得到同类结果",
      en:
        "the bands of rules \(rule.id) and \(before.id) overlap: \(words.text(in: .en)) has both outcomes"
    )
  }

  /// The ranks and scores by which a rule chooses, ranks first. What a gate asks that the other rule
  /// needs as well chooses nobody, but for ranks.
  private static func bandAxes(
    of rule: PolicyPack.Rule, apartFrom other: PolicyPack.Rule
  ) -> [String] {
    let shared = Set(other.gates.map(\.id))
    let ranks = rule.gates.flatMap(\.clauses).flatMap(\.reaches).filter(\.isRank)
    let own = rule.clauses + rule.gates.filter { !shared.contains($0.id) }.flatMap(\.clauses)
    let bands = (own.flatMap(\.reaches) + ranks).filter(\.isBand)
    return bands.filter(\.isRank).map(\.axis) + bands.filter { !$0.isRank }.map(\.axis)
  }

  /// Whether a cap keeps the earlier one wherever both are met.
  private func isDisplaced(_ rule: PolicyPack.Rule, by earlier: PolicyPack.Rule) -> Bool {
    pack.caps.contains { cap in
      switch cap {
      case .highest(let family):
        rule.outcome.family == family && earlier.outcome.family == family
          && earlier.ladder.map { !$0.isRelative } ?? false
          && earlier.ladder?.top ?? .apprentice >= rule.ladder?.top ?? .apprentice
      case .first(let rules): rules.contains(rule.id) && rules.contains(earlier.id)
      case .aYear: false
      }
    }
  }

  /// Whether whoever meets one rule meets the other: each clause of the other is one of the first, or
  /// lets through all that the first does.
  private static func implies(_ rule: PolicyPack.Rule, _ other: PolicyPack.Rule) -> Bool {
    guard case .some(let reaches) = reach(of: rule) else { return false }
    let own = rule.clauses + rule.gates.flatMap(\.clauses)
    let otherGates = Set(other.gates.map(\.id)).subtracting(rule.gates.map(\.id))
    let asked =
      other.clauses + other.gates.filter { otherGates.contains($0.id) }.flatMap(\.clauses)
    return asked.allSatisfy { clause in
      if let reach = clause.reach, let known = reaches[reach.axis] {
        return reach.contains(known)
      }
      return own.contains { $0.isSame(as: clause) }
    }
      && (other.ladder.map { ladder in
        reaches[HoldsLevelClause.axis].map(ladder.reach.contains) ?? false
      } ?? true)
  }

  /// Whether the outcomes are such that a person is to have one of them: certificates of one kind,
  /// or eligibilities of one family.
  private func isOfOneKind(_ one: PolicyPack.Rule, _ other: PolicyPack.Rule) -> Bool {
    switch (one.outcome, other.outcome) {
    case (.grant(let kind, _), .grant(let otherKind, _)): kind == otherKind
    case (.skillLevel, .skillLevel): true
    case (.eligibility(let family, _, _), .eligibility(let otherFamily, _, _)):
      family == otherFamily
    default: false
    }
  }

  private func isCapped(_ one: PolicyPack.Rule, _ other: PolicyPack.Rule) -> Bool {
    pack.caps.contains { cap in
      switch cap {
      case .highest(let family):
        one.outcome.family == family && other.outcome.family == family
      case .first(let rules): rules.contains(one.id) && rules.contains(other.id)
      case .aYear: false
      }
    }
  }
}

extension Clause {
  fileprivate func isSame(as other: any Clause) -> Bool {
    (other as? Self).map { $0 == self } ?? false
  }
}

extension Reach {
  /// Whether the numbers are ranks.
  fileprivate var isRank: Bool { [RankClause.field, TeamRankClause.field].contains(axis) }

  /// Whether they are ranks or scores, of which a rule takes a band.
  fileprivate var isBand: Bool {
    isRank || axis.hasPrefix(Self.part)
      || [RankPercentClause.field, TeamRankPercentClause.field, ScoreClause.field].contains(axis)
  }

  fileprivate static let part = "part "
}

/// What a band lets through, for people.
private struct Band {
  private let reach: Reach

  init(_ reach: Reach) { self.reach = reach }

  func text(in language: Language) -> String {
    let isZh = language == .zhHans
    let (first, last) = (reach.bounds.lowerBound, reach.bounds.upperBound)
    return switch reach.axis {
    case RankClause.field: ranks(in: language)
    case TeamRankClause.field: (isZh ? "团体" : "team ") + ranks(in: language)
    case RankPercentClause.field: isZh ? "前 \(last)%" : "the best \(last)%"
    case TeamRankPercentClause.field: isZh ? "团体前 \(last)%" : "the best \(last)% of the teams"
    case ScoreClause.field: isZh ? "成绩 \(first)% 及以上" : "a score of \(first)% or more"
    default: part(in: language)
    }
  }

  private func part(in language: Language) -> String {
    let part = reach.axis.dropFirst(Reach.part.count)
    let least = Points(thousandths: reach.bounds.lowerBound)
    return language == .zhHans ? "\(part) \(least) 分及以上" : "\(part) of \(least) or more"
  }

  private func ranks(in language: Language) -> String {
    let (first, last) = (reach.bounds.lowerBound, reach.bounds.upperBound)
    switch (language, last) {
    case (.zhHans, first): return "第 \(first) 名"
    case (.en, first): return "rank \(first)"
    case (.zhHans, Reach.endless): return "第 \(first) 名及以后"
    case (.en, Reach.endless): return "rank \(first) and below"
    case (.zhHans, _): return "第 \(first) 至 \(last) 名"
    case (.en, _): return "rank \(first) to \(last)"
    }
  }
}
