package import Contests

extension PolicyPack {
  /// Judges every rule on its own, then applies the caps, then the rules that follow from others.
  ///
  /// The same facts at the same instant give the same decisions.
  /// - Returns: one decision for each rule that is about such a subject, in the order of the pack.
  package func decide(_ facts: Facts, at instant: Instant) -> [Decision] {
    let person = JudgedCase(pack: self, facts: facts, instant: instant)
    return verdicts(of: facts, in: person.setting).enumerated().compactMap { index, verdict in
      verdict.map { Decision(of: person, rule: index, verdict: $0) }
    }
  }

  /// How each rule ends, in the order of the pack; absent for rules about another kind of subject.
  ///
  /// No words are made, so that hundreds of thousands of people can be judged at once.
  package func verdicts(of facts: Facts, at instant: Instant) -> [Decision.Verdict?] {
    verdicts(of: facts, in: Setting(of: self, facts, at: instant))
  }

  func verdicts(of facts: Facts, in setting: Setting) -> [Decision.Verdict?] {
    var gateFindings = [ClauseFinding?](repeating: nil, count: gates.count)
    var verdicts = [Decision.Verdict?](repeating: nil, count: rules.count)
    for index in rules.indices where rules[index].recipient.subject == facts.subject {
      let rule = rules[index]
      var setting = setting
      if let ladder = rule.ladder {
        setting.level = ladder.level(above: facts.record.level.value)
        if setting.level == nil {
          verdicts[index] = .missed
          continue
        }
      }
      var finding = rule.clauses.finding(facts, setting)
      if finding == .missed {
        verdicts[index] = .missed
        continue
      }
      for gate in gatesOfRules[index] {
        if let known = gateFindings[gate] {
          finding = finding.and(known)
        } else {
          let found = gates[gate].clauses.finding(facts, setting)
          // A clause that asks something else of each level is asked again for the next rule.
          if !gates[gate].dependsOnLevel { gateFindings[gate] = found }
          finding = finding.and(found)
        }
      }
      verdicts[index] = finding.verdict
    }
    for cap in caps { cap.apply(to: &verdicts, of: self, facts) }
    keepLevels(ofYearIn: &verdicts, facts)
    follow(&verdicts, facts)
    return verdicts
  }

  /// Of the levels that the other caps leave, those stay for which the year has room: the highest, of
  /// equals the rule that stands first.
  private func keepLevels(ofYearIn verdicts: inout [Decision.Verdict?], _ facts: Facts) {
    guard let most = promotionsAYear else { return }
    let levels = rules.indices.compactMap { index -> (index: Int, level: SkillLevel)? in
      guard verdicts[index]?.isOpen ?? false else { return nil }
      return rules[index].ladder?.level(above: facts.record.level.value).map { (index, $0) }
    }
    let room = most - (facts.promotionsOfTheYear?.count ?? 0)
    guard room > 0, levels.count > room else { return }
    let best = levels.sorted { ($1.level, $0.index) < ($0.level, $1.index) }
    for lower in best.dropFirst(room) {
      verdicts[lower.index] = .displaced(by: rules[best[0].index].id)
    }
  }

  /// Rules that follow from others come after the caps: what was displaced leads to nothing more.
  private func follow(_ verdicts: inout [Decision.Verdict?], _ facts: Facts) {
    for index in rules.indices {
      guard let follows = rules[index].follows, let own = verdicts[index] else { continue }
      guard own != .missed, rules[index].recipient.isKnown(facts) else {
        verdicts[index] = .missed
        continue
      }
      switch followed(follows, verdicts, facts) {
      case .met?: break
      case .awaiting(let awaited)?:
        if case .awaiting(let others) = own {
          verdicts[index] = .awaiting(awaited.union(others))
        } else {
          verdicts[index] = .awaiting(awaited)
        }
      default: verdicts[index] = .missed
      }
    }
  }

  /// How the best of the outcomes ends from which another follows.
  private func followed(
    _ follows: Follows, _ verdicts: [Decision.Verdict?], _ facts: Facts
  ) -> Decision.Verdict? {
    var awaiting: Decision.Verdict?
    for (index, rule) in rules.enumerated() where follows.rules.contains(rule.id) {
      if let level = follows.level,
        rule.ladder?.level(above: facts.record.level.value) != level
      {
        continue
      }
      switch verdicts[index] {
      case .met?: return .met
      case .awaiting(let awaited)?: awaiting = awaiting ?? .awaiting(awaited)
      default: break
      }
    }
    return awaiting
  }
}

extension PolicyPack {
  /// Whether a rule, or one from which it follows, asks for the rank of the person's team.
  func restsOnTeam(_ rule: Rule) -> Bool {
    var (open, seen) = ([rule], Set([rule.id]))
    while let next = open.popLast() {
      let clauses = next.clauses + next.gates.flatMap(\.clauses)
      if clauses.contains(where: \.restsOnTeam) { return true }
      open += rules.filter {
        next.follows?.rules.contains($0.id) ?? false && seen.insert($0.id).inserted
      }
    }
    return false
  }
}

/// What some clauses come to together.
private enum ClauseFinding: Equatable {
  case met
  /// Nothing is missed but what the person cannot change.
  case awaiting(Awaiting)
  case missed

  func and(_ other: ClauseFinding) -> ClauseFinding {
    switch (self, other) {
    case (.missed, _), (_, .missed): .missed
    case (.met, _): other
    case (_, .met): self
    case (.awaiting(let one), .awaiting(let two)): .awaiting(one.union(two))
    }
  }

  var verdict: Decision.Verdict {
    switch self {
    case .met: .met
    case .awaiting(let awaited): .awaiting(awaited)
    case .missed: .missed
    }
  }
}

extension [any Clause] {
  fileprivate func finding(_ facts: Facts, _ setting: Setting) -> ClauseFinding {
    var finding = ClauseFinding.met
    for clause in self where !clause.isMet(by: facts, in: setting) {
      guard let awaited = clause.awaited(facts, in: setting) else { return .missed }
      finding = finding.and(.awaiting(Awaiting(awaited)))
    }
    return finding
  }
}

extension PolicyPack.Gate {
  fileprivate var dependsOnLevel: Bool { clauses.contains(where: \.dependsOnLevel) }
}

extension PolicyPack.Recipient {
  /// Whether it is known who that is.
  func isKnown(_ facts: Facts) -> Bool {
    self != .mentor || facts.record.mentor.value != nil
  }
}

extension PolicyPack.Cap {
  fileprivate func apply(
    to verdicts: inout [Decision.Verdict?], of pack: PolicyPack, _ facts: Facts
  ) {
    switch self {
    case .highest(let family):
      var winner: (index: Int, level: SkillLevel)?
      let members = pack.rules.indices.filter {
        pack.rules[$0].outcome.family == family && verdicts[$0]?.isOpen ?? false
      }
      for index in members {
        guard let level = pack.rules[index].ladder?.level(above: facts.record.level.value)
        else { continue }
        // Only a higher one replaces, so the first of equals stays.
        if winner.map({ $0.level < level }) ?? true { winner = (index, level) }
      }
      guard let winner else { return }
      for index in members where index != winner.index {
        verdicts[index] = .displaced(by: pack.rules[winner.index].id)
      }
    case .first(let ids):
      let members = pack.rules.indices.filter {
        ids.contains(pack.rules[$0].id) && verdicts[$0]?.isOpen ?? false
      }
      for index in members.dropFirst() {
        verdicts[index] = .displaced(by: pack.rules[members[0]].id)
      }
    case .aYear(let most):
      guard let spent = facts.promotionsOfTheYear, spent.count >= most, let last = spent.last
      else { return }
      for index in pack.rules.indices
      where pack.rules[index].outcome.family == .skillLevel && verdicts[index]?.isOpen ?? false {
        verdicts[index] = .capped(last)
      }
    }
  }
}

extension Facts {
  /// The levels gained through contests before, in the year of certification, the earliest first;
  /// absent when there are none at all.
  fileprivate var promotionsOfTheYear: [PersonRecord.Promotion]? {
    guard !record.promotions.isEmpty else { return nil }
    return record.promotions.filter { $0.date.year == result.certifiedOn.year }
      .sorted { $0.date < $1.date }
  }
}

extension Setting {
  init(of pack: PolicyPack, _ facts: Facts, at instant: Instant) {
    self.init(
      instant: instant,
      day: facts.occasion.zone.date(of: instant) ?? facts.result.certifiedOn,
      movesUp: pack.movesUp)
  }
}
