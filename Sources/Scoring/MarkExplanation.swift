package import AttemptRecords
package import Contests
package import QuestionBanks

/// Why an item of a paper earned what it earned. It tells the key.
package struct MarkExplanation: Hashable, Sendable {
  /// Counted from 0.
  package let position: Int
  package let question: QuestionID
  package let kind: QuestionKind
  /// As it was given, in the positions of the paper; absent without one.
  package let response: Response?
  /// What is right, in the positions of the paper, and why.
  package let solution: ItemSolution
  /// The key as the bank writes it, in the positions of the bank.
  package let key: String
  /// The rule that was applied.
  package let marking: MarkingScheme
  /// What it earned by the original key.
  package let mark: ExplainedMark
  /// What judges ruled about the question, in their order.
  package let corrections: [KeyCorrection]
  /// What it earned after that; nothing when it was taken out.
  package let earned: Points
  package let maximum: Points
}

/// Why a paper has its score.
package struct PaperExplanation: Hashable, Sendable {
  package let bank: BankID
  package let bankVersion: Int
  /// 1 for the keys as they were published; each correction of the stage makes a new version.
  package let keyVersion: Int
  /// What the marks come to: their sum, scaled to the paper's points where questions were taken out.
  package let score: Points
  /// In the order of the paper.
  package let marks: [MarkExplanation]
}

extension MarkExplanation {
  /// What the rule says about a question of this kind, with its figures.
  package var rule: LocalizedText {
    let parts = part
    switch marking {
    case .allOrNothing:
      return LocalizedText(
        zhHans: "全对得 \(maximum) 分，否则不得分",
        en: "all or nothing: \(maximum) points when everything is right, otherwise none")
    case .partial where kind.isChoice, .pairs where kind.isChoice:
      return LocalizedText(
        zhHans: "少选得分，错选不得分：每选对一个正确选项得一份，有错选不得分",
        en: "partial: a share for each right option, none with a wrong one")
    case .partial:
      return LocalizedText(
        zhHans: "部分得分：每对一\(parts.zhHans)得一份", en: "partial: a share for each right \(parts.en)")
    case .each(let wrong, let floor), .pairs(let wrong, let floor):
      return LocalizedText(
        zhHans: "每对一\(parts.zhHans)得一份，每错一\(parts.zhHans)扣 \(wrong) 分，最低 \(floor) 分",
        en: "a share for each right \(parts.en), \(wrong) points off for each wrong one, "
          + "at least \(floor)")
    }
  }

  /// What the parts of the question are called.
  private var part: (zhHans: String, en: String) {
    switch kind {
    case .single, .multiple, .trueFalse: ("个选项", "option")
    case .fillIn: ("空", "blank")
    case .numeric: ("个数", "number")
    case .matching: ("对", "pair")
    case .ordering:
      if case .pairs = marking { ("个相邻对", "pair of neighbours") } else { ("个位置", "place") }
    }
  }
}
