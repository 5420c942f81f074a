import Contests

/// `rank: 1..3`, `rank: 1`, or `rank: 4..` for the fourth and everyone below; both ends inclusive.
struct RankClause: Clause {
  static let field = "rank"
  static var title: LocalizedText { LocalizedText(zhHans: "名次", en: "Rank") }

  /// The best rank that is in, 1 or more.
  let first: Int
  /// The worst rank that is in; absent: no end.
  let last: Int?

  init?(declared: Declaration) {
    let range: (Int, Int?)? = declared.value(
      expecting: LocalizedText(
        zhHans: "名次，如 1、1..3 或 4..", en: "ranks such as 1, 1..3 or 4..")
    ) { text in
      if let rank = Self.rank(text) { return (rank, rank) }
      guard let dots = text.firstRange(of: ".."), let first = Self.rank(text[..<dots.lowerBound])
      else { return nil }
      let rest = text[dots.upperBound...]
      if rest.isEmpty { return (first, nil) }
      guard let last = Self.rank(rest), last >= first else { return nil }
      return (first, last)
    }
    guard let range else { return nil }
    (first, last) = range
  }

  var required: LocalizedText {
    guard let last else {
      return LocalizedText(zhHans: "第 \(first) 名及以后", en: "rank \(first) or below")
    }
    return first == last
      ? LocalizedText(zhHans: "第 \(first) 名", en: "rank \(first)")
      : LocalizedText(zhHans: "第 \(first) 至 \(last) 名", en: "rank \(first) to \(last)")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement { facts.judgeRank(shortfall) }

  /// How far a rank is from this band; `nil` within it.
  fileprivate func shortfall(_ rank: Int) -> LocalizedText? {
    if rank < first {
      return LocalizedText(zhHans: "名次高于这一档", en: "ranked above this band")
    }
    return last.flatMap { rank > $0 ? .ranksShort(rank - $0) : nil }
  }

  private static func rank(_ text: some StringProtocol) -> Int? {
    guard let number = Int(text), (1...10_000_000).contains(number) else { return nil }
    return number
  }
}

/// `rank-percent: at most 50%`: the best part of those ranked, the boundary inclusive.
struct RankPercentClause: Clause {
  static let field = "rank-percent"
  static var title: LocalizedText {
    LocalizedText(zhHans: "名次比例", en: "Share of those ranked")
  }

  /// 1 to 100.
  let most: Int

  init?(declared: Declaration) {
    let most = declared.bound(
      "at most",
      expecting: LocalizedText(
        zhHans: "百分比上限，如 at most 50%", en: "a share such as at most 50%"), wholePercent)
    guard let most else { return nil }
    self.most = most
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "排名前 \(most)%", en: "the best \(most)% of those ranked")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeRank { shortfall($0, of: facts.result.rankedCount) }
  }

  /// How far a rank is from the best part of so many; `nil` within it.
  fileprivate func shortfall(_ rank: Int, of count: Int) -> LocalizedText? {
    // rank / ranked <= most / 100
    guard rank * 100 > most * count else { return nil }
    return .ranksShort(rank - most * count / 100)
  }
}

/// `team-rank: 1..3`: the rank of the person's team, as `rank` is written.
struct TeamRankClause: Clause {
  static let field = "team-rank"
  static var title: LocalizedText { LocalizedText(zhHans: "团体名次", en: "Team rank") }

  let ranks: RankClause

  init?(declared: Declaration) {
    guard let ranks = RankClause(declared: declared) else { return nil }
    self.ranks = ranks
  }

  var required: LocalizedText { .team(ranks.required) }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeTeamRank(ranks.shortfall)
  }
}

/// `team-rank-percent: at most 50%`: the best part of the teams ranked, the boundary inclusive.
struct TeamRankPercentClause: Clause {
  static let field = "team-rank-percent"
  static var title: LocalizedText {
    LocalizedText(zhHans: "团体名次比例", en: "Share of the teams ranked")
  }

  let share: RankPercentClause

  init?(declared: Declaration) {
    guard let share = RankPercentClause(declared: declared) else { return nil }
    self.share = share
  }

  var required: LocalizedText { .team(share.required) }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeTeamRank { share.shortfall($0, of: facts.result.rankedTeams) }
  }
}

extension Facts {
  /// Judges a rank by `shortfall`; a person without a rank falls short of every rank.
  fileprivate func judgeRank(_ shortfall: (Int) -> LocalizedText?) -> Judgement {
    judge(
      rank, of: result.rankedCount, orElse: LocalizedText(zhHans: "未列入排名", en: "not ranked"),
      shortfall)
  }

  /// Judges the rank of the person's team in the same way.
  fileprivate func judgeTeamRank(_ shortfall: (Int) -> LocalizedText?) -> Judgement {
    judge(
      teamRank, of: result.rankedTeams,
      orElse: LocalizedText(zhHans: "没有列入排名的代表队", en: "no team that is ranked"), shortfall)
  }

  private func judge(
    _ fact: Fact<Int?>, of count: Int, orElse unranked: LocalizedText,
    _ shortfall: (Int) -> LocalizedText?
  ) -> Judgement {
    guard let rank = fact.value else {
      return Judgement(actual: unranked, evidence: fact.evidence, shortfall: unranked)
    }
    return Judgement(
      actual: LocalizedText(
        zhHans: "第 \(rank) 名（共 \(count) 名）", en: "rank \(rank) of \(count)"),
      evidence: fact.evidence, shortfall: shortfall(rank))
  }
}

extension LocalizedText {
  fileprivate static func ranksShort(_ count: Int) -> LocalizedText {
    LocalizedText(zhHans: "差 \(count) 名", en: "\(counted(count, "rank")) short")
  }

  fileprivate static func team(_ required: LocalizedText) -> LocalizedText {
    LocalizedText(
      zhHans: "代表队" + required.text(in: .zhHans), en: "the team: " + required.text(in: .en))
  }
}
