import Contests

/// `score: at least 60%` of the maximum.
struct ScoreClause: Clause {
  static let field = "score"
  static var title: LocalizedText { LocalizedText(zhHans: "成绩", en: "Score") }

  /// 1 to 100.
  let leastPercent: Int

  init?(declared: Declaration) {
    let least = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "满分的百分比，如 at least 60%", en: "a share of the maximum such as at least 60%"),
      wholePercent)
    guard let least else { return nil }
    leastPercent = least
  }

  var required: LocalizedText {
    LocalizedText(
      zhHans: "不低于满分的 \(leastPercent)%", en: "at least \(leastPercent)% of the maximum")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    let (score, maximum) = (facts.score.value, facts.result.maximum)
    return Judgement(
      actual: LocalizedText(
        zhHans: "\(score) 分（满分 \(maximum) 分）", en: "\(score) of \(maximum) points"),
      evidence: facts.score.evidence, shortfall: shortfall(score, of: maximum))
  }

  private func shortfall(_ score: Points, of maximum: Points) -> LocalizedText? {
    guard maximum > .zero else {
      return LocalizedText(zhHans: "没有可得分的题目", en: "there were no points to earn")
    }
    let needed = Points(thousandths: (leastPercent * maximum.thousandths + 99) / 100)
    guard score < needed else { return nil }
    let missing = Points(thousandths: needed.thousandths - score.thousandths)
    return LocalizedText(
      zhHans: "需 \(needed) 分，差 \(missing) 分",
      en: "\(needed) needed: \(counted(missing)) short")
  }
}

/// `rounds: at least 1`: attempts that count.
struct RoundsClause: Clause {
  static let field = "rounds"
  static var title: LocalizedText { LocalizedText(zhHans: "完成轮次", en: "Rounds") }

  /// 1 or more.
  let least: Int

  init?(declared: Declaration) {
    let least: Int? = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "轮次下限，如 at least 3", en: "a number of rounds such as at least 3")
    ) { text in Int(text).flatMap { (1...100_000).contains($0) ? $0 : nil } }
    guard let least else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不少于 \(least) 轮", en: "at least \(counted(least, "round"))")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    let rounds = facts.rounds.value
    let missing = least - rounds
    return Judgement(
      actual: LocalizedText(zhHans: "\(rounds) 轮", en: counted(rounds, "round")),
      evidence: facts.rounds.evidence,
      shortfall: missing > 0
        ? LocalizedText(zhHans: "还差 \(missing) 轮", en: "\(counted(missing, "round")) short") : nil)
  }
}

/// `theory: at least 60` of 100.
struct TheoryClause: Clause {
  static let field = "theory"
  static var title: LocalizedText { LocalizedText(zhHans: "理论成绩", en: "Theory") }

  /// 0 to 100.
  let least: Points

  init?(declared: Declaration) {
    guard let least = declared.partBound() else { return nil }
    self.least = least
  }

  var required: LocalizedText { .atLeast(least) }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    judgePart(
      facts.theory, least: least,
      absent: LocalizedText(zhHans: "未录入理论成绩", en: "no theory score was entered"))
  }
}

/// `practical: at least 60` of 100.
struct PracticalClause: Clause {
  static let field = "practical"
  static var title: LocalizedText { LocalizedText(zhHans: "实操成绩", en: "Practical") }

  /// 0 to 100.
  let least: Points

  init?(declared: Declaration) {
    guard let least = declared.partBound() else { return nil }
    self.least = least
  }

  var required: LocalizedText { .atLeast(least) }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    judgePart(
      facts.practical, least: least,
      absent: LocalizedText(zhHans: "未录入实操成绩", en: "no practical score was entered"))
  }
}

private func judgePart(_ part: Fact<Points?>, least: Points, absent: LocalizedText) -> Judgement {
  guard let score = part.value else {
    return Judgement(actual: absent, evidence: part.evidence, shortfall: absent)
  }
  let missing = Points(thousandths: least.thousandths - score.thousandths)
  return Judgement(
    actual: LocalizedText(zhHans: "\(score) 分", en: counted(score)), evidence: part.evidence,
    shortfall: missing > .zero
      ? LocalizedText(
        zhHans: "差 \(missing) 分",
        en: "\(counted(missing)) short") : nil)
}

extension Declaration {
  fileprivate func partBound() -> Points? {
    bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "百分制分数下限，如 at least 60", en: "points out of 100 such as at least 60")
    ) { text in Points(decimal: text).flatMap { $0 <= Points(100) ? $0 : nil } }
  }
}

extension LocalizedText {
  fileprivate static func atLeast(_ points: Points) -> LocalizedText {
    LocalizedText(zhHans: "不低于 \(points) 分", en: "at least \(counted(points))")
  }
}
