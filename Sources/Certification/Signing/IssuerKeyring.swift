package import AttemptRecords
package import Contests
import Synchronization

/// The issuer's keys: the ones that sign now, and the public halves of all that ever did.
///
/// A private key is a file that is written before the database names the key; the database says
/// which key signs. A file that it never came to name is of no consequence.
package final class IssuerKeyring: Sendable {
  /// The files of private keys.
  package struct Files: Sendable {
    /// Every file: its name and its PEM.
    let read: @Sendable () throws -> [(name: String, pem: String)]
    /// Keeps a PEM durably, where only the server can read it, under a name that no file has.
    let keep: @Sendable (_ pem: String, _ name: String) throws -> Void

    package init(
      read: @escaping @Sendable () throws -> [(name: String, pem: String)],
      keep: @escaping @Sendable (_ pem: String, _ name: String) throws -> Void
    ) {
      self.read = read
      self.keep = keep
    }
  }

  /// Why the keys cannot be used.
  package enum Unusable: Error, Equatable, CustomStringConvertible {
    /// The private half of the key that should sign is not there; its id.
    case missing(String)
    /// A record of the database cannot be read; its id.
    case damaged(String)
    /// The key of log heads is another than the one with which the log was signed so far.
    case otherLogKey

    package var description: String {
      switch self {
      case .missing(let id):
        "the private key \(id) is not among the keys of the data folder; restore it from the backup"
      case .damaged(let id): "the database's record of the key \(id) cannot be read"
      case .otherLogKey:
        "receipts.key is another than the one that signed this database's log; restore it from the "
          + "backup"
      }
    }
  }

  /// Somebody else brought in new keys at the same moment.
  package struct RotatedMeanwhile: Error {}

  /// The file of the first key, also that of earlier versions.
  private static let firstFile = "issuer.pem"

  private struct State {
    var current: SigningKeys
    /// What signed since the start and was retired, each until that moment, the earliest first.
    var earlier: [(until: Instant, keys: SigningKeys)] = []
    /// What a rotation is about to bring into use.
    var next: SigningKeys?
    var records: [IssuerKeyRecord]
    var keySet: JSONWebKeySet
  }

  private let state: Mutex<State>
  private let store: any IssuerKeyStore
  private let files: Files
  private let logKey: ReceiptPublicKey

  private init(
    _ state: State, store: any IssuerKeyStore, files: Files, logKey: ReceiptPublicKey
  ) {
    self.state = Mutex(state)
    self.store = store
    self.files = files
    self.logKey = logKey
  }

  /// The keys that sign from now on.
  package var current: SigningKeys { state.withLock { $0.current } }

  /// The keys that sign what is dated at a moment: also those that were retired just after it.
  package func keys(at instant: Instant) -> SigningKeys {
    state.withLock { state in
      state.earlier.first { instant.second <= $0.until.second }?.keys ?? state.current
    }
  }

  /// The keys that sign in place of such as the database knows to be retired.
  package func successors(of retired: SigningKeys) -> SigningKeys {
    state.withLock { state in
      // The database tells of a rotation a moment before it ends here.
      state.current.rsa.id == retired.rsa.id ? state.next ?? state.current : state.current
    }
  }

  /// Every public key, for `/.well-known/jwks.json`.
  package var keySet: JSONWebKeySet { state.withLock { $0.keySet } }

  /// Every key as the database has it, in the order in which they came into use.
  package var records: [IssuerKeyRecord] { state.withLock { $0.records } }

  /// Reads the keys, makes those that a new folder lacks, and takes over those of a folder of an
  /// earlier version.
  ///
  /// - Parameters:
  ///   - logKey: the key of log heads, which is published beside them.
  ///   - isNew: whether nothing was ever stored, so that a first key may be made.
  /// - Throws: `Unusable`, or what reading and writing throw.
  package static func open(
    store: any IssuerKeyStore, files: Files, logKey: ReceiptPublicKey, isNew: Bool
  ) async throws -> IssuerKeyring {
    guard try await store.keep(logKey: logKey.bytes) == logKey.bytes else {
      throw Unusable.otherLogKey
    }
    var records = try await store.issuerKeys()
    var found = try files.read()
    // The first key and those that it had replaced in folders of earlier versions; it comes last.
    found.sort { ($0.name == firstFile ? 1 : 0, $0.name) < ($1.name == firstFile ? 1 : 0, $1.name) }
    var rsa = found.compactMap { try? IssuerKey(pem: $0.pem) }
    var sm2 = found.compactMap { try? SM2Key(pem: $0.pem) }
    var fresh: [IssuerKeyRecord] = []
    if !records.contains(where: { $0.kind == .rsa }) {
      if !found.contains(where: { $0.name == firstFile }) {
        guard isNew else { throw Unusable.missing(firstFile) }
        let key = try IssuerKey.generate()
        try files.keep(key.pem, firstFile)
        rsa.append(key)
      }
      fresh += try rsa.map { try record(of: $0, since: nil, note: nil) }
    }
    if !records.contains(where: { $0.kind == .sm2 }) {
      let key = try SM2Key.generate()
      try files.keep(key.pem(), fileName(of: key.id, "sm2"))
      sm2.append(key)
      fresh.append(try record(of: key, since: nil, note: nil))
    }
    if !fresh.isEmpty {
      let first = fresh
      // They are dated by nobody: they always signed.
      guard
        try await store.add({ _ in first }, after: records.count, now: { Instant(milliseconds: 0) })
          != nil
      else { throw RotatedMeanwhile() }
      records += fresh
    }
    guard let rsaID = records.last(where: { $0.kind == .rsa })?.id,
      let key = rsa.first(where: { $0.id == rsaID })
    else { throw Unusable.missing(records.last { $0.kind == .rsa }?.id ?? firstFile) }
    guard let sm2ID = records.last(where: { $0.kind == .sm2 })?.id,
      let second = sm2.first(where: { $0.id == sm2ID })
    else { throw Unusable.missing(records.last { $0.kind == .sm2 }?.id ?? "sm2") }
    return IssuerKeyring(
      State(
        current: SigningKeys(rsa: key, sm2: second), records: records,
        keySet: try keySet(of: records, logKey)),
      store: store, files: files, logKey: logKey)
  }

  /// Brings new keys of both kinds into use and retires those that sign now.
  ///
  /// - Parameter now: the moment of the change; asked when everything else is done, and after whatever
  ///   the old keys signed was kept.
  /// - Throws: `RotatedMeanwhile`, or what writing throws; then the old keys go on signing.
  package func rotate(
    by actor: String, because reason: String, now: @escaping @Sendable () -> Instant
  ) async throws -> [IssuerKeyRecord] {
    let keys = try SigningKeys.generate()
    let known = try state.withLock { state in
      guard state.next == nil else { throw RotatedMeanwhile() }
      state.next = keys
      return state.records
    }
    defer { state.withLock { $0.next = nil } }
    try files.keep(keys.rsa.pem, Self.fileName(of: keys.rsa.id, "issuer"))
    try files.keep(keys.sm2.pem(), Self.fileName(of: keys.sm2.id, "sm2"))
    let undated = [
      try Self.record(of: keys.rsa, since: nil, note: nil),
      try Self.record(of: keys.sm2, since: nil, note: nil),
    ]
    let added = try await store.add(
      { at in
        undated.map { $0.inUse(since: StaffNote(actor: actor, at: at, reason: reason)) }
      }, after: known.count, now: now)
    guard let fresh = added else { throw RotatedMeanwhile() }
    let records = known + fresh
    let keySet = try Self.keySet(of: records, logKey)
    state.withLock { state in
      if let at = fresh.first?.since { state.earlier.append((at, state.current)) }
      state.current = keys
      state.records = records
      state.keySet = keySet
    }
    return fresh
  }

  private static func fileName(of id: String, _ kind: String) -> String {
    "\(kind)-\(id.prefix(16)).pem"
  }

  private static func record(
    of key: IssuerKey, since: Instant?, note: StaffNote?
  ) throws -> IssuerKeyRecord {
    IssuerKeyRecord(
      id: key.id, kind: .rsa, keySet: try JSONWebKeySet([key.publicKey]).json(), since: since,
      note: note)
  }

  private static func record(
    of key: SM2Key, since: Instant?, note: StaffNote?
  ) throws -> IssuerKeyRecord {
    var set = JSONWebKeySet([])
    set.add(key.publicKey)
    return IssuerKeyRecord(
      id: key.id, kind: .sm2, keySet: try set.json(), since: since, note: note)
  }

  /// Each key with the time for which it signs: until the next of its kind came.
  private static func keySet(
    of records: [IssuerKeyRecord], _ logKey: ReceiptPublicKey
  ) throws -> JSONWebKeySet {
    var set = JSONWebKeySet([])
    // The newest first, so that a reader who takes the first takes the one in use.
    for (position, record) in records.enumerated().reversed() {
      let term = KeyTerm(since: record.since, until: records.end(of: position))
      guard let known = try? JSONWebKeySet(json: record.keySet) else {
        throw Unusable.damaged(record.id)
      }
      for key in known.keys { set.add(key, for: term) }
      for key in known.sm2Keys { set.add(key, for: term) }
    }
    set.add(log: logKey)
    return set
  }
}
