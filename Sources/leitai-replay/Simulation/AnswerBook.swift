import ContestAPI
import Contests
import QuestionBanks

/// The keys of the banks, by which simulated contestants know what is right. The banks are read from
/// the organizer's own files: nothing about keys comes from the server.
///
/// What the API shows of a question has no id, so questions are found by kind, stem and options.
struct AnswerBook: Sendable {
  private var entries: [String: [KeyedQuestion]] = [:]

  /// What the book says about an item of a paper.
  struct Entry: Hashable, Sendable {
    /// The right answer in the positions of the paper.
    let right: Answer
    let difficulty: Difficulty
  }

  init(questions: [KeyedQuestion]) {
    for keyed in questions { entries[keyed.question.stem, default: []].append(keyed) }
  }

  /// The answer to an item, whatever the order of its options; absent when no bank has it.
  func answer(to item: AttemptView.Item) -> Entry? {
    let keyed = entries[item.stem]?.first { keyed in
      let question = keyed.question
      return question.kind.rawValue == item.kind && question.passage == item.passage
        && question.premises == item.premises
        && question.options.count == item.options.count
        && item.options.allSatisfy(question.options.contains)
    }
    guard let keyed else { return nil }
    // Where on the paper an option of the bank stands.
    let places = keyed.question.options.map { item.options.firstIndex(of: $0) ?? 0 }
    let right: Answer =
      switch keyed.key.solution {
      case .choices(let choices): Answer(choices: choices.positions.map { places[$0] }.sorted())
      case .order(let order): Answer(places: order.map { places[$0] })
      case .matches(let matches): Answer(places: matches.map { places[$0] })
      case .blanks(let blanks, _): Answer(texts: blanks.compactMap(\.first))
      case .number(let number):
        Answer(texts: [
          number.value.description + (number.units.map { " " + $0.units[0].name } ?? "")
        ])
      }
    return Entry(right: right, difficulty: keyed.question.difficulty)
  }
}
