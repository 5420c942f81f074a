import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import Logging
import QuestionBanks
import SQLiteStorage
import Sessions

/// A contest over a real file, on which engines are started and stopped.
struct EngineFixture: Sendable {
  let storage: TemporaryStore
  let clock = ManualClock(Sample.start)

  var store: SQLiteStore { storage.store }

  /// - Parameter plan: of the sample contest; both its stages are open.
  init(plan: String = Sample.plan) async throws {
    storage = try TemporaryStore()
    let contest = try Contest(plan: plan)
    _ = try await store.publish(try Sample.bank(), to: BankID("fitter"), at: Sample.start)
    _ = try await store.create(contest, plan: plan, policies: [:])
    for path in contest.stagePaths { _ = try await store.move(path, from: [.draft], to: .open) }
  }

  /// An engine with its journal running, on the fixture's clock.
  ///
  /// - Parameters:
  ///   - banks: absent for the store itself.
  ///   - directory: absent for one that nobody else moves stages in.
  func withEngine<Value: Sendable>(
    capacity: Int = 1000, banks: (any QuestionBankStore)? = nil,
    directory: ContestDirectory? = nil,
    _ test: @Sendable @escaping (SessionEngine) async throws -> Value
  ) async throws -> Value {
    let (engine, commits) = engine(capacity: capacity, banks: banks, directory: directory)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await commits.run() }
      group.addTask { try await engine.run() }
      defer { group.cancelAll() }
      return try await test(engine)
    }
  }

  /// The same before it runs.
  func engine(
    capacity: Int = 1000, banks: (any QuestionBankStore)? = nil,
    directory: ContestDirectory? = nil
  ) -> (engine: SessionEngine, commits: GroupCommit) {
    let commits = GroupCommit(
      journal: store, capacity: capacity, now: { clock.now }, logger: .quiet, submitted: {})
    let engine = SessionEngine(
      journal: store, commits: commits, directory: directory ?? ContestDirectory(store: store),
      papers: PaperRoom(banks: banks ?? store), contestants: store, now: { clock.now },
      random: { UInt64.random(in: .min ... .max) }, logger: .quiet)
    return (engine, commits)
  }

  /// A stage in the state that it has on disk.
  func place(_ stage: String) async throws -> StagePlace {
    guard let place = try await ContestDirectory(store: store).stage(Sample.path(stage)) else {
      throw Missing()
    }
    return place
  }

  /// Begins an attempt of a contestant, or finds the open one.
  func start(
    _ admission: String, at stage: String = "preliminary", unit: String = "甲厂",
    on engine: SessionEngine
  ) async throws -> AttemptID {
    try await engine.start(
      Sample.contestant(admission, unit: unit), at: try await place(stage)
    ).attempt.id
  }

  /// Runs two things at the same moment, while the disk is held, so that both are decided before
  /// either is written.
  func race<First: Sendable, Second: Sendable>(
    waiting: Int = 1, _ first: @Sendable @escaping () async throws -> First,
    _ second: @Sendable @escaping () async throws -> Second
  ) async throws -> (Result<First, any Error>, Result<Second, any Error>) {
    let gate = WriterGate(store)
    async let hold: Void = gate.hold()
    try await gate.gathered(0)
    async let one = outcome(first)
    async let two = outcome(second)
    try await gate.gathered(waiting)
    gate.open()
    try await hold
    return (await one, await two)
  }

  private func outcome<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private struct Missing: Error {}
}

extension Logger {
  /// Says nothing.
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension SessionEngine {
  /// What one command of a contestant comes to.
  func perform(
    _ command: Attempt.Command, number: Int, on id: AttemptID, by admission: String
  ) async throws -> CommandOutcome {
    try await perform(
      [NumberedCommand(number: number, command: command)], on: id, by: ContestantID(admission)
    ).outcomes[0]
  }
}

extension CommandOutcome {
  var isSaved: Bool { if case .saved = self { true } else { false } }
}

extension Result {
  var error: Failure? { if case .failure(let error) = self { error } else { nil } }
}
