import Contests

/// A column of the workbook that goes to a competent body and comes back filled in.
enum HandOverColumn: String, CaseIterable {
  case serial, batch, outcome, name
  case identityKind = "identity-kind"
  case identity, unit, occupation
  case occupationCode = "occupation-code"
  case level, contest, event, rank, score, maximum
  case certifiedOn = "certified-on"
  case kind
  case outcomeName = "outcome-name"
  case certificate
  case issuedOn = "issued-on"
  case result, reason

  /// The first is the one that is written and that problems use; the last is the English one.
  var names: [String] {
    switch self {
    case .serial: ["序号", "number"]
    case .batch: ["批次", "移交批次", "batch"]
    case .outcome: ["成果编号", "outcome"]
    case .name: ["姓名", "name"]
    case .identityKind: ["证件类型", "证件种类", "identity kind"]
    case .identity: ["证件号码", "证件号", "身份证号", "身份证号码", "identity number"]
    case .unit: ["工作单位", "unit"]
    case .occupation: ["职业名称", "occupation"]
    case .occupationCode: ["职业代码", "occupation code"]
    case .level: ["技能等级", "level"]
    case .contest: ["竞赛名称", "contest"]
    case .event: ["赛项", "event"]
    case .rank: ["名次", "rank"]
    case .score: ["成绩", "score"]
    case .maximum: ["满分", "maximum"]
    case .certifiedOn: ["成绩确认日期", "certified on"]
    case .kind: ["成果类别", "kind"]
    case .outcomeName: ["成果名称", "outcome name"]
    case .certificate: ["证书编号", "证书号码", "证书号", "certificate number"]
    case .issuedOn: ["发证日期", "发放日期", "issued on"]
    case .result: ["审核结果", "结果", "评审结果", "result"]
    case .reason: ["不通过原因", "原因", "退回原因", "理由", "reason"]
    }
  }

  func header(in language: Language) -> String {
    LocalizedText(zhHans: names.first ?? "", en: names.last ?? "").text(in: language)
  }

  /// Whether the body fills it in.
  var isAnswer: Bool {
    switch self {
    case .certificate, .issuedOn, .result, .reason: true
    default: false
    }
  }

  /// The column with that header; `结果*`, `结果（必填）` and `Issued  On` are understood.
  init?(header: String) {
    let name = header.plain.lowercased().prefix { $0 != "(" }.filter {
      !$0.isWhitespace && $0 != "*"
    }
    let found = Self.allCases.first { column in
      column.names.contains { $0.filter { !$0.isWhitespace } == String(name) }
    }
    guard let found else { return nil }
    self = found
  }
}

extension String {
  /// In half-width characters, without white space and byte order marks at the ends, and white space
  /// inside as one blank.
  var plain: String {
    var half = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        half.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0xFEFF: break
      default: half.unicodeScalars.append(scalar)
      }
    }
    return half.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
