/// A signature by SM2 (GB/T 32918.2): two whole numbers r and s of up to 256 bits.
///
/// Both forms that are in use are read and written: DER, as GB/T 35276 and OpenSSL have it, and the
/// 64 bytes of r and s one behind the other. Each number has one spelling in DER; another is refused.
package struct SM2Signature: Hashable, Sendable {
  /// r and s, big-endian, 32 bytes each.
  package let raw: [UInt8]

  /// `nil` unless there are 64 bytes and neither number is zero.
  package init?(raw: some Sequence<UInt8>) {
    let bytes = Array(raw)
    guard bytes.count == 64, bytes[..<32].contains(where: { $0 != 0 }),
      bytes[32...].contains(where: { $0 != 0 })
    else { return nil }
    self.raw = bytes
  }

  /// `nil` unless the bytes are a SEQUENCE of two positive INTEGERs of at most 256 bits in their
  /// shortest form, and nothing else.
  package init?(der: some Sequence<UInt8>) {
    var rest = Array(der)[...]
    guard rest.popFirst() == 0x30, let length = rest.popFirst(), length < 0x80,
      rest.count == length, let r = Self.number(&rest), let s = Self.number(&rest), rest.isEmpty
    else { return nil }
    self.init(raw: r + s)
  }

  /// At most 72 bytes.
  package var der: [UInt8] {
    let numbers = Self.integer(raw[..<32]) + Self.integer(raw[32...])
    return [0x30, UInt8(numbers.count)] + numbers
  }

  private static func integer(_ number: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array(number.drop { $0 == 0 })
    // A set first bit would make it negative.
    if let first = bytes.first, first >= 0x80 { bytes.insert(0, at: 0) }
    return [0x02, UInt8(bytes.count)] + bytes
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard rest.popFirst() == 0x02, let length = rest.popFirst(), (1...33).contains(length),
      rest.count >= length
    else { return nil }
    var bytes = rest.prefix(Int(length))
    rest = rest.dropFirst(Int(length))
    if bytes.first == 0 {
      bytes = bytes.dropFirst()
      // The zero is there for the sign, or not at all.
      guard let first = bytes.first, first >= 0x80 else { return nil }
    } else if let first = bytes.first, first >= 0x80 {
      return nil
    }
    guard bytes.count <= 32 else { return nil }
    return Array(repeating: 0, count: 32 - bytes.count) + bytes
  }
}
