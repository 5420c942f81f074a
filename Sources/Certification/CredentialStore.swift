package import Contests

/// Where policy packs and issued certificates are kept. Each method is one transaction.
package protocol CredentialStore: Sendable {
  /// Keeps a version of a pack; keeping the same text again changes nothing.
  ///
  /// - Throws: `PolicyPackConflict` when that version is kept with another text.
  func keep(_ pack: PolicyPack, at instant: Instant) async throws

  /// The highest version of a pack; absent when there is none.
  func policyPack(_ id: PackID) async throws -> PolicyPack?

  /// One version of a pack, exactly as it was kept.
  func policyPack(_ id: PackID, version: Int) async throws -> PolicyPack?

  /// Gives every certificate of the batch that has none the next serial number of its year, in the
  /// order of the batch. A number once given stays with its certificate, so that an interrupted
  /// batch leaves no gap when it is issued again. The place of its status is given with it.
  ///
  /// - Parameter random: unpredictable bits, for the places.
  /// - Returns: what is known of each certificate, in the order of the batch.
  /// - Throws: `SeriesExhausted` when a year has no number left; nothing is changed then.
  func reserve(
    _ batch: [UnsignedCredential], random: @escaping @Sendable () -> UInt64
  ) async throws -> [Reservation]

  /// Keeps signed certificates and enters them into the log; one that is already kept stays as it
  /// is. What one of an earlier version lacks, a second signature, a place and an entry, it gets.
  ///
  /// - Returns: the kept certificates, in the order of the batch.
  /// - Throws: `SignedByRetiredKey` when a new one is dated after a key that signed it was retired, or
  ///   before it was in use; nothing is changed then.
  func keep(
    _ batch: [Credential], random: @escaping @Sendable () -> UInt64
  ) async throws -> [Credential]

  /// The address that the newest certificate names as its issuer; absent when there is none.
  func issuerInUse() async throws -> String?

  func credential(_ id: CredentialID) async throws -> Credential?

  func credential(serial: SerialNumber) async throws -> Credential?

  /// Those of the certificates that were issued, in no order.
  func credentials(_ ids: [CredentialID]) async throws -> [Credential]

  /// A page of a contest's certificates by serial number.
  ///
  /// - Parameters:
  ///   - serial: the last one of the page before; absent for the first page.
  ///   - limit: 1 to `Limits.pageRows`; what is outside is moved to the nearer bound.
  func credentials(
    of contest: ContestID, after serial: SerialNumber?, limit: Int
  ) async throws -> [Credential]

  /// All certificates of a contestant by serial number, at most `Limits.pageRows`.
  func credentials(of contestant: ContestantID) async throws -> [Credential]
}

/// What is known of a certificate that is to be issued.
package enum Reservation: Hashable, Sendable {
  /// It was issued before.
  case issued(Credential)
  /// It has its serial number and the place of its status, and waits for its signatures.
  case reserved(SerialNumber, StatusPlace)
}

/// Another text was offered as a version of a pack that is already kept.
package struct PolicyPackConflict: Error, Hashable, Sendable {
  package let pack: PackID
  package let version: Int
  /// The hash of the text that is kept.
  package let keptHash: String
  /// The hash of the text that was refused.
  package let offeredHash: String

  /// Made by storage drivers only.
  package init(pack: PackID, version: Int, keptHash: String, offeredHash: String) {
    self.pack = pack
    self.version = version
    self.keptHash = keptHash
    self.offeredHash = offeredHash
  }

  /// What is wrong, for people.
  package func sentence(in language: Language) -> String {
    switch language {
    case .zhHans: "\(pack) 第 \(version) 版已存在且内容不同；修改请用新的版本号"
    case .en:
      "version \(version) of \(pack) is kept with another text; a change needs a new version"
    }
  }
}

/// A year's series of serial numbers has come to its end.
package struct SeriesExhausted: Error, Hashable, Sendable {
  /// The year whose 99,999,999 numbers are given away.
  package let year: Int

  /// Made by storage drivers only.
  package init(year: Int) { self.year = year }
}

/// Keys were retired while a certificate was being signed with them, which would never be valid.
package struct SignedByRetiredKey: Error, Equatable {
  /// Made by storage drivers only.
  package init() {}
}

extension CredentialStore {
  /// Issues certificates with the keys in use: also when those are retired meanwhile, every
  /// certificate is signed by keys that were in use at its date.
  ///
  /// - Parameters:
  ///   - batch: all of one date.
  ///   - keep: keeps at most 100 signed ones, as `keep` does; what it throws ends the issuing.
  /// - Returns: the kept certificates, in the order of the batch.
  package func issue(
    _ batch: [UnsignedCredential], signedBy keyring: IssuerKeyring,
    random: @escaping @Sendable () -> UInt64,
    keeping keep: ([Credential]) async throws -> [Credential]
  ) async throws -> [Credential] {
    guard let at = batch.first?.content.issuedAt else { return [] }
    var keys = keyring.keys(at: at)
    while true {
      do {
        return try await issue(batch, signedBy: keys, random: random, keeping: keep)
      } catch let retired as SignedByRetiredKey {
        let known = keyring.keys(at: at)
        let fresh = known.rsa.id == keys.rsa.id ? keyring.successors(of: keys) : known
        guard fresh.rsa.id != keys.rsa.id else { throw retired }
        keys = fresh
      }
    }
  }

  /// The same for certificates of which nothing else is kept.
  package func issue(
    _ batch: [UnsignedCredential], signedBy keyring: IssuerKeyring,
    random: @escaping @Sendable () -> UInt64
  ) async throws -> [Credential] {
    try await issue(batch, signedBy: keyring, random: random) { signed in
      try await keep(signed, random: random)
    }
  }

  /// Issues certificates: numbers, signs, keeps and logs them. Issuing again is a no-op.
  ///
  /// - Parameter random: unpredictable bits, for the places of their status.
  /// - Returns: the kept certificates, in the order of the batch.
  package func issue(
    _ batch: [UnsignedCredential], signedBy keys: SigningKeys,
    random: @escaping @Sendable () -> UInt64
  ) async throws -> [Credential] {
    try await issue(batch, signedBy: keys, random: random) { signed in
      try await keep(signed, random: random)
    }
  }

  /// The signatures take about a millisecond, so they are made between two short transactions on
  /// all cores, and never inside one. When two calls race, both return what was kept first.
  private func issue(
    _ batch: [UnsignedCredential], signedBy keys: SigningKeys,
    random: @escaping @Sendable () -> UInt64,
    keeping keep: ([Credential]) async throws -> [Credential]
  ) async throws -> [Credential] {
    var issued: [Credential] = []
    var rest = batch[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(100))
      let reservations = try await reserve(part, random: random)
      let signed = try await Array(zip(part, reservations)).onAllCores { unsigned, reservation in
        switch reservation {
        case .issued(let credential): credential
        case .reserved(let serial, let status):
          try unsigned.signed(as: serial, status: status, by: keys)
        }
      }
      issued += try await keep(signed)
      rest = rest.dropFirst(100)
    }
    return issued
  }
}

extension CredentialStore where Self: CredentialLogStore {
  /// Takes the certificates of a database of an earlier version into log and status lists, and signs
  /// them a second time; their first signature stays as it is. Does nothing when there are none.
  ///
  /// - Returns: how many there were.
  package func takeIntoLog(
    signedBy keys: SigningKeys, random: @escaping @Sendable () -> UInt64
  ) async throws -> Int {
    var count = 0
    while true {
      let part = try await credentialsOutsideLog(limit: 1_000)
      guard !part.isEmpty else { return count }
      let sealed = try await part.onAllCores { credential in
        credential.with(try credential.seal ?? keys.seal(credential.jwt), credential.status)
      }
      _ = try await keep(sealed, random: random)
      count += part.count
    }
  }
}

extension Array where Element: Sendable {
  /// The results in order, worked out at once.
  fileprivate func onAllCores<Result: Sendable>(
    _ work: @escaping @Sendable (Element) throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for (position, element) in enumerated() {
        group.addTask { (position, try work(element)) }
      }
      let results = try await group.reduce(into: [Int: Result]()) { $0[$1.0] = $1.1 }
      return indices.compactMap { results[$0] }
    }
  }
}
