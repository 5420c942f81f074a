import Accounts

extension AchievementImport {
  /// What a column of a file of facts holds.
  enum Field: String, ColumnField {
    case admission, identity
    case identityKind = "identity-kind"
    case level, occupation, certificate, issuer, contest, title, hours
    case worksSince = "works-since"
    case birthDate = "birth-date"
    case gender, category, employer, mentor, date, evidence, source, corrects

    var names: [String] {
      switch self {
      case .admission: ["准考证号", "准考证号码", "准考证", "考号", "admission", "admissionnumber"]
      case .identity: ["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "identity", "identitynumber"]
      case .identityKind: ["证件类型", "证件种类", "identity-kind", "identitykind"]
      case .level: ["技能等级", "现有等级", "职业技能等级", "等级", "level"]
      case .occupation: ["职业代码", "职业编码", "职业", "occupation"]
      case .certificate: ["证书编号", "证书号码", "证书号", "certificate", "certificatenumber"]
      case .issuer: ["发证机构", "评价机构", "发证单位", "issuer"]
      case .contest: ["晋升竞赛", "竞赛", "contest"]
      case .title: ["称号", "荣誉称号", "title"]
      case .hours: ["培训学时", "学时", "hours", "traininghours"]
      case .worksSince: ["从业起始", "从事本职业时间", "参加工作时间", "works-since", "workssince"]
      case .birthDate: ["出生日期", "出生年月日", "birth-date", "birthdate", "born"]
      case .gender: ["性别", "gender"]
      case .category: ["人员类别", "类别", "身份", "category"]
      case .employer: ["工作单位", "单位", "单位名称", "employer", "unit"]
      case .mentor: ["师傅", "师父", "导师", "mentor"]
      case .date: ["日期", "发证日期", "取得日期", "date"]
      case .evidence: ["佐证材料", "证明材料", "依据", "evidence"]
      case .source: ["来源", "数据来源", "source"]
      case .corrects: ["更正", "更正记录号", "corrects"]
      }
    }

    /// Whether a value of it is a fact by itself.
    var isFact: Bool {
      switch self {
      case .level, .certificate, .title, .hours, .worksSince, .birthDate, .gender, .category,
        .employer, .mentor:
        true
      default: false
      }
    }
  }
}
