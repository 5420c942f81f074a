@testable import Certification

/// A log in memory: the hashes of complete subtrees, as a store keeps them.
final class GrowingTree {
  private(set) var size = 0
  private var hashes: [MerkleTree.Place: MerkleHash] = [:]
  /// How many hashes were read.
  private(set) var reads = 0

  func tree(size: Int? = nil) -> MerkleTree {
    MerkleTree(size: size ?? self.size) { place in
      self.reads += 1
      guard let hash = self.hashes[place] else { throw Missing(place: place) }
      return hash
    }
  }

  /// A hash was wanted that no store would have.
  struct Missing: Error { let place: MerkleTree.Place }

  func append(_ leaf: MerkleHash) throws {
    for (place, hash) in try tree().appending(leaf) { hashes[place] = hash }
    size += 1
  }

  func leaf(_ index: Int) -> MerkleHash? { hashes[MerkleTree.Place(level: 0, position: index)] }

  func forgetReads() { reads = 0 }
}
