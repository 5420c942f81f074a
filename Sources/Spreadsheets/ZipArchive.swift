import CZip

/// The parts of an .xlsx file, inflated a chunk at a time under a budget.
///
/// What the archive says about inflated sizes is never believed: bytes are counted as they come,
/// since libzip 1.7 itself does not mind a part that inflates to more than was stated.
final class ZipArchive {
  private static let chunkBytes = 64 << 10
  private static let ratioFreeBytes = 4 << 20

  private let archive: OpaquePointer
  private let limits: SpreadsheetLimits
  private let parts: [String: Entry]
  private var inflatedBytes = 0

  private struct Entry {
    let index: UInt64
    let compressedBytes: Int

    /// What the directory claims; a part that inflates to more or less is refused.
    let statedBytes: Int
  }

  /// - Parameter bytes: must stay valid for as long as the archive is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: SpreadsheetLimits) throws(SpreadsheetError) {
    let oleSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    guard !bytes.starts(with: oleSignature) else { throw .unsupportedWorkbook }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAWorkbook }
    guard
      let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil)
    else { throw .damagedArchive(part: nil) }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw .damagedArchive(part: nil)
    }
    self.archive = archive
    self.limits = limits
    do {
      parts = try ZipArchive.directory(of: archive, limits: limits)
    } catch {
      // A class whose initializer throws before it is complete runs no deinit.
      zip_discard(archive)
      throw error
    }
  }

  deinit {
    zip_discard(archive)
  }

  func contains(_ part: String) -> Bool {
    parts[ZipArchive.key(part)] != nil
  }

  /// Hands the inflated bytes of a part to `consume`, in chunks of at most 64 KiB.
  ///
  /// - Throws: `.missingPart`, `.inflatedTooLarge` or `.inflateRatioTooHigh` at the first byte too
  ///   many, `.damagedArchive` if the data, its size or its checksum is wrong, or what `consume`
  ///   throws.
  func inflate(
    _ part: String,
    into consume: (UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    guard let entry = parts[ZipArchive.key(part)] else { throw .missingPart(part) }
    guard let file = zip_fopen_index(archive, entry.index, 0) else {
      throw .damagedArchive(part: part)
    }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ZipArchive.chunkBytes)
    defer { chunk.deallocate() }

    var partBytes = 0
    while true {
      let count = Int(zip_fread(file, chunk.baseAddress, UInt64(chunk.count)))
      guard count >= 0 else { throw .damagedArchive(part: part) }
      guard count > 0 else {
        guard partBytes == entry.statedBytes else { throw .damagedArchive(part: part) }
        return
      }
      partBytes += count
      inflatedBytes += count
      guard inflatedBytes <= limits.maxInflatedBytes else {
        throw .inflatedTooLarge(part: part, limit: limits.maxInflatedBytes)
      }
      let (allowed, overflow) = entry.compressedBytes.multipliedReportingOverflow(
        by: limits.maxInflateRatio)
      guard partBytes <= ZipArchive.ratioFreeBytes || overflow || partBytes <= allowed else {
        throw .inflateRatioTooHigh(part: part, limit: limits.maxInflateRatio)
      }
      guard partBytes <= entry.statedBytes else { throw .damagedArchive(part: part) }
      try consume(UnsafeBufferPointer(rebasing: chunk[..<count]))
    }
  }

  private static func directory(
    of archive: OpaquePointer, limits: SpreadsheetLimits
  ) throws(SpreadsheetError) -> [String: Entry] {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.maxParts else { throw .tooManyParts(limit: limits.maxParts) }
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
    }
    return parts
  }

  /// The format compares the names of parts without regard to ASCII case.
  private static func key(_ part: String) -> String {
    part.lowercased()
  }

  private static func leadsInside(_ name: String) -> Bool {
    let steps = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let hasDrive = name.dropFirst().first == ":"
    return steps.first != "" && !hasDrive && !steps.contains("..")
  }
}
