import AttemptRecords
package import Contests
import QuestionBanks

extension Paper.Item {
  /// The points for a response; one that does not fit the key's kind earns none.
  ///
  /// - Parameter note: called with every part, in order.
  func mark(
    _ response: Response?, against key: Solution, _ note: (MarkedPart) -> Void
  ) -> Points {
    var tally = MarkTally()
    func judge(_ part: MarkedPart.Part, _ verdict: MarkedPart.Verdict) {
      tally.add(verdict)
      note(MarkedPart(part: part, verdict: verdict))
    }
    switch (key, response ?? .nothing(like: key)) {
    case (.choices(let right), .choices(let chosen)):
      judgeChoice(chosen, right, judge)
      return marking.points(for: tally, of: right.count, worth: points, isChoice: true)
    case (.order(let right), .places(let places)):
      if case .pairs = marking, right.count > 1 {
        judgePairs(places, right, judge)
      } else {
        judgePlaces(places, right, MarkedPart.Part.place, judge)
      }
    case (.matches(let right), .places(let places)):
      judgePlaces(places, right, MarkedPart.Part.premise, judge)
    case (.blanks(let blanks, let rule), .texts(let texts)):
      judgeBlanks(texts, blanks, rule, judge)
    case (.number(let number), .texts(let texts)):
      let text = texts.first ?? ""
      let isMissing = text.allSatisfy(\.isWhitespace)
      judge(.number, isMissing ? .missing : number.accepts(text) ? .right : .wrong)
    default: return .zero
    }
    return marking.points(for: tally, of: tally.count, worth: points, isChoice: false)
  }

  private typealias Judge = (MarkedPart.Part, MarkedPart.Verdict) -> Void

  private func judgeChoice(_ chosen: Choices, _ right: Choices, _ judge: Judge) {
    for (place, option) in optionOrder.enumerated() {
      switch (
        chosen.contains(Choices(position: place)), right.contains(.init(position: Int(option)))
      )
      {
      case (true, true): judge(.option(place), .right)
      case (true, false): judge(.option(place), .wrong)
      case (false, true): judge(.option(place), .missing)
      case (false, false): break
      }
    }
  }

  /// Each place of an order, or each premise, by the option that stands there.
  private func judgePlaces(
    _ places: [UInt8?], _ right: [Int], _ part: (Int) -> MarkedPart.Part, _ judge: Judge
  ) {
    for (position, option) in right.enumerated() {
      guard places.indices.contains(position), let place = places[position] else {
        judge(part(position), .missing)
        continue
      }
      judge(part(position), original(place) == option ? .right : .wrong)
    }
  }

  /// Each two neighbours of the right order: right where the second follows the first at once.
  private func judgePairs(_ places: [UInt8?], _ right: [Int], _ judge: Judge) {
    var placeOf = [Int?](repeating: nil, count: optionOrder.count)
    for (place, option) in places.enumerated() {
      if let option = option.flatMap(original) { placeOf[option] = place }
    }
    func place(_ option: Int) -> Int? { placeOf.indices.contains(option) ? placeOf[option] : nil }
    for first in 0..<right.count - 1 {
      guard let before = place(right[first]), let after = place(right[first + 1]) else {
        judge(.pair(first), .missing)
        continue
      }
      judge(.pair(first), after == before + 1 ? .right : .wrong)
    }
  }

  private func judgeBlanks(
    _ texts: [String], _ blanks: [[String]], _ rule: BlankRule, _ judge: Judge
  ) {
    let given = blanks.indices.map { texts.indices.contains($0) ? rule.folded(texts[$0]) : "" }
    func isRight(_ text: Int, in blank: Int) -> Bool {
      blanks[blank].contains { rule.folded($0) == given[text] }
    }
    let pairs =
      rule.isAnyOrder
      ? Pairing(
        given.indices.map { text in
          given[text].isEmpty ? [] : blanks.indices.filter { isRight(text, in: $0) }
        }) : nil
    for (position, text) in given.enumerated() {
      guard !text.isEmpty else {
        judge(.blank(position), .missing)
        continue
      }
      let isRight = pairs.map { $0.isPaired(position) } ?? isRight(position, in: position)
      judge(.blank(position), isRight ? .right : .wrong)
    }
  }

  /// The option that stands at a place on the paper, by its position in the question.
  private func original(_ place: UInt8) -> Int? {
    Int(place) < optionOrder.count ? Int(optionOrder[Int(place)]) : nil
  }
}

extension Response {
  /// A response that gives none of what a key asks for.
  fileprivate static func nothing(like key: Solution) -> Response {
    switch key {
    case .choices: .choices([])
    case .order, .matches: .places([])
    case .blanks, .number: .texts([])
    }
  }
}

/// How many parts were right, wrong and missing.
package struct MarkTally: Hashable, Sendable {
  package private(set) var right = 0
  package private(set) var wrong = 0
  package private(set) var missing = 0

  package init() {}

  /// All parts, wrong choices included.
  package var count: Int { right + wrong + missing }

  /// Counts one part.
  package mutating func add(_ verdict: MarkedPart.Verdict) {
    switch verdict {
    case .right: right += 1
    case .wrong: wrong += 1
    case .missing: missing += 1
    }
  }
}

extension MarkingScheme {
  /// The points for parts, each right, wrong or missing: between the scheme's `least` and `points`.
  ///
  /// - Parameter count: the parts of what is right; of a choice the wrong ones come on top.
  /// - Parameter isChoice: whether the parts are options, of which any number can be chosen.
  package func points(
    for tally: MarkTally, of count: Int, worth points: Points, isChoice: Bool
  ) -> Points {
    guard count > 0 else { return .zero }
    let shares = points.thousandths * tally.right / count
    switch self {
    case .allOrNothing: return tally.right == count && tally.wrong == 0 ? points : .zero
    case .partial where isChoice, .pairs where isChoice:
      return tally.wrong > 0 ? .zero : Points(thousandths: shares)
    case .partial: return Points(thousandths: shares)
    case .each(let wrong, let floor), .pairs(let wrong, let floor):
      return max(floor, Points(thousandths: shares - tally.wrong * wrong.thousandths))
    }
  }
}
