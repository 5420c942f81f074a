extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte: hashes and heads as people and files see them.
  package var hexadecimal: String {
    let bytes = Array(self)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
      for (index, byte) in bytes.enumerated() {
        digits[index * 2] = HexadecimalDigit.of(byte >> 4)
        digits[index * 2 + 1] = HexadecimalDigit.of(byte & 15)
      }
      return bytes.count * 2
    }
  }
}

extension [UInt8] {
  /// Reads two hexadecimal digits a byte, in either case; `nil` for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x41...0x46: digit - 0x37
      case 0x61...0x66: digit - 0x57
      default: nil
      }
    }
    guard text.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in text.utf8 {
      guard let value = value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    self = bytes
  }
}

/// The digits of base 16.
package enum HexadecimalDigit {
  /// The ASCII code of the lower-case digit for 0 to 15.
  package static func of(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
