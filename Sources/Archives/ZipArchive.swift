import CZip
import Glibc

/// The parts of a zip archive, inflated a chunk at a time under a budget.
///
/// What the archive says about inflated sizes is never believed: bytes are counted as they come,
/// since libzip 1.7 itself does not mind a part that inflates to more than was stated.
///
/// ```swift
/// let archive = try ZipArchive(upload, limits: ArchiveLimits())
/// let manifest = try archive.bytes(of: "imsmanifest.xml", limit: 1 << 20)
/// ```
package final class ZipArchive {
  private static let chunkBytes = 64 << 10
  private static let ratioFreeBytes = 4 << 20

  /// The files in the order of the directory, spelt as there; folders are left out.
  package let names: [String]

  private let archive: OpaquePointer
  private let limits: ArchiveLimits
  private let parts: [String: Entry]
  private var inflatedBytes = 0

  private struct Entry {
    let index: UInt64
    let compressedBytes: Int

    /// What the directory claims; a part that inflates to more or less is refused.
    let statedBytes: Int
  }

  /// Copies the bytes and reads their directory; no part is inflated yet.
  ///
  /// - Throws: `.notAnArchive`, `.foreignContainer`, `.damagedArchive`, `.tooManyParts`,
  ///   `.unsafePath` or `.duplicatePart`.
  package init(
    _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) {
    let oleSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    guard !bytes.starts(with: oleSignature) else { throw .foreignContainer }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAnArchive }
    let archive = try ZipArchive.open(bytes)
    do {
      (names, parts) = try ZipArchive.directory(of: archive, limits: limits)
    } catch {
      // A class whose initializer throws before it is complete runs no deinit.
      zip_discard(archive)
      throw error
    }
    self.archive = archive
    self.limits = limits
  }

  deinit {
    zip_discard(archive)
  }

  /// Whether the archive has an entry of this name, without regard to case.
  package func contains(_ part: String) -> Bool {
    parts[ZipArchive.key(part)] != nil
  }

  /// The inflated bytes of a part, at most `limit` of them.
  ///
  /// - Throws: as `inflate`, and `.inflatedTooLarge` with `limit` if the part is longer.
  package func bytes(of part: String, limit: Int) throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    try inflate(part) { (chunk) throws(ArchiveError) in
      guard bytes.count + chunk.count <= limit else {
        throw .inflatedTooLarge(part: part, limit: limit)
      }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  /// Hands the inflated bytes of a part to `consume`, in chunks of at most 64 KiB.
  ///
  /// - Parameter refusal: how the caller's own kind of error says an error of the archive.
  /// - Throws: `.missingPart`, `.inflatedTooLarge` or `.inflateRatioTooHigh` at the first byte too
  ///   many, `.damagedArchive` if the data, its size or its checksum is wrong, all through
  ///   `refusal`; or what `consume` throws.
  package func inflate<Failure: Error>(
    _ part: String, refusal: (ArchiveError) -> Failure,
    into consume: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    guard let entry = parts[ZipArchive.key(part)] else { throw refusal(.missingPart(part)) }
    guard let file = zip_fopen_index(archive, entry.index, 0) else {
      throw refusal(.damagedArchive(part: part))
    }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ZipArchive.chunkBytes)
    defer { chunk.deallocate() }

    var partBytes = 0
    while true {
      let count = Int(zip_fread(file, chunk.baseAddress, UInt64(chunk.count)))
      guard count >= 0 else { throw refusal(.damagedArchive(part: part)) }
      guard count > 0 else {
        guard partBytes == entry.statedBytes else { throw refusal(.damagedArchive(part: part)) }
        return
      }
      partBytes += count
      inflatedBytes += count
      if let fault = fault(in: part, entry, after: partBytes) { throw refusal(fault) }
      try consume(UnsafeBufferPointer(rebasing: chunk[..<count]))
    }
  }

  /// The same for a caller whose errors are those of the archive.
  package func inflate(
    _ part: String, into consume: (UnsafeBufferPointer<UInt8>) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    try inflate(part, refusal: { $0 }, into: consume)
  }

  /// What is wrong once `partBytes` of a part are inflated.
  private func fault(in part: String, _ entry: Entry, after partBytes: Int) -> ArchiveError? {
    guard inflatedBytes <= limits.maxInflatedBytes else {
      return .inflatedTooLarge(part: part, limit: limits.maxInflatedBytes)
    }
    let (allowed, overflow) = entry.compressedBytes.multipliedReportingOverflow(
      by: limits.maxInflateRatio)
    guard partBytes <= ZipArchive.ratioFreeBytes || overflow || partBytes <= allowed else {
      return .inflateRatioTooHigh(part: part, limit: limits.maxInflateRatio)
    }
    return partBytes <= entry.statedBytes ? nil : .damagedArchive(part: part)
  }
}

extension ZipArchive {
  private static func open(_ bytes: [UInt8]) throws(ArchiveError) -> OpaquePointer {
    // The library frees its copy with the source that holds it.
    guard let copy = malloc(bytes.count) else { throw .damagedArchive(part: nil) }
    bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: bytes)
    }
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
      free(copy)
      throw .damagedArchive(part: nil)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw .damagedArchive(part: nil)
    }
    return archive
  }

  private static func directory(
    of archive: OpaquePointer, limits: ArchiveLimits
  ) throws(ArchiveError) -> (names: [String], parts: [String: Entry]) {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.maxParts else { throw .tooManyParts(limit: limits.maxParts) }
    var names: [String] = []
    var parts: [String: Entry] = [:]
    for index in 0..<UInt64(max(0, count)) {
      var status = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &status) == 0, let rawName = status.name else {
        throw .damagedArchive(part: nil)
      }
      let name = String(cString: rawName)
      guard leadsInside(name) else { throw .unsafePath(name) }
      let entry = Entry(
        index: index, compressedBytes: Int(clamping: status.comp_size),
        statedBytes: Int(clamping: status.size))
      guard parts.updateValue(entry, forKey: key(name)) == nil else { throw .duplicatePart(name) }
      if !name.hasSuffix("/") { names.append(name) }
    }
    return (names, parts)
  }

  /// What two names of one part have in common: packages compare them without regard to case.
  static func key(_ part: String) -> String {
    part.lowercased()
  }
}
