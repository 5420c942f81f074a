import Crypto
import Foundation

/// A SHA-256 hash of the certificate log's tree.
package struct MerkleHash: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  package init?(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  private init(digest: SHA256.Digest) { bytes = Array(digest) }

  /// The hash of a leaf. Source: RFC 6962, section 2.1.
  package static func leaf(_ data: some Sequence<UInt8>) -> MerkleHash {
    MerkleHash(digest: SHA256.hash(data: [0x00] + Array(data)))
  }

  /// The hash of two subtrees. Source: RFC 6962, section 2.1.
  static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
    MerkleHash(digest: SHA256.hash(data: [0x01] + left.bytes + right.bytes))
  }

  /// The root of a tree without leaves.
  static let empty = MerkleHash(digest: SHA256.hash(data: [UInt8]()))

  /// Base64 with padding, as checkpoints and proofs have it.
  package var base64: String { Data(bytes).base64EncodedString() }

  /// `nil` unless the text is the base64 of 32 bytes.
  package init?(base64: some StringProtocol) {
    guard let data = Data(base64Encoded: String(base64)), data.base64EncodedString() == base64
    else { return nil }
    self.init(data)
  }
}

/// The append-only tree of RFC 6962, over hashes that somebody else keeps.
///
/// Only complete subtrees are kept: the one at level l and position p covers the leaves from p·2^l
/// on, 2^l of them, and never changes. A root or a proof needs about log2(n) of them.
package struct MerkleTree {
  /// Where a complete subtree stands.
  package struct Place: Hashable, Sendable {
    /// 0 for a leaf.
    package let level: Int
    /// 0 for the first of its level.
    package let position: Int

    package init(level: Int, position: Int) {
      self.level = level
      self.position = position
    }
  }

  /// How many leaves there are.
  package let size: Int
  private let hash: (Place) throws -> MerkleHash

  /// - Parameter hash: reads the hash of a complete subtree.
  package init(size: Int, hash: @escaping (Place) throws -> MerkleHash) {
    self.size = size
    self.hash = hash
  }

  /// The subtrees that are complete with one more leaf, the leaf itself first.
  package func appending(_ leaf: MerkleHash) throws -> [(place: Place, hash: MerkleHash)] {
    var place = Place(level: 0, position: size)
    var grown = [(place: place, hash: leaf)]
    var newest = leaf
    while place.position % 2 == 1 {
      newest = .node(try hash(Place(level: place.level, position: place.position - 1)), newest)
      place = Place(level: place.level + 1, position: place.position / 2)
      grown.append((place, newest))
    }
    return grown
  }

  /// The root of the tree as it was with its first leaves.
  ///
  /// - Parameter count: 0 to `size`.
  package func root(of count: Int) throws -> MerkleHash {
    precondition((0...size).contains(count), "the tree never had that many leaves")
    return count == 0 ? .empty : try root(of: 0..<count)
  }

  /// The proof that a leaf is in the tree, from the leaf upwards. Source: RFC 6962, section 2.1.1.
  ///
  /// - Parameter index: 0 for the first leaf; less than `size`.
  package func inclusion(of index: Int) throws -> [MerkleHash] {
    precondition((0..<size).contains(index), "there is no such leaf")
    var path: [MerkleHash] = []
    var leaves = 0..<size
    while leaves.count > 1 {
      let middle = leaves.lowerBound + Self.split(leaves.count)
      if index < middle {
        path.append(try root(of: middle..<leaves.upperBound))
        leaves = leaves.lowerBound..<middle
      } else {
        path.append(try root(of: leaves.lowerBound..<middle))
        leaves = middle..<leaves.upperBound
      }
    }
    return path.reversed()
  }

  /// The proof that the tree goes on from the one with its first leaves. Source: RFC 6962,
  /// section 2.1.2.
  ///
  /// - Parameter count: 1 to `size`.
  package func consistency(from count: Int) throws -> [MerkleHash] {
    precondition((1...size).contains(count), "the tree never had that many leaves")
    var path: [MerkleHash] = []
    var leaves = 0..<size
    // The old root itself is known to whoever asks.
    var isOldRoot = true
    while count < leaves.upperBound {
      let middle = leaves.lowerBound + Self.split(leaves.count)
      if count <= middle {
        path.append(try root(of: middle..<leaves.upperBound))
        leaves = leaves.lowerBound..<middle
      } else {
        path.append(try root(of: leaves.lowerBound..<middle))
        leaves = middle..<leaves.upperBound
        isOldRoot = false
      }
    }
    if !isOldRoot { path.append(try root(of: leaves)) }
    return path.reversed()
  }

  /// The root of leaves whose first is where a subtree of at least that size begins.
  private func root(of leaves: Range<Int>) throws -> MerkleHash {
    let count = leaves.count
    if count & (count - 1) == 0 {
      let level = count.trailingZeroBitCount
      return try hash(Place(level: level, position: leaves.lowerBound >> level))
    }
    let middle = leaves.lowerBound + Self.split(count)
    return .node(
      try root(of: leaves.lowerBound..<middle), try root(of: middle..<leaves.upperBound))
  }

  /// The largest power of two below `count`, which is at least 2.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

/// Checks proofs with nothing but the roots.
package enum MerkleProof {
  /// Whether the leaf stands at that place of the tree of that size and root.
  ///
  /// Source: RFC 9162, section 2.1.3.2.
  package static func includes(
    _ leaf: MerkleHash, at index: Int, in size: Int, root: MerkleHash, proof: [MerkleHash]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var (first, last, hash) = (index, size - 1, leaf)
    for sibling in proof {
      guard last > 0 else { return false }
      if first % 2 == 1 || first == last {
        hash = .node(sibling, hash)
        climbToRightChild(&first, &last)
      } else {
        hash = .node(hash, sibling)
      }
      first >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the tree of the later root goes on from that of the earlier one.
  ///
  /// Source: RFC 9162, section 2.1.4.2. From nothing there is no proof.
  package static func isConsistent(
    from earlier: (size: Int, root: MerkleHash), to later: (size: Int, root: MerkleHash),
    proof: [MerkleHash]
  ) -> Bool {
    guard earlier.size > 0, earlier.size <= later.size else { return false }
    if earlier.size == later.size { return proof.isEmpty && earlier.root == later.root }
    let isWhole = earlier.size & (earlier.size - 1) == 0
    let path = isWhole ? [earlier.root] + proof : proof
    guard let start = path.first else { return false }
    var (first, last) = (earlier.size - 1, later.size - 1)
    while first % 2 == 1 {
      first >>= 1
      last >>= 1
    }
    var (old, new) = (start, start)
    for sibling in path.dropFirst() {
      guard last > 0 else { return false }
      if first % 2 == 1 || first == last {
        old = .node(sibling, old)
        new = .node(sibling, new)
        climbToRightChild(&first, &last)
      } else {
        new = .node(new, sibling)
      }
      first >>= 1
      last >>= 1
    }
    return last == 0 && old == earlier.root && new == later.root
  }

  /// Where the subtree stands alone at the right edge, it goes up without a sibling.
  private static func climbToRightChild(_ first: inout Int, _ last: inout Int) {
    while first % 2 == 0, first != 0 {
      first >>= 1
      last >>= 1
    }
  }
}
