/// A key that a person pressed, or what the terminal tells about its window.
enum Key: Equatable, Sendable {
  /// As it was typed; `command` is what it means where keys are commands.
  case character(Character)
  /// Out of the clipboard: text and never a command. Line ends and tabs are spaces.
  case pasted(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, backspace, delete, tab, backTab
  /// Control-C, which the terminal does not turn into a signal while we read keys.
  case interrupt
  /// The window went behind another one, or came to the front.
  case focusLost, focusGained

  /// The key in lower case, and in half width where an input method gave full width.
  var command: Key {
    guard case .character(let typed) = self, let scalar = typed.unicodeScalars.first,
      typed.unicodeScalars.count == 1
    else { return self }
    let plain = Character(scalar.halfWidth)
    return .character(plain.lowercased().first ?? plain)
  }
}

/// Turns the bytes of a terminal into keys.
struct KeyDecoder {
  /// The beginning of a sequence whose rest has not come.
  private var pending: [UInt8] = []
  /// Between the marks of a bracketed paste.
  private var isPasting = false

  private static let escape: UInt8 = 0x1B
  private static let pasteBegins = Array("\u{1B}[200~".utf8)
  private static let pasteEnds = Array("\u{1B}[201~".utf8)

  /// The keys in some bytes. An escape byte that ends them is the escape key.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    var used = 0
    while let (key, length) = next(pending[used...]) {
      let mark = pending[used..<used + length]
      if mark.elementsEqual(Self.pasteBegins) { isPasting = true }
      if mark.elementsEqual(Self.pasteEnds) { isPasting = false }
      used += length
      if let key { keys.append(isPasting ? key.pasted : key) }
    }
    pending.removeFirst(used)
    return keys
  }

  /// The first key and its length in bytes; no key for what means nothing here; `nil` when more
  /// bytes are needed.
  private func next(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case Self.escape: return sequence(bytes)
    case 0x03: return (.interrupt, 1)
    case 0x09: return (.tab, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0..<0x20: return (nil, 1)
    default: return character(bytes)
    }
  }

  /// CSI and SS3 sequences: ESC `[` parameters final, or ESC `O` final.
  private func sequence(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    guard let second = bytes.dropFirst().first else { return (.escape, 1) }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return (.escape, 1) }
    let rest = bytes.dropFirst(2)
    guard let final = rest.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      // A sequence without end is none.
      return bytes.count > 16 ? (nil, bytes.count) : nil
    }
    let parameters = String(decoding: rest[..<final], as: UTF8.self)
    if second == UInt8(ascii: "["), parameters.isEmpty {
      if bytes[final] == UInt8(ascii: "O") { return (.focusLost, 3) }
      if bytes[final] == UInt8(ascii: "I") { return (.focusGained, 3) }
    }
    return (Self.key(final: bytes[final], parameters), final + 1 - bytes.startIndex)
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
    case ("Z", ""): .backTab
    case ("~", "3"): .delete
    case ("~", "5"): .pageUp
    case ("~", "6"): .pageDown
    default: nil
    }
  }

  /// One scalar of UTF-8. What modifies the character before it comes as a key of its own and joins
  /// that character in a text.
  private func character(_ bytes: ArraySlice<UInt8>) -> (Key?, Int)? {
    let length =
      switch bytes.first ?? 0 {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard bytes.count >= length else { return nil }
    let text = String(validating: bytes.prefix(length), as: UTF8.self)
    return (text?.first.map(Key.character), text == nil ? 1 : length)
  }
}

extension Key {
  /// The key as a character of a pasted text; keys that are no characters stay.
  fileprivate var pasted: Key {
    switch self {
    case .character(let character): .pasted(character)
    case .enter, .tab: .pasted(" ")
    default: self
    }
  }
}
