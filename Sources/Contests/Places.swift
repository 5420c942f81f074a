/// A division of China by its GB/T 2260 code: six digits, province, prefecture, county.
package struct RegionCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// `nil` unless `text` is six ASCII digits whose first two are a province (11 to 82).
  package init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard digits.count == 6, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let province = digits.prefix(2).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (11...82).contains(province) else { return nil }
    self.text = String(text)
  }

  /// The province: `320300` is in `320000`.
  package var province: RegionCode { RegionCode(padding: text.prefix(2)) }

  /// The prefecture-level city: `320302` is in `320300`.
  package var city: RegionCode { RegionCode(padding: text.prefix(4)) }

  package var description: String { text }

  package static func < (left: RegionCode, right: RegionCode) -> Bool { left.text < right.text }

  private init(padding prefix: Substring) {
    text = prefix + String(repeating: "0", count: 6 - prefix.count)
  }
}

extension RegionCode: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = RegionCode(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a GB/T 2260 code: \(text)")
    }
    self = code
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// An occupation by its code in 职业分类大典 (2022), such as `6-31-01-02` for 机修钳工.
package struct OccupationCode: Hashable, Sendable, Codable, CustomStringConvertible {
  package let text: String

  /// `nil` unless `text` has the form `d-dd-dd-dd`.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [1, 2, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    self.text = String(text)
  }

  package var description: String { text }
}

/// An employer (单位) by the code or the name under which the roster lists it.
///
/// 1 to 100 characters without control characters; two contestants who give the same text belong
/// to the same unit.
package struct UnitName: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let text: String

  package init?(_ text: some StringProtocol) {
    guard (1...100).contains(text.unicodeScalars.count),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return nil }
    self.text = String(text)
  }

  package var description: String { text }

  package static func < (left: UnitName, right: UnitName) -> Bool { left.text < right.text }
}
