import ContestAPI
import Contests
import QuestionBanks

/// An answer that a contestant will give.
struct PlannedAnswer: Hashable, Sendable {
  /// The zero-based position on the paper.
  let item: Int
  /// Never empty; choices in ascending order.
  let answer: Answer
}

/// What a contestant will answer in an attempt, in requests.
struct AnswerPlan: Sendable {
  /// The answers of each request; none is empty.
  let batches: [[PlannedAnswer]]
  /// Items that are in no bank: they are guessed.
  let unknownItems: Int

  /// How a stage is answered.
  enum Style: Sendable {
    /// Every item, one a request: rounds of practice.
    case oneByOne
    /// 90 to 100 of 100 items, 10 to 15 a request, some of them changed at the end: an exam.
    case inBatches
  }

  init(
    items: [AttemptView.Item], style: Style, ability: Ability, book: AnswerBook,
    using random: inout SeededGenerator
  ) {
    var unknown = 0
    let answers = items.map { item in
      let entry = book.answer(to: item)
      if entry == nil { unknown += 1 }
      return Self.answer(to: item, entry, ability, &random)
    }
    unknownItems = unknown
    let all = items.indices.map { PlannedAnswer(item: $0, answer: answers[$0]) }
    switch style {
    case .oneByOne: batches = all.map { [$0] }
    case .inBatches:
      let skipped = random.below(11)
      var answers = all.filter { _ in random.below(100) >= skipped }
      if random.below(100) < 30, !answers.isEmpty {
        let item = answers[random.below(answers.count)].item
        answers.append(
          PlannedAnswer(
            item: item,
            answer: Self.answer(
              to: items[item], book.answer(to: items[item]), ability, &random)))
      }
      batches = Self.split(answers, &random)
    }
  }

  private static func split(
    _ answers: [PlannedAnswer], _ random: inout SeededGenerator
  ) -> [[PlannedAnswer]] {
    var rest = answers[...]
    var batches: [[PlannedAnswer]] = []
    while !rest.isEmpty {
      let count = 10 + random.below(6)
      batches.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return batches
  }

  private static func answer(
    to item: AttemptView.Item, _ entry: AnswerBook.Entry?, _ ability: Ability,
    _ random: inout SeededGenerator
  ) -> Answer {
    guard let entry else { return .guess(item, using: &random) }
    let isRight = random.unit() < ability.chance(at: entry.difficulty)
    return isRight ? entry.right : wrong(for: item, entry.right, &random)
  }

  private static func wrong(
    for item: AttemptView.Item, _ right: Answer, _ random: inout SeededGenerator
  ) -> Answer {
    if !right.choices.isEmpty {
      return Answer(choices: wrong(for: item, right.choices, &random))
    }
    if !right.texts.isEmpty { return Answer(texts: right.texts.map { "1" + $0 }) }
    // Turned by one place, everything stands wrong.
    return Answer(places: Array(right.places.dropFirst()) + right.places.prefix(1))
  }

  /// Another option, or for several choices one option too many or too few.
  private static func wrong(
    for item: AttemptView.Item, _ right: [Int], _ random: inout SeededGenerator
  ) -> [Int] {
    let others = item.options.indices.filter { !right.contains($0) }
    guard item.kind == QuestionKind.multiple.rawValue else {
      return others.isEmpty ? right : [others[random.below(others.count)]]
    }
    let isTooMany = !others.isEmpty && (right.count == 1 || random.below(2) == 0)
    if isTooMany { return (right + [others[random.below(others.count)]]).sorted() }
    guard right.count > 1 else { return right }
    var few = right
    few.remove(at: random.below(few.count))
    return few
  }
}
