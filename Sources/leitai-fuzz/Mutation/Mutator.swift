import QuestionBanks

/// Changes bytes at random: the same changes from the same number on every machine.
struct Mutator {
  /// Bytes that one change may add by repeating a piece.
  private static let repeatedBytes = 4_096

  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  /// A number from 0 to `bound - 1`.
  mutating func below(_ bound: Int) -> Int { numbers.below(bound) }

  /// One element; the list may not be empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[numbers.below(list.count)] }

  /// The input after one to four changes, most often with damaged UTF-8 replaced by U+FFFD.
  ///
  /// - Parameters:
  ///   - donor: another input, of which pieces may be put in.
  ///   - tokens: texts that mean something to the parser.
  ///   - isBinary: whether the input is no text at all.
  mutating func mutated(
    _ input: [UInt8], donor: [UInt8], tokens: [[UInt8]], isBinary: Bool = false
  ) -> [UInt8] {
    var bytes = input
    var changes = 1
    while changes < 4, below(2) == 0 { changes += 1 }
    for _ in 0..<changes { change(&bytes, donor: donor, tokens: tokens) }
    // Most parsers refuse what is no text before they look at it: three of four inputs are text.
    return isBinary || below(4) == 0
      ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  private mutating func change(_ bytes: inout [UInt8], donor: [UInt8], tokens: [[UInt8]]) {
    guard !bytes.isEmpty else {
      bytes = one(of: tokens)
      return
    }
    switch below(16) {
    case 0: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
    case 1: bytes[below(bytes.count)] = UInt8(below(256))
    case 2: bytes.insert(UInt8(below(256)), at: below(bytes.count + 1))
    case 3: bytes.removeSubrange(piece(of: bytes, most: 32))
    case 4: bytes.removeSubrange(piece(of: bytes, most: bytes.count))
    case 5, 6, 7: bytes.insert(contentsOf: one(of: tokens), at: below(bytes.count + 1))
    case 8: bytes.replaceSubrange(piece(of: bytes, most: 12), with: one(of: tokens))
    case 9: bytes.insert(contentsOf: bytes[piece(of: bytes, most: 200)], at: below(bytes.count + 1))
    case 10: repeatPiece(of: &bytes)
    case 11: exchange(&bytes)
    case 12: changeNumber(in: &bytes)
    case 13: changeLines(of: &bytes)
    case 14: splice(&bytes, with: donor)
    default: bytes.removeSubrange(below(bytes.count)...)
    }
  }

  /// A piece of at least one byte.
  private mutating func piece(of bytes: [UInt8], most: Int) -> Range<Int> {
    let start = below(bytes.count)
    return start..<min(bytes.count, start + 1 + below(most))
  }

  /// Puts a piece many times in a row: what is searched from every start is slow here.
  private mutating func repeatPiece(of bytes: inout [UInt8]) {
    let repeated = Array(bytes[piece(of: bytes, most: 1 << below(8))])
    let times = 2 + below(1 + min(200, Self.repeatedBytes / repeated.count))
    let copies = Array(repeatElement(repeated, count: times).joined())
    bytes.insert(contentsOf: copies, at: below(bytes.count + 1))
  }

  /// Puts two pieces in each other's place.
  private mutating func exchange(_ bytes: inout [UInt8]) {
    let first = piece(of: bytes, most: 60)
    let second = piece(of: bytes, most: 60)
    let (left, right) = first.lowerBound < second.lowerBound ? (first, second) : (second, first)
    guard left.upperBound <= right.lowerBound else { return }
    let moved = bytes[left]
    bytes.replaceSubrange(left, with: bytes[right])
    let start = right.lowerBound + right.count - left.count
    bytes.replaceSubrange(start..<(start + right.count), with: moved)
  }

  /// Gives a number of the text another value.
  private mutating func changeNumber(in bytes: inout [UInt8]) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let from = below(bytes.count)
    guard let start = bytes[from...].firstIndex(where: digits.contains) else { return }
    let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
    let written = bytes[start..<end].prefix(17).reduce(0) { $0 * 10 + Int($1 - digits.lowerBound) }
    let number = [
      "0", "-1", "\(written + 1)", "\(written - 1)", "\(written * 10)", "65536", "4294967296",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e308", "0.1",
      String(repeating: "9", count: 1 + below(500)),
    ]
    bytes.replaceSubrange(start..<end, with: Array(one(of: number).utf8))
  }

  /// Moves, repeats or drops lines, or ends them in another way.
  private mutating func changeLines(of bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let position = below(lines.count)
    switch below(5) {
    case 0: lines.swapAt(position, below(lines.count))
    case 1: lines.insert(lines[position], at: below(lines.count + 1))
    case 2: lines.remove(at: position)
    case 3: lines = lines.map { $0 + [0x0D] }
    default:
      bytes = Array(lines.joined(separator: [0x0D]))
      return
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// Takes the beginning of one and the end of the other, or puts a piece of it in.
  private mutating func splice(_ bytes: inout [UInt8], with donor: [UInt8]) {
    guard !donor.isEmpty else { return }
    if below(2) == 0 {
      bytes.removeSubrange(below(bytes.count)...)
      bytes += donor[below(donor.count)...]
    } else {
      bytes.insert(contentsOf: donor[piece(of: donor, most: 300)], at: below(bytes.count + 1))
    }
  }
}
