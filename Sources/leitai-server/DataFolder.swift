import Accounts
import AttemptRecords
import Certification
import ContestHTTP
import Foundation

/// The files of a data folder beside the database: keys, the first password, the address.
struct DataFolder: Sendable {
  let url: URL

  init(_ url: URL) { self.url = url }

  /// Why a key file cannot be used.
  enum Unusable: Error, CustomStringConvertible {
    /// The file was changed.
    case notAKey(URL)
    /// The database is in use and its key is gone: a new one would open nothing of what it holds.
    case missing(URL)

    var description: String {
      switch self {
      case .notAKey(let file): "\(file.path) is not the key that it should be"
      case .missing(let file):
        "\(file.path) is missing, and the database was written with it; restore it from the backup"
      }
    }
  }

  /// The keys of this platform, made at the first start. Whoever loses them loses the identity
  /// numbers and the power to sign as this issuer: they belong into the backup.
  ///
  /// - Parameter isNew: whether nothing was ever stored, so that keys may be made.
  /// - Throws: `Unusable` when a key file was changed or lost.
  func secrets(
    issuer: IssuerProfile, store: some IssuerKeyStore & CredentialLogStore, isNew: Bool
  ) async throws -> Platform.Secrets {
    let identities = try key("identities.key", isNew: isNew)
    let recipients = try key("recipients.key", isNew: isNew)
    guard
      let vault = IdentityVault(
        key: identities,
        randomBytes: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } })
    else { throw Unusable.notAKey(keys.appending(path: "identities.key")) }
    guard let names = RecipientNames(secret: recipients) else {
      throw Unusable.notAKey(keys.appending(path: "recipients.key"))
    }
    // Folders of earlier versions may have none yet, but whoever has a log had it from the start.
    let known = try await store.logKey()
    let logSize = try await store.logRoot().size
    let hasNone = known == nil && logSize == 0
    guard let receipts = ReceiptKey(seed: try key("receipts.key", isNew: hasNone)) else {
      throw Unusable.notAKey(keys.appending(path: "receipts.key"))
    }
    let keyring = try await IssuerKeyring.open(
      store: store, files: issuerKeyFiles, logKey: receipts.publicKey, isNew: isNew)
    return Platform.Secrets(
      vault: vault,
      issuing: Backend.Issuing(keyring: keyring, profile: issuer, recipients: names),
      receipts: receipts)
  }

  /// The private keys in PEM, retired ones too. Which of them sign, the database says.
  private var issuerKeyFiles: IssuerKeyring.Files {
    IssuerKeyring.Files(
      read: {
        guard FileManager.default.fileExists(atPath: keys.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(
          at: keys, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "pem" }.map { file in
          (file.lastPathComponent, String(decoding: try Data(contentsOf: file), as: UTF8.self))
        }
      },
      keep: { pem, name in try keep(Data(pem.utf8), in: keys.appending(path: name)) })
  }

  /// 32 random bytes, made when the file is not there.
  private func key(_ name: String, isNew: Bool) throws -> [UInt8] {
    let file = keys.appending(path: name)
    if !FileManager.default.fileExists(atPath: file.path) {
      guard isNew else { throw Unusable.missing(file) }
      try keep(Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }), in: file)
    }
    return Array(try Data(contentsOf: file))
  }

  /// Keeps the first admin's password where only this user can read it.
  func keepFirstPassword(_ password: String) throws -> URL {
    let file = url.appending(path: "first-admin-password")
    try keep(Data(password.utf8), in: file)
    return file
  }

  /// Says where the server listens, for scripts that let it take a free port.
  func keepAddress(_ address: String) {
    try? Data((address + "\n").utf8).write(to: url.appending(path: "address"), options: .atomic)
  }

  /// Nobody listens any more.
  func forgetAddress() { try? FileManager.default.removeItem(at: url.appending(path: "address")) }

  private var keys: URL { url.appending(path: "keys", directoryHint: .isDirectory) }

  /// Writes a file that only this user can read, and is there whole or not at all.
  private func keep(_ data: Data, in file: URL) throws {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let draft = file.appendingPathExtension("part")
    guard
      FileManager.default.createFile(
        atPath: draft.path, contents: data, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft.path]) }
    try sync(draft, O_RDONLY)
    guard rename(draft.path, file.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
    try sync(folder, O_RDONLY | O_DIRECTORY)
  }

  private func sync(_ url: URL, _ flags: Int32) throws {
    let descriptor = open(url.path, flags | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
  }
}
