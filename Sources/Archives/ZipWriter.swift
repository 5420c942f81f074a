import CZip
import Glibc

/// Builds a zip archive in memory. The same parts in the same order give the same bytes.
///
/// ```swift
/// var writer = ZipWriter()
/// writer.add("imsmanifest.xml", manifest)
/// let package = try writer.finish()
/// ```
package struct ZipWriter: Sendable {
  /// 1980-01-01, the first day that the format can say: a zip that told the time of its making
  /// would never come out the same.
  private static let modificationDate: UInt16 = 1 << 5 | 1

  /// The record that ends a directory, with no entries: the library writes no empty archive.
  private static let emptyArchive: [UInt8] =
    [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

  private struct Entry {
    let name: String
    let content: Content
    /// From 1, the soonest, to 9, the smallest.
    let level: Int
  }

  private enum Content {
    case memory(Range<Int>)
    case file(ScratchFile)
  }

  private var entries: [Entry] = []
  private var content: [UInt8] = []

  /// A writer with no parts yet.
  package init() {}

  /// Adds a file after those added before; `finish` refuses a bad name.
  ///
  /// - Parameter name: its path in the archive, with `/` between folders.
  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    let start = content.count
    content.append(contentsOf: bytes)
    entries.append(Entry(name: name, content: .memory(start..<content.count), level: 9))
  }

  /// Adds a file that is read when the archive is made, and not before.
  ///
  /// - Parameter level: how hard to look for what repeats, from 1, the soonest, to 9, the smallest.
  package mutating func add(_ name: String, _ file: ScratchFile, level: Int) {
    entries.append(Entry(name: name, content: .file(file), level: level))
  }

  /// The archive: every part deflated, names in UTF-8, no comment and no extra fields.
  ///
  /// - Throws: `.unsafePath` for a name that `ZipArchive` would refuse or that ends with `/`,
  ///   `.duplicatePart` for two names that differ at most in case, and `.unwritableArchive`.
  package func finish() throws(ArchiveError) -> [UInt8] {
    try checkNames()
    guard !entries.isEmpty else { return ZipWriter.emptyArchive }
    guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { throw .unwritableArchive }
    defer { zip_source_free(target) }
    // Closing or discarding the archive gives up one reference; the other one reads the result.
    zip_source_keep(target)
    guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, nil) else {
      zip_source_free(target)
      throw .unwritableArchive
    }
    let isWritten = content.withUnsafeBufferPointer { content in
      // The library reads the content of its parts when it is closed, and not before.
      addParts(to: archive, content: content) && zip_close(archive) == 0
    }
    guard isWritten else {
      zip_discard(archive)
      throw .unwritableArchive
    }
    return try ZipWriter.bytes(of: target)
  }

  private func checkNames() throws(ArchiveError) {
    var keys: Set<String> = []
    for entry in entries {
      guard
        ZipArchive.leadsInside(entry.name), !entry.name.hasSuffix("/"),
        !entry.name.utf8.contains(0)
      else { throw .unsafePath(entry.name) }
      guard keys.insert(ZipArchive.key(entry.name)).inserted else {
        throw .duplicatePart(entry.name)
      }
    }
  }

  private func addParts(
    to archive: OpaquePointer, content: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for entry in entries {
      guard let source = source(of: entry, in: archive, content: content) else { return false }
      let added = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard added >= 0 else {
        zip_source_free(source)
        return false
      }
      let index = UInt64(added)
      guard
        zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, UInt32(entry.level)) == 0,
        zip_file_set_dostime(archive, index, 0, ZipWriter.modificationDate, 0) == 0
      else { return false }
    }
    return true
  }

  private func source(
    of entry: Entry, in archive: OpaquePointer, content: UnsafeBufferPointer<UInt8>
  ) -> OpaquePointer? {
    switch entry.content {
    case .memory(let range):
      let part = UnsafeBufferPointer(rebasing: content[range])
      return zip_source_buffer(archive, part.baseAddress, UInt64(part.count), 0)
    case .file(let file):
      guard let stream = file.reopened() else { return nil }
      guard let source = zip_source_filep(archive, stream, 0, -1) else {
        fclose(stream)
        return nil
      }
      return source
    }
  }

  private static func bytes(of source: OpaquePointer) throws(ArchiveError) -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
      throw .unwritableArchive
    }
    defer { zip_source_close(source) }
    let size = Int(clamping: status.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(zip_source_read(source, buffer.baseAddress, UInt64(size))))
    }
    guard bytes.count == size else { throw .unwritableArchive }
    return bytes
  }
}
