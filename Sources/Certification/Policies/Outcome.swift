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

  /// The family within which caps compare; absent for grants and recommendations.
  package var family: EligibilityFamily? {
    switch self {
    case .grant, .recommendation: nil
    case .skillLevel: .skillLevel
    case .eligibility(let family, _, _): family
    }
  }

  /// What the person gets to read, such as 一等奖 or 技师.
  package var name: LocalizedText {
    switch self {
    case .grant(_, let name), .recommendation(let name), .eligibility(_, let name, _): name
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
    case (.skillLevel(_, let review), .zhHans):
      return "可申报\(name)职业技能等级" + (review.map { "，须通过\($0.text(in: .zhHans))" } ?? "")
    case (.skillLevel(_, let review), .en):
      return "may apply for the skill level \(name)"
        + (review.map { ", subject to \($0.text(in: .en))" } ?? "")
    case (.eligibility(_, _, let review), .zhHans):
      return "具备“\(name)”" + (review.map { "，须通过\($0.text(in: .zhHans))" } ?? "")
    case (.eligibility(_, _, let review), .en):
      return "eligible for \"\(name)\""
        + (review.map { ", subject to \($0.text(in: .en))" } ?? "")
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
