/// Text between HTML, in which Moodle and QTI keep it, and the plain text of questions.
///
/// What `html` writes, `plain` reads back equal, but for white space at either end.
enum HTMLText {
  /// The text of a fragment: without tags, scripts and styles; paragraphs, list items and rows on
  /// lines of their own; white space folded as a browser shows it; `x<sup>2</sup>` as `x²`, and
  /// what has no such letters as `x^(ab)` or `x_(ab)`.
  ///
  /// Takes time in proportion to the fragment's length.
  ///
  /// - Parameter picture: what to put where a picture stands, given its address and its caption.
  static func plain(
    _ html: String, picture: (_ source: String, _ caption: String) -> String
  ) -> String {
    guard html.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return folded(html)
    }
    var scan = HTMLScan(html)
    return scan.plain(picture: picture).trimmed
  }

  /// A fragment that shows the text.
  ///
  /// - Parameter picture: the element to put for a picture.
  static func html(_ text: String, picture: (PictureReference) -> String) -> String {
    PictureReference.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): escaped(text)
      case .picture(let reference): picture(reference)
      }
    }.joined()
  }

  /// The text as it stands between tags or in a quoted attribute. Line breaks become `<br>`, and
  /// white space that a browser would fold is given by number.
  static func escaped(_ text: String, lineBreak: String = "<br>") -> String {
    var html = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    var rest = text.unicodeScalars.makeIterator()
    var current = rest.next()
    while let scalar = current {
      let next = rest.next()
      let isFoldable = " \t\n\r\u{0C}\u{A0}".unicodeScalars.contains(scalar)
      switch scalar {
      case "&": html += "&amp;".unicodeScalars
      case "<": html += "&lt;".unicodeScalars
      case ">": html += "&gt;".unicodeScalars
      case "\"": html += "&quot;".unicodeScalars
      case "\n": html += lineBreak.unicodeScalars
      // Moodle puts an address in the place of `@@PLUGINFILE@@` wherever it stands.
      case "@" where next == "@": html += numbered(scalar)
      case " ":
        let isSafe = previous != " " && next.map { !$0.properties.isWhitespace } == true
        if isSafe { html.append(scalar) } else { html += numbered(scalar) }
      case _ where isFoldable || isUnsafe(scalar): html += numbered(scalar)
      default: html.append(scalar)
      }
      previous = scalar.properties.isWhitespace ? " " : scalar
      current = next
    }
    return String(html)
  }

  /// The reference of a character by its number.
  static func numbered(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    "&#\(scalar.value);".unicodeScalars
  }

  /// Whether XML cannot hold the character, not even by number: all that HTML inside of XML may say
  /// is the number.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }

  private static func folded(_ text: String) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if HTMLScan.isSpace(scalar) {
        if folded.last != 0x20 { folded.append(0x20) }
      } else {
        folded += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: folded, as: UTF8.self).trimmed
  }
}
