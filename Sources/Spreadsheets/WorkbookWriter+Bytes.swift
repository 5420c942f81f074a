import Foundation

extension WorkbookWriter {
  /// The bytes of a workbook that is written in one go. The library writes files only: one in the
  /// system's temporary folder, which is gone afterwards.
  ///
  /// - Parameter hasPictures: as in `init`.
  /// - Throws: what `body` throws, `.unwritableFile`, or that the file cannot be read again.
  package static func bytes(
    hasPictures: Bool = false, of body: (WorkbookWriter) throws -> Void
  ) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let writer = try WorkbookWriter(path: file.path, hasPictures: hasPictures)
    try body(writer)
    try writer.finish()
    return Array(try Data(contentsOf: file))
  }
}
