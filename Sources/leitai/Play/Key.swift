/// A key that a person pressed.
enum Key: Equatable, Sendable {
  /// Lower case, and half width where an input method gave full width.
  case character(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, backspace, delete
  /// Control-C, which the terminal does not turn into a signal while we read keys.
  case interrupt
}

/// Turns the bytes of a terminal into keys.
struct KeyDecoder {
  /// The beginning of a sequence whose rest has not come.
  private var pending: [UInt8] = []

  private static let escape: UInt8 = 0x1B

  /// The keys in some bytes. An escape byte that ends them is the escape key.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let (key, length) = next() {
      pending.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// The first key and its length in bytes; no key for what means nothing here; `nil` when more
  /// bytes are needed.
  private func next() -> (Key?, Int)? {
    guard let first = pending.first else { return nil }
    switch first {
    case Self.escape: return sequence()
    case 0x03: return (.interrupt, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0..<0x20: return (nil, 1)
    default: return character()
    }
  }

  /// CSI and SS3 sequences: ESC `[` parameters final, or ESC `O` final.
  private func sequence() -> (Key?, Int)? {
    guard pending.count > 1 else { return (.escape, 1) }
    guard pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O") else {
      return (.escape, 1)
    }
    let rest = pending[2...]
    guard let final = rest.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      // A sequence without end is none.
      return pending.count > 16 ? (nil, pending.count) : nil
    }
    let parameters = String(decoding: pending[2..<final], as: UTF8.self)
    return (Self.key(final: pending[final], parameters), final + 1)
  }

  private static func key(final: UInt8, _ parameters: String) -> Key? {
    switch (Character(UnicodeScalar(final)), parameters) {
    case ("A", _): .up
    case ("B", _): .down
    case ("C", _): .right
    case ("D", _): .left
    case ("H", _), ("~", "1"), ("~", "7"): .home
    case ("F", _), ("~", "4"), ("~", "8"): .end
    case ("M", ""): .enter
    case ("~", "3"): .delete
    case ("~", "5"): .pageUp
    case ("~", "6"): .pageDown
    default: nil
    }
  }

  private func character() -> (Key?, Int)? {
    let length =
      switch pending[0] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard pending.count >= length else { return nil }
    let text = String(validating: pending[..<length], as: UTF8.self)
    guard let scalar = text?.unicodeScalars.first else { return (nil, 1) }
    return (.character(Self.plain(scalar)), length)
  }

  /// Full-width forms (U+FF01 to U+FF5E) stand for the ASCII characters 0xFEE0 below them.
  private static func plain(_ scalar: Unicode.Scalar) -> Character {
    let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
    let plain = Unicode.Scalar(narrow).map(Character.init) ?? Character(scalar)
    return plain.lowercased().first ?? plain
  }
}
