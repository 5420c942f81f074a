import Glibc

/// Turns the bytes of a text file into UTF-8 without a byte order mark.
///
/// In order: UTF-8, UTF-16 with a mark, and for bytes that are not UTF-8 the national encoding
/// GB18030, which Excel writes under the Chinese editions of Windows (it contains GBK and GB2312).
package struct TextDecoding {
  /// How many bytes the text may have, inclusive.
  package let maxBytes: Int

  package init(maxBytes: Int) { self.maxBytes = maxBytes }

  /// The text in UTF-8.
  ///
  /// - Throws: `.undecodableText` with the line of the first byte that is wrong, `.textTooLarge`.
  package func utf8(_ bytes: [UInt8]) throws(SpreadsheetError) -> [UInt8] {
    guard bytes.count <= maxBytes else { throw .textTooLarge(limit: maxBytes) }
    let text: [UInt8]
    if bytes.starts(with: [0xFF, 0xFE]) {
      text = try convert(bytes.dropFirst(2), from: "UTF-16LE", unitBytes: 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = try convert(bytes.dropFirst(2), from: "UTF-16BE", unitBytes: 2)
    } else {
      text = try unmarked(bytes)
    }
    // Text has no NUL. A zip archive has, and so has UTF-16 without its mark.
    if let place = text.firstIndex(of: 0) {
      throw .undecodableText(TextDecoding.line(of: place, in: text))
    }
    return text
  }

  private func unmarked(_ bytes: [UInt8]) throws(SpreadsheetError) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = bytes.starts(with: mark)
    let census = UTF8Census(bytes)
    guard let firstFault = census.firstFault else {
      return isMarked ? Array(bytes.dropFirst(mark.count)) : bytes
    }
    // One spoilt byte in a UTF-8 file would turn all its Chinese into other Chinese.
    guard !isMarked, !census.isBrokenUTF8 else {
      throw .undecodableText(TextDecoding.line(of: firstFault, in: bytes))
    }
    return try convert(bytes[...], from: "GB18030", unitBytes: 1)
  }

  private func convert(
    _ bytes: ArraySlice<UInt8>, from encoding: String, unitBytes: Int
  ) throws(SpreadsheetError) -> [UInt8] {
    // iconv_open reports failure as the pointer of all ones.
    let converter = iconv_open("UTF-8", encoding)
    guard Int(bitPattern: converter) != -1 else { throw .undecodableText(SpreadsheetPlace()) }
    defer { iconv_close(converter) }
    // One unit of input gives at most three bytes of UTF-8, or four for two units.
    let capacity = bytes.count / unitBytes * 3 + 4
    var unread = bytes.count
    let text = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      bytes.withUnsafeBytes { input in
        var from = UnsafeMutableRawPointer(mutating: input.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var to = UnsafeMutableRawPointer(output.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var room = capacity
        _ = iconv(converter, &from, &unread, &to, &room)
        count = capacity - room
      }
    }
    guard unread == 0 else {
      let line = text.count { $0 == UInt8(ascii: "\n") } + 1
      throw .undecodableText(SpreadsheetPlace(row: line))
    }
    guard text.count <= maxBytes else { throw .textTooLarge(limit: maxBytes) }
    return text
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> SpreadsheetPlace {
    SpreadsheetPlace(row: bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1)
  }
}

/// How far bytes are UTF-8, by the table of well-formed sequences (Unicode 15, table 3-7).
private struct UTF8Census {
  private(set) var firstFault: Int?
  private var faults = 0
  private var threeByteSequences = 0

  /// Chinese in UTF-8 is sequences of three bytes, which GB18030 text hardly ever contains by
  /// chance; where they outnumber the faults four to one, the text is UTF-8 that was damaged.
  var isBrokenUTF8: Bool { faults > 0 && threeByteSequences >= faults * 4 }

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          index += 1
          continue
        }
        let length = UTF8Census.sequenceLength(bytes, at: index)
        if length == 0 {
          firstFault = firstFault ?? index
          faults += 1
          // What is left of a broken sequence is one fault with its beginning.
          while index + 1 < bytes.count, bytes[index + 1] & 0xC0 == 0x80 { index += 1 }
        } else if length == 3 {
          threeByteSequences += 1
        }
        index += max(1, length)
      }
    }
  }

  /// The length of the well-formed sequence of two to four bytes at `index`, or 0.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    switch bytes[index] {
    case 0xE0: second = 0xA0...0xBF
    case 0xED: second = 0x80...0x9F
    case 0xF0: second = 0x90...0xBF
    case 0xF4: second = 0x80...0x8F
    default: break
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
