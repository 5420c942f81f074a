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
  func visitor(record: PlayRecord) -> PatientClient {
    // Shorter than the patience, so that a request to a dead server is tried again.
    let client = ContestClient(server: server, language: "en", timeout: .seconds(10))
    return PatientClient(client, record: record)
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
