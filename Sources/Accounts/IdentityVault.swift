package import Contests
import Crypto
import Foundation

/// An identity number as the store keeps it: nobody reads it without the vault's key.
package struct ProtectedIdentity: Hashable, Sendable {
  /// See `IdentityPaper.masked`.
  package let masked: String
  /// The keyed hash by which the same paper is found again.
  package let lookup: SecretDigest
  /// Nonce, ciphertext and tag of AES-256-GCM.
  package let sealed: [UInt8]

  package init(masked: String, lookup: SecretDigest, sealed: [UInt8]) {
    self.masked = masked
    self.lookup = lookup
    self.sealed = sealed
  }
}

/// Why an identity number was not shown.
package enum RevealRefusal: String, Error, Sendable {
  /// The caller's role never sees identity numbers.
  case roleUnfit = "role-unfit"
  /// The reason is blank or longer than 200 characters.
  case reasonUnfit = "reason-unfit"
  case unknownContestant = "contestant-unknown"
  /// The key is another one, or the stored bytes were changed.
  case unreadable = "identity-unreadable"
}

/// Encrypts identity numbers, finds them again and reveals them with a trace.
package struct IdentityVault: Sendable {
  private let sealingKey: SymmetricKey
  private let lookupKey: SymmetricKey
  private let randomBytes: RandomBytes

  /// Derives one key for sealing and one for lookup from `key` with HKDF-SHA-256, so that neither
  /// use weakens the other.
  ///
  /// `nil` unless the key has 32 bytes.
  package init?(key: [UInt8], randomBytes: @escaping RandomBytes) {
    guard key.count == 32 else { return nil }
    func derived(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: key), info: Array(purpose.utf8), outputByteCount: 32)
    }
    sealingKey = derived("leitai identity sealing 1")
    lookupKey = derived("leitai identity lookup 1")
    self.randomBytes = randomBytes
  }

  /// Seals a paper for one contestant; under another's admission number it will not open.
  ///
  /// - Throws: an error of the library, if it ever refuses.
  package func protect(
    _ paper: IdentityPaper, of contestant: ContestantID
  ) throws -> ProtectedIdentity {
    let box = try AES.GCM.seal(
      Array("\(paper.kind)\n\(paper.number)".utf8), using: sealingKey,
      nonce: AES.GCM.Nonce(data: randomBytes(Self.nonceBytes)),
      authenticating: Array(contestant.text.utf8))
    return ProtectedIdentity(
      masked: paper.masked, lookup: lookup(of: paper),
      sealed: Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
  }

  /// The keyed hash under which a paper is stored, the same for every contestant and contest.
  package func lookup(of paper: IdentityPaper) -> SecretDigest {
    SecretDigest(
      HMAC<SHA256>.authenticationCode(
        for: Array("\(paper.kind)\n\(paper.number)".utf8), using: lookupKey))
  }

  /// Shows a contestant's identity paper, and says so in the audit log before it does.
  ///
  /// - Throws: `RevealRefusal`, or an error of the store; nothing is shown then.
  package func reveal(
    _ contestant: ContestantID, from store: any AccountStore, to principal: Principal,
    because reason: String, at now: Instant
  ) async throws -> IdentityPaper {
    guard Self.readers.contains(principal.role) else { throw RevealRefusal.roleUnfit }
    let reason = reason.trimmed
    guard (1...200).contains(reason.count) else { throw RevealRefusal.reasonUnfit }
    guard let identity = try await store.identity(of: contestant) else {
      throw RevealRefusal.unknownContestant
    }
    let paper = try open(identity, of: contestant)
    _ = try await store.append(
      AuditRecord(
        at: now, actor: principal.description, action: "identity-reveal",
        subject: contestant.text, detail: reason))
    return paper
  }

  /// The kind of a contestant's identity paper, such as 居民身份证, which is no secret beside its masked
  /// number.
  ///
  /// - Throws: `RevealRefusal.unreadable`.
  package func kind(
    of identity: ProtectedIdentity, of contestant: ContestantID
  ) throws(RevealRefusal) -> String {
    try open(identity, of: contestant).kind
  }

  /// The papers of several contestants, for a file that is sealed before anybody sees it; whoever hands
  /// the file out notes each of them in the audit log.
  ///
  /// - Throws: `RevealRefusal`, or an error of the store.
  package func papers(
    of contestants: some Sequence<ContestantID>, from store: any AccountStore,
    for principal: Principal
  ) async throws -> [ContestantID: IdentityPaper] {
    guard Self.readers.contains(principal.role) else { throw RevealRefusal.roleUnfit }
    var papers: [ContestantID: IdentityPaper] = [:]
    for contestant in contestants where papers[contestant] == nil {
      guard let identity = try await store.identity(of: contestant) else {
        throw RevealRefusal.unknownContestant
      }
      papers[contestant] = try open(identity, of: contestant)
    }
    return papers
  }

  /// Seals a file that holds identity numbers; under another name it will not open.
  ///
  /// - Throws: an error of the library, if it ever refuses.
  package func seal(_ file: [UInt8], named name: String) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      file, using: sealingKey, nonce: AES.GCM.Nonce(data: randomBytes(Self.nonceBytes)),
      authenticating: Array("file\n\(name)".utf8))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// The file that was sealed under that name.
  ///
  /// - Throws: `RevealRefusal.unreadable`.
  package func open(_ sealed: [UInt8], named name: String) throws(RevealRefusal) -> [UInt8] {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let clear = try? AES.GCM.open(
        box, using: sealingKey, authenticating: Array("file\n\(name)".utf8))
    else { throw .unreadable }
    return Array(clear)
  }

  private func open(
    _ identity: ProtectedIdentity, of contestant: ContestantID
  ) throws(RevealRefusal) -> IdentityPaper {
    guard let box = try? AES.GCM.SealedBox(combined: identity.sealed),
      let clear = try? AES.GCM.open(
        box, using: sealingKey, authenticating: Array(contestant.text.utf8))
    else { throw .unreadable }
    let parts = String(decoding: clear, as: UTF8.self).split(separator: "\n").map(String.init)
    guard parts.count == 2 else { throw .unreadable }
    if parts[0] == IdentityPaper.residentKind {
      guard let number = try? ResidentNumber(parts[1]) else { throw .unreadable }
      return .resident(number)
    }
    guard let paper = IdentityPaper.OtherPaper(kind: parts[0], number: parts[1]) else {
      throw .unreadable
    }
    return .other(paper)
  }

  /// Organizers register people, judges fill in certificates, auditors check both.
  private static let readers: Set<Role> = [.organizer, .judge, .auditor]
  private static let nonceBytes = 12
}
