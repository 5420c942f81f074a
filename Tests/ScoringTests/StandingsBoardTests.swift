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

  /// Stores what it is given and says that it failed, as a commit does of whose end nobody heard.
  private struct DoubtfulStore: JudgingStore {
    let store: SQLiteStore

    func judging(of stage: StagePath, upTo number: Int64?) async throws -> [JudgingRecord] {
      try await store.judging(of: stage, upTo: number)
    }

    func append(
      _ entries: [JudgingRecord.Entry], at stage: StagePath, after last: Int64
    ) async throws -> [JudgingRecord]? {
      _ = try await store.append(entries, at: stage, after: last)
      throw Unreadable()
    }

    func isJudged(
      _ contestant: ContestantID, at stage: StagePath, shortlist: StagePath
    ) async throws -> Bool { false }

    func carried(from stage: StagePath, at instant: Instant?) async throws -> [UInt8]? { nil }
  }

  @Test func whatMayHaveBeenStoredIsReadAnew() async throws {
    let temporary = try TemporaryStore()
    let store = temporary.store
    let roster = BrokenRoster(store, broken: try ContestantID("1999"))
    let board = StandingsBoard(store: store, roster: roster)
    let desk = JudgingDesk(store: DoubtfulStore(store: store), roster: roster, board: board)
    let place = try place("practice")
    try await record(
      [try result(1, "1000", "practice"), try result(2, "1001", "practice")], in: store)
    #expect(try await board.read(place, as: .jury) { $0.count() } == 2)
    await #expect(throws: Unreadable.self) {
      try await desk.disqualify(
        "1000", at: place, by: JudgingDesk.Author(name: "li", at: Sample.start, reason: "代考"))
    }
    #expect(try await store.judging(of: place.path, upTo: nil).map(\.kind) == [.disqualified])
    #expect(try await board.read(place, as: .jury) { $0.count() } == 1)
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
    try await record(results, in: store)
    await board.add(results)
    #expect(try await board.read(places[0], as: .jury) { $0.count() } == 2)
    #expect(try await board.read(places[1], as: .jury) { $0.count() } == 1)
  }

  private func record(_ results: [AttemptResult], in store: SQLiteStore) async throws {
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
    try await store.record(marked, upTo: Int64(results.count))
  }
}
