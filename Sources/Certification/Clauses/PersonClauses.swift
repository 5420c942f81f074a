import Contests

/// `category: worker`, or one of a list.
struct CategoryClause: Clause {
  static let field = "category"
  static var title: LocalizedText { LocalizedText(zhHans: "人员类别", en: "Category") }

  /// At least one.
  let categories: [PersonRecord.Category]

  init?(declared: Declaration) {
    categories = declared.choices()
    if categories.isEmpty { return nil }
  }

  var required: LocalizedText { .oneOf(categories.map(\.title)) }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.record.category.value.map(categories.contains) ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let category = facts.record.category
    return (category.value?.title ?? .notOnRecord, category.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    actual(facts, in: setting).words
  }

  var reach: Reach? {
    let all = PersonRecord.Category.allCases
    return Reach(Self.field, oneOf: Set(categories.compactMap { all.firstIndex(of: $0) }))
  }
}

/// `gender: female`.
struct GenderClause: Clause {
  static let field = "gender"
  static var title: LocalizedText { LocalizedText(zhHans: "性别", en: "Gender") }

  let gender: PersonRecord.Gender

  init?(declared: Declaration) {
    guard let gender = declared.choice(PersonRecord.Gender.self) else { return nil }
    self.gender = gender
  }

  var required: LocalizedText { gender.title }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.record.gender.value == gender
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let gender = facts.record.gender
    return (gender.value?.title ?? .notOnRecord, gender.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    actual(facts, in: setting).words
  }

  var reach: Reach? {
    Reach(
      Self.field, oneOf: [PersonRecord.Gender.allCases.firstIndex(of: gender) ?? 0])
  }
}

/// `age: at most 35` or `age: at least 18` in whole years, on the day on which the results were
/// certified, or with `on 2025-12-31` at its end on that day.
struct AgeClause: Clause {
  static let field = "age"
  static var title: LocalizedText { LocalizedText(zhHans: "年龄", en: "Age") }

  /// Both inclusive.
  let years: ClosedRange<Int>
  /// Absent: the day of certification.
  let day: CalendarDate?

  init?(declared: Declaration) {
    let bound: (ClosedRange<Int>, CalendarDate?)? = declared.value(
      expecting: LocalizedText(
        zhHans: "年龄，如 at most 35，或 at most 35 on 2025-12-31",
        en: "an age such as at most 35, or at most 35 on 2025-12-31")
    ) { text in
      let words = text.split(separator: " ")
      guard words.count == 3 || words.count == 5 && words[3] == "on", words[0] == "at",
        let years = Int(words[2]), (1...120).contains(years)
      else { return nil }
      let day = words.count == 5 ? CalendarDate(words[4]) : nil
      if words.count == 5, day == nil { return nil }
      switch words[1] {
      case "most": return (0...years, day)
      case "least": return (years...Self.oldest, day)
      default: return nil
      }
    }
    guard let bound else { return nil }
    (years, day) = bound
  }

  private static let oldest = 1000

  var required: LocalizedText {
    .inEach { language in
      let date = day.map { language == .zhHans ? "（截至 \($0)）" : " on \($0)" } ?? ""
      guard years.upperBound == Self.oldest else {
        return language == .zhHans
          ? "不超过 \(years.upperBound) 周岁\(date)" : "at most \(years.upperBound)\(date)"
      }
      return language == .zhHans
        ? "不小于 \(years.lowerBound) 周岁\(date)" : "at least \(years.lowerBound)\(date)"
    }
  }

  private func age(_ facts: Facts) -> Int? {
    facts.record.birthDate.value?.years(until: day ?? facts.result.certifiedOn)
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    age(facts).map(years.contains) ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words =
      age(facts).map { LocalizedText(zhHans: "\($0) 周岁", en: "\($0)") } ?? .notOnRecord
    return (words, facts.record.birthDate.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let age = age(facts) else { return .notOnRecord }
    let years = age > years.upperBound ? age - years.upperBound : years.lowerBound - age
    return age > self.years.upperBound
      ? LocalizedText(zhHans: "超过 \(years) 岁", en: "\(counted(years, "year")) over")
      : LocalizedText(zhHans: "差 \(years) 岁", en: "\(counted(years, "year")) short")
  }

  // Ages on different days cannot be compared.
  var reach: Reach? { Reach(day.map { "age on \($0)" } ?? Self.field, years) }
}

/// `holds-title: 省技术能手`, or one of a list.
struct HoldsTitleClause: Clause {
  static let field = "holds-title"
  static var title: LocalizedText { LocalizedText(zhHans: "已有称号", en: "Title held") }

  /// At least one.
  let titles: [String]

  init?(declared: Declaration) {
    titles = declared.texts()
    if titles.isEmpty { return nil }
  }

  var required: LocalizedText {
    .oneOf(titles.map { LocalizedText(zhHans: $0, en: $0) })
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { facts.title(among: titles) != nil }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    guard let held = facts.title(among: titles) else {
      return (.notOnRecord, facts.record.gender.evidence)
    }
    return (LocalizedText(zhHans: held.value, en: held.value), held.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText { .notOnRecord }

  var reach: Reach? { Self.reach(ofOne: titles, 1) }

  /// 1 where one of these titles is held, 0 where none is.
  static func reach(ofOne titles: [String], _ number: Int) -> Reach {
    Reach("title " + titles.sorted().joined(separator: "/"), number...number)
  }
}

/// `lacks-title: 全国技术能手`: none of the titles is held.
struct LacksTitleClause: Clause {
  static let field = "lacks-title"
  static var title: LocalizedText { HoldsTitleClause.title }

  /// At least one.
  let titles: [String]

  init?(declared: Declaration) {
    titles = declared.texts()
    if titles.isEmpty { return nil }
  }

  var required: LocalizedText {
    LocalizedText(
      zhHans: "未获得\(titles.joined(separator: "、"))", en: "not \(titles.joined(separator: ", "))")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { facts.title(among: titles) == nil }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    guard let held = facts.title(among: titles) else {
      return (LocalizedText(zhHans: "无", en: "none"), facts.record.gender.evidence)
    }
    return (LocalizedText(zhHans: held.value, en: held.value), held.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let held = facts.title(among: titles)?.value ?? ""
    return LocalizedText(zhHans: "已获得\(held)", en: "already holds \(held)")
  }

  var reaches: [Reach] {
    (titles.map { [$0] } + [titles]).map { HoldsTitleClause.reach(ofOne: $0, 0) }
  }
}

/// `training-hours: at least 120`.
struct TrainingHoursClause: Clause {
  static let field = "training-hours"
  static var title: LocalizedText { LocalizedText(zhHans: "培训学时", en: "Training hours") }

  /// 1 or more.
  let least: Int

  init?(declared: Declaration) {
    guard let least = declared.least(1...100_000, example: "120") else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不少于 \(least) 学时", en: "at least \(counted(least, "hour"))")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    (facts.record.trainingHours.value ?? 0) >= least
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let hours = facts.record.trainingHours
    let words = hours.value.map { LocalizedText(zhHans: "\($0) 学时", en: counted($0, "hour")) }
    return (words ?? .notOnRecord, hours.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let missing = least - (facts.record.trainingHours.value ?? 0)
    return LocalizedText(zhHans: "差 \(missing) 学时", en: "\(counted(missing, "hour")) short")
  }

  var reach: Reach? { Reach(Self.field, least...Reach.endless) }
}

/// `work-years: at least 5` in the occupation, on the day on which the results were certified.
struct WorkYearsClause: Clause {
  static let field = "work-years"
  static var title: LocalizedText { LocalizedText(zhHans: "从业年限", en: "Years of work") }

  /// 1 or more.
  let least: Int

  init?(declared: Declaration) {
    guard let least = declared.least(1...80, example: "5") else { return nil }
    self.least = least
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "满 \(least) 年", en: "at least \(counted(least, "year"))")
  }

  private func years(_ facts: Facts) -> Int? {
    facts.record.worksSince.value?.years(until: facts.result.certifiedOn)
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    years(facts).map { $0 >= least } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words = years(facts).map { LocalizedText(zhHans: "\($0) 年", en: counted($0, "year")) }
    return (words ?? .notOnRecord, facts.record.worksSince.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let years = years(facts) else { return .notOnRecord }
    return LocalizedText(
      zhHans: "差 \(least - years) 年", en: "\(counted(least - years, "year")) short")
  }

  var reach: Reach? { Reach(Self.field, least...Reach.endless) }
}

extension Facts {
  fileprivate func title(among titles: [String]) -> Fact<String>? {
    record.titles.first { titles.contains($0.value) }
  }
}

extension LocalizedText {
  fileprivate static var notOnRecord: LocalizedText {
    LocalizedText(zhHans: "无记录", en: "not on record")
  }

  fileprivate static func oneOf(_ names: [LocalizedText]) -> LocalizedText {
    inEach { language in
      names.map { $0.text(in: language) }.joined(separator: language == .zhHans ? "或" : " or ")
    }
  }
}
