import ArgumentParser
import AttemptRecords
import ContestHTTP
import Contests
import Foundation
import GRDB
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

/// Corrects a question, or asks what that would change: deals and marks again, and ranks twice.
struct CorrectQuestion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct-question", abstract: "Corrects a question once.", shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "How many have answered.")
  var members: Int

  @Option(help: "The number of the question.")
  var question = 1

  @Flag(help: "Make the correction, which changes the folder.")
  var apply = false

  func run() async throws {
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    let backend = try await Platform.bench(store, logger: .warnings).backend
    let path = try BenchContest.stage("practice")
    guard let place = try await backend.directory.stage(path) else {
      throw NotMeasured("there is no \(path)")
    }
    let wish = KeyCorrection.Wish(
      question: try QuestionID("q\(question)"), bankVersion: nil, treatment: .fullMarks,
      answer: nil, onlyIfItHelps: false)
    let note = StaffNote(actor: "bench", at: .now, reason: "bench")
    let clock = ContinuousClock()
    let (effect, elapsed, longest) = try await withThrowingTaskGroup(of: Duration.self) { group in
      group.addTask { try await Self.longestWrite(to: store) }
      let start = clock.now
      let effect =
        apply
        ? try await backend.corrections.apply(wish, note, at: place).effect
        : try await backend.corrections.preview(wish, note, at: place).effect
      let elapsed = clock.now - start
      group.cancelAll()
      return (effect, elapsed, try await group.next() ?? .zero)
    }
    guard effect.changedAttempts > 0, effect.attempts <= members else {
      throw NotMeasured("\(effect.changedAttempts) of \(effect.attempts) attempts change")
    }
    try ChildProcess.report(
      seconds: elapsed / .seconds(1), figure: longest / .seconds(1))
  }

  /// The longest that anybody had to wait for a small write until the task was cancelled.
  private static func longestWrite(to store: SQLiteStore) async throws -> Duration {
    let clock = ContinuousClock()
    var longest = Duration.zero
    while !Task.isCancelled {
      let start = clock.now
      try await store.write {
        try $0.execute(sql: "UPDATE projection SET position = position WHERE name = 'bench'")
      }
      longest = max(longest, clock.now - start)
      try? await Task.sleep(for: .milliseconds(5))
    }
    return longest
  }
}
