import CQREncode

/// A text as a square of dark and light modules that a telephone reads.
///
/// Source: ISO/IEC 18004; error correction level M, which bears 15 % of damage.
package struct QRCode: Hashable, Sendable {
  /// Modules of a side, without the quiet zone.
  package let side: Int
  private let modules: [Bool]

  /// The most bytes of a text: of version 40 at level M.
  package static let mostBytes = 2_331

  /// `nil` for an empty text, and for one of more than `mostBytes` bytes.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...Self.mostBytes).contains(bytes.count),
      let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
    else { return nil }
    defer { QRcode_free(code) }
    let side = Int(code.pointee.width)
    self.side = side
    modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether a module is dark.
  ///
  /// - Parameters: `x` from the left and `y` from above, both from 0 to `side` - 1.
  package func isDark(x: Int, y: Int) -> Bool { modules[y * side + x] }
}
