import Foundation

/// Text files that the user names, with errors that a user can read.
enum TextFile {
  static func read(_ path: String) throws(ReplayFailure) -> String {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ReplayFailure("\(path) cannot be read")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws(ReplayFailure) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      throw ReplayFailure("\(path) cannot be written")
    }
  }
}
