/// The place of a picture in a text: `![油路图](picture:<64 digits>)`.
///
/// A format that finds a picture puts such a reference where it stood; `missing` in place of the
/// digits says that the file names a picture that it does not hold.
package struct PictureReference: Hashable, Sendable {
  /// What it shows, in words; may be empty.
  package let caption: String
  /// Absent for a picture that is missing.
  package let picture: PictureID?

  /// A reference as it stands in a text. Brackets are taken from the caption.
  package static func text(_ picture: PictureID, caption: String = "") -> String {
    "![\(plain(caption))](picture:\(picture))"
  }

  private static func plain(_ caption: String) -> String {
    String(caption.filter { !"[]\n\r".contains($0) }.prefix(captionCharacters - 1))
  }

  /// A reference to a picture that the file names and does not hold.
  package static func missing(_ name: String) -> String {
    "![\(plain(name))](picture:missing)"
  }

  /// A piece of a text with pictures.
  package enum Piece: Hashable, Sendable {
    case text(String)
    case picture(PictureReference)
  }

  /// The text and the pictures of a text, in order; without empty texts.
  package static func pieces(of text: String) -> [Piece] {
    // Nearly every text ends here, without a search for characters.
    let mayShowPicture = text.utf8.contains(UInt8(ascii: "]")) && text.contains("](picture:")
    guard mayShowPicture else { return text.isEmpty ? [] : [.text(text)] }
    var pieces: [Piece] = []
    var rest = text[...]
    var plain = ""
    while let start = rest.firstRange(of: "![") {
      plain += rest[..<start.lowerBound]
      let after = rest[start.upperBound...]
      if let (reference, end) = read(after) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        pieces.append(.picture(reference))
        plain = ""
        rest = end
      } else {
        plain += "!["
        rest = after
      }
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// The references of a text, in order.
  package static func all(in text: String) -> [PictureReference] {
    pieces(of: text).compactMap { if case .picture(let reference) = $0 { reference } else { nil } }
  }

  private init(caption: String, picture: PictureID?) {
    self.caption = caption
    self.picture = picture
  }

  /// The longest caption with its brackets: the search for its end is bounded.
  private static let captionCharacters = 500

  /// Reads what follows `![`.
  private static func read(_ text: Substring) -> (PictureReference, rest: Substring)? {
    guard let captionEnd = text.prefix(captionCharacters).firstIndex(of: "]") else { return nil }
    let target = text[text.index(after: captionEnd)...]
    guard target.hasPrefix("(picture:"), let end = target.prefix(80).firstIndex(of: ")")
    else { return nil }
    let name = target[..<end].dropFirst("(picture:".count)
    let picture = PictureID(name)
    guard picture != nil || name == "missing" else { return nil }
    let reference = PictureReference(caption: String(text[..<captionEnd]), picture: picture)
    return (reference, target[target.index(after: end)...])
  }
}
