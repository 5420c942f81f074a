import Foundation
import Synchronization

/// A folder of this run's own for the pictures of questions, made when the first one comes. Nobody
/// else can read it.
///
/// Whoever makes one must `remove()` it: questions do not stay on the machine.
final class PictureFolder: Sendable {
  private let path = Mutex<String?>(nil)

  /// Writes a picture.
  ///
  /// - Parameter name: the file's name without its ending, which the contents decide.
  /// - Returns: the file's path; `nil` when the bytes are no PNG, JPEG or GIF.
  /// - Throws: `CommandFailure.localFile`.
  func save(_ bytes: [UInt8], as name: String) throws(CommandFailure) -> String? {
    guard let ending = Self.ending(of: bytes) else { return nil }
    let file = "\(try folder())/\(name).\(ending)"
    try LocalFile.write(bytes, to: file, mode: 0o600)
    return file
  }

  /// Removes the folder and what is in it.
  func remove() {
    let made = path.withLock { path in
      defer { path = nil }
      return path
    }
    if let made { try? FileManager.default.removeItem(atPath: made) }
  }

  /// The ending of a file's name by the first bytes of a picture.
  static func ending(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
    if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return "gif" }
    return nil
  }

  private func folder() throws(CommandFailure) -> String {
    try path.withLock { path throws(CommandFailure) in
      if let path { return path }
      let parent = FileManager.default.temporaryDirectory.path
      var template = Array("\(parent)/leitai-XXXXXX".utf8CString)
      // Only its owner may enter what mkdtemp makes.
      guard mkdtemp(&template) != nil else {
        throw .localFile(path: parent, LocalFile.Problem(errno: errno))
      }
      let made = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = made
      return made
    }
  }
}
