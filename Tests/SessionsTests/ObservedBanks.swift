import Contests
import QuestionBanks
import SQLiteStorage
import Sessions
import Synchronization

/// The banks of a store, of which every reading of questions is counted and may be delayed.
final class ObservedBanks: QuestionBankStore {
  private let store: SQLiteStore
  private let beforeReading: @Sendable () async -> Void
  private let readings = Mutex(0)

  init(_ store: SQLiteStore, beforeReading: @escaping @Sendable () async -> Void = {}) {
    self.store = store
    self.beforeReading = beforeReading
  }

  /// How often the questions of a version were read.
  var count: Int { readings.withLock { $0 } }

  func versions(of bank: BankID) async throws -> [BankVersion] {
    try await store.versions(of: bank)
  }

  func questions(of bank: BankID, version: Int) async throws -> [Question] {
    await beforeReading()
    readings.withLock { $0 += 1 }
    return try await store.questions(of: bank, version: version)
  }

  func picture(_ id: PictureID) async throws -> Picture? { try await store.picture(id) }
}
