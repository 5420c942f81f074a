extension ZipArchive {
  /// The part that a relative reference (RFC 3986) in another part leads to, such as
  /// `images/a b.png` for `../images/a%20b.png` in `items/q1.xml`.
  ///
  /// A query and a fragment are dropped, and a leading `/` means the root of the package. Escapes
  /// are decoded before the path is followed, so that `%2e%2e%2f` is a step up like `../`; a
  /// reference whose escapes are not UTF-8 is taken as it stands.
  ///
  /// - Parameter part: the name of the part that holds the reference; empty for the root.
  /// - Throws: `.unsafePath` with the reference if it has a scheme or a host, leads out of the
  ///   package or to its root, or has a NUL. Whether the part exists is not looked up.
  package static func resolve(
    _ reference: String, from part: String
  ) throws(ArchiveError) -> String {
    guard !hasScheme(reference), !reference.hasPrefix("//") else { throw .unsafePath(reference) }
    let path = reference.prefix { $0 != "?" && $0 != "#" }
    guard !path.isEmpty else { return part }
    guard
      let target = follow(percentDecoded(path), from: part),
      leadsInside(target), !target.utf8.contains(0)
    else { throw .unsafePath(reference) }
    return target
  }

  /// The name that a path leads to from the folder of `part`, or from the root if it begins with
  /// `/`; nil if it leads out of the package. Nothing is decoded.
  package static func follow(_ path: String, from part: String) -> String? {
    var steps = path.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
    for step in path.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": guard steps.popLast() != nil else { return nil }
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  /// Whether a program that unpacked an entry of this name would keep within its folder, on any
  /// system.
  static func leadsInside(_ name: String) -> Bool {
    let steps = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let hasDrive = name.dropFirst().first == ":"
    return steps.first != "" && !hasDrive && !steps.contains("..")
  }

  /// RFC 3986, 3.1: a letter, then letters, digits, `+`, `-` and `.`, then a colon. A drive such
  /// as `C:` is one too.
  private static func hasScheme(_ reference: String) -> Bool {
    guard let colon = reference.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let name = reference.utf8[..<colon]
    let isName = name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
      default: false
      }
    }
    return isName
  }

  private static func percentDecoded(_ path: Substring) -> String {
    let bytes = Array(path.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue,
        let low = Character(UnicodeScalar(bytes[index + 2])).hexDigitValue
      {
        decoded.append(UInt8(high << 4 | low))
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(validating: decoded, as: UTF8.self) ?? String(path)
  }
}
