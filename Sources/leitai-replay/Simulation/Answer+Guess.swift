import ContestAPI
import Contests
import QuestionBanks

extension Answer {
  /// Any answer of the form that an item asks for.
  static func guess(_ item: AttemptView.Item, using random: inout SeededGenerator) -> Answer {
    switch QuestionKind(rawValue: item.kind) {
    case .fillIn:
      Answer(texts: (0..<max(item.blanks, 1)).map { _ in "\(random.below(1000))" })
    case .numeric: Answer(texts: ["\(random.below(1000))"])
    case .ordering:
      Answer(places: turned(Array(item.options.indices), by: random.below(item.options.count)))
    case .matching:
      Answer(places: item.premises.map { _ in random.below(item.options.count) })
    case .multiple:
      Answer(
        choices: turned(Array(item.options.indices), by: random.below(item.options.count))
          .prefix(1 + random.below(item.options.count)).sorted())
    case .single, .trueFalse, nil:
      Answer(choices: [random.below(item.options.count)])
    }
  }

  private static func turned(_ positions: [Int], by count: Int) -> [Int] {
    Array(positions[count...] + positions[..<count])
  }
}
