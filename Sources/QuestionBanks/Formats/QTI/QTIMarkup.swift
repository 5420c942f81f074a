/// Writes elements in the spelling of one version.
struct QTIMarkup {
  let version: QTIVersion

  typealias Attributes = KeyValuePairs<String, String>

  /// An element of QTI by its name and attributes in QTI 2.
  func qti(_ name: String, _ attributes: Attributes = [:], _ content: String = "") -> String {
    guard version == .v30 else { return Self.element(name, attributes, content) }
    let start = attributes.map { (QTISpelling.kebabCase($0.key), $0.value) }
    return Self.element("qti-" + QTISpelling.kebabCase(name), start, content)
  }

  /// An element of QTI that holds only elements, each on lines of its own.
  func qti(_ name: String, _ attributes: Attributes = [:], lines: [String]) -> String {
    qti(name, attributes, Self.block(lines))
  }

  /// An element that all versions spell alike: those of HTML and of manifests.
  static func element(
    _ name: String, _ attributes: Attributes = [:], _ content: String = ""
  ) -> String {
    element(name, attributes.map { ($0.key, $0.value) }, content)
  }

  static func element(
    _ name: String, _ attributes: Attributes = [:], lines: [String]
  ) -> String {
    element(name, attributes, block(lines))
  }

  private static func element(
    _ name: String, _ attributes: [(String, String)], _ content: String
  ) -> String {
    let start = attributes.map { " \($0)=\"\(escaped($1, inAttribute: true))\"" }.joined()
    return content.isEmpty ? "<\(name)\(start)/>" : "<\(name)\(start)>\(content)</\(name)>"
  }

  private static func block(_ lines: [String]) -> String {
    let filled = lines.filter { !$0.isEmpty }
    return filled.isEmpty ? "" : "\n\(filled.joined(separator: "\n"))\n"
  }

  static func escaped(_ text: String, inAttribute: Bool = false) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where inAttribute: escaped.append(contentsOf: "&quot;".unicodeScalars)
      // As themselves, readers would make line feeds and spaces of them.
      case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
      case "\n" where inAttribute: escaped.append(contentsOf: "&#10;".unicodeScalars)
      case "\t" where inAttribute: escaped.append(contentsOf: "&#9;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Characters in content, with a break for each line feed.
  static func broken(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "<br/>")
  }

  /// A whole document of QTI; the attributes are spelt as they stand.
  func document(_ name: String, _ attributes: Attributes, lines: [String]) -> String {
    let (namespace, schema) = version.item
    let root = version == .v30 ? "qti-" + QTISpelling.kebabCase(name) : name
    return Self.document(root, namespace, schema: schema, attributes, lines: lines)
  }

  static func document(
    _ name: String, _ namespace: String, schema: String, _ attributes: Attributes, lines: [String]
  ) -> String {
    let start = [
      ("xmlns", namespace), ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
      ("xsi:schemaLocation", "\(namespace) \(schema)"),
    ]
    let root = element(name, start + attributes.map { ($0.key, $0.value) }, block(lines))
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(root)\n"
  }
}
