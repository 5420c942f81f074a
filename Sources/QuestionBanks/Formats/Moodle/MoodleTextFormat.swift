/// In what a text of a Moodle file is written.
enum MoodleTextFormat: Sendable {
  case html, plain, markdown
  /// Plain text in which HTML may stand.
  case automatic

  /// A name of GIFT or of Moodle XML; `nil` for any other.
  init?(name: some StringProtocol) {
    switch name {
    case "html": self = .html
    case "plain", "plain_text": self = .plain
    case "markdown": self = .markdown
    case "moodle", "moodle_auto_format": self = .automatic
    default: return nil
    }
  }

  /// The text without mark-up; Markdown stays as it is.
  func text(
    of written: String, picture: (_ source: String, _ caption: String) -> String
  ) -> String {
    switch self {
    case .plain, .markdown: return written.scalarTrimmed
    case .html: return HTMLText.plain(written, picture: picture)
    case .automatic:
      guard Self.showsHTML(written) else { return written.scalarTrimmed }
      let hasLines = !written.contains("<br") && !written.contains("<p")
      let html = hasLines ? written.split(separator: "\n").joined(separator: "<br>") : written
      return HTMLText.plain(html, picture: picture)
    }
  }

  /// Whether a tag or a character reference is there that no plain text has by chance.
  private static func showsHTML(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for (position, byte) in bytes.enumerated() {
      let rest = bytes[(position + 1)...].prefix(HTMLEntities.longestName + 1)
      if byte == UInt8(ascii: "<") {
        let isEnd =
          rest.first == UInt8(ascii: "/") && rest.dropFirst().first.map(Self.isLetter) == true
        let isLone = ["br>", "br/", "br ", "p>", "img ", "hr>"].contains {
          rest.starts(with: $0.utf8)
        }
        if isEnd || isLone { return true }
      } else if byte == UInt8(ascii: "&"), let end = rest.firstIndex(of: UInt8(ascii: ";")),
        HTMLEntities.scalar(rest[..<end]) != nil
      {
        return true
      }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
