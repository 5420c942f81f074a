import Contests
import Spreadsheets

/// A text file as lines, in UTF-8: what formats read that have no structure but lines.
struct TextFile {
  private static let maxLines = Limits.importRows * 10

  /// The text without a byte order mark.
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]

  var lineCount: Int { ranges.count }

  /// The line at a position from 0; lines end with LF, CRLF or CR.
  subscript(position: Int) -> ArraySlice<UInt8> { bytes[ranges[position]] }

  /// - Throws: when the text is neither UTF-8, UTF-16 with a mark nor plainly GB18030, and when it
  ///   has too many lines.
  init(_ file: [UInt8]) throws(BankFileRefused) {
    if let line = Self.ambiguousLine(file) {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: FilePlace(row: line), code: "encoding-unknown",
          zhHans: "第 \(line) 行不是 UTF-8，也不像 GB18030，请另存为 UTF-8",
          en: "line \(line) is neither UTF-8 nor apparently GB18030; save the file as UTF-8")
      ])
    }
    do {
      bytes = try TextDecoding(maxBytes: Limits.uploadBytes * 2).utf8(file)
    } catch {
      throw BankFileRefused(error)
    }
    var ranges: [Range<Int>] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      ranges.append(start..<(position - 1))
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      start = position
      guard ranges.count < Self.maxLines else {
        throw BankFileRefused(findings: [
          ImportFinding(
            at: FilePlace(row: ranges.count), code: "too-many-lines",
            zhHans: "超过 \(Self.maxLines) 行", en: "over \(Self.maxLines) lines")
        ])
      }
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    self.ranges = ranges
  }

  /// The first lines of a file, from which its format may be told, whatever its encoding; absent
  /// for what is no text.
  init?(startOf file: [UInt8]) {
    let most = 1 << 18
    var start = file.prefix(most)
    if file.count > most, let end = start.lastIndex(of: 0x0A) { start = start[...end] }
    if let text = try? TextFile(Array(start)) {
      self = text
      return
    }
    guard !start.contains(0),
      let text = try? TextFile(Array(String(decoding: start, as: UTF8.self).utf8))
    else { return nil }
    self = text
  }

  /// Almost any bytes can be read as GB18030, those of Western encodings too. Chinese text is told
  /// by pairs of two high bytes, the common characters of GB2312; a lone high byte before a letter
  /// is `ö` rather than a rare character.
  ///
  /// - Returns: the first line that is not UTF-8, of a text in which lone bytes are not rare.
  private static func ambiguousLine(_ bytes: [UInt8]) -> Int? {
    let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard !isMarked, String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var pairs = 0
    var others = 0
    var position = 0
    while position < bytes.count {
      guard bytes[position] >= 0x80 else {
        position += 1
        continue
      }
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      if bytes[position] >= 0xA1, next >= 0xA1 { pairs += 1 } else { others += 1 }
      position += 2
    }
    guard others * 4 > pairs else { return nil }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 } ?? 1
  }
}

extension ArraySlice<UInt8> {
  /// The text without surrounding white space.
  var trimmedText: String { String(decoding: self, as: UTF8.self).scalarTrimmed }
}
