import Foundation

/// Where a command's words go: results to standard output, everything else to standard error.
struct Console: Sendable {
  let say: Language
  /// Results are wanted as the API's JSON, and nothing else on standard output.
  let isJSON: Bool

  /// Shows a result: as JSON, or as the lines that a person reads.
  func show<Value: Encodable>(_ value: Value, _ lines: (Value) -> [String]) throws {
    if isJSON {
      try printJSON(value)
    } else {
      printLines(lines(value))
    }
  }

  /// Prints a value with sorted keys.
  func printJSON(_ value: some Encodable) throws {
    try write(Self.json(value) + [UInt8(ascii: "\n")])
  }

  func printLines(_ lines: [String]) {
    // A reader that has gone away is no error of ours.
    try? write(Array(lines.map { $0.withoutControls + "\n" }.joined().utf8))
  }

  /// Prints bytes as they are.
  ///
  /// - Throws: `CommandFailure.localFile`, as when a pipe's reader has gone away.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try LocalFile.write(bytes, to: STDOUT_FILENO, named: "stdout")
  }

  /// Says something that is not part of the result.
  func notice(_ line: String) {
    try? LocalFile.write(
      Array((line.withoutControls + "\n").utf8), to: STDERR_FILENO, named: "stderr")
  }

  /// The JSON of a value as every command prints it: pretty, with sorted keys.
  static func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
