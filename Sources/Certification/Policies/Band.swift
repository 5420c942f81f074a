import Contests

/// What a band lets through, for people.
struct Band {
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
    let part = reach.part ?? reach.axis
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

extension Reach {
  /// Whether the numbers are ranks.
  var isRank: Bool { [RankClause.field, TeamRankClause.field].contains(axis) }

  /// Whether they are scores.
  var isScore: Bool { part != nil || axis == ScoreClause.field }

  /// Whether they are ranks or scores, of which a rule takes a band.
  var isBand: Bool {
    isRank || isScore
      || [RankPercentClause.field, TeamRankPercentClause.field].contains(axis)
  }

  /// The part of a result of which they are scores; absent for everything else.
  var part: String? {
    axis.hasPrefix(Self.partPrefix) ? String(axis.dropFirst(Self.partPrefix.count)) : nil
  }

  private static let partPrefix = "part "

  /// Scores of a part from a least one on.
  static func part(_ part: String, from least: Points) -> Reach {
    Reach(partPrefix + part, least.thousandths...StagePart.whole.thousandths)
  }
}

extension PolicyPack.Rule {
  /// Its id with its line and the bands by which it chooses, such as `R1 (line 6, rank 1 to 3)`.
  func named(with bands: [Reach], in language: Language) -> String {
    let isZh = language == .zhHans
    let line = place.line.map { isZh ? "第 \($0) 行" : "line \($0)" }
    let words = [line].compactMap { $0 } + bands.map { Band($0).text(in: language) }
    let (comma, open, close) = isZh ? ("，", "（", "）") : (", ", " (", ")")
    return id.text + open + words.joined(separator: comma) + close
  }
}
