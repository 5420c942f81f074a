package import AttemptRecords
package import Contests

/// What another judge than the one who certified says of a version of certified results: that it is
/// right. It stands beside the hashed document, so that the hash stays what everybody signs.
package struct CoSignature: Hashable, Sendable, Codable {
  /// The user name.
  package let judge: String
  package let at: Instant
  /// The server's, over the bytes of `Statement`: this account signed these results then.
  package let signature: CertifiedDocument.Signature

  /// What a server signs when a judge does: format, stage, version, hash, judge and milliseconds since
  /// 1970, joined by line feeds.
  package struct Statement: SignedStatement {
    /// The name of the form, which is part of what is signed.
    package static let format = "leitai-results-cosignature/1"

    package let bytes: [UInt8]

    package init(
      _ stage: StagePath, version: Int, hash: String, judge: String, at instant: Instant
    ) {
      bytes = Array(
        "\(Self.format)\n\(stage)\n\(version)\n\(hash)\n\(judge)\n\(instant.milliseconds)".utf8)
    }
  }

  /// Made by storage drivers and `sign`.
  package init(judge: String, at instant: Instant, signature: CertifiedDocument.Signature) {
    self.judge = judge
    at = instant
    self.signature = signature
  }

  /// Signs a version in the name of a judge.
  ///
  /// - Throws: an error of the library when it cannot sign.
  package static func sign(
    _ seal: ResultsSeal, of stage: StagePath, as judge: String, at instant: Instant,
    with key: ReceiptKey
  ) throws -> CoSignature {
    let statement = Statement(
      stage, version: seal.version, hash: seal.hash, judge: judge, at: instant)
    return CoSignature(
      judge: judge, at: instant, signature: try CertifiedDocument.Signature(of: statement, by: key))
  }

  /// Why a co-signature in a file is none.
  package enum Fault: String, Hashable, Sendable {
    /// The server's key did not sign it, or not these results, this judge and this moment.
    case forged = "cosignature-forged"
    /// The same judge stands there before, or is one of those who certified.
    case repeated = "cosignature-repeated"
  }
}

extension CertifiedDocument {
  /// The first co-signature that is none, and why.
  ///
  /// - Parameter key: must have signed; absent: the key that signed the document.
  package func coSignatureFault(
    by key: ReceiptPublicKey? = nil
  ) -> (judge: String, fault: CoSignature.Fault)? {
    let key = key ?? signature?.publicKey
    var judges = Set(results.judges)
    for one in coSignatures ?? [] {
      let statement = CoSignature.Statement(
        results.path, version: results.version, hash: results.hash, judge: one.judge, at: one.at)
      guard one.signature.holds(for: statement, by: key) else { return (one.judge, .forged) }
      guard judges.insert(one.judge).inserted else { return (one.judge, .repeated) }
    }
    return nil
  }
}

/// Why a judge does not sign results.
package enum CoSignatureRefusal: Error, Hashable {
  case notCertified
  /// The hash is none of the newest version's.
  case notNewest(version: Int, hash: String)
  /// Who certified signed with that.
  case certifiedIt(version: Int)
  /// Once is enough.
  case signedAlready(version: Int)
}

/// Where the signatures of judges are kept; they are only ever added. Each method is one transaction.
package protocol CoSignatureStore: Sendable {
  /// All certified versions of a stage without their documents, the oldest first.
  func seals(of stage: StagePath) async throws -> [ResultsSeal]

  /// What the newest certified version of a stage carries of earlier stages that were certified anew
  /// since, and their newest versions.
  func carriedAnew(
    in stage: StagePath
  ) async throws -> [(carried: CertifiedResults.Carried, newest: Int)]

  /// Keeps a judge's signature under the newest version.
  ///
  /// - Parameter hash: of the version that was signed.
  /// - Returns: the version with all its signatures.
  /// - Throws: `CoSignatureRefusal`; nothing is kept then.
  func add(
    _ signature: CoSignature, under hash: String, of stage: StagePath
  ) async throws -> ResultsSeal
}

extension ResultsSeal {
  /// - Throws: `CoSignatureRefusal` when the judge cannot sign these as the newest results.
  package func require(_ hash: String, for judge: String) throws(CoSignatureRefusal) {
    guard hash == self.hash else { throw .notNewest(version: version, hash: self.hash) }
    guard !judges.contains(judge) else { throw .certifiedIt(version: version) }
    guard !coSignatures.contains(where: { $0.judge == judge }) else {
      throw .signedAlready(version: version)
    }
  }
}
