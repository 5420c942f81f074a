import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Synchronization
import Testing

/// What the board does when the store fails it.
@Suite struct StandingsBoardTests {
  private struct Unreadable: Error {}

  /// A roster that cannot be read for one contestant, once.
  private final class BrokenRoster: ContestantStore {
    private let store: SQLiteStore
    private let broken: Mutex<ContestantID?>

    init(_ store: SQLiteStore, broken: ContestantID) {
      self.store = store
      self.broken = Mutex(broken)
    }

    func contestants(
      of contest: ContestID, event: EventID?, at instant: Instant?
    ) async throws -> [Contestant] {
      ["1000", "1001"].compactMap { try? Sample.contestant($0) }
    }

    func contestant(_ id: ContestantID) async throws -> Contestant? {
      let fails = broken.withLock { broken in
        defer { if broken == id { broken = nil } }
        return broken == id
      }
      if fails { throw Unreadable() }
      return try Sample.contestant(id.text)
    }

    func isShortlisted(_ contestant: ContestantID, at stage: StagePath) async throws -> Bool {
      false
    }
  }

  private func result(
    _ number: Int64, _ contestant: String, _ stage: String
  ) throws -> AttemptResult {
    let outcome = AttemptOutcome(
      attempt: AttemptID(number: number), number: 1, startedAt: Sample.start,
      submittedAt: Sample.start, elapsed: .seconds(1), score: Points(Int(number)),
      maximum: Points(100))
    return AttemptResult(outcome, of: try ContestantID(contestant), at: try Sample.path(stage))
  }

  private func place(_ stage: String) throws -> StagePlace {
    let contest = try Sample.contest()
    let path = try Sample.path(stage)
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)),
      stage: try #require(contest.stage(path)), state: .open)
  }

  /// The results are recorded by then and come no second time.
  @Test func aContestantWhoCannotBeReadKeepsNobodyFromTheTables() async throws {
    let temporary = try TemporaryStore()
    let store = temporary.store
    let board = StandingsBoard(
      store: store, roster: BrokenRoster(store, broken: try ContestantID("1000")))
    let places = [try place("practice"), try place("preliminary")]
    for place in places { #expect(try await board.read(place, as: .jury) { $0.count() } == 0) }
    let results = [
      try result(1, "1000", "practice"), try result(2, "1001", "practice"),
      try result(3, "1001", "preliminary"),
    ]
    for (index, result) in results.enumerated() {
      try await store.write { database in
        try database.execute(
          sql: """
            INSERT INTO attempt
              (id, contest, event, stage, contestant, number, started_at, due, finished)
            VALUES (?, 'cup', 'fitter', ?, ?, 1, 0, 0, ?)
            """,
          arguments: [
            result.outcome.attempt.number, result.stage.stage.text, result.contestant.text,
            index + 1,
          ])
      }
    }
    let marked = results.map { result in
      MarkedAttempt(
        result,
        AnswerSheet(attempt: result.outcome.attempt, bankVersion: 1, seed: 0, answers: []))
    }
    try await store.record(marked, upTo: 3)
    await board.add(results)
    #expect(try await board.read(places[0], as: .jury) { $0.count() } == 2)
    #expect(try await board.read(places[1], as: .jury) { $0.count() } == 1)
  }
}
