package import Contests

extension ExportLoss {
  /// What people call it: `解析`, `explanation`.
  package func name(in language: Language) -> String {
    guard language == .zhHans else {
      return switch self {
      case .comparison: "how answers are compared"
      case .alternatives: "other accepted answers"
      case .text: "exact text"
      case .question: "the whole question"
      default: rawValue
      }
    }
    return switch self {
    case .question: "整题"
    case .id: "编号"
    case .explanation: "解析"
    case .knowledge: "知识点"
    case .level: "技能等级"
    case .difficulty: "难度"
    case .passage: "材料"
    case .pictures: "图片"
    case .unit: "单位"
    case .tolerance: "误差"
    case .comparison: "判分规则"
    case .alternatives: "其他可接受的答案"
    case .text: "文字的原样"
    }
  }
}
