package import AttemptRecords
package import Contests
package import QuestionBanks

/// Marks responses. Pure: paper, keys and responses are arguments.
package struct Marker: Sendable {
  private let keys: [Solution]

  /// - Parameter keys: what is right for every question of the version, in its order.
  package init(keys: [Solution]) { self.keys = keys }

  /// The points of each item of a paper, in its order; an item without a response earns none.
  package func marks(of responses: [Response?], on paper: Paper) -> [Points] {
    zip(paper.items, responses).map { item, response in
      guard let response, keys.indices.contains(item.question) else { return .zero }
      return item.mark(response, against: keys[item.question])
    }
  }
}

extension Paper.Item {
  /// The points for a response; one that does not fit the key's kind earns none.
  fileprivate func mark(_ response: Response, against key: Solution) -> Points {
    switch (key, response) {
    case (.choices(let right), .choices(let chosen)):
      marking.mark(original(chosen), against: right, worth: points)
    case (.order(let right), .places(let places)), (.matches(let right), .places(let places)):
      marking.mark(
        right: zip(originals(places), right).count { $0 == $1 }, of: right.count, worth: points)
    case (.blanks(let blanks), .texts(let texts)):
      marking.mark(
        right: zip(texts, blanks).count { text, accepted in
          let folded = Self.folded(text)
          return !folded.isEmpty && accepted.contains { Self.folded($0) == folded }
        }, of: blanks.count, worth: points)
    case (.number(let number), .texts(let texts)):
      texts.first.flatMap { ExactNumber($0) }.map(number.accepts) == true ? points : .zero
    default: .zero
    }
  }

  /// A text as blanks compare it: without regard to case, width and white space.
  private static func folded(_ text: String) -> String {
    text.halfWidth.lowercased().filter { !$0.isWhitespace }
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

  /// The points where a question has several parts, each right or not: blanks, places in an order,
  /// matches.
  package func mark(right: Int, of parts: Int, worth points: Points) -> Points {
    switch self {
    case .allOrNothing: right == parts ? points : .zero
    case .partial: Points(thousandths: points.thousandths * right / max(parts, 1))
    }
  }
}
