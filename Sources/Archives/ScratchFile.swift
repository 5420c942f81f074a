import Glibc

/// A file without a name, for what is too large to wait in memory; it is gone when nobody holds it
/// any more, however the process ends.
package final class ScratchFile: Sendable {
  private let descriptor: Int32

  /// The system's folder for temporary files.
  package static var systemFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// - Throws: `.unwritableArchive` when the folder takes no file.
  package init(in folder: String = ScratchFile.systemFolder) throws(ArchiveError) {
    var name = Array("\(folder)/leitai-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .unwritableArchive }
    unlink(name)
    // No program that is started meanwhile inherits it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  ///
  /// - Throws: `.unwritableArchive` when there is no room for them.
  package func append(_ bytes: [UInt8]) throws(ArchiveError) {
    try write(bytes, at: lseek(descriptor, 0, SEEK_END))
  }

  /// Puts bytes in the place of the first ones.
  ///
  /// - Throws: `.unwritableArchive` when they cannot be written.
  package func replaceBeginning(with bytes: [UInt8]) throws(ArchiveError) {
    try write(bytes, at: 0)
  }

  private func write(_ bytes: [UInt8], at start: Int) throws(ArchiveError) {
    let isWritten = bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = pwrite(descriptor, part.baseAddress, part.count, start + rest.startIndex)
        guard count > 0 || (count < 0 && errno == EINTR) else { return false }
        rest = rest.dropFirst(max(0, count))
      }
      return true
    }
    guard isWritten else { throw .unwritableArchive }
  }

  /// The content from its beginning, for a library that closes what it has read; `nil` when the
  /// process has too many files open.
  func reopened() -> UnsafeMutablePointer<FILE>? {
    let copy = dup(descriptor)
    guard copy >= 0 else { return nil }
    // The copy reads on from where this one stands.
    lseek(copy, 0, SEEK_SET)
    guard let stream = fdopen(copy, "rb") else {
      close(copy)
      return nil
    }
    return stream
  }
}
