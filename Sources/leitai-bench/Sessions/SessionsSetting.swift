import AttemptRecords
import ContestAPI
import Contests
import Foundation
import QuestionBanks
import Sessions

/// What every run begins with: a data folder that nobody has used yet, and the contestants in it.
struct SessionsSetting {
  /// Enough that nobody plays more rounds than a keen contestant, and that the answers of a run fit
  /// into the attempts.
  private static let contestants = 2048

  private let folder: URL
  /// An open attempt of each contestant at the examination.
  private let attempts: [OpenAttempt]

  /// Makes the folder.
  init(_ folder: URL, _ questions: [KeyedQuestion]) async throws {
    self.folder = folder
    let contest = try await ContestFolder(folder, questions: questions, now: .now)
    let contestants = try (0..<Self.contestants).map { try ContestantID("B\(100_000 + $0)") }
    let tokens = try await contest.signIn(contestants)
    let begun = try await contest.beginAttempts(of: contestants)
    attempts = zip(begun, tokens).map { OpenAttempt(attempt: $0.description, token: $1) }
    try contest.close()
  }

  /// Copies the folder for one run.
  func copy() throws -> URL {
    let copy = folder.deletingLastPathComponent().appending(path: "run")
    try FileManager.default.copyItem(at: folder, to: copy)
    return copy
  }

  /// Everybody at the examination, on so many connections.
  func answerVisitors(_ connections: Int) -> [AnswerVisitor] {
    (0..<connections).map { connection in
      AnswerVisitor(
        attempts.share(connection, of: connections),
        questions: BenchContest.questionsOfExamination,
        // The start is a record as well.
        answersPerAttempt: Limits.attemptRecords - 1)
    }
  }

  /// Everybody at the practice, on so many connections.
  func roundVisitors(_ connections: Int) throws -> [RoundVisitor] {
    let stage = try BenchContest.stage("practice")
    let path = Path.fill(
      Path.attempts, [stage.contest.text, stage.event.text, stage.stage.text])
    return (0..<connections).map { connection in
      RoundVisitor(
        stage: path, tokens: attempts.share(connection, of: connections).map(\.token),
        questions: BenchContest.questionsOfPractice)
    }
  }
}

extension Array {
  /// The part of one of several, who share the elements evenly and without overlap.
  func share(_ part: Int, of parts: Int) -> [Element] {
    Array(self[part * count / parts..<(part + 1) * count / parts])
  }
}
