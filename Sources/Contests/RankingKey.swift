/// One key of the order of results.
package enum RankingKey: Hashable, Sendable {
  case scoreDescending
  case elapsedAscending
  case submittedAscending
  /// The score of one part, not its share.
  case partDescending(PartID)

  /// Reads `score desc`, `elapsed asc`, `submitted asc` or `part:practical desc`; `nil` for anything
  /// else.
  package init?(_ text: String) {
    switch text {
    case "score desc": self = .scoreDescending
    case "elapsed asc": self = .elapsedAscending
    case "submitted asc": self = .submittedAscending
    default:
      guard text.hasPrefix("part:"), text.hasSuffix(" desc"),
        let part = try? PartID(String(text.dropFirst(5).dropLast(5)))
      else { return nil }
      self = .partDescending(part)
    }
  }

  /// The bits that its values take, of the 128 that all keys of a stage have together.
  package var bits: Int {
    switch self {
    case .scoreDescending, .elapsedAscending: 36
    case .submittedAscending: 44
    case .partDescending: 27
    }
  }
}

extension RankingKey: CustomStringConvertible {
  package var description: String {
    switch self {
    case .scoreDescending: "score desc"
    case .elapsedAscending: "elapsed asc"
    case .submittedAscending: "submitted asc"
    case .partDescending(let part): "part:\(part) desc"
    }
  }
}

extension RankingKey: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let key = RankingKey(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a ranking key: \(text)")
    }
    self = key
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension [RankingKey] {
  /// Whether the keys fit into one integer, so that one comparison decides.
  package var fit: Bool { reduce(0) { $0 + $1.bits } <= 128 }
}
