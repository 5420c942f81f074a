import Contests

/// `shortlisted: yes`.
struct ShortlistedClause: Clause {
  static let field = "shortlisted"
  static var title: LocalizedText { LocalizedText(zhHans: "入围", en: "Shortlist") }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText { LocalizedText(zhHans: "已入围", en: "on the shortlist") }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { facts.result.shortlisted }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (
      facts.result.shortlisted ? required : shortfall(facts, in: setting),
      facts.certified("shortlisted")
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    LocalizedText(zhHans: "未入围", en: "not on the shortlist")
  }
}

/// `not-disqualified: yes`. Judges exclude people alone, so every team and unit meets it: a gate of
/// the whole pack may have it.
struct NotDisqualifiedClause: Clause {
  static let field = "not-disqualified"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText {
    LocalizedText(zhHans: "参赛资格", en: "Good standing")
  }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "未被取消资格", en: "not disqualified")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { !facts.disqualified.value }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (
      facts.disqualified.value ? shortfall(facts, in: setting) : required,
      facts.disqualified.evidence
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    LocalizedText(zhHans: "已被取消资格", en: "disqualified")
  }
}

/// `objections: none upheld`: no objection in the public notice was upheld; one that is open makes
/// wait.
struct ObjectionsClause: Clause {
  static let field = "objections"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "公示异议", en: "Objections") }

  init?(declared: Declaration) {
    let none: Bool? = declared.value(
      expecting: LocalizedText(zhHans: "none upheld", en: "none upheld")
    ) { $0 == "none upheld" ? true : nil }
    guard none != nil else { return nil }
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "无成立的异议", en: "none upheld")
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { facts.objection.value == .none }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words =
      switch facts.objection.value {
      case .none: LocalizedText(zhHans: "无", en: "none")
      case .open: LocalizedText(zhHans: "有异议待处理", en: "one is open")
      case .upheld: LocalizedText(zhHans: "异议成立", en: "one was upheld")
      }
    return (words, facts.objection.evidence)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    actual(facts, in: setting).words
  }

  func awaited(_ facts: Facts, in setting: Setting) -> Awaited? {
    facts.objection.value == .open ? .notice : nil
  }
}

/// `issuer-registered: yes`: a body is registered for the occupation and the level on the day, else
/// the person is eligible and waits for one; `employer` asks for the person's own firm, or of a unit
/// whether it is one itself.
struct IssuerRegisteredClause: Clause {
  static let field = "issuer-registered"
  static var subjects: Set<Facts.Subject> { [.person, .unit] }
  static var title: LocalizedText { LocalizedText(zhHans: "发证机构", en: "Issuer") }

  private enum Whose: String, CaseIterable {
    case any = "yes"
    case employer
  }

  private let whose: Whose

  init?(declared: Declaration) {
    guard let whose = declared.choice(Whose.self) else { return nil }
    self.whose = whose
  }

  var required: LocalizedText {
    whose == .employer
      ? LocalizedText(zhHans: "所在企业已备案", en: "the employer is registered")
      : LocalizedText(zhHans: "已备案", en: "registered for the occupation")
  }

  /// The first that may issue the level on the day; without a level, any level of the occupation.
  private func issuer(_ facts: Facts, in setting: Setting) -> IssuerRegistration? {
    facts.issuers.first { issuer in
      (whose == .any || issuer.kind == .firm)
        && issuer.covers(
          setting.level ?? issuer.levels.lowerBound, employer: facts.employer,
          on: setting.day)
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    issuer(facts, in: setting) != nil
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    guard let issuer = issuer(facts, in: setting) else {
      return (shortfall(facts, in: setting), "issuers:\(facts.occasion.occupation)")
    }
    return (
      LocalizedText(zhHans: "已备案：\(issuer.name)", en: "registered: \(issuer.name)"),
      issuer.evidence
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    .inEach { language in
      let level = setting.level.map { $0.title.text(in: language) }
      switch (language, whose) {
      case (.zhHans, .any): return "该职业\(level ?? "")尚无已备案的发证机构"
      case (.zhHans, .employer): return "所在企业尚未备案该职业\(level ?? "")"
      case (.en, .any):
        let what = level.map { "\($0) in the occupation" } ?? "the occupation"
        return "no issuer is registered for \(what) yet"
      case (.en, .employer):
        let what = level.map { "\($0) in the occupation" } ?? "the occupation"
        return "the employer is not registered for \(what) yet"
      }
    }
  }

  func awaited(_ facts: Facts, in setting: Setting) -> Awaited? { .issuer }

  var dependsOnLevel: Bool { true }
}
