/// The eight levels of the skilled-worker ladder (新八级工), lowest first.
///
/// Source: 人社部 "关于健全完善新时代技能人才职业技能等级制度的意见" (2022). Contests award the
/// levels from `junior` to `seniorTechnician` only; see `isAwardedByContests`.
package enum SkillLevel: Int, Sendable, Comparable, CaseIterable {
  case apprentice, junior, intermediate, senior, technician, seniorTechnician, specialTechnician,
    chiefTechnician

  /// The official Chinese name, which is also the form in files.
  package var name: String {
    switch self {
    case .apprentice: "学徒工"
    case .junior: "初级工"
    case .intermediate: "中级工"
    case .senior: "高级工"
    case .technician: "技师"
    case .seniorTechnician: "高级技师"
    case .specialTechnician: "特级技师"
    case .chiefTechnician: "首席技师"
    }
  }

  /// The level with that Chinese name, also with the older numbered form (`三级` for 高级工).
  package init?(name: some StringProtocol) {
    guard let match = Self.byName[String(name)] else { return nil }
    self = match
  }

  private static let byName: [String: SkillLevel] = {
    let numbered: [String: SkillLevel] = [
      "五级": .junior, "四级": .intermediate, "三级": .senior, "二级": .technician,
      "一级": .seniorTechnician,
    ]
    return allCases.reduce(into: numbered) { $0[$1.name] = $1 }
  }()

  /// Whether a contest may lead to this level; 学徒工, 特级技师 and 首席技师 are never awarded.
  package var isAwardedByContests: Bool {
    self >= .junior && self <= .seniorTechnician
  }

  package static func < (left: SkillLevel, right: SkillLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SkillLevel: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let level = SkillLevel(name: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "unknown skill level \(name)")
    }
    self = level
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
