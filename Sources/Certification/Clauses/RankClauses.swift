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

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeRank { rank in
      if rank < first {
        return LocalizedText(zhHans: "名次高于这一档", en: "ranked above this band")
      }
      return last.flatMap { rank > $0 ? .ranksShort(rank - $0) : nil }
    }
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
    facts.judgeRank { rank in
      // rank / ranked <= most / 100
      guard rank * 100 > most * facts.result.rankedCount else { return nil }
      return .ranksShort(rank - most * facts.result.rankedCount / 100)
    }
  }
}

extension Facts {
  /// Judges a rank by `shortfall`; a person without a rank falls short of every rank.
  fileprivate func judgeRank(_ shortfall: (Int) -> LocalizedText?) -> Judgement {
    guard let rank = rank.value else {
      let unranked = LocalizedText(zhHans: "未列入排名", en: "not ranked")
      return Judgement(actual: unranked, evidence: self.rank.evidence, shortfall: unranked)
    }
    return Judgement(
      actual: LocalizedText(
        zhHans: "第 \(rank) 名（共 \(result.rankedCount) 名）",
        en: "rank \(rank) of \(result.rankedCount)"),
      evidence: self.rank.evidence, shortfall: shortfall(rank))
  }
}

extension LocalizedText {
  fileprivate static func ranksShort(_ count: Int) -> LocalizedText {
    LocalizedText(zhHans: "差 \(count) 名", en: "\(counted(count, "rank")) short")
  }
}
