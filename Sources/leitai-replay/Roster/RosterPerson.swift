import Contests

/// One row of a roster, as an organizer would write it.
struct RosterPerson: Hashable, Sendable {
  /// 准考证号: 12 digits.
  let admission: String
  let name: String
  let identity: String
  let unit: Unit
  /// The event's id.
  let event: String
  /// Absent when no level is held.
  let level: SkillLevel?
  /// The name of the team; absent for whoever stands alone.
  let team: String?

  static let columns = [
    "准考证号", "姓名", "身份证号", "单位", "行政区划代码", "地市", "赛项", "现有等级", "代表队",
  ]

  var fields: [String] {
    [
      admission, name, identity, unit.name, unit.city.code, unit.city.name, event,
      level?.name ?? "", team ?? "",
    ]
  }
}
