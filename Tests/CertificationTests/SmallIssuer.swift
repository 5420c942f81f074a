import AttemptRecords
import Contests
import Foundation
import Testing

@testable import Certification

/// An issuer with its keys and its log in memory, for the tests of certificate files.
struct SmallIssuer {
  let keys: SigningKeys
  let receipts: ReceiptKey
  let profile: IssuerProfile
  let log = GrowingTree()
  let credential: Credential
  /// The entry of `credential`.
  let index = 5
  /// A day after the certificate was issued.
  let now = Instant(milliseconds: Fixtures.later.milliseconds + 86_400_000)

  /// - Parameters:
  ///   - seed: another for another issuer of the same name.
  ///   - first: another for another log of the same issuer.
  init(seed: UInt8 = 9, first: UInt8 = 0) throws {
    keys = try Fixtures.keys.get()
    receipts = try #require(ReceiptKey(seed: [UInt8](repeating: seed, count: 32)))
    profile = try #require(
      IssuerProfile(
        url: "https://leitai.example.org", name: LocalizedText(zhHans: "工会", en: "Union")))
    credential = try Fixtures.credential()
    for number in 0..<11 {
      let status = try #require(credential.status)
      let leaf =
        number == index
        ? LogEntry.issued(credential.id, jwt: credential.jwt, status: status).hash
        : MerkleHash.leaf([first + UInt8(number)])
      try log.append(leaf)
    }
  }

  var keySet: JSONWebKeySet {
    var set = JSONWebKeySet([keys.rsa.publicKey])
    set.add(keys.sm2.publicKey)
    set.add(log: receipts.publicKey)
    return set
  }

  func head(size: Int? = nil, signedBy key: ReceiptKey? = nil) throws -> String {
    let size = size ?? log.size
    return try LogHead(
      origin: profile.logOrigin, size: size, root: log.tree().root(of: size), at: now
    ).note(signedBy: key ?? receipts)
  }

  func file(
    of other: Credential? = nil, at index: Int? = nil, consistency: LogUpdate.Step? = nil,
    form: CertificateFile.SM2Form = .der
  ) throws -> CertificateFile {
    let index = index ?? self.index
    let inclusion = LogInclusion(
      index: index, size: log.size, root: try log.tree().root(of: log.size),
      proof: try log.tree().inclusion(of: index))
    return try #require(
      CertificateFile(
        other ?? credential, inclusion: inclusion, head: head(), consistency: consistency,
        form: form))
  }

  /// Both lists after acts on the certificate.
  ///
  /// - Parameter instant: when the issuer says so; absent: now.
  func statusLists(_ kinds: StatusAct.Kind..., at instant: Instant? = nil) throws -> [String] {
    let acts = kinds.map {
      StatusAct(
        credential: credential.id, kind: $0,
        note: StaffNote(actor: "judge", at: Fixtures.later, reason: "代考查实"))
    }
    let index = try #require(credential.status).index
    return try StatusPurpose.allCases.map { purpose in
      try StatusLists(issuer: profile).jwt(
        list: 1, purpose: purpose, acts: acts.isEmpty ? [] : [(index, acts)],
        at: instant ?? now, signedBy: keys.rsa)
    }
  }

  func check(
    _ lists: [String]? = nil, keys: JSONWebKeySet? = nil, savedHead: String? = nil,
    update: LogUpdate? = nil
  ) throws -> CertificateCheck {
    try CertificateCheck(
      keys: keys ?? keySet, statusLists: lists ?? statusLists(), savedHead: savedHead,
      update: update)
  }
}

extension CertificateFile {
  /// The file with a text in place of another.
  func bytes(replacing old: String, with new: String) throws -> [UInt8] {
    let text = String(decoding: try bytes(), as: UTF8.self)
    #expect(text.contains(old), "\(old)")
    return Array(text.replacing(old, with: new).utf8)
  }
}
