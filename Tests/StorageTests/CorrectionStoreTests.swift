import AttemptRecords
import Contests
import Fixtures
import GRDB
import QuestionBanks
import SQLiteStorage
import Scoring
import Testing

/// Corrections and the scores that they change.
@Suite struct CorrectionStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let stage: StagePath

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    stage = try Sample.path("practice")
  }

  /// Attempts that are handed in and marked with 10 points each.
  private func mark(_ numbers: some Sequence<Int64>) async throws {
    var chains = try numbers.map { try RecordChain($0) }
    for index in chains.indices { chains[index].add(.submitted(by: .contestant)) }
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    let results = try chains.map { chain in
      MarkedAttempt(
        AttemptResult(
          AttemptOutcome(
            attempt: chain.id, number: 1, startedAt: Sample.start, submittedAt: Sample.start,
            elapsed: .seconds(1), score: Points(10), maximum: Points(100)),
          of: chain.start.contestant, at: stage),
        try #require(AnswerSheet(of: chain.records)))
    }
    try await store.record(results, upTo: Int64(results.count))
  }

  private func apply(
    _ keyVersion: Int, _ scores: [(attempt: Int64, score: Int)]
  ) async throws -> Bool {
    let wish = KeyCorrection.Wish(
      question: try QuestionID("q1"), bankVersion: nil, treatment: .fullMarks, answer: nil,
      onlyIfItHelps: false)
    let note = StaffNote(actor: "wang", at: Sample.start, reason: "r")
    return try await store.apply(
      KeyCorrection(wish, note, keyVersion: keyVersion), to: stage,
      scores: scores.map { (AttemptID(number: $0.attempt), Points($0.score)) })
  }

  /// In points, by attempt; what is read of one attempt must be what is read of all.
  private func scores() async throws -> [Int64: Int] {
    var scores: [Int64: Int] = [:]
    for result in try await store.results(of: stage, upTo: nil) {
      let outcome = result.outcome
      scores[outcome.attempt.number] = outcome.score.thousandths / 1000
      #expect(try await store.result(of: outcome.attempt) == result)
    }
    return scores
  }

  @Test func scoresChangeWithTheCorrection() async throws {
    try await mark(1...3)
    #expect(try await apply(3, [(1, 20)]) == false)
    #expect(try await scores() == [1: 10, 2: 10, 3: 10])
    #expect(try await apply(2, [(1, 20), (3, 30)]))
    #expect(try await scores() == [1: 20, 2: 10, 3: 30])
    #expect(try await apply(2, [(2, 99)]) == false)
    #expect(try await apply(3, [(3, 40)]))
    #expect(try await scores() == [1: 20, 2: 10, 3: 40])
    #expect(try await store.corrections(of: stage).map(\.keyVersion) == [2, 3])
  }

  /// More than are written in one transaction.
  @Test func aCorrectionOfManyScoresIsWhole() async throws {
    try await mark(1...5000)
    #expect(try await apply(2, (1...5000).map { (attempt: Int64($0), score: 20 + $0 % 5) }))
    let scores = try await scores()
    #expect(scores.count == 5000)
    #expect(scores.allSatisfy { $0.value == 20 + Int($0.key) % 5 })
  }

  /// As after a crash between the scores and the correction.
  @Test func scoresWithoutTheirCorrectionCountForNothing() async throws {
    try await mark(1...4)
    func leave(_ keyVersion: Int) async throws {
      try await store.write {
        try $0.execute(
          sql: "INSERT INTO regrade VALUES (1, ?1, 77000), (2, ?1, 88000)",
          arguments: [keyVersion])
      }
    }
    try await leave(2)
    #expect(try await scores() == [1: 10, 2: 10, 3: 10, 4: 10])
    #expect(try await apply(2, [(1, 20), (3, 30)]))
    #expect(try await scores() == [1: 20, 2: 10, 3: 30, 4: 10])
    try await leave(3)
    #expect(try await scores() == [1: 20, 2: 10, 3: 30, 4: 10])
    #expect(try await apply(3, [(2, 50)]))
    #expect(try await scores() == [1: 20, 2: 50, 3: 30, 4: 10])
  }
}
