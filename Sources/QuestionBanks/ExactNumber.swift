/// A decimal number without rounding: up to 12 decimals, below 1,000,000,000,000 in magnitude.
///
/// Keys of numeric questions and the responses to them are compared as such, never as floating
/// point.
package struct ExactNumber: Hashable, Sendable, Comparable {
  /// The number times 10 to the 12th.
  package let trillionths: Int128

  package init(trillionths: Int128) { self.trillionths = trillionths }

  package static let zero = ExactNumber(trillionths: 0)
  package static let one = ExactNumber(trillionths: unit)

  private static let decimals = 12
  private static let unit: Int128 = 1_000_000_000_000
  /// What no number reaches.
  private static let bound: Int128 = unit * unit

  /// Reads `12`, `-0.5`, `+3.20`, `1.2e-3` and the same in full-width characters.
  ///
  /// - Returns: `nil` for anything else, more than 12 decimals, and numbers out of bounds.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 80 else { return nil }
    var rest = Substring(text.halfWidth)
    let isNegative = rest.first == "-" || rest.first == "−"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    var exponent = 0
    if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      var power = rest[rest.index(after: mark)...]
      let isSmall = power.first == "-" || power.first == "−"
      if isSmall || power.first == "+" { power = power.dropFirst() }
      guard (1...2).contains(power.count), power.allSatisfy(\.isDigit), let size = Int(power)
      else { return nil }
      exponent = isSmall ? -size : size
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isDigit) }),
      parts.contains(where: { !$0.isEmpty })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    var value: Int128 = 0
    for digit in (parts[0] + fraction).compactMap(\.wholeNumberValue) {
      value = value * 10 + Int128(digit)
      guard value < Self.bound else { return nil }
    }
    var shift = Self.decimals + exponent - fraction.count
    while shift > 0, value != 0 {
      value *= 10
      shift -= 1
      guard value < Self.bound else { return nil }
    }
    while shift < 0, value != 0 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      shift += 1
    }
    trillionths = isNegative ? -value : value
  }

  package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    left.trillionths < right.trillionths
  }

  /// Its distance from zero.
  package var magnitude: ExactNumber { ExactNumber(trillionths: abs(trillionths)) }
}

extension ExactNumber: CustomStringConvertible {
  /// The shortest decimal text: `-0.5`, `12`; reading it gives the same number.
  package var description: String {
    let magnitude = abs(trillionths)
    let sign = trillionths < 0 ? "-" : ""
    let fraction = magnitude % Self.unit
    guard fraction != 0 else { return "\(sign)\(magnitude / Self.unit)" }
    var digits = String(fraction + Self.unit).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(magnitude / Self.unit).\(digits)"
  }
}

extension Character {
  /// An ASCII digit.
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
