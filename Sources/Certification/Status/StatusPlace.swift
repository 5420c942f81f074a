/// Where the bits of a certificate stand in the status lists; given once and never again.
package struct StatusPlace: Hashable, Sendable {
  /// 1 for the first list.
  package let list: Int
  /// 0 for the first bit.
  package let index: Int

  /// The bits of one list. Source: W3C Bitstring Status List, section 6.1: at least 131,072, so that
  /// asking for a list does not tell about whom.
  package static let listBits = 131_072
  /// How many bits of one list are given away: with half of them free a random one is found at
  /// once, and the order of the indexes says nothing about that of the certificates.
  package static let listFill = listBits / 2

  /// `nil` when the list or the index is out of bounds.
  package init?(list: Int, index: Int) {
    guard list >= 1, (0..<Self.listBits).contains(index) else { return nil }
    self.list = list
    self.index = index
  }
}

/// What a status list tells.
package enum StatusPurpose: String, Sendable, CaseIterable {
  /// For ever.
  case revocation
  /// Until it is taken back.
  case suspension
}
