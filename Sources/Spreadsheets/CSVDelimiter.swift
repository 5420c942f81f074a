/// The character between the fields of a CSV record.
package enum CSVDelimiter: UInt8, CaseIterable, Sendable {
  case comma = 0x2C
  case tab = 0x09
  case semicolon = 0x3B

  /// Lines and bytes that are enough to tell a delimiter.
  private static let sampleLines = 50
  private static let sampleBytes = 64 << 10

  /// The delimiter that stands most regularly in the first 50 lines or 64 KiB, outside quotes.
  ///
  /// For each candidate the lines are counted that have its commonest number of occurrences. Most
  /// lines win, then more occurrences, then the order comma, tab, semicolon: a comma inside the
  /// stems of some questions loses against the tab that every line has.
  static func detect(in text: UnsafeBufferPointer<UInt8>) -> CSVDelimiter {
    let lines = sample(text)
    var best = (delimiter: CSVDelimiter.comma, lines: 0, occurrences: 0)
    for (index, delimiter) in allCases.enumerated() {
      var linesByCount: [Int: Int] = [:]
      for line in lines where line[index] > 0 { linesByCount[line[index], default: 0] += 1 }
      for (occurrences, lines) in linesByCount
      where (lines, occurrences) > (best.lines, best.occurrences) {
        best = (delimiter, lines, occurrences)
      }
    }
    return best.delimiter
  }

  /// For each of the first lines, how often each candidate occurs outside quotes.
  private static func sample(_ text: UnsafeBufferPointer<UInt8>) -> [[Int]] {
    let quote = UInt8(ascii: "\"")
    let none = allCases.map { _ in 0 }
    var lines: [[Int]] = [none]
    var isQuoted = false
    var isAtFieldStart = true
    for byte in text.prefix(sampleBytes) {
      if byte == quote {
        // A quote opens only a field; inside a bare field it is a character like others. The second
        // of a doubled quote opens again what the first one closed.
        if isQuoted {
          isQuoted = false
          isAtFieldStart = true
        } else if isAtFieldStart {
          isQuoted = true
        }
        continue
      }
      guard !isQuoted else { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        guard lines.count < sampleLines else { return lines }
        lines.append(none)
        isAtFieldStart = true
      } else if let index = allCases.firstIndex(where: { $0.rawValue == byte }) {
        lines[lines.count - 1][index] += 1
        isAtFieldStart = true
      } else {
        isAtFieldStart = false
      }
    }
    return lines
  }
}
