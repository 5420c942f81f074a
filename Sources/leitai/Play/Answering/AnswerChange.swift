import ContestAPI

/// Answers as single keys and lines make them. An answer in which nothing is left is `Answer.none`.
extension AttemptView.Item {
  /// A single choice is replaced; of several, each is switched by itself.
  func switching(_ option: Int, in answer: Answer) -> Answer {
    guard form == .choices(several: true) else { return Answer(choices: [option]) }
    let others = answer.choices.filter { $0 != option }
    return Answer(
      choices: others.count < answer.choices.count ? others : (others + [option]).sorted())
  }

  /// Gives an option to a premise, or takes it away.
  func matching(_ premise: Int, to option: Int?, in answer: Answer) -> Answer {
    let places = fields.map { $0 == premise ? option ?? -1 : answer.place(of: $0) ?? -1 }
    return places.allSatisfy { $0 < 0 } ? .none : Answer(places: places)
  }

  /// Puts a text into a blank; an empty one takes away what is there.
  ///
  /// - Throws: `AnswerProblem` when the server would not take it.
  func filling(_ field: Int, with typed: String, in answer: Answer) throws(AnswerProblem) -> Answer
  {
    guard fields.contains(field), takesText else { throw .noSuchField(field + 1) }
    var text = typed.filter(\.isText).trimmingSpace
    guard text.utf8.count <= AnswerEdit.bytes else { throw .tooLong }
    if form == .number, !text.isEmpty {
      guard let number = NumberText.reading(text) else { throw .notANumber(text) }
      text = number
    }
    let texts = fields.map { $0 == field ? text : answer.text(at: $0) }
    return texts.allSatisfy(\.isEmpty) ? .none : Answer(texts: texts)
  }
}
