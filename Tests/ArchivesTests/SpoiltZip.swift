import Archives
import Testing

/// Archives that `ZipWriter` would not write, made by changing bytes of those that it does.
enum SpoiltZip {
  /// The parts of an honest archive.
  static func honest(_ parts: [(name: String, content: String)]) throws(ArchiveError) -> [UInt8] {
    var writer = ZipWriter()
    for part in parts { writer.add(part.name, Array(part.content.utf8)) }
    return try writer.finish()
  }

  /// An archive of one innocent part and one of this name.
  static func named(_ name: String) throws -> [UInt8] {
    let innocent = String(repeating: "x", count: name.utf8.count)
    let bytes = try honest([("a.txt", "a"), (innocent, "b")])
    return bytes.replacing(Array(innocent.utf8), with: Array(name.utf8))
  }
}

extension [UInt8] {
  /// Overwrites the inflated size that the local header and the directory of a zip archive state.
  mutating func setStatedSize(of part: String, to size: UInt32) {
    let name = Array(part.utf8)
    for start in indices.dropLast(46 + name.count) {
      let isLocal = self[start...].starts(with: [0x50, 0x4B, 3, 4])
      let isDirectory = self[start...].starts(with: [0x50, 0x4B, 1, 2])
      guard isLocal || isDirectory else { continue }
      let nameStart = start + (isLocal ? 30 : 46)
      guard self[nameStart...].starts(with: name) else { continue }
      let sizeStart = start + (isLocal ? 22 : 24)
      let field = (0..<4).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
      replaceSubrange(sizeStart..<sizeStart + 4, with: field)
    }
  }
}

/// The error that the work throws, or nil.
func failure(_ work: () throws(ArchiveError) -> Void) -> ArchiveError? {
  do {
    try work()
    return nil
  } catch {
    return error
  }
}
