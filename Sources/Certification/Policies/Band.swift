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

extension Reach {
  /// Whether the numbers are ranks.
  var isRank: Bool { [RankClause.field, TeamRankClause.field].contains(axis) }

  /// Whether they are ranks or scores, of which a rule takes a band.
  var isBand: Bool {
    isRank || axis.hasPrefix(Self.part)
      || [RankPercentClause.field, TeamRankPercentClause.field, ScoreClause.field].contains(axis)
  }

  fileprivate static let part = "part "
}
