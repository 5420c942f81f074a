import CZlib
import Foundation

/// The bits of a status list; index 0 is the first bit of the first byte from the left.
///
/// Source: W3C Bitstring Status List 1.0, sections 3.3 and 3.4.
package struct BitstringStatusList: Hashable, Sendable {
  private var bytes: [UInt8]

  /// A list without a set bit.
  ///
  /// - Parameter count: a multiple of 8, at least `StatusPlace.listBits`.
  package init(count: Int = StatusPlace.listBits) {
    precondition(count % 8 == 0 && count >= StatusPlace.listBits, "too short for a status list")
    bytes = [UInt8](repeating: 0, count: count / 8)
  }

  /// How many bits there are.
  package var count: Int { bytes.count * 8 }

  /// Whether the bit is set; the index is less than `count`.
  package subscript(index: Int) -> Bool {
    get { bytes[index / 8] & (0x80 >> UInt8(index % 8)) != 0 }
    set {
      let bit: UInt8 = 0x80 >> UInt8(index % 8)
      if newValue { bytes[index / 8] |= bit } else { bytes[index / 8] &= ~bit }
    }
  }

  /// `u` and the base64url, without padding, of the list's GZIP; equal lists give equal texts.
  package var encoded: String {
    let room = CGzipBound(bytes.count)
    var packed = [UInt8](repeating: 0, count: room)
    let length = CGzip(bytes, bytes.count, &packed, room)
    precondition(length > 0, "GZIP has room for what it says that it needs")
    return "u" + Data(packed.prefix(length)).base64URL
  }

  /// Bytes that a list of others may have; what is larger is refused before there is room for it.
  private static let maximumBytes = 4 << 20

  /// Reads a list; also a short one, which others wrote.
  ///
  /// `nil` unless the text is `u` before the base64url of one whole GZIP of at most 4 MB.
  package init?(encoded: String) {
    guard encoded.utf8.first == UInt8(ascii: "u"), encoded.utf8.count <= Self.maximumBytes,
      let packed = Data(base64URLBytes: Array(encoded.utf8.dropFirst())[...])
    else { return nil }
    // GZIP ends with the length of what it holds; if that is a lie, the rest finds no room.
    let told = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard packed.count > 18, (1...Self.maximumBytes).contains(told) else { return nil }
    var room = [UInt8](repeating: 0, count: told)
    guard CGunzip(Array(packed), packed.count, &room, room.count) == told else { return nil }
    bytes = room
  }
}
