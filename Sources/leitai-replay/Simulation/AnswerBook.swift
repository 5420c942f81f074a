import ContestAPI
import Contests
import QuestionBanks

/// Knows the right answers, because it was written from the banks and not from the server.
///
/// What the API shows of a question has no id, so questions are found by kind, stem and options.
struct AnswerBook: Sendable {
  private var entries: [String: [Entry]] = [:]

  private struct Entry: Sendable {
    let kind: String
    let options: [String]
    let right: [String]
    let difficulty: Difficulty
  }

  /// What the book says about an item of a paper.
  struct Answer: Hashable, Sendable {
    /// The zero-based positions on the paper, ascending; never empty.
    let right: [Int]
    let difficulty: Difficulty
  }

  init(questions: [KeyedQuestion]) {
    for keyed in questions {
      let question = keyed.question
      entries[question.stem, default: []].append(
        Entry(
          kind: question.kind.rawValue, options: question.options,
          right: keyed.key.correct.positions.map { question.options[$0] },
          difficulty: question.difficulty))
    }
  }

  /// The answer to an item, whatever the order of its options; absent when no bank has it.
  func answer(to item: AttemptView.Item) -> Answer? {
    let entry = entries[item.stem]?.first { entry in
      entry.kind == item.kind && entry.options.count == item.options.count
        && item.options.allSatisfy(entry.options.contains)
    }
    guard let entry else { return nil }
    return Answer(
      right: item.options.indices.filter { entry.right.contains(item.options[$0]) },
      difficulty: entry.difficulty)
  }
}
