/// A set of options by zero-based position: A is 0, H is 7.
package struct Choices: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one option, 0 to 7.
  package init(position: Int) {
    precondition((0..<8).contains(position), "options are lettered A to H")
    rawValue = 1 << UInt8(position)
  }

  /// The set of those positions; `nil` when one is outside 0 to 7 or given twice.
  package init?(positions: [Int]) {
    var bits: UInt8 = 0
    for position in positions {
      guard (0..<8).contains(position), bits & (1 << position) == 0 else { return nil }
      bits |= 1 << position
    }
    rawValue = bits
  }

  /// Reads letters such as `ACD`, in any order and case, also full-width and separated by
  /// `,`, `，`, `、`, `;`, `；`, `|`, `/` or spaces; `nil` for any other character, a repeated letter
  /// and no letter at all.
  package init?(letters text: some StringProtocol) {
    var set: Choices = []
    for scalar in text.unicodeScalars {
      let fullWidth = (0xFF21...0xFF5A).contains(scalar.value)
      let value = fullWidth ? scalar.value - 0xFEE0 : scalar.value
      let upper = value >= 0x61 ? value &- 0x20 : value
      guard (0x41...0x48).contains(upper) else {
        if Self.separators.contains(scalar) { continue }
        return nil
      }
      guard set.insert(Choices(position: Int(upper - 0x41))).inserted else { return nil }
    }
    guard !set.isEmpty else { return nil }
    self = set
  }

  private static let separators: Set<Unicode.Scalar> = [
    ",", "，", "、", ";", "；", "|", "/", " ", "\u{3000}", ".", "．",
  ]

  /// How many options are in the set.
  package var count: Int { rawValue.nonzeroBitCount }

  /// The highest position in the set; absent for the empty set.
  package var highest: Int? { rawValue == 0 ? nil : 7 - rawValue.leadingZeroBitCount }

  /// The positions in the set, lowest first.
  package var positions: [Int] { (0..<8).filter { rawValue & (1 << UInt8($0)) != 0 } }

  /// The letters of the set, such as `ACD`; empty for the empty set.
  package var letters: String { positions.map(Self.letter).joined() }

  /// The letter of a position: 0 is `A`.
  package static func letter(_ position: Int) -> String {
    precondition((0..<26).contains(position), "letters end with Z")
    return String(UnicodeScalar(UInt8(0x41 + position)))
  }
}
