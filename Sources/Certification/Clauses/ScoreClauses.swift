import Contests

/// `score: at least 60%` of the maximum.
struct ScoreClause: Clause {
  static let field = "score"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
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

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    let (score, maximum) = (facts.result.score, facts.result.maximum)
    return maximum > .zero
      && score.thousandths * 100 >= leastPercent * maximum.thousandths
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let (score, maximum) = (facts.result.score, facts.result.maximum)
    return (
      LocalizedText(
        zhHans: "\(score) 分（满分 \(maximum) 分）", en: "\(score) of \(maximum) points"),
      facts.certified("score")
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let (score, maximum) = (facts.result.score, facts.result.maximum)
    guard maximum > .zero else {
      return LocalizedText(zhHans: "没有可得分的题目", en: "there were no points to earn")
    }
    let needed = Points(thousandths: (leastPercent * maximum.thousandths + 99) / 100)
    let missing = Points(thousandths: needed.thousandths - score.thousandths)
    return LocalizedText(
      zhHans: "需 \(needed) 分，差 \(missing) 分",
      en: "\(needed) needed: \(counted(missing)) short")
  }

  var reach: Reach? { Reach(Self.field, leastPercent...100) }
}

/// `rounds: at least 1`: attempts that count.
struct RoundsClause: Clause {
  static let field = "rounds"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "完成轮次", en: "Rounds") }

  /// 1 or more.
  let least: Int

  init?(declared: Declaration) {
    guard let least = declared.least(1...100_000, example: "3") else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不少于 \(least) 轮", en: "at least \(counted(least, "round"))")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { facts.result.rounds >= least }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let rounds = facts.result.rounds
    return (
      LocalizedText(zhHans: "\(rounds) 轮", en: counted(rounds, "round")),
      facts.certified("rounds")
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let missing = least - facts.result.rounds
    return LocalizedText(zhHans: "还差 \(missing) 轮", en: "\(counted(missing, "round")) short")
  }

  var reach: Reach? { Reach(Self.field, least...Reach.endless) }
}

/// `days: at least 20`, or `days: all` for every day of the stage's window: days with a round.
struct DaysClause: Clause {
  static let field = "days"
  static var title: LocalizedText { LocalizedText(zhHans: "参加天数", en: "Days") }

  /// 1 or more; absent: all days of the window.
  let least: Int?

  init?(declared: Declaration) {
    let least: Int?? = declared.value(
      expecting: LocalizedText(
        zhHans: "all，或天数下限，如 at least 20", en: "all, or a number of days such as at least 20")
    ) { text in
      if text == "all" { return .some(nil) }
      guard text.hasPrefix("at least "), let days = Int(text.dropFirst(9)),
        (1...10_000).contains(days)
      else { return nil }
      return .some(days)
    }
    guard let least else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    guard let least else {
      return LocalizedText(zhHans: "每天都参加", en: "every day of the stage")
    }
    return LocalizedText(zhHans: "不少于 \(least) 天", en: "at least \(counted(least, "day"))")
  }

  private func needed(_ facts: Facts) -> Int? { least ?? facts.occasion.windowDays }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    needed(facts).map { facts.result.days >= $0 } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let days = facts.result.days
    return (LocalizedText(zhHans: "\(days) 天", en: counted(days, "day")), facts.certified("days"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let needed = needed(facts) else {
      return LocalizedText(zhHans: "不知道阶段共有几天", en: "it is not known how many days there were")
    }
    let missing = needed - facts.result.days
    return LocalizedText(zhHans: "还差 \(missing) 天", en: "\(counted(missing, "day")) short")
  }
}

/// `participants: at least 10`: how many people of a unit or a team have a rank.
struct ParticipantsClause: Clause {
  static let field = "participants"
  static var subjects: Set<Facts.Subject> { [.team, .unit] }
  static var title: LocalizedText { LocalizedText(zhHans: "参赛人数", en: "Participants") }

  /// 1 or more.
  let least: Int

  init?(declared: Declaration) {
    guard let least = declared.least(1...Limits.headcount, example: "10") else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不少于 \(least) 人", en: "at least \(least)")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    (facts.result.participants ?? 0) >= least
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let count = facts.result.participants ?? 0
    return (LocalizedText(zhHans: "\(count) 人", en: "\(count)"), facts.certified("rollups"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let missing = least - (facts.result.participants ?? 0)
    return LocalizedText(zhHans: "差 \(missing) 人", en: "\(missing) short")
  }
}

/// `participation-rate: at least 30%` of the declared headcount of a unit or a team.
struct ParticipationRateClause: Clause {
  static let field = "participation-rate"
  static var subjects: Set<Facts.Subject> { [.team, .unit] }
  static var title: LocalizedText { LocalizedText(zhHans: "参赛率", en: "Participation rate") }

  /// 1 to 100.
  let leastPercent: Int

  init?(declared: Declaration) {
    let least = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "百分比下限，如 at least 30%", en: "a share such as at least 30%"), wholePercent)
    guard let least else { return nil }
    leastPercent = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不低于 \(leastPercent)%", en: "at least \(leastPercent)%")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.result.participationRate.map { $0 >= leastPercent * 1000 } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words =
      facts.result.participationRate.map { rate in
        let percent = Points(thousandths: rate)
        return LocalizedText(zhHans: "\(percent)%", en: "\(percent)%")
      } ?? LocalizedText(zhHans: "未申报人数", en: "no headcount was declared")
    return (words, facts.certified("rollups"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let rate = facts.result.participationRate else {
      return actual(facts, in: setting).words
    }
    let missing = Points(thousandths: leastPercent * 1000 - rate)
    return LocalizedText(zhHans: "差 \(missing) 个百分点", en: "\(missing) percentage points short")
  }
}
