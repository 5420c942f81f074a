import Foundation
import QuestionBanks

/// The question banks and the reference contest of the project.
enum ProjectFiles {
  /// The package's own folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The four real banks.
  static let banks = ["fitter.xlsx", "power-monitoring.csv", "electrician.yaml", "welder.yaml"]

  static func bytes(ofBank file: String) throws -> [UInt8] {
    try Array(Data(contentsOf: root.appending(path: "QuestionBanks/\(file)")))
  }

  static func reading(ofBank file: String) throws -> BankReading {
    try readings[file] ?? BankReading(bytes(ofBank: file), filename: file)
  }

  /// Each bank is read once for all tests.
  private static let readings: [String: BankReading] = Dictionary(
    uniqueKeysWithValues: banks.compactMap { file in
      (try? bytes(ofBank: file)).map { (file, BankReading($0, filename: file)) }
    })

  static func referencePlan() throws -> String {
    try String(
      contentsOf: root.appending(path: "QuestionBanks/reference/contest.yaml"), encoding: .utf8)
  }
}
