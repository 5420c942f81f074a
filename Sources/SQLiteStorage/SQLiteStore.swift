import Contests
package import Foundation
package import GRDB

/// One SQLite file that keeps everything, behind one writing connection.
///
/// SQLite 3.40 can lose a commit when two connections write or checkpoint at the same moment, so all
/// writes and all checkpoints go through the pool's one writer; readers are query-only, and no other
/// process may open the file for writing while the server runs. The conformances to the stores
/// stand in files of their own, each with its tables.
package final class SQLiteStore: Sendable {
  package let pool: DatabasePool

  /// Why a data folder cannot be used.
  package enum OpeningFailure: Error, Equatable {
    /// A newer Leitai wrote the folder; this one must not touch it.
    case newerVersion(found: [String])
    /// Another process has the folder open.
    case inUse(path: String)
    /// The process may not write this folder or file; nothing was changed.
    case readOnly(path: String)
    /// The database does not keep what it was told.
    case notDurable(synchronous: Int)
  }

  private let lock: FolderLock
  private let transactions: SharedTransactions
  /// For `readHere`.
  private let near: DatabaseQueue

  /// Opens the database in `folder`, which is created when it is not there, and brings its tables
  /// up to date.
  ///
  /// - Parameter last: the migration after which to stop, for a test of those that follow.
  /// - Throws: `OpeningFailure`, or the database's own error.
  package init(folder: URL, upTo last: String? = nil) throws {
    try WriteAccess.require(to: folder)
    // Names and results of real people: nobody else on the machine reads them.
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    lock = try FolderLock(folder.appending(path: "lock"))
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
    pool = try DatabasePool(
      path: folder.appending(path: "leitai.sqlite").path, configuration: configuration)
    transactions = SharedTransactions(pool)
    // GRDB sets NORMAL when it opens the pool, so FULL comes after.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // 64 MB of pages, so that the index over records need not be read for each answer.
      try database.execute(sql: "PRAGMA cache_size = -65536")
      // 32 MB of log before it is written back, not 4: under load the same pages change with every
      // commit, and are written back once.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
    }
    let known = Self.migrator
    // By the writer: a reader that is opened before the migration goes by the columns of before it.
    let unknown = try pool.writeWithoutTransaction { try known.appliedIdentifiers($0) }
      .subtracting(known.migrations)
    guard unknown.isEmpty else { throw OpeningFailure.newerVersion(found: unknown.sorted()) }
    if let last { try known.migrate(pool, upTo: last) } else { try known.migrate(pool) }
    let synchronous = try pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous")
    }
    guard synchronous == 2 else {
      throw OpeningFailure.notDurable(synchronous: synchronous ?? -1)
    }
    var reading = Configuration()
    reading.readonly = true
    near = try DatabaseQueue(
      path: folder.appending(path: "leitai.sqlite").path, configuration: reading)
  }

  /// Changes the database; the changes are durable when it returns.
  ///
  /// Writes that arrive while another transaction is under way share the next one, in the order in
  /// which they arrived; each is taken back alone when its body throws. It is carried out even if
  /// the caller's task is cancelled.
  ///
  ///     let isNew = try await store.write { database in
  ///       try database.execute(sql: "INSERT ... ON CONFLICT DO NOTHING")
  ///       return database.changesCount == 1
  ///     }
  ///
  /// - Parameter body: runs on the writing connection, within a transaction that it neither begins
  ///   nor ends.
  /// - Throws: what `body` throws, or the database's error when the transaction failed; then nothing
  ///   of it is stored.
  nonisolated(nonsending) package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await transactions.write(body)
    } catch let error as DatabaseError {
      throw error.storageUnavailable ?? error
    }
  }

  /// Writes that wait for the transaction under way to end.
  package var waitingWrites: Int { transactions.waiting }

  /// Reads a few rows that an index finds, on the calling thread: that costs a third of what it
  /// costs to hand the reading over to another thread and back.
  ///
  /// It has a connection of its own. The pool's are given back by tasks, which may wait for the very
  /// thread that would wait here for one of them.
  ///
  /// - Parameter snapshot: whether all statements of `body` see the same commit, which costs as much
  ///   again as a statement.
  func readHere<Value>(
    snapshot: Bool = false, _ body: (Database) throws -> Value
  ) throws -> Value {
    do {
      return try snapshot ? near.read(body) : near.unsafeRead(body)
    } catch let error as DatabaseError {
      throw error.storageUnavailable ?? error
    }
  }

  /// Carries out what waits, writes the log back into the file and closes every connection.
  package func close() throws {
    transactions.close()
    try near.close()
    // SQLite does it by itself only when the last connection that closes may write.
    let checkpoint = Result { try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
    try pool.close()
    _ = try checkpoint.get()
  }

  /// Every change of the tables since the first version, in order; none is ever edited.
  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 contests, banks, accounts, journal, results, credentials") {
      for schema in [
        contestSchema, bankSchema, accountSchema, journalSchema, resultSchema, credentialSchema,
      ] {
        try $0.execute(sql: schema)
      }
    }
    migrator.registerMigration("2 question kinds, drafts, pictures") {
      for schema in [bankKindsSchema, draftSchema] { try $0.execute(sql: schema) }
    }
    migrator.registerMigration("3 interventions, seats, shortlists") {
      for schema in [interventionSchema, shortlistSchema] { try $0.execute(sql: schema) }
    }
    migrator.registerMigration("4 freezes") { try $0.execute(sql: freezeSchema) }
    migrator.registerMigration("5 corrections, appeals") {
      for schema in [correctionSchema, appealSchema] { try $0.execute(sql: schema) }
    }
    migrator.registerMigration("judging") { try $0.execute(sql: judgingSchema) }
    migrator.registerMigration("headcounts") { try $0.execute(sql: headcountSchema) }
    migrator.registerMigration("play-offs, withdrawals, reserves") {
      try $0.execute(sql: shortlistActSchema)
    }
    migrator.registerMigration("versions of results") {
      try $0.execute(sql: resultsVersionSchema)
    }
    migrator.registerMigration("teams") { try $0.execute(sql: teamSchema) }
    migrator.registerMigration("credential log, status, issuer keys") {
      try $0.execute(sql: credentialLogSchema)
    }
    migrator.registerMigration("templates and printings of certificates") {
      try $0.execute(sql: printSchema)
    }
    migrator.registerMigration("achievements, issuers, objections") {
      for schema in [achievementSchema, issuerSchema] { try $0.execute(sql: schema) }
    }
    migrator.registerMigration("outcomes") { try $0.execute(sql: outcomeSchema) }
    migrator.registerMigration("versions of results, from their documents") {
      try $0.execute(sql: resultsVersionRepair)
    }
    migrator.registerMigration("key of the log") { try $0.execute(sql: logKeySchema) }
    migrator.registerMigration("rulings about filings") {
      try $0.execute(sql: objectionFilingSchema)
    }
    migrator.registerMigration("facts of outcomes, certificates granted anew") {
      for schema in [outcomeFactsSchema, credentialAnewSchema] { try $0.execute(sql: schema) }
    }
    migrator.registerMigration("outcomes that are handed over") {
      try $0.execute(sql: handOverSchema)
    }
    migrator.registerMigration("headcounts of teams") { try $0.execute(sql: teamHeadcountSchema) }
    migrator.registerMigration("objections against units and teams") {
      try $0.execute(sql: objectionSubjectSchema)
    }
    migrator.registerMigration("records that share a row") { try $0.execute(sql: sharedRowSchema) }
    migrator.registerMigration("answers beside results") { try addSheets(to: $0) }
    migrator.registerMigration("appeals against results, settled by acts") {
      try $0.execute(sql: judgingAppealSchema)
    }
    migrator.registerMigration("outcomes of all certificates") {
      try $0.execute(sql: outcomesOfCertificates)
    }
    migrator.registerMigration("validity of certificates") {
      try $0.execute(sql: credentialValiditySchema)
    }
    migrator.registerMigration("results that were frozen after they were certified") {
      try $0.execute(sql: freezeResultsSchema)
    }
    migrator.registerMigration("acts that stand in certified results") {
      try $0.execute(sql: certifiedJudgingSchema)
    }
    migrator.registerMigration("co-signatures of results") {
      try $0.execute(sql: coSignatureSchema)
    }
    migrator.registerMigration("versions of the bank that corrections hold for") {
      try $0.execute(sql: correctedVersionsSchema)
    }
    migrator.registerMigration("notices of outcomes") {
      try $0.execute(sql: outcomeNoticeSchema)
    }
    migrator.registerMigration("appeals by contestant") { try $0.execute(sql: ownAppealsSchema) }
    return migrator
  }
}

/// Stored text that the domain does not accept: the file was changed by somebody else.
struct DamagedRow: Error {
  let table: String
  let value: String
}

/// The value, or `DamagedRow` when stored text cannot be read.
func sound<Value>(_ value: Value?, _ table: String, _ text: String) throws -> Value {
  guard let value else { throw DamagedRow(table: table, value: text) }
  return value
}

extension DatabaseError {
  /// The same as the domain knows it, when it is the disk that cannot; otherwise absent.
  fileprivate var storageUnavailable: StorageUnavailable? {
    switch resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM:
      StorageUnavailable(reason: description)
    default: nil
    }
  }
}
