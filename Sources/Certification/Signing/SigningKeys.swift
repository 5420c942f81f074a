/// The private keys with which an issuer signs a certificate.
package struct SigningKeys: Sendable {
  /// Signs the VC-JWT, and status lists.
  package let rsa: IssuerKey
  /// Signs the same payload again.
  package let sm2: SM2Key

  package init(rsa: IssuerKey, sm2: SM2Key) {
    self.rsa = rsa
    self.sm2 = sm2
  }

  /// New keys.
  ///
  /// - Throws: when the system cannot make them.
  package static func generate() throws -> SigningKeys {
    SigningKeys(rsa: try .generate(), sm2: try .generate())
  }

  /// The second signature of a certificate. What is signed are the bytes of the VC-JWT's payload:
  /// its second part, decoded from base64url.
  ///
  /// - Throws: when the text is no JWT, or OpenSSL fails.
  package func seal(_ jwt: String) throws -> SM2Seal {
    guard let jws = CompactJWS(jwt) else { throw CredentialVerifier.Refusal.notAJWT }
    return SM2Seal(keyID: sm2.id, signature: try sm2.sign(jws.payload))
  }
}

/// The second signature of a certificate.
package struct SM2Seal: Hashable, Sendable {
  /// See `SM2PublicKey.id`.
  package let keyID: String
  package let signature: SM2Signature

  package init(keyID: String, signature: SM2Signature) {
    self.keyID = keyID
    self.signature = signature
  }
}
