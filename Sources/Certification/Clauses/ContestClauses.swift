import Contests

/// `tier: at least city`.
struct TierClause: Clause {
  static let field = "tier"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "竞赛级别", en: "Contest tier") }

  let least: Tier

  init?(declared: Declaration) {
    let least = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: Tier.allCases.map { "at least \($0.rawValue)（\($0.title.text(in: .zhHans))）" }
          .joined(separator: "、"),
        en: Tier.allCases.map { "at least \($0.rawValue)" }.joined(separator: ", "))
    ) { Tier(rawValue: String($0)) }
    guard let least else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    .inEach { language in
      let name = least.title.text(in: language)
      return language == .zhHans ? "\(name)及以上" : "\(name) or higher"
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    Self.height(facts.occasion.tier) >= Self.height(least)
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (facts.occasion.tier.title, facts.planned("tier"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let missing = Self.height(least) - Self.height(facts.occasion.tier)
    return LocalizedText(zhHans: "低 \(missing) 个级别", en: "\(counted(missing, "tier")) short")
  }

  var reach: Reach? {
    Reach(Self.field, Self.height(least)...Self.height(.national))
  }

  private static func height(_ tier: Tier) -> Int {
    switch tier {
    case .enterprise: 0
    case .county: 1
    case .city: 2
    case .regional: 3
    case .province: 4
    case .national: 5
    }
  }
}

/// `contest-class: 1` (一类), the class that the plan declares, or one of a list.
struct ContestClassClause: Clause {
  static let field = "contest-class"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "竞赛类别", en: "Contest class") }

  /// At least one.
  let classes: [Int]

  init?(declared: Declaration) {
    let values = declared.isList ? declared.list() : [declared]
    classes = values.compactMap { $0.number(in: Contest.classes) }
    if classes.isEmpty { return nil }
  }

  var required: LocalizedText {
    .inEach { language in
      let names = classes.map { Self.name($0).text(in: language) }
      return names.joined(separator: language == .zhHans ? "或" : " or ")
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.occasion.contestClass.map(classes.contains) ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let undeclared = LocalizedText(zhHans: "方案未声明", en: "not declared in the plan")
    return (facts.occasion.contestClass.map(Self.name) ?? undeclared, facts.planned("class"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    actual(facts, in: setting).words
  }

  var reach: Reach? { Reach(Self.field, oneOf: Set(classes)) }

  private static func name(_ number: Int) -> LocalizedText {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let digit = digits.indices.contains(number) ? digits[number] : "\(number)"
    return LocalizedText(zhHans: "\(digit)类", en: "class \(number)")
  }
}

/// `certified-on: 2025-01-01..2025-12-31`: the day on which the results were certified; both ends
/// inclusive, and one of them may be missing.
struct CertifiedOnClause: Clause {
  static let field = "certified-on"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "成绩确认日期", en: "Certified on") }

  /// Absent: no beginning.
  let first: CalendarDate?
  /// Absent: no end.
  let last: CalendarDate?

  init?(declared: Declaration) {
    let days: (CalendarDate?, CalendarDate?)? = declared.value(
      expecting: LocalizedText(
        zhHans: "日期范围，如 2025-01-01..2025-12-31 或 2025-01-01..",
        en: "days such as 2025-01-01..2025-12-31 or 2025-01-01..")
    ) { text in
      guard let dots = text.firstRange(of: "..") else { return nil }
      let (from, to) = (text[..<dots.lowerBound], text[dots.upperBound...])
      let (first, last) = (CalendarDate(from), CalendarDate(to))
      guard !text.isEmpty, from.isEmpty || first != nil, to.isEmpty || last != nil,
        first != nil || last != nil
      else { return nil }
      return (first, last)
    }
    guard let days else { return nil }
    (first, last) = days
    if let first, let last, last < first {
      declared.noteReversed(first, last)
      return nil
    }
  }

  var required: LocalizedText {
    switch (first, last) {
    case (let first?, let last?):
      LocalizedText(zhHans: "\(first) 至 \(last)", en: "\(first) to \(last)")
    case (let first?, nil): LocalizedText(zhHans: "\(first) 及以后", en: "\(first) or later")
    case (nil, let last):
      LocalizedText.inEach { language in
        let day = last?.description ?? ""
        return language == .zhHans ? "\(day) 及以前" : "\(day) or earlier"
      }
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    let day = facts.result.certifiedOn
    return day >= first ?? day && day <= last ?? day
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let day = facts.result.certifiedOn.description
    return (LocalizedText(zhHans: day, en: day), facts.certified("certified-at"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.result.certifiedOn < first ?? facts.result.certifiedOn
      ? LocalizedText(zhHans: "早于规定日期", en: "too early")
      : LocalizedText(zhHans: "晚于规定日期", en: "too late")
  }

  var reach: Reach? {
    Reach(Self.field, (first.map(Self.number) ?? 0)...(last.map(Self.number) ?? Reach.endless))
  }

  /// 20250601 for 2025-06-01.
  private static func number(of day: CalendarDate) -> Int {
    (day.year * 100 + day.month) * 100 + day.day
  }
}
