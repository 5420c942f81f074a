package import Contests

extension Blueprint {
  /// A number for what is drawn, from which everything follows that is to be the same for all
  /// papers of a blueprint. It depends neither on the machine nor on the order of dictionaries.
  package var digest: UInt64 {
    var digest = FNVDigest()
    for section in sections {
      digest.add(section.kind?.rawValue ?? "")
      digest.add(section.knowledge ?? "")
      digest.add(section.level?.name ?? "")
      digest.add(section.draw)
      digest.add(section.caseQuestions ?? 0)
      for band in Difficulty.allCases { digest.add(section.difficulty[band] ?? 0) }
    }
    if case .forms(let count) = dealing { digest.add(count) }
    return digest.value
  }
}

/// FNV-1a with 64 bits: small and the same everywhere; nobody gains by forging it.
///
/// Source: Fowler, Noll, Vo; the constants of draft-eastlake-fnv.
private struct FNVDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(byte) }
  }

  mutating func add(_ number: Int) {
    let bits = UInt64(bitPattern: Int64(number))
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: bits >> shift))
    }
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
