import ArgumentParser
import AttemptRecords
import ContestHTTP
import Contests
import Foundation
import QuestionBanks
import SQLiteStorage
import Scoring

/// Fills a data folder with a practice in which everybody has answered five questions and handed in,
/// with all records, and marks it.
struct StoreAnswers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store-answers", abstract: "Fills a data folder.", shouldDisplay: false)

  @Option(help: "The data folder; it must not be there.")
  var data: String

  @Option(help: "How many have answered.")
  var members: Int

  @Option(help: "How many questions the bank has.")
  var questions: Int

  func run() async throws {
    let url = URL(filePath: data, directoryHint: .isDirectory)
    let contestants = try StandingsSetting(members: members).contestants
    do {
      // It holds the folder's lock as long as it is there.
      let folder = try await ContestFolder(
        url, questions: try (0..<questions).map(Self.question), now: .now)
      try await folder.handInRounds(of: contestants.map(\.id))
      try folder.close()
    }
    let store = try SQLiteStore(folder: url)
    try await store.write { try StoreStandings.insert(contestants, in: $0) }
    try await Platform.bench(store, logger: .warnings).projector.catchUp()
    try store.close()
    try ChildProcess.report(seconds: 0)
  }

  private static func question(_ number: Int) throws -> KeyedQuestion {
    let id = try QuestionID("q\(number)")
    return KeyedQuestion(
      question: Question(
        id: id, kind: .single, stem: "第 \(number) 题", options: ["甲", "乙", "丙", "丁"],
        knowledge: "章", level: .intermediate, difficulty: .medium),
      key: AnswerKey(
        question: id, solution: .choices(Choices(position: number % 4)), explanation: ""))
  }
}

/// Asks what voiding a question would change: deals and marks again, and ranks twice.
struct PreviewCorrection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview-correction", abstract: "Previews a correction once.",
    shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "How many have answered.")
  var members: Int

  func run() async throws {
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let backend = try await Platform.bench(store, logger: .warnings).backend
    let path = try BenchContest.stage("practice")
    guard let place = try await backend.directory.stage(path) else {
      throw NotMeasured("there is no \(path)")
    }
    let wish = KeyCorrection.Wish(
      question: try QuestionID("q1"), bankVersion: nil, treatment: .fullMarks, answer: nil,
      onlyIfItHelps: false)
    let note = StaffNote(actor: "bench", at: .now, reason: "bench")
    let clock = ContinuousClock()
    let start = clock.now
    let (_, effect) = try await backend.corrections.preview(wish, note, at: place)
    let elapsed = clock.now - start
    guard effect.changedAttempts > 0, effect.attempts <= members else {
      throw NotMeasured("\(effect.changedAttempts) of \(effect.attempts) attempts change")
    }
    try ChildProcess.report(seconds: elapsed / .seconds(1), figure: Double(effect.attempts))
  }
}
