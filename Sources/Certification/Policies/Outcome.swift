package import Contests

/// What a rule leads to.
package enum Outcome: Hashable, Sendable {
  /// A certificate of the contest's own: its kind, such as 获奖证书, and its name, such as 一等奖.
  case grant(kind: LocalizedText, name: LocalizedText)
  /// An honour for which another body is asked, such as 市技术能手.
  case recommendation(LocalizedText)
  /// May apply for a level certificate, `junior` to `seniorTechnician`, after the review if any.
  case skillLevel(SkillLevel, review: LocalizedText?)
  /// May take part in, or apply for, something else, such as the next stage.
  case eligibility(EligibilityFamily, name: LocalizedText, review: LocalizedText?)
  /// Money for which the one who gets it may apply, in whole yuan.
  case subsidy(yuan: Int, name: LocalizedText)

  /// The family within which caps compare; absent for grants, recommendations and subsidies.
  package var family: EligibilityFamily? {
    switch self {
    case .grant, .recommendation, .subsidy: nil
    case .skillLevel: .skillLevel
    case .eligibility(let family, _, _): family
    }
  }

  /// What may become of an outcome; never presented as each other.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The contest's own certificate.
    case grant
    /// Another body is asked.
    case recommendation
    /// The person may apply.
    case eligibility
    /// Money may be applied for.
    case subsidy
  }

  /// An application for a level is an eligibility.
  package var kind: Kind {
    switch self {
    case .grant: .grant
    case .recommendation: .recommendation
    case .skillLevel, .eligibility: .eligibility
    case .subsidy: .subsidy
    }
  }

  /// What the person gets to read, such as 一等奖 or 技师.
  package var name: LocalizedText {
    switch self {
    case .grant(_, let name), .recommendation(let name), .eligibility(_, let name, _),
      .subsidy(_, let name):
      name
    case .skillLevel(let level, _): level.title
    }
  }

  /// What the outcome means for a person who has it, in one phrase.
  package func sentence(in language: Language) -> String {
    let name = name.text(in: language)
    switch (self, language) {
    case (.grant, .zhHans): return "授予“\(name)”证书"
    case (.grant, .en): return "the certificate \"\(name)\" is granted"
    case (.recommendation, .zhHans): return "推荐为“\(name)”，由授予单位审定"
    case (.recommendation, .en):
      return "recommended for \"\(name)\"; the awarding body decides"
    case (.skillLevel(let level, let review), _):
      return LevelLadder.level(level).sentence(review: review, in: language)
    case (.eligibility(_, _, let review), .zhHans):
      return "具备“\(name)”" + (review.map { "，须通过\($0.text(in: .zhHans))" } ?? "")
    case (.eligibility(_, _, let review), .en):
      return "eligible for \"\(name)\""
        + (review.map { ", subject to \($0.text(in: .en))" } ?? "")
    case (.subsidy(let yuan, _), .zhHans): return "可申领“\(name)”\(yuan) 元"
    case (.subsidy(let yuan, _), .en): return "may apply for \"\(name)\", \(yuan) yuan"
    }
  }
}

/// What an eligibility is for, such as `skill-level` or `next-stage`.
package struct EligibilityFamily: Hashable, Sendable, CustomStringConvertible {
  /// The name as packs write it.
  package let text: String

  /// Same as `text`.
  package var description: String { text }

  init(_ text: String) { self.text = text }

  /// The family of level certificates, the only one whose outcomes are ordered.
  package static let skillLevel = EligibilityFamily("skill-level")
}

/// To which level a rule leads, by the level that a person holds. It is always a higher one.
enum LevelLadder: Hashable, Sendable {
  /// That level (技师).
  case level(SkillLevel)
  /// That level, or the other for whoever holds it already (技师，已是技师的为高级技师).
  case orAbove(SkillLevel, ifHeld: SkillLevel)
  /// The next level, 初级工 for whoever has none, up to a highest (晋升一级，最高至高级工).
  case oneUp(atMost: SkillLevel)

  /// Under which explanations say that the level has to be above the one held.
  static let field = "level"

  /// The fields of clauses about the level held.
  static let clauses: Set<String> = [
    HoldsLevelClause.field, BelowLevelClause.field, LeastLevelClause.field,
  ]

  /// Absent when the ladder has nothing above what is held.
  func level(above held: SkillLevel?) -> SkillLevel? {
    switch self {
    case .level(let level): return held ?? .apprentice < level ? level : nil
    case .orAbove(let level, let next):
      guard let held, held >= level else { return level }
      return held < next ? next : nil
    case .oneUp(let most):
      let next = held.flatMap { SkillLevel(rawValue: $0.rawValue + 1) } ?? .junior
      return next <= most ? next : nil
    }
  }

  /// The highest level to which it leads.
  var top: SkillLevel {
    switch self {
    case .level(let level), .orAbove(_, let level), .oneUp(let level): level
    }
  }

  /// Whether the level follows from the one that is held.
  var isRelative: Bool { if case .level = self { false } else { true } }

  /// What it means for whoever meets the rule, whatever they hold.
  ///
  /// - Parameter review: of a ladder with several levels, asked for 技师 and above alone.
  func sentence(review: LocalizedText?, in language: Language) -> String {
    let isZh = language == .zhHans
    func name(_ level: SkillLevel) -> String { level.title.text(in: language) }
    let words =
      switch self {
      case .level(let level):
        isZh ? "可申报\(name(level))职业技能等级" : "may apply for the skill level \(name(level))"
      case .orAbove(let level, let next):
        isZh
          ? "可申报\(name(level))职业技能等级，已持有\(name(level))的可申报\(name(next))"
          : "may apply for the skill level \(name(level)), or \(name(next)) where that is held"
      case .oneUp(let most):
        isZh
          ? "可申报比现有等级高一级的职业技能等级，最高至\(name(most))"
          : "may apply for the skill level one above the one held, at most \(name(most))"
      }
    guard let review, !isRelative || top >= .technician else { return words }
    let isForAll =
      switch self {
      case .level: true
      case .orAbove(let level, _): level >= .technician
      case .oneUp: false
      }
    let asked = review.text(in: language)
    return switch (language, isForAll) {
    case (.zhHans, true): words + "，须通过\(asked)"
    case (.zhHans, false): words + "，其中\(name(.technician))及以上须通过\(asked)"
    case (.en, true): words + ", subject to \(asked)"
    case (.en, false): words + ", subject to \(asked) for \(name(.technician)) and above"
    }
  }

  /// The levels held of whom it leads higher, -1 for none; see `HoldsLevelClause.axis`.
  var reach: Reach { Reach(HoldsLevelClause.axis, oneOf: held { $0 != nil }) }

  /// The levels held of whom it leads to that level; absent when it leads nobody there.
  func reach(to level: SkillLevel) -> Reach? {
    let held = held { $0 == level }
    return held.isEmpty ? nil : Reach(HoldsLevelClause.axis, oneOf: held)
  }

  private func held(where leads: (SkillLevel?) -> Bool) -> Set<Int> {
    Set(
      ([nil] + SkillLevel.allCases.map { $0 }).filter { leads(level(above: $0)) }
        .map { $0?.rawValue ?? -1 })
  }
}
