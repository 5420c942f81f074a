import Foundation

/// A certificate with everything that proves it, in one JSON file.
package struct CertificateFile: Codable, Hashable, Sendable {
  /// The name of the form.
  package static let format = "leitai-certificate/1"

  package let format: String
  /// The Open Badges 3.0 credential as a VC-JWT.
  package let credential: String
  package let sm2: SM2Part
  package let log: LogPart

  /// The second signature.
  package struct SM2Part: Codable, Hashable, Sendable {
    /// See `SM2PublicKey.id`.
    package let key: String
    /// `der`, or `raw` for r and s one behind the other.
    package let form: String
    /// In base64.
    package let signature: String
  }

  /// The entry in the certificate log.
  package struct LogPart: Codable, Hashable, Sendable {
    /// 0 for the first entry.
    package let index: Int
    /// Where the status stands; part of the entry.
    package let statusList: Int
    package let statusIndex: Int
    /// Hashes in base64, from the entry upwards.
    package let proof: [String]
    /// The log head for which the proof holds, as the server signed it.
    package let head: String
    /// The proof that this head goes on from a smaller one that whoever fetched the file knew.
    package let consistency: LogUpdate.Step?
  }

  /// How the second signature is written.
  package enum SM2Form: String, Sendable, CaseIterable {
    case der, raw
  }

  /// `nil` for a certificate that is not in the log yet.
  ///
  /// - Parameters:
  ///   - head: the signed head of `inclusion.size` entries.
  ///   - consistency: the proof that it goes on from a smaller one.
  package init?(
    _ credential: Credential, inclusion: LogInclusion, head: String,
    consistency: LogUpdate.Step? = nil, form: SM2Form = .der
  ) {
    guard let seal = credential.seal, let status = credential.status else { return nil }
    format = Self.format
    self.credential = credential.jwt
    let signature = form == .der ? seal.signature.der : seal.signature.raw
    sm2 = SM2Part(
      key: seal.keyID, form: form.rawValue, signature: Data(signature).base64EncodedString())
    log = LogPart(
      index: inclusion.index, statusList: status.list, statusIndex: status.index,
      proof: inclusion.proof.map(\.base64), head: head, consistency: consistency)
  }

  /// The bytes of the file; the same certificate and head give the same ones.
  ///
  /// - Throws: when JSON cannot be written.
  package func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [0x0A]
  }

  /// Longer files are refused before they are read.
  package static let maximumBytes = 256 << 10

  /// `nil` unless the bytes are such a file.
  package init?(bytes: some Sequence<UInt8>) {
    let data = Data(bytes)
    guard data.count <= Self.maximumBytes,
      let file = try? JSONDecoder().decode(CertificateFile.self, from: data),
      file.format == Self.format
    else { return nil }
    self = file
  }
}

/// What is fetched to learn how the log went on: a newer head, and the proof that it goes on from
/// heads that are already known.
package struct LogUpdate: Codable, Hashable, Sendable {
  /// A signed head.
  package let head: String
  package let consistency: [Step]

  /// Whether a later head goes on from an earlier one; also not when there is no proof of it.
  package func goesOn(from earlier: LogHead, to later: LogHead) -> Bool {
    earlier.origin == later.origin && isConsistent(from: earlier, to: later) == true
  }

  /// The same for heads of one log; absent when there is no proof at hand.
  func isConsistent(from earlier: LogHead, to later: LogHead) -> Bool? {
    if earlier.size == later.size { return earlier.root == later.root }
    // Everything goes on from nothing.
    if earlier.size == 0 { return true }
    guard
      let step = consistency.first(where: { $0.from == earlier.size && $0.to == later.size })
    else { return nil }
    let proof = step.proof.compactMap { MerkleHash(base64: $0) }
    return proof.count == step.proof.count
      && MerkleProof.isConsistent(
        from: (earlier.size, earlier.root), to: (later.size, later.root), proof: proof)
  }

  package init(head: String, consistency: [Step]) {
    self.head = head
    self.consistency = consistency
  }

  /// The proof from a smaller log to that of the head.
  package struct Step: Codable, Hashable, Sendable {
    package let from: Int
    package let to: Int
    /// Hashes in base64.
    package let proof: [String]

    package init(from: Int, to: Int, proof: [String]) {
      self.from = from
      self.to = to
      self.proof = proof
    }
  }
}
