import Contests

/// A part of a page. Whatever is text is escaped; names of elements and attributes are ours alone.
indirect enum HTML: Sendable {
  case element(StaticString, KeyValuePairs<StaticString, String>, [HTML])
  case text(String)
  /// Text of the program itself, not escaped.
  case raw(String)

  /// An element with its parts.
  static func tag(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ parts: [HTML] = []
  ) -> HTML {
    .element(name, attributes, parts)
  }

  /// An element with nothing but text.
  static func line(
    _ name: StaticString, _ text: String, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) -> HTML {
    .element(name, attributes, [.text(text)])
  }

  /// The style sheet, whose text is ours and stands as it is: a browser compares its hash.
  static let stylesheet = HTML.element("style", [:], [.raw(PageStyle.sheet)])

  /// A whole document.
  static func document(language: Language, head: [HTML], body: [HTML]) -> String {
    let html = HTML.element(
      "html", ["lang": language.rawValue],
      [.element("head", [:], head), .element("body", [:], body)])
    return "<!DOCTYPE html>\n" + html.written + "\n"
  }

  /// Elements that have no parts and no end.
  private static let void: Set<String> = ["meta", "br", "link"]

  private var written: String {
    switch self {
    case .text(let text): return Self.escaped(text)
    case .raw(let text): return text
    case .element(let name, let attributes, let parts):
      let opening = attributes.reduce("<\(name)") {
        $0 + " \($1.key)=\"\(Self.escaped($1.value))\""
      }
      if Self.void.contains("\(name)") { return opening + ">" }
      return opening + ">" + parts.map(\.written).joined() + "</\(name)>"
    }
  }

  /// A text as it stands between tags and between double quotation marks. Controls, which HTML does
  /// not have, become replacement characters.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": escaped.append(scalar)
      case _ where scalar.properties.generalCategory == .control: escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
