/// A province, city or county and everything in it, by the digits with which its GB/T 2260 codes
/// begin.
package struct RegionPrefix: Hashable, Sendable, CustomStringConvertible {
  /// 2 digits for a province, 4 for a city (prefecture), 6 for a county.
  package let digits: String

  /// Reads 2, 4 or 6 ASCII digits of which the first two are a province (11 to 82). A code that
  /// ends in `00` stands for the whole division: `320700` and `3207` are the same city, `320000`
  /// and `32` the same province. `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    guard [2, 4, 6].contains(text.count) else { return nil }
    let padded = String(text) + String(repeating: "0", count: 6 - text.count)
    guard RegionCode(padded) != nil else { return nil }
    var digits = String(text)
    while digits.hasSuffix("00") { digits.removeLast(2) }
    self.digits = digits
  }

  /// Whether `region` is this division or lies in it. A city is not in its county.
  package func contains(_ region: RegionCode) -> Bool { region.text.hasPrefix(digits) }

  package var description: String { digits }
}

extension RegionPrefix: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let prefix = RegionPrefix(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no GB/T 2260 code and no prefix of one: \(text)")
    }
    self = prefix
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}
