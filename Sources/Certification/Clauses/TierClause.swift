import Contests

/// `tier: at least city`.
struct TierClause: Clause {
  static let field = "tier"
  static var title: LocalizedText { LocalizedText(zhHans: "竞赛级别", en: "Contest tier") }

  let least: Tier

  init?(declared: Declaration) {
    let known = Tier.allCases.map { "at least \($0.rawValue)" }
    let least = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: known.joined(separator: "、"), en: known.joined(separator: ", "))
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

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    let missing = Self.height(least) - Self.height(facts.tier.value)
    return Judgement(
      actual: facts.tier.value.title, evidence: facts.tier.evidence,
      shortfall: missing > 0
        ? LocalizedText(zhHans: "低 \(missing) 个级别", en: "\(counted(missing, "tier")) short") : nil)
  }

  private static func height(_ tier: Tier) -> Int { Tier.allCases.firstIndex(of: tier) ?? 0 }
}
