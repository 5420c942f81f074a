package import Contests
package import QuestionBanks
package import Sessions

/// Marks responses. Pure: paper, keys and responses are arguments.
package struct Marker: Sendable {
  private let keys: [Choices]

  /// - Parameter keys: the right options of every question of the version, in its order.
  package init(keys: [Choices]) { self.keys = keys }

  /// The points of each item of a paper, in its order; an item without a response earns none.
  package func marks(of responses: [Response?], on paper: Paper) -> [Points] {
    zip(paper.items, responses).map { item, response in
      guard case .choices(let chosen) = response, keys.indices.contains(item.question) else {
        return .zero
      }
      return item.marking.mark(
        item.original(chosen), against: keys[item.question], worth: item.points)
    }
  }
}

extension MarkingScheme {
  /// The points for a choice; choice and key are positions in `Question.options`.
  package func mark(_ chosen: Choices, against key: Choices, worth points: Points) -> Points {
    switch self {
    case .allOrNothing:
      return chosen == key ? points : .zero
    case .partial:
      guard !key.isEmpty, chosen.isSubset(of: key) else { return .zero }
      return Points(thousandths: points.thousandths * chosen.count / key.count)
    }
  }
}
