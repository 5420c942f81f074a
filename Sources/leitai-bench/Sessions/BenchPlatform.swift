import Accounts
import AttemptRecords
import Certification
import ContestHTTP
import Contests
import Foundation
import Logging
import SQLiteStorage

extension Platform {
  /// The platform as the server builds it, with keys that nobody will need again.
  static func bench(_ store: SQLiteStore, logger: Logger) async throws -> Platform {
    guard let vault = IdentityVault(key: randomBytes(32), randomBytes: randomBytes),
      let recipients = RecipientNames(secret: randomBytes(32)),
      let receipts = ReceiptKey(seed: randomBytes(32)),
      let profile = IssuerProfile(
        url: "https://bench.example", name: LocalizedText(zhHans: "擂台", en: "Leitai"))
    else { throw NotMeasured("the platform has no keys") }
    let keyring = try await IssuerKeyring.open(
      store: ForgottenKeys(), files: IssuerKeyring.Files(read: { [] }, keep: { _, _ in }),
      logKey: receipts.publicKey, isNew: true)
    return Platform(
      storage: store,
      secrets: Secrets(
        vault: vault,
        issuing: Backend.Issuing(
          keyring: keyring, profile: profile, recipients: recipients),
        receipts: receipts),
      // A connection of the bench stands for thousands of people.
      throttle: ClientThrottle(requestsPerSecond: 1_000_000, burst: 1_000_000),
      strangers: ClientThrottle(requestsPerSecond: 1_000_000, burst: 1_000_000),
      now: { .now }, random: { UInt64.random(in: .min ... .max) }, randomBytes: randomBytes,
      logger: logger)
  }
}

/// No key is remembered, so that every process of a bench may have its own over one folder.
private struct ForgottenKeys: IssuerKeyStore {
  func issuerKeys() -> [IssuerKeyRecord] { [] }

  func add(
    _ keys: @escaping @Sendable (Instant) -> [IssuerKeyRecord], after count: Int,
    now: @escaping @Sendable () -> Instant
  ) -> [IssuerKeyRecord]? { keys(now()) }

  func logKey() -> [UInt8]? { nil }

  func keep(logKey: [UInt8]) -> [UInt8] { logKey }
}

extension Instant {
  /// The machine's clock.
  static var now: Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}

extension Logger {
  /// Says only what went wrong, so that the table stays readable.
  static var warnings: Logger {
    var logger = Logger(label: "leitai-bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return logger
  }
}
