/// One pass over an HTML fragment.
struct HTMLScan {
  private let bytes: [UInt8]
  private var position = 0
  private var output = HTMLOutput()
  /// Whether a tag may still end: looking for the end of each of many tags that never end would
  /// take time in proportion to the square of the length.
  private var mayEndTags = true

  init(_ html: String) { bytes = Array(html.utf8) }

  /// What HTML folds to one space; of the wider ones only the space of editors.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0xA0: true
    default: false
    }
  }

  mutating func plain(picture: (_ source: String, _ caption: String) -> String) -> String {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "<"): markup(picture)
      case UInt8(ascii: "&"): reference()
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        output.space(bytes[position])
        position += 1
      case 0xC2 where position + 1 < bytes.count && bytes[position + 1] == 0xA0:
        output.space(0x20)
        position += 2
      default:
        output.append(bytes[position])
        position += 1
      }
    }
    return output.finished()
  }

  /// Reads `&lt;`; a lone `&` stands for itself. Editors write `&nbsp;` for any space; a number is
  /// given on purpose.
  private mutating func reference() {
    guard let (scalar, end) = Self.reference(at: position, in: bytes[...]) else {
      output.append(bytes[position])
      position += 1
      return
    }
    let isEditorSpace = bytes[position + 1] != UInt8(ascii: "#") && Self.isSpace(scalar)
    if isEditorSpace {
      output.space(0x20)
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(byte) }
    }
    position = end
  }

  private static func reference(
    at position: Int, in bytes: ArraySlice<UInt8>
  ) -> (Unicode.Scalar, end: Int)? {
    let name = bytes[(position + 1)...].prefix(HTMLEntities.longestName + 1)
    guard let end = name.firstIndex(of: UInt8(ascii: ";")),
      let scalar = HTMLEntities.scalar(bytes[(position + 1)..<end])
    else { return nil }
    return (scalar, end + 1)
  }

  private mutating func markup(_ picture: (_ source: String, _ caption: String) -> String) {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    if bytes[position...].starts(with: "<!--".utf8) {
      skip(past: "-->", from: position + 4)
      return
    }
    let isClosing = next == UInt8(ascii: "/")
    let nameStart = position + (isClosing ? 2 : 1)
    let first = nameStart < bytes.count ? bytes[nameStart] | 0x20 : 0
    let isTag = (0x61...0x7A).contains(first)
    let isDeclaration = next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
    guard mayEndTags, isTag || isDeclaration, let end = tagEnd(from: nameStart) else {
      output.append(bytes[position])
      position += 1
      return
    }
    let name = bytes[nameStart..<end].prefix(16).prefix { Self.isNameByte($0) }
    let tag = String(decoding: name, as: UTF8.self).lowercased()
    let inside = bytes[(nameStart + name.count)..<end]
    position = end + 1
    guard isTag else { return }
    switch tag {
    case "img" where !isClosing:
      let attributes = Self.attributes(inside)
      output.append(picture(attributes["src"] ?? "", attributes["alt"] ?? ""))
    case "script", "style", "title", "template":
      if !isClosing { skip(past: "</\(tag)", from: position) }
    case "br": output.lineBreak()
    case "sup", "sub":
      isClosing ? output.endScript() : output.beginScript(tag == "sup" ? .raised : .lowered)
    case "pre":
      output.block()
      output.isPreformatted = !isClosing
    case "td", "th": output.space(0x20)
    case _ where Self.blocks.contains(tag): output.block()
    default: break
    }
  }

  /// Where the `>` of a tag stands; those in quotes do not end it.
  private mutating func tagEnd(from start: Int) -> Int? {
    var quote: UInt8?
    var last: UInt8 = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), last == UInt8(ascii: "=") {
        quote = byte
      }
      if byte > 0x20 { last = byte }
    }
    mayEndTags = false
    return nil
  }

  /// Goes on after an end, without regard to case; to the end of the text when it does not come.
  private mutating func skip(past end: String, from start: Int) {
    let end = Array(end.utf8)
    position = start
    while position + end.count <= bytes.count {
      let piece = bytes[position..<(position + end.count)]
      if piece.elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 && $1 >= 0x61 }) {
        position += end.count
        // The rest of a closing tag.
        if end.first == UInt8(ascii: "<") {
          position =
            bytes[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        }
        return
      }
      position += 1
    }
    position = bytes.count
  }

  private static func attributes(_ inside: ArraySlice<UInt8>) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = inside
    while true {
      rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
      guard !rest.isEmpty else { return attributes }
      let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") }
      rest = rest.dropFirst(max(1, name.count)).drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { $0 <= 0x20 }
      let value: ArraySlice<UInt8>
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { $0 > 0x20 }
        rest = rest.dropFirst(value.count)
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      if attributes[key] == nil { attributes[key] = decoded(value) }
    }
  }

  /// An attribute's value with its references replaced.
  private static func decoded(_ value: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    var position = value.startIndex
    while position < value.endIndex {
      if value[position] == UInt8(ascii: "&"),
        let (scalar, end) = reference(at: position, in: value)
      {
        decoded += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        position = end
      } else {
        decoded.append(value[position])
        position += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
    "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
  ]
}
