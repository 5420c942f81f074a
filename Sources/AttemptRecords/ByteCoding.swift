/// Appends big-endian integers and texts with a 16-bit length.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func integer(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: String) {
    precondition(text.utf8.count <= Int(UInt16.max), "identifiers are short")
    integer(UInt16(clamping: text.utf8.count))
    bytes += text.utf8
  }
}

/// Reads what `ByteWriter` wrote; every read is absent beyond the end.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func integer<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let size = Value.bitWidth / 8
    guard bytes.count - position >= size else { return nil }
    defer { position += size }
    return bytes.withUnsafeBytes {
      Value(bigEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }

  /// A byte that is 0 or 1.
  mutating func truth() -> Bool? {
    switch integer(UInt8.self) {
    case 0: false
    case 1: true
    default: nil
    }
  }

  mutating func text() -> String? {
    guard let count = integer(UInt16.self), bytes.count - position >= Int(count) else { return nil }
    let range = position..<position + Int(count)
    position = range.upperBound
    return bytes.withUnsafeBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes[range])
      let text = String(decoding: part, as: UTF8.self)
      // What is no UTF-8 was replaced.
      return text.utf8.elementsEqual(part) ? text : nil
    }
  }
}
