/// A file in which one piece is repeated as often as one likes. The time to read it may grow as its
/// length does, and not as the square of it.
struct GrowingInput {
  /// Empty for files that are no archives.
  private let parts: [PackagePart]
  /// Which of `parts` grows.
  private let part: Int
  private let start: [UInt8]
  private let piece: [UInt8]
  /// What is repeated as often behind `middle`, such as closing tags; often nothing.
  private let counterpart: [UInt8]
  private let middle: [UInt8]
  private let end: [UInt8]

  /// - Parameters:
  ///   - seed: what stands around the pieces.
  ///   - tokens: of what they are made, with pieces of the seed itself.
  init(of seed: Seed, tokens: [[UInt8]], _ mutator: inout Mutator) {
    parts = seed.parts
    part = parts.isEmpty ? 0 : mutator.below(parts.count)
    let whole = parts.isEmpty ? seed.bytes : parts[part].bytes
    let places = [mutator.below(whole.count + 1), mutator.below(whole.count + 1)].sorted()
    start = Array(whole[..<places[0]])
    // Both pieces most often stand together.
    let isTogether = mutator.below(3) > 0
    middle = isTogether ? [] : Array(whole[places[0]..<places[1]])
    end = Array(whole[places[isTogether ? 0 : 1]...])
    var pieces: [[UInt8]] = [[], []]
    for position in pieces.indices where position == 0 || mutator.below(4) == 0 {
      for _ in 0...mutator.below(3) {
        pieces[position] += Self.fragment(of: whole, tokens: tokens, &mutator)
      }
    }
    piece = pieces[0].isEmpty ? [0x20] : pieces[0]
    counterpart = pieces[1]
  }

  /// The file with about so many bytes of repeated pieces.
  func bytes(growth: Int) -> [UInt8] {
    let count = max(1, growth / (piece.count + counterpart.count))
    let grown =
      start + Array(repeatElement(piece, count: count).joined()) + middle
      + Array(repeatElement(counterpart, count: count).joined()) + end
    guard !parts.isEmpty else { return grown }
    var parts = parts
    parts[part].bytes = grown
    parts[part].check = nil
    return StoredPackage.bytes(of: parts)
  }

  private static func fragment(
    of whole: [UInt8], tokens: [[UInt8]], _ mutator: inout Mutator
  ) -> [UInt8] {
    switch mutator.below(4) {
    case 0 where !whole.isEmpty:
      let start = mutator.below(whole.count)
      return Array(whole[start..<min(whole.count, start + 1 + mutator.below(24))])
    case 1 where !whole.isEmpty:
      // A whole line of the seed: an option, a row, a field.
      let lines = whole.split(separator: 0x0A)
      return lines.isEmpty ? [0x0A] : Array(mutator.one(of: lines)) + [0x0A]
    default: return mutator.one(of: tokens)
    }
  }
}
