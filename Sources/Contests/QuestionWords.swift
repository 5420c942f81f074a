extension QuestionKind {
  /// What people call it: `多选题`, `multiple-choice`.
  package func name(in language: Language) -> String {
    switch (self, language) {
    case (.single, .zhHans): "单选题"
    case (.single, .en): "single-choice"
    case (.multiple, .zhHans): "多选题"
    case (.multiple, .en): "multiple-choice"
    case (.trueFalse, .zhHans): "判断题"
    case (.trueFalse, .en): "true-false"
    case (.fillIn, .zhHans): "填空题"
    case (.fillIn, .en): "fill-in"
    case (.numeric, .zhHans): "计算题"
    case (.numeric, .en): "numeric"
    case (.ordering, .zhHans): "排序题"
    case (.ordering, .en): "ordering"
    case (.matching, .zhHans): "匹配题"
    case (.matching, .en): "matching"
    }
  }
}

extension Difficulty {
  /// What people call it: `难`, `hard`.
  package func name(in language: Language) -> String {
    switch (self, language) {
    case (.easy, .zhHans): "易"
    case (.medium, .zhHans): "中"
    case (.hard, .zhHans): "难"
    case (_, .en): rawValue
    }
  }
}

extension SkillLevel {
  /// What people call it: `高级工`, `senior worker`.
  package func name(in language: Language) -> String {
    guard language == .en else { return name }
    return switch self {
    case .apprentice: "apprentice"
    case .junior: "junior worker"
    case .intermediate: "intermediate worker"
    case .senior: "senior worker"
    case .technician: "technician"
    case .seniorTechnician: "senior technician"
    case .specialTechnician: "special-grade technician"
    case .chiefTechnician: "chief technician"
    }
  }
}
