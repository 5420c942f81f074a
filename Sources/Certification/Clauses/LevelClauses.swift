import Contests

/// `holds-level: 高级工`: exactly that level, neither lower nor higher; or one of a list, in which
/// `无` stands for none.
struct HoldsLevelClause: Clause {
  static let field = "holds-level"
  static var title: LocalizedText {
    LocalizedText(zhHans: "现有技能等级", en: "Level held")
  }

  /// At least one, the lowest first; `nil` stands for none.
  let levels: [SkillLevel?]

  init?(declared: Declaration) {
    let values = declared.isList ? declared.list() : [declared]
    let levels = values.compactMap { value -> SkillLevel?? in
      value.isNoLevel ? .some(nil) : value.level().map { .some($0) }
    }
    guard !levels.isEmpty, levels.count == values.count else {
      if values.isEmpty { declared.refuse(expecting: .levelNames) }
      return nil
    }
    self.levels = levels.sorted { ($0?.rawValue ?? -1) < ($1?.rawValue ?? -1) }
  }

  var required: LocalizedText {
    .inEach { language in
      let names = levels.map { ($0?.title ?? .noLevel).text(in: language) }
      return language == .zhHans
        ? "持有" + names.joined(separator: "或") : "holds " + names.joined(separator: " or ")
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    levels.contains(facts.record.level.value)
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualLevel
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let held = facts.record.level.value else { return .noLevel }
    guard let next = levels.compactMap({ $0 }).first(where: { $0 > held }) else {
      return .alreadyHolds(held)
    }
    return .levelsShort(next.rawValue - held.rawValue)
  }

  var reach: Reach? {
    Reach(HoldsLevelClause.axis, oneOf: Set(levels.map { $0?.rawValue ?? -1 }))
  }

  /// Levels by their number, none below the lowest.
  static let axis = "level"
}

/// `below-level: 高级工`: a lower level, or none.
struct BelowLevelClause: Clause {
  static let field = "below-level"
  static var title: LocalizedText { HoldsLevelClause.title }

  let level: SkillLevel

  init?(declared: Declaration) {
    guard let level = declared.level() else { return nil }
    self.level = level
  }

  var required: LocalizedText {
    .inEach { language in
      let name = level.title.text(in: language)
      return language == .zhHans ? "低于\(name)" : "below \(name)"
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.record.level.value.map { $0 < level } ?? true
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualLevel
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    .alreadyHolds(facts.record.level.value ?? level)
  }

  var reach: Reach? { Reach(HoldsLevelClause.axis, -1...max(-1, level.rawValue - 1)) }
}

/// `least-level: 中级工`: that level or a higher one.
struct LeastLevelClause: Clause {
  static let field = "least-level"
  static var title: LocalizedText { HoldsLevelClause.title }

  let level: SkillLevel

  init?(declared: Declaration) {
    guard let level = declared.level() else { return nil }
    self.level = level
  }

  var required: LocalizedText {
    .inEach { language in
      let name = level.title.text(in: language)
      return language == .zhHans ? "\(name)及以上" : "\(name) or higher"
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.record.level.value.map { $0 >= level } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualLevel
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.record.level.value.map { .levelsShort(level.rawValue - $0.rawValue) } ?? .noLevel
  }

  var reach: Reach? {
    Reach(HoldsLevelClause.axis, level.rawValue...SkillLevel.chiefTechnician.rawValue)
  }
}

extension Declaration {
  /// One of the eight skill levels by its Chinese name.
  func level() -> SkillLevel? {
    value(expecting: .levelNames) { SkillLevel(name: $0) }
  }

  /// `无`, which stands for none.
  var isNoLevel: Bool { !isList && !isMapping && text() == "无" }
}

extension Facts {
  var actualLevel: (words: LocalizedText, evidence: String) {
    (record.level.value?.title ?? .noLevel, record.level.evidence)
  }
}

extension LocalizedText {
  fileprivate static var levelNames: LocalizedText {
    let names = SkillLevel.allCases.map(\.name)
    return LocalizedText(
      zhHans: names.joined(separator: "、"), en: names.joined(separator: ", "))
  }

  static var noLevel: LocalizedText {
    LocalizedText(zhHans: "未登记等级证书", en: "no level certificate on record")
  }

  static func alreadyHolds(_ level: SkillLevel) -> LocalizedText {
    inEach { language in
      let name = level.title.text(in: language)
      return language == .zhHans ? "已持有\(name)" : "already holds \(name)"
    }
  }

  fileprivate static func levelsShort(_ count: Int) -> LocalizedText {
    LocalizedText(zhHans: "差 \(count) 级", en: "\(counted(count, "level")) short")
  }
}
