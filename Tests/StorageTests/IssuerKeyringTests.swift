import AttemptRecords
import Certification
import Contests
import Fixtures
import Foundation
import SQLiteStorage
import Synchronization
import Testing

/// The keys of certificates and of their log, against a real file.
@Suite struct IssuerKeyringTests {
  private static let at = SampleCertificates.certifiedAt
  private static let keys = Result { try SigningKeys.generate() }
  private let bits: @Sendable () -> UInt64 = { .random(in: .min ... .max) }
  private let receipts = ReceiptKey(seed: [UInt8](repeating: 5, count: 32))

  private func batch(_ contestants: ClosedRange<Int>) throws -> [UnsignedCredential] {
    try SampleCertificates.unsigned(contestants)
  }

  private final class KeyFolder: Sendable {
    let files = Mutex<[String: String]>([:])
    /// What happens when a file is written.
    let written: @Sendable () -> Void

    init(written: @escaping @Sendable () -> Void = {}) { self.written = written }

    var asFiles: IssuerKeyring.Files {
      IssuerKeyring.Files(
        read: { self.files.withLock { $0.map { (name: $0.key, pem: $0.value) } } },
        keep: { pem, name in
          self.files.withLock { files in
            #expect(files[name] == nil)
            files[name] = pem
          }
          self.written()
        })
    }
  }

  private func keyring(
    _ store: SQLiteStore, _ folder: KeyFolder = KeyFolder(), isNew: Bool = true
  ) async throws -> IssuerKeyring {
    try await IssuerKeyring.open(
      store: store, files: folder.asFiles, logKey: try #require(receipts).publicKey, isNew: isNew)
  }

  @Test func keysAreTheSameAfterARestart() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    let first = try await keyring(storage.store, folder)
    let again = try await keyring(storage.store, folder, isNew: false)
    #expect(again.current.rsa.id == first.current.rsa.id)
    #expect(again.current.sm2.id == first.current.sm2.id)
    #expect(try again.keySet.json() == first.keySet.json())
    #expect(folder.files.withLock { $0.count } == 2)
  }

  @Test func rotationRetiresTheOldKeysAndKeepsThem() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    let ring = try await keyring(storage.store, folder)
    let old = ring.current
    let credential = try #require(
      try await storage.store.issue(batch(1...1), signedBy: old, random: bits).first)
    let later = Instant(milliseconds: Self.at.milliseconds + 60_000)
    let fresh = try await ring.rotate(by: "admin", because: "每年更换") { later }
    #expect(fresh.map(\.kind) == [.rsa, .sm2])
    #expect(ring.current.rsa.id != old.rsa.id && ring.current.sm2.id != old.sm2.id)
    let set = try JSONWebKeySet(json: ring.keySet.json())
    #expect(set.keys.map(\.id) == [ring.current.rsa.id, old.rsa.id])
    #expect(set.term(of: old.rsa.id) == KeyTerm(since: nil, until: later))
    #expect(set.term(of: ring.current.sm2.id) == KeyTerm(since: later, until: nil))
    #expect(
      try CredentialVerifier(keySet: set).verify(credential.jwt, at: later).id == credential.id)
    // The retired key signs nothing that is dated after its end.
    let backdoor = try #require(
      SampleCertificates.old(
        SampleCertificates.unsigned(2...2, at: Instant(milliseconds: later.milliseconds + 2_000)),
        old
      ).first)
    #expect(throws: CredentialVerifier.Refusal.keyNotInForce(old.rsa.id)) {
      try CredentialVerifier(keySet: set).authenticate(backdoor.jwt)
    }
    let restarted = try await keyring(storage.store, folder, isNew: false)
    #expect(restarted.current.rsa.id == ring.current.rsa.id)
    #expect(try restarted.keySet.json() == ring.keySet.json())
  }

  @Test func twoRotationsAtOnceAreOne() async throws {
    let storage = try TemporaryStore()
    let (one, two) = (KeyFolder(), KeyFolder())
    let first = try await keyring(storage.store, one)
    two.files.withLock { files in files = one.files.withLock { $0 } }
    let second = try await keyring(storage.store, two, isNew: false)
    _ = try await first.rotate(by: "judge", because: "one") { Self.at }
    await #expect(throws: IssuerKeyring.RotatedMeanwhile.self) {
      try await second.rotate(by: "judge", because: "two") { Self.at }
    }
    #expect(second.current.rsa.id != first.current.rsa.id)
  }

  @Test func folderOfAnEarlierVersionKeepsItsKeys() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    let (current, retired) = (try IssuerKey.generate(), try IssuerKey.generate())
    folder.files.withLock {
      $0 = ["issuer.pem": current.pem, "issuer-2024.pem": retired.pem]
    }
    let ring = try await keyring(storage.store, folder, isNew: false)
    #expect(ring.current.rsa.id == current.id)
    #expect(ring.keySet.keys.map(\.id) == [current.id, retired.id])
    #expect(folder.files.withLock { $0.count } == 3)
  }

  /// However long keys take to make, they are in use from the moment at which they are entered, and
  /// what is signed meanwhile is dated when its key was in use.
  @Test func certificateIssuedWhileKeysChangeIsValid() async throws {
    let (storage, clock) = (try TemporaryStore(), ManualClock(Self.at))
    let ring = try await keyring(
      storage.store, KeyFolder { clock.advance(by: Milliseconds(2_000)) })
    let old = ring.current
    // Signed before the rotation, and kept while it makes its files.
    let early = Instant(milliseconds: clock.now.milliseconds + 3_000)
    let fresh = try await ring.rotate(by: "admin", because: "每年更换") { clock.now }
    #expect(fresh.allSatisfy { $0.since == clock.now })
    let verifier = CredentialVerifier(keySet: ring.keySet)
    let first = try await storage.store.issue(
      SampleCertificates.unsigned(1...1, at: early), signedBy: old, random: bits)
    #expect(try verifier.authenticate(first[0].jwt).keyID == old.rsa.id)
    // The old keys were taken, then retired, and only then is it kept.
    clock.advance(by: Milliseconds(1_000))
    let late = try SampleCertificates.unsigned(2...2, at: clock.now)
    await #expect(throws: SignedByRetiredKey()) {
      try await storage.store.issue(late, signedBy: old, random: bits)
    }
    #expect(ring.successors(of: old).rsa.id == ring.current.rsa.id)
    // Dated before the rotation, and signed only after it.
    #expect(ring.keys(at: early).rsa.id == old.rsa.id)
    let between = try await storage.store.issue(
      SampleCertificates.unsigned(3...3, at: early), signedBy: ring, random: bits)
    #expect(try verifier.authenticate(between[0].jwt).keyID == old.rsa.id)
    await #expect(throws: SignedByRetiredKey()) {
      try await storage.store.issue(
        SampleCertificates.unsigned(4...4, at: early), signedBy: ring.current, random: bits)
    }
    let second = try await storage.store.issue(late, signedBy: ring, random: bits)
    #expect(try verifier.authenticate(second[0].jwt).keyID == ring.current.rsa.id)
    #expect(second[0].seal?.keyID == ring.current.sm2.id)
  }

  @Test func issuesAndRotationsAtOnceLeaveNothingInvalid() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    let clock = ManualClock(Self.at)
    let ring = try await keyring(storage.store, folder)
    let store = storage.store
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for number in 1...3 {
          _ = try await ring.rotate(by: "admin", because: "\(number)") {
            clock.advance(by: Milliseconds(1_500))
            return clock.now
          }
        }
      }
      for number in 1...60 {
        tasks.addTask {
          let unsigned = try SampleCertificates.unsigned(number...number, at: clock.now)
          clock.advance(by: Milliseconds(100))
          _ = try await store.issue(unsigned, signedBy: ring, random: bits)
        }
      }
      try await tasks.waitForAll()
    }
    let issued = try await store.credentials(of: ContestID("demo"), after: nil, limit: 100)
    let verifier = CredentialVerifier(keySet: ring.keySet)
    #expect(issued.count == 60)
    for credential in issued {
      #expect(throws: Never.self) { try verifier.authenticate(credential.jwt) }
    }
  }

  @Test func keyOfTheLogIsRememberedAndNotReplaced() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    #expect(try await storage.store.logKey() == nil)
    _ = try await keyring(storage.store, folder)
    let key = try #require(receipts).publicKey
    #expect(try await storage.store.logKey() == key.bytes)
    let other = try #require(ReceiptKey(seed: [UInt8](repeating: 6, count: 32)))
    await #expect(throws: IssuerKeyring.Unusable.otherLogKey) {
      try await IssuerKeyring.open(
        store: storage.store, files: folder.asFiles, logKey: other.publicKey, isNew: false)
    }
    #expect(try await storage.store.logKey() == key.bytes)
  }

  @Test func issuerInUseIsThatOfTheCertificates() async throws {
    let storage = try TemporaryStore()
    #expect(try await storage.store.issuerInUse() == nil)
    _ = try await storage.store.issue(batch(1...2), signedBy: Self.keys.get(), random: bits)
    #expect(try await storage.store.issuerInUse() == SampleCertificates.profile().url)
  }

  @Test func lostKeyIsNotReplaced() async throws {
    let (storage, folder) = (try TemporaryStore(), KeyFolder())
    await #expect(throws: IssuerKeyring.Unusable.self) {
      try await keyring(storage.store, folder, isNew: false)
    }
    let ring = try await keyring(storage.store, folder)
    folder.files.withLock { $0["issuer.pem"] = nil }
    await #expect(throws: IssuerKeyring.Unusable.missing(ring.current.rsa.id)) {
      try await keyring(storage.store, folder, isNew: false)
    }
  }
}
