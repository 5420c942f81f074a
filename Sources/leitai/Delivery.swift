import Foundation

extension Console {
  /// Delivers a result: to a file, and says so, or to standard output as `show` does.
  ///
  /// - Throws: `CommandFailure.localFile`.
  func deliver<Value: Encodable>(
    _ value: Value, to file: String?, _ lines: (Value) -> [String]
  ) throws {
    guard let file else { return isJSON ? try printJSON(value) : printLines(lines(value)) }
    let newline = UInt8(ascii: "\n")
    try deliver(
      isJSON
        ? try Self.json(value) + [newline] : lines(value).flatMap { Array($0.utf8) + [newline] },
      to: file)
  }

  /// Delivers bytes: to a file, and says so, or to standard output as they are.
  ///
  /// - Parameter mode: who may read the file; 0600 for secrets.
  /// - Throws: `CommandFailure.localFile`.
  func deliver(_ bytes: [UInt8], to file: String?, mode: mode_t = 0o666) throws {
    guard let file else { return try write(bytes) }
    try LocalFile.write(bytes, to: file, mode: mode)
    try show(WrittenFile(file: file, bytes: bytes.count)) { $0.lines(say) }
  }
}

/// What a command that writes a file shows.
struct WrittenFile: Codable {
  let file: String
  let bytes: Int

  func lines(_ say: Language) -> [String] {
    [say(zh: "已写入 \(file)（\(bytes.grouped) 字节）", en: "wrote \(file) (\(bytes.counted("byte")))")]
  }
}
