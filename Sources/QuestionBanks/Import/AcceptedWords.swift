import Contests

/// One sentence in both languages.
typealias Wording = (zhHans: String, en: String)

/// What a field may say, in the few words that a finding has room for.
enum AcceptedWords {
  static let kinds: Wording = (
    zhHans: "可用：单选题、多选题、判断题、填空题、计算题、排序题、匹配题",
    en: "known: single, multiple, true-false, fill-in, numeric, ordering, matching"
  )

  static let levels: Wording = (
    zhHans: "可用：" + SkillLevel.allCases.map(\.name).joined(separator: "、") + "，或五级至一级",
    en: "known: " + SkillLevel.allCases.map(\.name).joined(separator: ", ")
  )

  static let difficulties: Wording = (
    zhHans: "可用：易、中、难", en: "known: easy, medium, hard"
  )

  /// The forms of a key.
  static func keys(of kind: QuestionKind) -> Wording {
    switch kind {
    case .single: (zhHans: "单选题应为一个选项字母，如 B", en: "say one letter, such as B")
    case .multiple: (zhHans: "多选题应为选项字母，如 ACD", en: "say letters, such as ACD")
    case .trueFalse:
      (
        zhHans: "判断题应为 正确/错误、对/错、√/×、T/F、Y/N；没有选项时也可为 1/0",
        en: "say true/false, √/×, T/F, Y/N, or 1/0 where there are no options"
      )
    case .fillIn:
      (
        zhHans: "填空题每空一个文字，空之间用 ；，同一空的不同写法用 |，前面可加 [不分顺序]、[区分大小写]",
        en: "say a text for each blank, with ; between blanks and | between accepted texts, "
          + "perhaps with [any-order] or [case] in front"
      )
    case .numeric:
      (
        zhHans: "计算题应为数值，如 12.5、12.5±0.1、12.5±2%、12.4~12.6，要求写单位的如 12.5±0.1 [mm|cm=10]",
        en: "say a number, such as 12.5, 12.5±0.1, 12.5±2% or 12.4~12.6, "
          + "and where the answer is to have a unit 12.5±0.1 [mm|cm=10]"
      )
    case .ordering:
      (zhHans: "排序题应为全部选项字母，如 CABD", en: "say all letters in order, such as CABD")
    case .matching:
      (zhHans: "匹配题应如 1-B,2-A,3-C", en: "say such as 1-B,2-A,3-C")
    }
  }
}

extension QuestionKind {
  /// The kind as sentences of findings call it.
  var noun: Wording {
    switch self {
    case .single: (zhHans: "单选题", en: "single-choice question")
    case .multiple: (zhHans: "多选题", en: "multiple-choice question")
    case .trueFalse: (zhHans: "判断题", en: "true-false question")
    case .fillIn: (zhHans: "填空题", en: "fill-in question")
    case .numeric: (zhHans: "计算题", en: "numeric question")
    case .ordering: (zhHans: "排序题", en: "ordering question")
    case .matching: (zhHans: "匹配题", en: "matching question")
    }
  }
}

extension FilePlace {
  /// Where a cell or line stands, in words: `单选题!第 3 行`.
  var shown: Wording {
    let tab = sheet.map { $0 + "!" } ?? ""
    let line = row.map(String.init) ?? "?"
    return (zhHans: "\(tab)第 \(line) 行", en: "\(tab)row \(line)")
  }
}
