/// The path of a Moodle question category, which is a knowledge point.
///
/// `$course$/top/机械传动/带传动`: parts stand apart by `/`, and `//` is a slash in a name.
enum MoodleCategory {
  /// The category that holds all others.
  static let top = "$course$/top"

  /// The knowledge point; empty for the category that holds all others.
  static func knowledge(_ path: String) -> String {
    var parts = parts(of: path)
    if let first = parts.first, first.count > 1, first.hasPrefix("$"), first.hasSuffix("$") {
      parts.removeFirst()
      if parts.first == "top" { parts.removeFirst() }
    } else if parts.first == "top" {
      parts.removeFirst()
    }
    return parts.joined(separator: "/")
  }

  /// The path; `nil` for a knowledge point that would come back as another one.
  static func path(_ knowledge: String) -> String? {
    let path = knowledge.isEmpty ? top : "\(top)/\(knowledge)"
    let isSayable =
      self.knowledge(path).unicodeScalars.elementsEqual(knowledge.unicodeScalars)
      && !knowledge.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
      && knowledge.isXMLText && PictureReference.all(in: knowledge).isEmpty
    return isSayable ? path : nil
  }

  private static func parts(of path: String) -> [String] {
    var parts = [String.UnicodeScalarView()]
    var slashes = 0
    func add(_ scalar: Unicode.Scalar) { parts[parts.count - 1].append(scalar) }
    func endSlashes() {
      if slashes == 1 { parts.append(String.UnicodeScalarView()) }
      if slashes > 1 { for _ in 0..<((slashes + 1) / 2) { add("/") } }
      slashes = 0
    }
    for scalar in path.unicodeScalars {
      if scalar == "/" {
        slashes += 1
      } else {
        endSlashes()
        add(scalar)
      }
    }
    endSlashes()
    return parts.map { String($0).scalarTrimmed }.filter { !$0.isEmpty }
  }
}
