import Contests

/// Which rules of a pack never have an effect, and why.
struct PolicyHindrances: Sendable {
  /// In the order of the pack; absent for rules that may have an effect.
  private(set) var ofRules: [LocalizedText?] = []
  /// In the order of the pack: which of the rules that a rule follows cannot lead to it, and why.
  private(set) var ofFollowing: [[LocalizedText]] = []

  private let pack: PolicyPack
  private let reaches: [RuleReach]

  /// - Parameter reaches: of the rules, in the order of the pack.
  init(of pack: PolicyPack, _ reaches: [RuleReach]) {
    (self.pack, self.reaches) = (pack, reaches)
    for (rule, reach) in zip(pack.rules, reaches) {
      let inVain = followedInVain(by: rule, reach)
      let hindrance = hindrance(of: rule, reach, inVain)
      ofFollowing.append(inVain)
      ofRules.append(hindrance)
    }
  }

  private func hindrance(
    of rule: PolicyPack.Rule, _ reach: RuleReach, _ inVain: [LocalizedText]
  ) -> LocalizedText? {
    let own: [String: Reach]
    switch reach {
    case .some(let reaches): own = reaches
    case .nothing(let axis):
      return LocalizedText(
        zhHans: "规则 \(rule.id) 不可能符合：关于 \(axis) 的条件互相矛盾",
        en: "nobody can meet rule \(rule.id): its conditions on \(axis) contradict each other")
    }
    if let follows = rule.follows {
      guard inVain.count == Set(follows.rules).count else { return nil }
      return .inEach { language in
        let why = inVain.map { $0.text(in: language) }
        return language == .zhHans
          ? "规则 \(rule.id) 不可能符合：follows 中没有能引出它的规则"
            + (why.isEmpty ? "" : "：" + why.joined(separator: "；"))
          : "nobody can meet rule \(rule.id): nothing that it follows can lead to it"
            + (why.isEmpty ? "" : ": " + why.joined(separator: "; "))
      }
    }
    let earlier = pack.rules.indices.prefix(ofRules.count).first { index in
      let before = pack.rules[index]
      guard rule.recipient == before.recipient, before.follows == nil,
        case .some = reaches[index], isDisplaced(rule, by: before)
      else { return false }
      return Self.implies(rule, own, before)
    }
    return earlier.map { earlier in
      let before = pack.rules[earlier].id
      return LocalizedText(
        zhHans: "规则 \(rule.id) 永远不会生效：凡符合它的人也符合 \(before)，而后者优先",
        en: "rule \(rule.id) never has an effect: whoever meets it meets \(before), "
          + "which comes first")
    }
  }

  // MARK: Rules that follow others

  private func followedInVain(by rule: PolicyPack.Rule, _ reach: RuleReach) -> [LocalizedText] {
    guard let follows = rule.follows else { return [] }
    return pack.rules.indices.prefix(ofRules.count).compactMap { index in
      follows.rules.contains(pack.rules[index].id)
        ? reason(against: rule, reach, following: index, for: follows.level) : nil
    }
  }

  /// Why the outcome of an earlier rule cannot lead to a rule.
  private func reason(
    against rule: PolicyPack.Rule, _ reach: RuleReach, following earlier: Int,
    for level: SkillLevel?
  ) -> LocalizedText? {
    let before = pack.rules[earlier]
    guard ofRules[earlier] == nil, case .some(let reachBefore) = reaches[earlier] else {
      return LocalizedText(
        zhHans: "\(before.id) 本身不会生效", en: "\(before.id) never has an effect itself")
    }
    let (subject, other) = (rule.recipient.subject, before.recipient.subject)
    guard subject == other else {
      return .inEach { language in
        let (about, not) = (other.plural.text(in: language), subject.plural.text(in: language))
        return language == .zhHans
          ? "\(before.id) 关于\(about)，不是\(not)" : "\(before.id) is about \(about), not \(not)"
      }
    }
    var both = RuleReach.some(reachBefore)
    if let level {
      guard let held = before.ladder?.reach(to: level), case .some = both.narrowed(by: [held])
      else {
        return .inEach { language in
          let name = level.title.text(in: language)
          return language == .zhHans
            ? "\(before.id) 不会取得\(name)" : "\(before.id) never leads to \(name)"
        }
      }
      both = both.narrowed(by: [held])
    }
    guard case .some(let own) = reach,
      case .nothing(let axis) = both.narrowed(by: own.values.sorted { $0.axis < $1.axis })
    else { return nil }
    return LocalizedText(
      zhHans: "关于 \(axis) 的条件与 \(before.id) 的矛盾",
      en: "its conditions on \(axis) contradict those of \(before.id)")
  }

  // MARK: Rules that a cap takes away

  /// Whether a cap keeps the earlier one wherever both are met.
  private func isDisplaced(_ rule: PolicyPack.Rule, by earlier: PolicyPack.Rule) -> Bool {
    pack.caps.contains { cap in
      guard cap.settles(rule, earlier) else { return false }
      if case .first = cap { return true }
      return earlier.ladder.map { !$0.isRelative } ?? false
        && earlier.ladder?.top ?? .apprentice >= rule.ladder?.top ?? .apprentice
    }
  }

  /// Whether whoever meets one rule meets the other: each clause of the other is one of the first, or
  /// lets through all that the first does.
  private static func implies(
    _ rule: PolicyPack.Rule, _ reaches: [String: Reach], _ other: PolicyPack.Rule
  ) -> Bool {
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
}

extension Clause {
  fileprivate func isSame(as other: any Clause) -> Bool {
    (other as? Self).map { $0 == self } ?? false
  }
}
