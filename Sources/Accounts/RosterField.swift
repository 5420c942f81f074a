/// What a column of a roster file holds.
enum RosterField: String, ColumnField {
  case admission, name, identity
  case identityKind = "identity-kind"
  case unit, region, city, event, level, team

  static let required: [RosterField] = [.name, .identity, .unit, .region, .city, .event]

  var names: [String] {
    switch self {
    case .admission: ["准考证号", "准考证号码", "准考证", "考号", "admission", "admissionnumber"]
    case .name: ["姓名", "选手姓名", "name"]
    case .identity:
      ["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "identity", "identitynumber"]
    case .identityKind: ["证件类型", "证件种类", "identity-kind", "identitykind"]
    case .unit: ["单位", "工作单位", "单位名称", "所在单位", "unit", "employer"]
    case .region: ["行政区划代码", "地区代码", "区划代码", "region", "regioncode"]
    case .city: ["地市", "城市", "所在城市", "city"]
    case .event: ["赛项", "参赛赛项", "赛项名称", "event"]
    case .level: ["现有等级", "技能等级", "职业技能等级", "level"]
    case .team: ["代表队", "参赛队", "团队", "参赛队伍", "队伍", "代表队名称", "team", "teamname"]
    }
  }
}
