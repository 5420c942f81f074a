/// How the points of a question follow from what was right in the response and what was wrong.
///
/// What is right has parts: the right options, the blanks, the places of an order, the premises of a
/// matching. A share is the question's points through their number, all shares together rounded
/// down to a thousandth.
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

  /// The schemes that a name says all of, by their names in plans.
  package static let named: [String: MarkingScheme] = [
    "all-or-nothing": .allOrNothing, "partial": .partial,
  ]

  /// Whether every figure is one that a plan may declare.
  package var isWithinLimits: Bool {
    guard case .each(let wrong, let floor) = self else { return true }
    let most = 1_000_000_000
    return (0..<most).contains(wrong.thousandths) && (-most + 1...0).contains(floor.thousandths)
  }
}

/// Coded as it is declared: a name, or what a wrong part costs and the floor.
extension MarkingScheme: Codable {
  private enum CodingKeys: String, CodingKey { case wrong, floor }

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
      self = .each(
        wrong: try fields.decode(Points.self, forKey: .wrong),
        floor: try fields.decode(Points.self, forKey: .floor))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    if case .each(let wrong, let floor) = self {
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encode(wrong, forKey: .wrong)
      try fields.encode(floor, forKey: .floor)
    } else {
      var container = encoder.singleValueContainer()
      try container.encode(self == .partial ? "partial" : "all-or-nothing")
    }
  }
}
