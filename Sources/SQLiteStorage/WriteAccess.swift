import Foundation
import Glibc

/// Asks beforehand whether a data folder can be written.
///
/// The files are only asked about: opening and closing one would release the locks that another
/// connection of this process holds on it.
enum WriteAccess {
  /// The database's own files and the lock; those that are not there are made.
  private static let files = [
    "leitai.sqlite", "leitai.sqlite-wal", "leitai.sqlite-shm", "lock",
  ]

  /// - Throws: `OpeningFailure.readOnly` with the first file that the process may not write, or with
  ///   the folder in which it may not make one.
  static func require(to folder: URL) throws(SQLiteStore.OpeningFailure) {
    var place = folder.standardizedFileURL
    while !allows(F_OK, place.path), place.path != "/" { place.deleteLastPathComponent() }
    guard allows(W_OK | X_OK, place.path) else {
      throw SQLiteStore.OpeningFailure.readOnly(path: place.path)
    }
    for name in files {
      let path = folder.appending(path: name).path
      guard !allows(F_OK, path) || (allows(R_OK | W_OK, path) && !isFolder(path)) else {
        throw SQLiteStore.OpeningFailure.readOnly(path: path)
      }
    }
  }

  private static func allows(_ mode: Int32, _ path: String) -> Bool {
    faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
  }

  private static func isFolder(_ path: String) -> Bool {
    (try? URL(filePath: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}
