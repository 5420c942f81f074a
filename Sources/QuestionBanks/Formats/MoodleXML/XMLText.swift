/// An XML document as it is written, an element a line.
struct XMLText {
  private(set) var xml = ""

  mutating func declare() { xml += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

  mutating func open(_ name: String, _ attributes: [(name: String, value: String)] = []) {
    xml += tag(name, attributes) + "\n"
  }

  mutating func close(_ name: String) { xml += "</\(name)>\n" }

  /// An element with a text.
  mutating func element(
    _ name: String, _ text: String, _ attributes: [(name: String, value: String)] = []
  ) {
    xml += tag(name, attributes) + Self.escaped(text) + "</\(name)>\n"
  }

  /// An element with the one child `text`, as Moodle keeps texts.
  mutating func text(
    _ text: String, in name: String, _ attributes: [(name: String, value: String)] = []
  ) {
    xml += tag(name, attributes) + "<text>\(Self.escaped(text))</text></\(name)>\n"
  }

  private func tag(_ name: String, _ attributes: [(name: String, value: String)]) -> String {
    "<\(name)\(attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined())>"
  }

  /// The text in content and attributes; what XML has no room for becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      // Readers of XML make line feeds of them.
      case "\r": escaped += "&#13;".unicodeScalars
      case _ where !String(scalar).isXMLText: escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
