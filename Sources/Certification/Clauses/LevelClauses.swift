import Contests

/// `holds-level: 高级工`: exactly that level, neither lower nor higher.
struct HoldsLevelClause: Clause {
  static let field = "holds-level"
  static var title: LocalizedText {
    LocalizedText(zhHans: "现有技能等级", en: "Level held")
  }

  let level: SkillLevel

  init?(declared: Declaration) {
    guard let level = declared.level() else { return nil }
    self.level = level
  }

  var required: LocalizedText {
    .inEach { language in
      let name = level.title.text(in: language)
      return language == .zhHans ? "持有\(name)" : "holds \(name)"
    }
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeLevel { held in
      guard let held else { return .noLevel }
      if held > level { return .alreadyHolds(held) }
      let missing = level.rawValue - held.rawValue
      return missing > 0
        ? LocalizedText(zhHans: "差 \(missing) 级", en: "\(counted(missing, "level")) short") : nil
    }
  }
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

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    facts.judgeLevel { held in held.flatMap { $0 < level ? nil : .alreadyHolds($0) } }
  }
}

extension Declaration {
  /// One of the eight skill levels by its Chinese name.
  func level() -> SkillLevel? {
    let names = SkillLevel.allCases.map(\.name)
    return value(
      expecting: LocalizedText(
        zhHans: names.joined(separator: "、"), en: names.joined(separator: ", "))
    ) { SkillLevel(name: $0) }
  }
}

extension Facts {
  fileprivate func judgeLevel(_ shortfall: (SkillLevel?) -> LocalizedText?) -> Judgement {
    Judgement(
      actual: level.value?.title ?? .noLevel, evidence: level.evidence,
      shortfall: shortfall(level.value))
  }
}

extension LocalizedText {
  fileprivate static let noLevel = LocalizedText(
    zhHans: "未登记等级证书", en: "no level certificate on record")

  fileprivate static func alreadyHolds(_ level: SkillLevel) -> LocalizedText {
    inEach { language in
      let name = level.title.text(in: language)
      return language == .zhHans ? "已持有\(name)" : "already holds \(name)"
    }
  }
}
