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

  /// The points of one item by a key of its own.
  static func mark(_ response: Response?, to item: Paper.Item, by key: Solution) -> Points {
    response.map { item.mark($0, against: key) } ?? .zero
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
        right: zip(originals(places), right).count { $0 == $1 },
        given: places.count { $0 != nil }, of: right.count, worth: points)
    case (.blanks(let blanks), .texts(let texts)):
      marking.mark(
        right: zip(texts, blanks).count { text, accepted in
          let folded = Self.folded(text)
          return !folded.isEmpty && accepted.contains { Self.folded($0) == folded }
        }, given: texts.count { !Self.folded($0).isEmpty }, of: blanks.count, worth: points)
    case (.number(let number), .texts(let texts)):
      marking.mark(
        right: texts.first.flatMap { ExactNumber($0) }.map(number.accepts) == true ? 1 : 0,
        given: texts.first.map(Self.folded) ?? "" == "" ? 0 : 1, of: 1, worth: points)
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
    let right = chosen.intersection(key).count
    if self == .partial, right < chosen.count { return .zero }
    return mark(right: right, given: chosen.count, of: key.count, worth: points)
  }

  /// The points for parts, each right, wrong or not given.
  ///
  /// - Parameter given: the parts that the response has, the right ones included.
  /// - Parameter count: all parts that there are.
  package func mark(
    right: Int, given: Int, of count: Int, worth points: Points
  ) -> Points {
    guard count > 0 else { return .zero }
    let shares = points.thousandths * right / count
    switch self {
    case .allOrNothing: return right == count && given == count ? points : .zero
    case .partial: return Points(thousandths: shares)
    case .each(let wrong, let floor):
      return max(
        floor, Points(thousandths: shares - max(0, given - right) * wrong.thousandths))
    }
  }
}
