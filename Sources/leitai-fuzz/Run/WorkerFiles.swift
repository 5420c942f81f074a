import Foundation

/// What a worker leaves in its folder.
enum WorkerFiles {
  static let progress = "progress"
  /// A JSON object a line.
  static let failures = "failures"

  /// The failures that a worker noted.
  static func failures(in folder: URL) -> [FuzzFailure] {
    let data = (try? Data(contentsOf: folder.appending(path: failures))) ?? Data()
    return data.split(separator: 0x0A).compactMap {
      try? JSONDecoder().decode(FuzzFailure.self, from: Data($0))
    }
  }
}
