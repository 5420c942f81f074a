import Foundation

/// The files of the project that tests read, and the public data beside it.
enum ProjectFiles {
  /// The package's own folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Data that is not the project's own; absent on most machines.
  static let data = root.deletingLastPathComponent()
    .appending(path: "shared/data", directoryHint: .isDirectory)

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func hasData(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: data.appending(path: path).path)
  }

  /// The fields of a table without quotes, header left out.
  static func rows(ofData path: String) throws -> [[String]] {
    try String(contentsOf: data.appending(path: path), encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
