import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import GRDB
import QuestionBanks
import SQLiteStorage
import Scoring
import Sessions
import Synchronization
import Testing

/// A database whose results were recorded before answers stood beside them: keys are corrected there
/// as in every other.
@Suite struct OldResultsCorrectionTests {
  private static let version = "records that share a row"
  private let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")

  /// What a server found and did.
  private struct Outcome: Equatable {
    let before: Set<AttemptResult>
    let report: CorrectionReport
    let after: Set<AttemptResult>
  }

  private func inOldDatabase(_ body: (SQLiteStore) async throws -> Void) async throws {
    let store = try SQLiteStore(folder: folder, upTo: Self.version)
    try await body(store)
    try store.close()
  }

  /// Six attempts at the preliminary with ten answers each, that were handed in an hour ago.
  private func play(in store: SQLiteStore) async throws {
    let (contest, path) = (try Sample.contest(), try Sample.path("preliminary"))
    _ = try await store.create(contest, plan: Sample.plan, policies: [:])
    _ = try await store.publish(try Sample.bank(), to: BankID("fitter"), at: Sample.start)
    for path in contest.stagePaths { _ = try await store.move(path, from: [.draft], to: .open) }
    let stage = try #require(contest.stage(path))
    let dealer = try PaperDealer(
      blueprint: stage.blueprint, questions: QuestionShape.all(of: Sample.bank().map(\.question)))
    let began = Sample.start + .seconds(-3600)
    for number in 0..<6 {
      let deadline = began + .seconds(600)
      let start = AttemptStart(
        contestant: try ContestantID("\(1000 + number)"), stage: path, number: 1,
        bank: try BankID("fitter"), bankVersion: 1, seed: UInt64(number), deadline: deadline,
        due: deadline + .seconds(3))
      let first = Attempt.record(of: start, AttemptID(number: Int64(number + 1)), at: began)
      var attempt = Attempt(
        starting: start, first, paper: dealer.paper(seed: start.seed), answersAreFinal: false)
      var records = [first]
      let answers = (0..<10).map { item in
        Attempt.Command.answer(item: item, .choices(Choices(position: (item + number) % 2)))
      }
      for (place, command) in (answers + [.submit]).enumerated() {
        let effect = try attempt.apply(command, number: place + 1, at: began + .seconds(60))
        if case .append(let record) = effect { records.append(record) }
      }
      #expect(records.count == 12)
      #expect(try await store.append([JournalEntry(records: records, base: .empty)]) == [true])
    }
  }

  /// Lets a judge void the first question that changes a score, on a server of today.
  private func correct(in folder: URL) async throws -> Outcome {
    let outcome = Mutex<Outcome?>(nil)
    try await TestServer.run(over: folder) { server in
      try await server.projector.catchUp()
      let path = try Sample.path("preliminary")
      let before = try await server.backend.results.results(of: path)
      let roster: RosterImported = try await server.staff(.organizer).upload(
        Path.fill(Path.roster, ["cup"]), file: Array(Sample.roster(6).utf8))
      #expect(roster.codes.count == 6)
      let judge = try await server.staff(.judge)
      for question in try Sample.bank().map(\.question.id.text) {
        func wish(isPreview: Bool) -> CorrectionWish {
          CorrectionWish(
            question: question, treatment: "rescale", answer: nil, onlyIfItHelps: false,
            bankVersion: nil, top: 100, reason: "题干有误", isPreview: isPreview)
        }
        let address = Path.fill(Path.corrections, ["cup", "fitter", "preliminary"])
        let preview: CorrectionReport = try await judge.post(address, wish(isPreview: true))
        guard preview.changedAttempts > 1 else { continue }
        let report: CorrectionReport = try await judge.post(address, wish(isPreview: false))
        let after = try await server.backend.results.results(of: path)
        outcome.withLock {
          $0 = Outcome(before: Set(before), report: report, after: Set(after))
        }
        return
      }
    }
    return try #require(outcome.withLock { $0 })
  }

  /// Records results as the old version did.
  private func record(_ results: Set<AttemptResult>, in store: SQLiteStore) async throws {
    try await store.write { database in
      for result in results {
        let (outcome, stage) = (result.original, result.stage)
        try database.execute(
          sql: """
            INSERT INTO attempt_result
              (attempt, contest, event, stage, contestant, number, started_at, submitted_at,
               elapsed, score, maximum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            outcome.attempt.number, stage.contest.text, stage.event.text, stage.stage.text,
            result.contestant.text, outcome.number, outcome.startedAt.milliseconds,
            outcome.submittedAt.milliseconds, outcome.elapsed.count, outcome.score.thousandths,
            outcome.maximum.thousandths,
          ])
      }
      try database.execute(
        sql: "INSERT INTO projection (name, position) SELECT 'results', max(finished) FROM attempt")
    }
  }

  @Test func aQuestionIsVoidedAsIfAnswersHadAlwaysStoodBesideResults() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await inOldDatabase { try await play(in: $0) }
    // The same journal, of which today's version makes the results.
    let copy = folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: folder, to: copy)
    let expected = try await correct(in: copy)
    #expect(expected.before.count == 6)
    #expect(expected.before != expected.after)

    try await inOldDatabase { try await record(expected.before, in: $0) }
    let migrated = try await correct(in: folder)
    #expect(migrated.before == expected.before)
    #expect(migrated.report.changes == expected.report.changes)
    #expect(migrated.report.changedAttempts == expected.report.changedAttempts)
    #expect(migrated.after == expected.after)
  }
}
