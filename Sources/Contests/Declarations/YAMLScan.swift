/// Goes through a YAML text token by token, as the parser will, and finds what the parser cannot
/// stand: it compares keys by all that they hold, so that lists of aliases as keys take it forever,
/// and it looks for every tag directive among those before.
///
/// What is no YAML at all is left to the parser, which says so: the scan ends where it is sure that
/// the parser will end.
struct YAMLScan {
  /// Lists and mappings in each other, inclusive.
  private static let maxDepth = 64
  private static let maxDirectives = 64
  /// Characters of a key on one line; a longer one is none.
  private static let keyCharacters = 1_024

  /// What the parser must not be given.
  struct Refusal: Equatable {
    /// From 1.
    let line: Int
    let column: Int
    /// In the manner of the parser.
    let words: String
  }

  /// The last thing before a colon decides what kind of key it would be.
  private enum Content {
    case none, scalar, other
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Characters before `position`, in the text and in the line.
  private var index = 0
  private var column = 0
  /// From 0.
  private var line = 0
  /// The columns of the open block collections.
  private var indents: [Int] = []
  /// What came last in each open flow collection, and outside of them.
  private var contents: [Content] = [.none]
  /// Whether a key may begin here without a question mark, and where one did, outside of braces.
  private var mayBeginKey = true
  private var key: (column: Int, line: Int, index: Int)?
  private var directives = 0
  private var refusal: Refusal?

  private var isFlow: Bool { contents.count > 1 }
  private var indent: Int { indents.last ?? -1 }

  /// - Returns: absent when the text may be parsed.
  static func refusal(of text: String) -> Refusal? {
    var scan = YAMLScan(bytes: Array(text.utf8))
    while scan.token() {}
    return scan.refusal
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Goes past one token.
  ///
  /// - Returns: whether there may be more.
  private mutating func token() -> Bool {
    skipSpace()
    if let begun = key, begun.line < line || begun.index + Self.keyCharacters < index { key = nil }
    if !isFlow { while let last = indents.last, last > column { indents.removeLast() } }
    guard position < bytes.count else { return false }
    if column == 0, bytes[position] == UInt8(ascii: "%") { return directive() }
    if isDocumentMark {
      indents = []
      key = nil
      mayBeginKey = false
      contents[contents.count - 1] = .none
      for _ in 0..<3 { advance() }
      return true
    }
    switch bytes[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return openFlow()
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return closeFlow()
    case UInt8(ascii: ","): return isFlow && separator()
    case UInt8(ascii: "-") where isBlank(at: position + 1):
      guard !isFlow, mayBeginKey else { return false }
      key = nil
      return roll(to: column) && separator()
    case UInt8(ascii: "?") where isFlow || isBlank(at: position + 1):
      // Elsewhere it is an error, which the parser words.
      return (isFlow || mayBeginKey) && refuse("a key that is no single value")
    case UInt8(ascii: ":") where isFlow || isBlank(at: position + 1): return colon()
    case UInt8(ascii: "*"):
      return name() && end(as: .other)
    case UInt8(ascii: "&"): return name()
    case UInt8(ascii: "!"): return tag()
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return !isFlow && blockScalar()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted() && end(as: .scalar)
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "#"), 0x09:
      return false
    default:
      plain()
      return end(as: .scalar)
    }
  }
}

extension YAMLScan {
  private mutating func openFlow() -> Bool {
    saveKey()
    contents[contents.count - 1] = .other
    contents.append(.none)
    mayBeginKey = true
    advance()
    return isShallow()
  }

  private mutating func closeFlow() -> Bool {
    guard isFlow else { return false }
    contents.removeLast()
    mayBeginKey = false
    advance()
    return true
  }

  private mutating func separator() -> Bool {
    contents[contents.count - 1] = .none
    mayBeginKey = true
    advance()
    return true
  }

  private mutating func colon() -> Bool {
    guard contents.last != .other else { return refuse("a key that is no single value") }
    contents[contents.count - 1] = .none
    if !isFlow {
      let begun = key
      key = nil
      // A colon without a key is one with an empty key.
      guard begun != nil || mayBeginKey else { return false }
      guard roll(to: begun?.column ?? column) else { return false }
      mayBeginKey = begun == nil
    } else {
      mayBeginKey = false
    }
    advance()
    return true
  }

  private mutating func directive() -> Bool {
    directives += 1
    guard directives <= Self.maxDirectives else { return refuse("too many directives") }
    indents = []
    key = nil
    mayBeginKey = false
    while position < bytes.count, breakLength(at: position) == 0 { advance() }
    return true
  }

  /// Opens a block collection where none is open at the column.
  private mutating func roll(to column: Int) -> Bool {
    guard !isFlow, indent < column else { return true }
    indents.append(column)
    return isShallow()
  }

  private mutating func isShallow() -> Bool {
    let isShallow = indents.count + contents.count - 1 <= Self.maxDepth
    return isShallow || refuse("nested deeper than \(Self.maxDepth)")
  }

  private mutating func refuse(_ words: String) -> Bool {
    refusal = Refusal(line: line + 1, column: column + 1, words: words)
    return false
  }

  private mutating func saveKey() {
    if !isFlow, mayBeginKey { key = (column, line, index) }
  }

  private mutating func end(as content: Content) -> Bool {
    contents[contents.count - 1] = content
    return true
  }

  /// An anchor or an alias.
  private mutating func name() -> Bool {
    saveKey()
    mayBeginKey = false
    advance()
    while position < bytes.count, Self.isNameByte(bytes[position]) { advance() }
    return true
  }

  private mutating func tag() -> Bool {
    saveKey()
    mayBeginKey = false
    advance()
    let isVerbatim = position < bytes.count && bytes[position] == UInt8(ascii: "<")
    if isVerbatim { advance() }
    while position < bytes.count, Self.isTagByte(bytes[position], isVerbatim) { advance() }
    if isVerbatim {
      guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return false }
      advance()
    }
    let isEnded = isFlow && position < bytes.count && bytes[position] == UInt8(ascii: ",")
    return isEnded || isBlank(at: position)
  }
}

extension YAMLScan {
  /// A text in quotes, up to the quote that ends it.
  private mutating func quoted() -> Bool {
    saveKey()
    mayBeginKey = false
    let quote = bytes[position]
    advance()
    while position < bytes.count {
      if isDocumentMark { return false }
      let byte = bytes[position]
      let isNextQuote = position + 1 < bytes.count && bytes[position + 1] == quote
      advance()
      if byte == quote {
        guard quote == UInt8(ascii: "'"), isNextQuote else { return true }
        advance()
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), position < bytes.count {
        advance()
      }
    }
    return false
  }

  /// A text without quotes, with the lines below it that are indented further.
  private mutating func plain() {
    saveKey()
    mayBeginKey = false
    let least = indent + 1
    while position < bytes.count, !isDocumentMark, bytes[position] != UInt8(ascii: "#") {
      while position < bytes.count, !isBlank(at: position), !endsPlain { advance() }
      guard position < bytes.count, isBlank(at: position) else { return }
      var hasBreak = false
      while position < bytes.count, isBlank(at: position) {
        if breakLength(at: position) > 0 { hasBreak = true }
        advance()
      }
      if hasBreak { mayBeginKey = true }
      if !isFlow, column < least { return }
    }
  }

  private var endsPlain: Bool {
    switch bytes[position] {
    case UInt8(ascii: ":"): isBlank(at: position + 1)
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      isFlow
    default: false
    }
  }

  /// A text of whole lines, up to the first that is indented less.
  private mutating func blockScalar() -> Bool {
    key = nil
    mayBeginKey = true
    advance()
    var least: Int?
    for _ in 0..<2 where position < bytes.count {
      let byte = bytes[position]
      if (0x31...0x39).contains(byte), least == nil {
        least = max(0, indent) + Int(byte - 0x30)
        advance()
      } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
        advance()
      }
    }
    while position < bytes.count, breakLength(at: position) == 0 { advance() }
    advance()
    let widest = skipIndent(least)
    let found = least ?? max(widest, indent + 1, 1)
    while position < bytes.count, column == found {
      while position < bytes.count, breakLength(at: position) == 0 { advance() }
      advance()
      _ = skipIndent(found)
    }
    contents[contents.count - 1] = .scalar
    return true
  }

  /// Goes past blank lines and the indentation of the next line, of which at most `most` is taken.
  ///
  /// - Returns: the widest indentation that was seen.
  private mutating func skipIndent(_ most: Int?) -> Int {
    var widest = 0
    while position < bytes.count {
      while position < bytes.count, bytes[position] == 0x20, most.map({ column < $0 }) ?? true {
        advance()
      }
      widest = max(widest, column)
      guard breakLength(at: position) > 0 else { break }
      advance()
    }
    return widest
  }
}

extension YAMLScan {
  /// White space, comments and line ends.
  private mutating func skipSpace() {
    while position < bytes.count {
      let length = breakLength(at: position)
      if length > 0 {
        advance()
        if !isFlow { mayBeginKey = true }
      } else if bytes[position] == 0x20 || bytes[position] == 0x09 && (isFlow || !mayBeginKey) {
        advance()
      } else if column == 0, bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]) {
        advance()
      } else if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.count, breakLength(at: position) == 0 { advance() }
      } else {
        return
      }
    }
  }

  /// Goes past a character, or a line end of whatever length.
  private mutating func advance() {
    guard position < bytes.count else { return }
    let length = breakLength(at: position)
    index += 1
    if length > 0 {
      position += length
      line += 1
      column = 0
      return
    }
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    column += 1
  }

  /// The bytes of the line end at a position; 0 where there is none.
  private func breakLength(at position: Int) -> Int {
    guard position < bytes.count else { return 0 }
    func byte(_ offset: Int) -> UInt8 {
      position + offset < bytes.count ? bytes[position + offset] : 0
    }
    switch bytes[position] {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }

  /// Whether white space, a line end or the end of the text stands there.
  private func isBlank(at position: Int) -> Bool {
    guard position < bytes.count else { return true }
    return bytes[position] == 0x20 || bytes[position] == 0x09 || breakLength(at: position) > 0
  }

  /// Whether `---` or `...` stands here on a line of its own.
  private var isDocumentMark: Bool {
    guard column == 0, position + 2 < bytes.count else { return false }
    let mark = bytes[position]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".") else { return false }
    return bytes[position + 1] == mark && bytes[position + 2] == mark && isBlank(at: position + 3)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func isTagByte(_ byte: UInt8, _ isVerbatim: Bool) -> Bool {
    isNameByte(byte) || ";/?:@&=+$.%!~*'()".utf8.contains(byte)
      || isVerbatim && ",[]".utf8.contains(byte)
  }
}
