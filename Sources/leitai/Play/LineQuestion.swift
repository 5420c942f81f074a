import ContestAPI

/// A question as it is printed where there is no screen.
struct LineQuestion {
  private let item: AttemptView.Item
  private let answer: Answer
  private let say: Language

  init(_ item: AttemptView.Item, _ answer: Answer, _ say: Language) {
    self.item = item
    self.answer = answer
    self.say = say
  }

  /// Passage, stem, options and what is answered. Texts may hold line feeds.
  ///
  /// - Parameter passageIsKnown: the passage was printed with the question before.
  func lines(passageIsKnown: Bool) -> [String] {
    let pictures = ItemPictures(item)
    let passage =
      item.passage.isEmpty
      ? []
      : passageIsKnown
        ? [say(zh: "〔材料〕同上", en: "[Passage] as above")]
        : [say(zh: "〔材料〕", en: "[Passage]"), pictures.shown(item.passage, say)]
    let options = item.options.enumerated().map {
      "  \(PlayScreen.letter($0)). \(pictures.shown($1, say))"
    }
    let rows = AnswerRow.rows(of: item, answer, order: answer.places, say)
      .map { "  \($0.label)\($0.text)" }
    let isMatching = if case .matches = item.form { true } else { false }
    return passage + [pictures.shown(item.stem, say)]
      + (isMatching ? rows + options : options + rows)
      + hint
      + (pictures.ids.isEmpty
        ? [] : [say(zh: "  （view 把图片存成文件）", en: "  (view saves the pictures as files)")])
  }

  /// How to answer, where letters of options are not all there is to it.
  private var hint: [String] {
    switch item.form {
    case .choices: []
    case .blanks(let count) where count > 1:
      [say(zh: "  （写答案，或如 2=答案）", en: "  (type the answer, or as in 2=answer)")]
    case .blanks, .number: [say(zh: "  （写答案）", en: "  (type the answer)")]
    case .order: [say(zh: "  （按顺序写出所有字母）", en: "  (all letters in order)")]
    case .matches: [say(zh: "  （如 BA-C，或如 1B 2A）", en: "  (as in BA-C, or 1B 2A)")]
    case .unknown: ["  " + AnswerProblem.unknownKind.sentence(say)]
    }
  }
}
