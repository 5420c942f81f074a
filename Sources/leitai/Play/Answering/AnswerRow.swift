import ContestAPI

/// What a question shows of an answer besides its options: a blank, a number, a premise or an
/// order.
struct AnswerRow: Equatable {
  /// `第1空：`, `1 → B  `
  let label: String
  let text: String
  let isGiven: Bool

  private static let gap = "____"

  /// The rows of an item in order; none for choices.
  ///
  /// - Parameter order: what an ordering question has so far, complete or not.
  static func rows(
    of item: AttemptView.Item, _ answer: Answer, order: [Int], _ say: Language
  ) -> [AnswerRow] {
    switch item.form {
    case .choices, .unknown: return []
    case .blanks:
      return item.fields.map { blank in
        let text = answer.text(at: blank)
        return AnswerRow(
          label: label(of: blank, in: item, say), text: text.isEmpty ? gap : text,
          isGiven: !text.isEmpty)
      }
    case .number:
      let text = answer.text(at: 0)
      return [
        AnswerRow(
          label: label(of: 0, in: item, say),
          text: (text.isEmpty ? gap : text) + (item.unit.isEmpty ? "" : " " + item.unit),
          isGiven: !text.isEmpty)
      ]
    case .order:
      let places = item.options.indices.map { order.indices.contains($0) ? letter(order[$0]) : "_" }
      let missing =
        order.isEmpty || order.count == item.options.count
        ? "" : say(zh: "（排完才算作答）", en: "  (counts when complete)")
      return [
        AnswerRow(
          label: say(zh: "顺序：", en: "Order: "),
          text: places.joined(separator: " ") + missing, isGiven: missing.isEmpty && !order.isEmpty)
      ]
    case .matches:
      let pictures = ItemPictures(item)
      return item.fields.map { premise in
        let option = answer.place(of: premise)
        return AnswerRow(
          label: "\(premise + 1) → \(option.map(letter) ?? "_")  ",
          text: pictures.shown(item.premises[premise], say), isGiven: option != nil)
      }
    }
  }

  /// What stands before the text of a blank or a number.
  static func label(of field: Int, in item: AttemptView.Item, _ say: Language) -> String {
    guard item.kind == "numeric" else {
      return say(zh: "第\(field + 1)空：", en: "Blank \(field + 1): ")
    }
    return item.form == .number
      ? say(zh: "答案：", en: "Answer: ") : say(zh: "答案（带单位）：", en: "Answer, with unit: ")
  }

  /// An answer in a few columns, for the overview; empty when there is none.
  static func summary(of item: AttemptView.Item, _ answer: Answer) -> String {
    guard !answer.isEmpty else { return "" }
    switch item.form {
    case .blanks(let count) where count > 1:
      return "\(count - item.openFields(in: answer).count)/\(count)"
    case .blanks, .number: return answer.text(at: 0)
    case .matches: return item.fields.map { answer.place(of: $0).map(letter) ?? "-" }.joined()
    case .choices, .order, .unknown: return (answer.choices + answer.places).map(letter).joined()
    }
  }

  /// The letter of an option: 0 is A.
  private static func letter(_ position: Int) -> String { PlayScreen.letter(position) }
}
