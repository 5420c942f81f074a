import Foundation

/// Public data beside the repository, in `../shared/data`; absent on most machines.
enum SharedData {
  private static let folder = packageRoot()?.deletingLastPathComponent()
    .appending(path: "shared/data", directoryHint: .isDirectory)

  /// Whether the folder is there and holds `path`.
  static func has(_ path: String) -> Bool {
    guard let folder else { return false }
    return FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// The nearest folder above this file that has a manifest.
  private static func packageRoot() -> URL? {
    var url = URL(filePath: #filePath)
    while url.path != "/" {
      url.deleteLastPathComponent()
      let manifest = url.appending(path: "Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { return url }
    }
    return nil
  }
}
