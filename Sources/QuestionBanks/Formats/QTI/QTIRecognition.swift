/// Tells QTI by the first look at a file.
enum QTIRecognition {
  /// How far into a document its root may stand: licences come before it.
  private static let headBytes = 32 << 10

  /// Whether a zip archive names a manifest: also one that is cut off, so that it is refused as
  /// what it is.
  static func isPackage(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: [0x50, 0x4B]) else { return false }
    let name = Array(QTIPackage.manifestName.utf8)
    return bytes.withUnsafeBufferPointer { file in
      var start = 0
      while start + name.count <= file.count {
        if file[start] == name[0], file[start..<(start + name.count)].elementsEqual(name) {
          return true
        }
        start += 1
      }
      return false
    }
  }

  /// Whether the root of an XML document is one of QTI, in UTF-8 or UTF-16.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    // Without its zero bytes, UTF-16 reads like ASCII up to the root.
    let head = bytes.prefix(headBytes).filter { $0 != 0 && $0 < 0x80 }
    var rest = String(decoding: head, as: UTF8.self).drop(while: \.isWhitespace)
    guard rest.first == "<" else { return false }
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      if rest.hasPrefix("!--") {
        guard let end = rest.firstRange(of: "-->") else { return false }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("?") || rest.hasPrefix("!") {
        continue
      } else {
        let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        let local = name.split(separator: ":").last.map(String.init) ?? ""
        return roots.contains(local)
      }
    }
    return false
  }

  private static let roots: Set<String> = [
    "assessmentItem", "qti-assessment-item", "assessmentTest", "qti-assessment-test",
    "questestinterop",
  ]
}
