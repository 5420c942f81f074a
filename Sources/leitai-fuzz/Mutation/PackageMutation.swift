import Archives

extension Mutator {
  /// Names that no part should have.
  private static let partNames = [
    "", "/", "../a", "a/../../b", "C:\\a", "a\\..\\b", "imsmanifest.xml", "IMSMANIFEST.XML",
    "xl/workbook.xml", "xl/Workbook.xml", "a/", "題.xml", "[Content_Types].xml",
    String(repeating: "a", count: 300),
  ]

  /// An archive with something changed inside, so that the change comes to the parser of the part
  /// and not only to that of the archive.
  mutating func mutated(
    _ parts: [PackagePart], donor: [UInt8], tokens: [[UInt8]]
  ) -> [UInt8] {
    var parts = parts
    let changed = below(parts.count)
    switch below(12) {
    case 0: parts.remove(at: changed)
    case 1: parts[changed].name = one(of: Self.partNames + parts.map(\.name))
    case 2: parts.append(parts[changed])
    case 3: parts.append(PackagePart(one(of: Self.partNames), donor))
    case 4:
      let other = below(parts.count)
      (parts[changed].bytes, parts[other].bytes) = (parts[other].bytes, parts[changed].bytes)
      (parts[changed].check, parts[other].check) = (parts[other].check, parts[changed].check)
    default:
      let bytes = parts[changed].bytes
      let isBinary = bytes.starts(with: [0x89, 0x50])
      parts[changed].bytes = mutated(bytes, donor: donor, tokens: tokens, isBinary: isBinary)
      parts[changed].check = nil
    }
    return below(4) == 0 ? deflated(parts) : StoredPackage.bytes(of: parts)
  }

  /// Stored after all when the names do not suit the writer.
  private func deflated(_ parts: [PackagePart]) -> [UInt8] {
    var writer = ZipWriter()
    for part in parts { writer.add(part.name, part.bytes) }
    return (try? writer.finish()) ?? StoredPackage.bytes(of: parts)
  }
}
