import ArgumentParser
import ContestClient
import Foundation

/// Which contest on which server, for every command that talks to one.
struct ContestPlace: ParsableArguments {
  @Option(help: "Where the server listens, such as http://127.0.0.1:8080.")
  var server: String

  @Option(help: "The id of the contest.")
  var contest: String

  /// A client without a token.
  ///
  /// - Parameter patience: how long everybody together waits for a server that is gone.
  func visitor(record: PlayRecord, patience: Duration = .seconds(60)) -> PatientClient {
    PatientClient(
      address: { [server] in server }, record: record, patience: Patience(limit: patience))
  }
}

/// Values as JSON for programs, with sorted keys.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// Lines on the standard error.
enum StandardError {
  static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
