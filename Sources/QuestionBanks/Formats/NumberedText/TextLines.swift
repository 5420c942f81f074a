/// The lines of a file that are not blank.
struct TextLines {
  private let file: TextFile
  /// Their positions in the file.
  private let positions: [Int]

  /// - Throws: when the file is no text, or has too many lines.
  init(_ bytes: [UInt8]) throws(BankFileRefused) { self.init(try TextFile(bytes)) }

  init(_ file: TextFile) {
    self.file = file
    positions = (0..<file.lineCount).filter { position in
      file[position].contains { $0 > 0x20 } && !file[position].trimmedText.isEmpty
    }
  }

  var count: Int { positions.count }

  /// A line without surrounding white space.
  subscript(index: Int) -> String { file[positions[index]].trimmedText }

  /// The number of a line in the file, 1 for the first.
  func row(_ index: Int) -> Int { positions[index] + 1 }

  /// The line after one; empty after the last.
  func next(after index: Int) -> String { index + 1 < count ? self[index + 1] : "" }
}
