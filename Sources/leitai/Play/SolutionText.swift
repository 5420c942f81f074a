import ContestAPI

/// What was right for a question, in words: what the answer earned, the right answer, and why.
struct SolutionText {
  /// Such as `✓ 答对，得 2 分`; what it is without an answer when there is none.
  let verdict: String
  /// The right answer and the explanation, a sentence each.
  let sentences: [String]

  init(_ solution: Solution, of item: AttemptView.Item, _ say: Language) {
    verdict =
      solution.isVoid == true
      ? say(zh: "本题作废，不计分", en: "void: it does not count")
      : Self.verdict(solution.points, of: item.points, say)
    let right = Self.right(solution, of: item, say)
    sentences =
      (right.isEmpty ? [] : [say(zh: "正确答案：", en: "Right answer: ") + right])
      + (solution.explanation.isEmpty
        ? [] : [say(zh: "解析：", en: "Explanation: ") + solution.explanation])
  }

  private static func verdict(_ points: Int?, of maximum: Int, _ say: Language) -> String {
    guard let points else { return say(zh: "没有作答", en: "no answer") }
    let earned = say(
      zh: "得 \(points.points) 分（满分 \(maximum.points)）",
      en: "\(points.points) of \(maximum.points) points")
    if points == maximum { return say(zh: "✓ 答对，", en: "✓ right, ") + earned }
    return points > 0
      ? say(zh: "± 部分正确，", en: "± right in part, ") + earned
      : say(zh: "✗ 答错，", en: "✗ wrong, ") + earned
  }

  private static func right(
    _ solution: Solution, of item: AttemptView.Item, _ say: Language
  ) -> String {
    switch item.form {
    case .choices, .unknown:
      solution.choices.sorted().map(PlayScreen.letter).joined()
    case .order: solution.places.map(PlayScreen.letter).joined(separator: " ")
    case .matches:
      solution.places.enumerated()
        .map { "\($0 + 1) → " + ($1 < 0 ? "-" : PlayScreen.letter($1)) }.joined(separator: "  ")
    case .number:
      solution.texts.flatMap(\.self).joined(separator: " / ")
        + (item.unit.isEmpty ? "" : " " + item.unit)
    case .blanks(let count) where count > 1:
      solution.texts.enumerated()
        .map { AnswerRow.label(of: $0, in: item, say) + $1.joined(separator: " / ") }
        .joined(separator: say(zh: "；", en: "; "))
    case .blanks: solution.texts.flatMap(\.self).joined(separator: " / ")
    }
  }
}
