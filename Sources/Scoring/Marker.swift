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
    zip(paper.items, responses).map { item, response in mark(response, to: item) { _ in } }
  }

  /// The same marks with the parts from which they follow, in the order of the paper.
  package func explainedMarks(of responses: [Response?], on paper: Paper) -> [ExplainedMark] {
    zip(paper.items, responses).map { item, response in
      var parts: [MarkedPart] = []
      let points = mark(response, to: item) { parts.append($0) }
      return ExplainedMark(parts: parts, points: points)
    }
  }

  /// The points of one item by a key of its own.
  static func mark(_ response: Response?, to item: Paper.Item, by key: Solution) -> Points {
    item.mark(response, against: key) { _ in }
  }

  /// The one place where points come from.
  private func mark(
    _ response: Response?, to item: Paper.Item, _ note: (MarkedPart) -> Void
  ) -> Points {
    guard keys.indices.contains(item.question) else { return .zero }
    return item.mark(response, against: keys[item.question], note)
  }
}

/// What an item earned, and why.
package struct ExplainedMark: Hashable, Sendable {
  /// Every part of what is right and every wrong one that was given; empty for a response that does
  /// not fit the key's kind.
  package let parts: [MarkedPart]
  package let points: Points
}

/// A part of what is right for an item, or of what was given, and what the marker found.
package struct MarkedPart: Hashable, Sendable {
  package let part: Part
  package let verdict: Verdict

  /// Every position counts from 0.
  package enum Part: Hashable, Sendable {
    /// An option by its position on the paper.
    case option(Int)
    /// A place in an order.
    case place(Int)
    /// Two neighbours of the right order, by the place of the first.
    case pair(Int)
    case premise(Int)
    case blank(Int)
    case number
  }

  /// What a part came to. Of a choice, an option that was rightly left alone is no part.
  package enum Verdict: String, Sendable {
    case right, wrong, missing
  }
}
