package import Contests

extension LocalizedText {
  /// A text made for every language by the same words.
  package static func inEach(_ words: (Language) -> String) -> LocalizedText {
    LocalizedText(zhHans: words(.zhHans), en: words(.en))
  }

  /// Both texts on one line, for formats that have room for one language; one when they are equal.
  var bilingual: String {
    let (chinese, english) = (text(in: .zhHans), text(in: .en))
    return chinese == english ? chinese : "\(chinese) / \(english)"
  }
}

extension SkillLevel {
  /// The official name; in English with a gloss.
  var title: LocalizedText {
    let gloss =
      switch self {
      case .apprentice: "apprentice"
      case .junior: "junior worker"
      case .intermediate: "intermediate worker"
      case .senior: "senior worker"
      case .technician: "technician"
      case .seniorTechnician: "senior technician"
      case .specialTechnician: "special-grade technician"
      case .chiefTechnician: "chief technician"
      }
    return LocalizedText(zhHans: name, en: "\(gloss) (\(name))")
  }
}

extension Tier {
  var title: LocalizedText {
    let chinese =
      switch self {
      case .enterprise: "企业级"
      case .county: "区县级"
      case .city: "市级"
      case .regional: "区域级"
      case .province: "省级"
      case .national: "国家级"
      }
    return LocalizedText(zhHans: chinese, en: rawValue)
  }
}

/// `1 point`, `0.5 points`.
func counted(_ points: Points) -> String {
  points == Points(1) ? "1 point" : "\(points) points"
}
