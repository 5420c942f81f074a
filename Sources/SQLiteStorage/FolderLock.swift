import Foundation
import Glibc

/// Keeps a second server out of a data folder, for as long as the process lives.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `SQLiteStore.OpeningFailure.inUse` when another process holds the lock.
  init(_ file: URL) throws {
    descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      throw SQLiteStore.OpeningFailure.inUse(path: file.deletingLastPathComponent().path)
    }
  }

  deinit { Glibc.close(descriptor) }
}
