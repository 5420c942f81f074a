/// A file in a zip archive.
struct PackagePart: Hashable, Sendable {
  var name: String
  var bytes: [UInt8]
  /// The checksum of `bytes`; absent when it is not known yet.
  var check: UInt32?

  init(_ name: String, _ bytes: [UInt8], check: UInt32? = nil) {
    self.name = name
    self.bytes = bytes
    self.check = check
  }
}

/// Zip archives whose parts are stored as they are, with right checksums. Any name is taken, also
/// those that `ZipWriter` refuses.
enum StoredPackage {
  /// The bytes of the archive.
  static func bytes(of parts: [PackagePart]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let name = Array(part.name.utf8)
      let common =
        number(0x0800, 2) + number(0, 2) + number(0, 2) + number(33, 2)
        + number(Int(part.check ?? Checksum.of(part.bytes)), 4) + number(part.bytes.count, 4)
        + number(part.bytes.count, 4) + number(name.count, 2) + number(0, 2)
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + common + number(0, 2)
      directory += number(0, 2) + number(0, 2) + number(0, 4) + number(file.count, 4) + name
      file += [0x50, 0x4B, 3, 4] + number(20, 2) + common + name
      file += part.bytes
    }
    let start = file.count
    file += directory
    file += [0x50, 0x4B, 5, 6] + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
    return file + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// CRC-32 as zip and PNG have it.
///
/// Source: ISO 3309, with the reflected polynomial 0xEDB88320.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    let table = table
    return ~bytes.reduce(~0) { check, byte in
      check >> 8 ^ table[Int(UInt8(truncatingIfNeeded: check) ^ byte)]
    }
  }
}
