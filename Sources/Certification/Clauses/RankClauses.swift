import Contests

/// `rank: 1..3`, `rank: 1`, or `rank: 4..` for the fourth and everyone below; both ends inclusive.
struct RankClause: Clause {
  static let field = "rank"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
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
      return Self.rank(rest).map { (first, $0) }
    }
    guard let range else { return nil }
    (first, last) = range
    if let last, last < first {
      declared.noteReversed(first, last)
      return nil
    }
  }

  var required: LocalizedText {
    guard let last else {
      return LocalizedText(zhHans: "第 \(first) 名及以后", en: "rank \(first) or below")
    }
    return first == last
      ? LocalizedText(zhHans: "第 \(first) 名", en: "rank \(first)")
      : LocalizedText(zhHans: "第 \(first) 至 \(last) 名", en: "rank \(first) to \(last)")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.rank(in: setting).map(contains) ?? false
  }

  /// Whether a rank is within the band.
  func contains(_ rank: Int) -> Bool { rank >= first && rank <= last ?? rank }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualRank(in: setting)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.rank(in: setting).map(shortfall(of:)) ?? facts.whyNoRank
  }

  /// How far a rank that is not within the band is from it.
  func shortfall(of rank: Int) -> LocalizedText {
    rank < first
      ? LocalizedText(zhHans: "名次高于这一档", en: "ranked above this band")
      : .ranksShort(rank - (last ?? rank))
  }

  var reach: Reach? { Reach(Self.field, first...(last ?? Reach.endless)) }

  private static func rank(_ text: some StringProtocol) -> Int? {
    guard let number = Int(text), (1...10_000_000).contains(number) else { return nil }
    return number
  }
}

/// `rank-percent: at most 50%`: the best part of those ranked, the boundary inclusive.
struct RankPercentClause: Clause {
  static let field = "rank-percent"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
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

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.rank(in: setting).map { contains($0, of: facts.result.rankedCount) } ?? false
  }

  /// Whether a rank is within the best part of so many.
  func contains(_ rank: Int, of ranked: Int) -> Bool {
    // rank / ranked <= most / 100
    rank * 100 <= most * ranked
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualRank(in: setting)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.rank(in: setting).map { shortfall(of: $0, of: facts.result.rankedCount) }
      ?? facts.whyNoRank
  }

  /// How far a rank that is not within the best part of so many is from it.
  func shortfall(of rank: Int, of ranked: Int) -> LocalizedText {
    .ranksShort(rank - most * ranked / 100)
  }

  var reach: Reach? { Reach(Self.field, 1...most) }
}

/// `shared-rank: no`: nobody else has the same rank.
struct UnsharedRankClause: Clause {
  static let field = "shared-rank"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "并列", en: "Shared rank") }

  init?(declared: Declaration) {
    let no: Bool? = declared.value(expecting: LocalizedText(zhHans: "no", en: "no")) {
      $0 == "no" ? false : nil
    }
    guard no != nil else { return nil }
  }

  var required: LocalizedText { LocalizedText(zhHans: "名次不并列", en: "nobody else has the rank") }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.result.rank != nil && !facts.result.isTied
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words: LocalizedText =
      if facts.result.rank == nil {
        facts.whyNoRank
      } else {
        facts.result.isTied ? LocalizedText(zhHans: "有并列", en: "shared") : required
      }
    return (words, facts.certified("rank"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    actual(facts, in: setting).words
  }
}

extension Facts {
  fileprivate func rank(in setting: Setting) -> Int? { rank(movingUp: setting.movesUp) }

  fileprivate func actualRank(
    in setting: Setting
  ) -> (words: LocalizedText, evidence: String) {
    let evidence = certified("rank")
    guard let certified = result.rank, let rank = rank(in: setting) else {
      return (whyNoRank, hasLostRank ? objection.evidence : evidence)
    }
    let words = LocalizedText(
      zhHans: "第 \(rank) 名（共 \(result.rankedCount) 名）",
      en: "rank \(rank) of \(result.rankedCount)")
    guard rank != certified else { return (words, evidence) }
    return (
      .inEach { language in
        let rank = words.text(in: language)
        return language == .zhHans
          ? "\(rank)，原第 \(certified) 名，递补" : "\(rank), moved up from \(certified)"
      }, evidence
    )
  }

  /// Whether an upheld objection is why there is no rank, as far as the facts tell.
  private var hasLostRank: Bool {
    result.rank == nil && objection.value == .upheld && !disqualified.value
  }

  fileprivate var whyNoRank: LocalizedText {
    hasLostRank
      ? LocalizedText(zhHans: "异议成立，不再列入名次", en: "no rank: an objection was upheld")
      : LocalizedText(zhHans: "未列入排名", en: "not ranked")
  }
}

extension LocalizedText {
  fileprivate static func ranksShort(_ count: Int) -> LocalizedText {
    LocalizedText(zhHans: "差 \(count) 名", en: "\(counted(count, "rank")) short")
  }
}
