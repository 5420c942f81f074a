import Archives

/// A sound file from which inputs are made by changing it.
struct Seed: Sendable {
  /// Where it is from.
  let name: String
  private(set) var bytes: [UInt8]
  /// The files inside when it is a zip archive, otherwise none.
  private(set) var parts: [PackagePart]

  /// The most that an archive of a seed holds.
  private static let partBytes = 1 << 20

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var parts: [PackagePart] = []
    if let archive = try? ZipArchive(bytes) {
      parts = archive.names.compactMap { name in
        guard let bytes = try? archive.bytes(of: name, limit: Self.partBytes) else { return nil }
        return PackagePart(name, bytes, check: Checksum.of(bytes))
      }
    }
    self.parts = parts
  }

  /// The same without the parts of a workbook that tell when it was written and how it looks, so
  /// that it is the same whenever it is made.
  func timeless() throws -> Seed {
    guard parts.contains(where: { $0.name.hasPrefix("docProps/") }) else { return self }
    var seed = self
    seed.parts = parts.filter { part in
      !["docProps/", "xl/theme/"].contains(where: part.name.hasPrefix)
    }
    var writer = ZipWriter()
    for part in seed.parts { writer.add(part.name, part.bytes) }
    seed.bytes = try writer.finish()
    return seed
  }
}
