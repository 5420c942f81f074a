import Foundation
import Testing

@testable import Certification

@Suite struct MerkleTreeTests {
  private struct Sample: Decodable {
    let leafInputsHex: [String]
    let leafHashesHex: [String]
    let rootBySizeHex: [String]
  }

  private struct InclusionCase: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String?
    let leafHash: String?
    let proof: [String]?
    let wantErr: Bool
  }

  private struct ConsistencyCase: Decodable {
    let size1: Int
    let size2: Int
    let root1: String?
    let root2: String?
    let proof: [String]?
    let wantErr: Bool
  }

  private func grown(_ count: Int) throws -> GrowingTree {
    let tree = GrowingTree()
    for number in 0..<count { try tree.append(.leaf(Array("\(number)".utf8))) }
    return tree
  }

  @Test(.enabled(if: SharedData.has("merkle/tree.json")))
  func rootsAreThoseOfTheReference() throws {
    let sample: Sample = try SharedData.json("merkle/tree.json")
    let tree = GrowingTree()
    #expect(try tree.tree().root(of: 0).bytes == [UInt8](hex: sample.rootBySizeHex[0]))
    for (index, input) in sample.leafInputsHex.enumerated() {
      let leaf = MerkleHash.leaf(try #require([UInt8](hex: input)))
      #expect(leaf.bytes == [UInt8](hex: sample.leafHashesHex[index]))
      try tree.append(leaf)
      for size in 0...(index + 1) {
        let root = try tree.tree().root(of: size)
        #expect(root.bytes == [UInt8](hex: sample.rootBySizeHex[size]))
      }
    }
  }

  @Test(.enabled(if: SharedData.has("merkle/inclusion")))
  func inclusionProofsAreJudgedAsInTheReference() throws {
    let files = SharedData.files(below: "merkle/inclusion")
    #expect(files.count == 98)
    for file in files {
      let sample: InclusionCase = try SharedData.json(file)
      let proof = (sample.proof ?? []).map { MerkleHash(base64: $0) }
      let isGood =
        if let leaf = sample.leafHash.flatMap({ MerkleHash(base64: $0) }),
          let root = sample.root.flatMap({ MerkleHash(base64: $0) }), !proof.contains(nil),
          let index = Int(exactly: sample.leafIdx), let size = Int(exactly: sample.treeSize)
        {
          MerkleProof.includes(
            leaf, at: index, in: size, root: root,
            proof: proof.compactMap { $0 })
        } else { false }
      #expect(isGood == !sample.wantErr, "\(file)")
    }
  }

  @Test(.enabled(if: SharedData.has("merkle/consistency")))
  func consistencyProofsAreJudgedAsInTheReference() throws {
    let files = SharedData.files(below: "merkle/consistency")
    #expect(files.count == 98)
    for file in files {
      let sample: ConsistencyCase = try SharedData.json(file)
      let proof = (sample.proof ?? []).map { MerkleHash(base64: $0) }
      let isGood =
        if let one = sample.root1.flatMap({ MerkleHash(base64: $0) }),
          let two = sample.root2.flatMap({ MerkleHash(base64: $0) }), !proof.contains(nil)
        {
          MerkleProof.isConsistent(
            from: (sample.size1, one), to: (sample.size2, two), proof: proof.compactMap { $0 })
        } else { false }
      // Some of the valid ones have roots that are no hashes and no proof: equal sizes.
      let isHashless = MerkleHash(base64: sample.root1 ?? "") == nil && !sample.wantErr
      #expect(isGood == !sample.wantErr || isHashless, "\(file)")
    }
  }

  @Test func everyLeafOfEveryTreeIsProved() throws {
    for size in 1...70 {
      let tree = try grown(size)
      let root = try tree.tree().root(of: size)
      for index in 0..<size {
        let leaf = try #require(tree.leaf(index))
        let proof = try tree.tree().inclusion(of: index)
        #expect(MerkleProof.includes(leaf, at: index, in: size, root: root, proof: proof))
        #expect(
          !MerkleProof.includes(leaf, at: index + 1, in: size, root: root, proof: proof)
            || size == 1)
        let stranger = MerkleHash.leaf(Array("x".utf8))
        #expect(!MerkleProof.includes(stranger, at: index, in: size, root: root, proof: proof))
      }
    }
  }

  @Test func everyTreeGoesOnFromEveryEarlierOne() throws {
    let tree = try grown(70)
    for later in 1...70 {
      let new = try tree.tree().root(of: later)
      for earlier in 1...later {
        let old = try tree.tree().root(of: earlier)
        let proof = try tree.tree(size: later).consistency(from: earlier)
        #expect(
          MerkleProof.isConsistent(from: (earlier, old), to: (later, new), proof: proof))
        let other = MerkleHash.leaf(old.bytes)
        #expect(
          !MerkleProof.isConsistent(from: (earlier, other), to: (later, new), proof: proof))
        #expect(
          !MerkleProof.isConsistent(from: (earlier, old), to: (later, other), proof: proof))
      }
    }
  }

  @Test func proofsReadAFewHashesOnly() throws {
    let tree = try grown(5_000)
    for index in [0, 1, 2_047, 2_048, 4_095, 4_096, 4_999] {
      tree.forgetReads()
      let proof = try tree.tree().inclusion(of: index)
      #expect(proof.count <= 13)
      #expect(tree.reads <= 26, "\(index): \(tree.reads)")
      tree.forgetReads()
      _ = try tree.tree().consistency(from: index + 1)
      #expect(tree.reads <= 26, "\(index): \(tree.reads)")
    }
    tree.forgetReads()
    _ = try tree.tree().root(of: 5_000)
    #expect(tree.reads <= 13)
  }
}
