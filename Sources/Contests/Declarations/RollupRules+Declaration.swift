extension RollupRules {
  /// Reads the field `rollups` of a stage.
  init?(declared: Declaration) {
    let fields = declared.mapping(keys: ["small", "pass"] + Grouping.allCases.map(\.rawValue))
    guard let fields else { return nil }
    let small = fields["small"].map { $0.number(in: 1...1000) } ?? Limits.smallGroup
    let pass = fields["pass"]?.passMark()
    guard let small else { return nil }
    let hasPass = fields["pass"] != nil
    var rules: [Grouping: Rule] = [:]
    for grouping in Grouping.allCases {
      let rule =
        fields[grouping.rawValue].map {
          Rule(declared: $0, for: grouping, small: small, hasPass: hasPass)
        } ?? .usual(small: small)
      rules[grouping] = rule
    }
    guard let unit = rules[.unit], let city = rules[.city], let province = rules[.province],
      let team = rules[.team]
    else { return nil }
    self.init(
      small: small, pass: pass, unit: unit, city: city, province: province,
      team: fields["team"] == nil ? nil : team)
  }
}

extension RollupRules.Rule {
  fileprivate init?(
    declared: Declaration, for grouping: RollupRules.Grouping, small: Int, hasPass: Bool
  ) {
    let fields = declared.mapping(keys: ["score", "best", "least", "ties", "ranks"])
    guard let fields else { return nil }
    let best = fields["best"].map { $0.number(in: 1...10_000) } ?? Self.usualBest
    let least = fields["least"].map { $0.number(in: 1...100_000) } ?? small
    if let least, least < small {
      // A rank would tell of what is withheld.
      fields["least"]?.note(
        LocalizedText(
          zhHans: "least 不得小于 small（\(small)）：不公布的小组不能有名次",
          en: "least is at least small (\(small)): a group that is withheld has no rank"))
    }
    let ties = fields["ties"].map { $0.tieBreaks(for: grouping, hasPass: hasPass) }
    let ranks = fields["ranks"].map { $0.choice(TiePolicy.Ranks.self) }
    let score = fields["score"]
    let parts = score.map { $0.rollupParts(for: grouping, hasPass: hasPass) }
    guard let best, let least, let parts = parts ?? [RollupRules.Part(.mean)] else { return nil }
    self.init(score: parts, best: best, least: least, ties: ties ?? nil, ranks: ranks ?? nil)
  }
}

extension RollupRules.Grouping {
  /// Notes a measure that groups of this kind do not have, or that needs more than is declared.
  fileprivate func check(
    _ measures: [RollupRules.Measure], hasPass: Bool, at place: Declaration
  ) {
    if self == .unit, measures.contains(.coverage) {
      place.note(
        LocalizedText(
          zhHans: "覆盖率（coverage）按单位计数，单位自身没有覆盖率",
          en: "coverage counts units; a unit by itself has none"))
    }
    if self == .team, measures.contains(.coverage) || measures.contains(.participationRate) {
      place.note(
        LocalizedText(
          zhHans: "代表队的名次写入成绩文件，不能以申报人数为准（参赛率、覆盖率）",
          en: "the ranks of teams are certified and cannot rest on headcounts: neither "
            + "participation-rate nor coverage"))
    }
    if !hasPass, measures.contains(.passRate) {
      place.note(
        LocalizedText(
          zhHans: "合格率（pass-rate）需要合格线：在 rollups 中写 pass",
          en: "a pass-rate needs a pass mark: the field pass of rollups"))
    }
  }
}

extension Declaration {
  fileprivate func passMark() -> Points? {
    value(
      expecting: LocalizedText(zhHans: "分数，如 60 或 7.5", en: "a score such as 60 or 7.5")
    ) { Points(decimal: $0) }
  }

  /// The measures that make a score; `nil` after noting what is wrong.
  fileprivate func rollupParts(
    for grouping: RollupRules.Grouping, hasPass: Bool
  ) -> [RollupRules.Part]? {
    let list = isList ? list() : [self]
    let parts = list.compactMap { $0.rollupPart(isAlone: list.count == 1) }
    if list.isEmpty || Set(parts.map(\.measure)).count != parts.count {
      note(LocalizedText(zhHans: "至少一项指标，且不得重复", en: "at least one measure, and none twice"))
    }
    grouping.check(parts.map(\.measure), hasPass: hasPass, at: self)
    return parts.count == list.count ? parts : nil
  }

  /// What decides between equal scores, such as `[best-members, elapsed]`.
  fileprivate func tieBreaks(
    for grouping: RollupRules.Grouping, hasPass: Bool
  ) -> [RollupRules.TieBreak] {
    let list = isList ? list() : [self]
    let breaks = list.compactMap { $0.choice(RollupRules.TieBreak.self) }
    if Set(breaks).count != breaks.count {
      note(LocalizedText(zhHans: "同一项不得重复", en: "nothing stands twice"))
    }
    let measures = breaks.compactMap { tie -> RollupRules.Measure? in
      if case .measure(let measure) = tie { measure } else { nil }
    }
    grouping.check(measures, hasPass: hasPass, at: self)
    return breaks
  }

  /// Such as `mean`, or `mean 60` among others.
  fileprivate func rollupPart(isAlone: Bool) -> RollupRules.Part? {
    let known = RollupRules.Measure.allCases.map(\.rawValue)
    return value(
      expecting: isAlone
        ? LocalizedText(
          zhHans: known.joined(separator: "、"), en: known.joined(separator: ", "))
        : LocalizedText(
          zhHans: "指标和权重（1 至 1000），如 mean 60；指标：\(known.joined(separator: "、"))",
          en: "a measure and its weight from 1 to 1000, such as mean 60; measures: "
            + known.joined(separator: ", "))
    ) { text in
      let words = text.split(separator: " ")
      guard let measure = words.first.flatMap({ RollupRules.Measure(rawValue: String($0)) }) else {
        return nil
      }
      switch words.count {
      case 1 where isAlone: return RollupRules.Part(measure)
      case 2:
        return Int(words[1]).flatMap { weight in
          (1...1000).contains(weight) ? RollupRules.Part(measure, weight: weight) : nil
        }
      default: return nil
      }
    }
  }
}
