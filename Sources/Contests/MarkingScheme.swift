/// How the points of a question follow from what was right in the response and what was wrong.
///
/// What is right has parts: the right options, the blanks, the places of an order, the premises of a
/// matching. A share is the question's points through their number, all shares together rounded
/// down to a thousandth.
///
/// An order may also be marked by its pairs: the part is then not an option in its place but two
/// neighbours of the right order that follow one another in the response, wherever they stand. One
/// step that was put first instead of last costs every place, but only one pair. The parts of a
/// matching are pairs, of premise and option, in either case.
package enum MarkingScheme: Hashable, Sendable {
  /// Full points for exactly the right options, or with every part right; otherwise none.
  case allOrNothing
  /// A share for each right option, but none with one wrong choice (少选得分, 错选不得分). Of blanks, places
  /// in an order and matches a share for each that is right.
  case partial
  /// A share for each right part, and so many points off for each wrong one that was given; never
  /// less than the floor.
  ///
  /// - Parameter wrong: 0 or more.
  /// - Parameter floor: 0 or less.
  case each(wrong: Points, floor: Points)
  /// As `each`, but of an order each two neighbours are a part, so that there is one less than
  /// options. Of a choice as `partial`: nothing with a wrong option.
  ///
  /// - Parameter wrong: 0 or more.
  /// - Parameter floor: 0 or less.
  case pairs(wrong: Points, floor: Points)

  /// The schemes that a name says all of, by their names in plans.
  package static let named: [String: MarkingScheme] = [
    "all-or-nothing": .allOrNothing, "partial": .partial,
    "by-pair": .pairs(wrong: .zero, floor: .zero),
  ]

  /// What a wrong part costs and the least that a question can earn; `nil` where a wrong part costs
  /// nothing but its share.
  package var costs: (wrong: Points, floor: Points)? {
    switch self {
    case .allOrNothing, .partial: nil
    case .each(let wrong, let floor), .pairs(let wrong, let floor): (wrong, floor)
    }
  }

  /// The least that a question can earn: 0, or the floor that was declared.
  package var least: Points { costs?.floor ?? .zero }

  /// Whether the scheme says something about a question of the kind; by pairs only orders and
  /// matchings are marked.
  package func fits(_ kind: QuestionKind?) -> Bool {
    guard case .pairs = self else { return true }
    return kind == .ordering || kind == .matching
  }

  /// Whether every figure is one that a plan may declare.
  package var isWithinLimits: Bool {
    guard let (wrong, floor) = costs else { return true }
    let most = 1_000_000_000
    return (0..<most).contains(wrong.thousandths) && (-most + 1...0).contains(floor.thousandths)
  }
}

/// Coded as it is declared: a name, or what a wrong part costs and the floor.
extension MarkingScheme: Codable {
  private enum CodingKeys: String, CodingKey { case wrong, floor, by }

  /// What the parts of an order are, where it is said.
  private enum Part: String, Codable { case pair }

  package init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      guard let scheme = Self.named[name] else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: decoder.codingPath, debugDescription: "no marking scheme \(name)"))
      }
      self = scheme
    } else {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      let wrong = try fields.decode(Points.self, forKey: .wrong)
      let floor = try fields.decode(Points.self, forKey: .floor)
      self =
        switch try fields.decodeIfPresent(Part.self, forKey: .by) {
        case nil: .each(wrong: wrong, floor: floor)
        case .pair: .pairs(wrong: wrong, floor: floor)
        }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    if let name = Self.named.first(where: { $0.value == self })?.key {
      var container = encoder.singleValueContainer()
      try container.encode(name)
    } else if let (wrong, floor) = costs {
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encode(wrong, forKey: .wrong)
      try fields.encode(floor, forKey: .floor)
      if case .pairs = self { try fields.encode(Part.pair, forKey: .by) }
    }
  }
}
