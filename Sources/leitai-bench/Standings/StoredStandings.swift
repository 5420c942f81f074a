import Accounts
import ArgumentParser
import AttemptRecords
import Contests
import Foundation
import GRDB
import QuestionBanks
import SQLiteStorage
import Scoring
import Spreadsheets

/// Fills a data folder with a stage in which everybody has handed in an attempt that is marked.
struct StoreStandings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store-standings", abstract: "Fills a data folder.", shouldDisplay: false)

  @Option(help: "The data folder; it must not be there.")
  var data: String

  @Option(help: "How many have a result.")
  var members: Int

  func run() async throws {
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let contest = try Contest(plan: BenchContest.plan)
    guard try await store.create(contest, plan: BenchContest.plan, policies: [:]) else {
      throw NotMeasured("\(data) holds a contest already")
    }
    let setting = try StandingsSetting(members: members)
    var random = SeededGenerator(seed: 1)
    let results = setting.contestants.indices.map { index in
      AttemptResult(
        setting.outcome(of: index, number: 1, using: &random),
        of: setting.contestants[index].id, at: setting.place.path)
    }
    let contestants = setting.contestants
    try await store.write { database in
      try Self.insert(contestants, in: database)
      try Self.insertAttempts(of: results, in: database)
    }
    let marked = results.map { result in
      MarkedAttempt(
        result,
        AnswerSheet(attempt: result.original.attempt, bankVersion: 1, seed: 0, answers: []))
    }
    try await store.record(marked, upTo: Int64(members))
    guard try await store.move(setting.place.path, from: [.draft], to: .open) else {
      throw NotMeasured("the stage cannot be opened")
    }
    for (number, contestant) in contestants.prefix(StandingsRequests.people).enumerated() {
      let caller = Principal(contestant: contestant.id, contest: contestant.contest)
      try await store.keep(
        TokenRecord(
          digest: StandingsRequests.token(number).digest, principal: caller,
          expires: .now + AccessToken.lifetime(of: .contestant)), at: .now)
    }
    try store.close()
    try ChildProcess.report(seconds: 0)
  }

  static func insert(_ contestants: [Contestant], in database: Database) throws {
    let person = try database.cachedStatement(
      sql: """
        INSERT INTO contestant
          (id, contest, event, name, unit, region, city_name, level, code_digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let identity = try database.cachedStatement(
      sql: """
        INSERT INTO contestant_identity (contestant, contest, event, masked, lookup, sealed)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for (index, contestant) in contestants.enumerated() {
      let digest = Data(String(index).utf8) + Data(repeating: 0, count: 32)
      try person.execute(arguments: [
        contestant.id.text, contestant.contest.text, contestant.event.text, contestant.name,
        contestant.unit.text, contestant.region.text, contestant.cityName,
        contestant.level?.rawValue, digest.prefix(32),
      ])
      try identity.execute(arguments: [
        contestant.id.text, contestant.contest.text, contestant.event.text, "320302********1234",
        digest.prefix(32), Data(repeating: 0, count: 60),
      ])
    }
  }

  private static func insertAttempts(of results: [AttemptResult], in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO attempt
          (id, contest, event, stage, contestant, number, started_at, due, finished)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, result) in results.enumerated() {
      try insert.execute(arguments: [
        result.outcome.attempt.number, result.stage.contest.text, result.stage.event.text,
        result.stage.stage.text, result.contestant.text, result.outcome.number,
        result.outcome.startedAt.milliseconds, result.outcome.submittedAt.milliseconds, index + 1,
      ])
    }
  }
}

/// Computes the standings of a data folder from its stored results: what the first question after a
/// start waits for.
struct RebuildStandings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild-standings", abstract: "Rebuilds standings once.", shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "How many have a result.")
  var members: Int

  func run() async throws {
    let place = try StandingsSetting(members: 0).place
    let clock = ContinuousClock()
    let start = clock.now
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let board = StandingsBoard(store: store, roster: store)
    let count = try await board.read(place, as: .jury) { $0.count() }
    let elapsed = clock.now - start
    guard count == members else { throw NotMeasured("\(count) of \(members) have a rank") }
    try ChildProcess.report(seconds: elapsed / .seconds(1))
  }
}

/// Writes the standings of a data folder as a workbook for judges; how they are read is not counted.
struct ExportStandings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-standings", abstract: "Exports standings once.", shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "How many have a result.")
  var members: Int

  @Option(help: "Where the workbook is left; absent: nowhere.")
  var output: String?

  func run() async throws {
    let place = try StandingsSetting(members: 0).place
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let board = StandingsBoard(store: store, roster: store)
    guard try await board.read(place, as: .jury, { $0.count() }) == members else {
      throw NotMeasured("members are missing")
    }
    let before = try ProcessUsage().residentBytes()
    let clock = ContinuousClock()
    let start = clock.now
    let rows = try await board.read(place, as: .jury) { $0.rows(0..<members) }
    var particulars = RankingsExport.Particulars()
    particulars.identities = try await store.maskedIdentities(of: place.contest.id, event: nil)
    let export = RankingsExport(
      event: place.event, language: .zhHans, edition: .internal, particulars: particulars)
    let bytes = try export.table.xlsx(rows, sheet: "名次", title: "压测")
    let elapsed = clock.now - start
    let grown = try ProcessUsage().peakBytes() - before
    guard bytes.count > members else { throw NotMeasured("the workbook is too small") }
    if let output { try Data(bytes).write(to: URL(filePath: output)) }
    try ChildProcess.report(seconds: elapsed / .seconds(1), figure: Double(grown))
  }
}
