import ArgumentParser
import Contests
import Foundation
import NIOCore
import NIOPosix
import QuestionBanks

/// What the platform sustains while contestants answer, over real connections and a real file.
struct SessionsSuite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Answers, rounds and recovery on a running server.",
    discussion: """
      The server is a process of its own; the load comes from this one, over 256 connections \
      (rounds over 512) and with one thread, and shares the machine's cores with it.
      """)

  /// A part that can be measured alone.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case hello, disk, single, batch
    case halfLoad = "half-load"
    case rounds, bell, recovery, memory
  }

  @OptionGroup var options: SuiteOptions

  @Option(help: "The folder with the project's question banks.")
  var banks = "QuestionBanks"

  @Option(
    help: "Measure this part only; may be given several times. half-load measures single too.")
  var only: [Part] = []

  @Option(help: "How long each load lasts.")
  var seconds = 4.0

  private var parts: Set<Part> {
    let chosen = Set(only.isEmpty ? Part.allCases : only)
    return chosen.contains(.halfLoad) ? chosen.union([.single]) : chosen
  }

  mutating func validate() throws {
    guard (0.1...600).contains(seconds) else { throw ValidationError("--seconds is 0.1 to 600") }
  }

  func run() async throws {
    let questions = try SampleBank(folder: banks).questions(4_000)
      .filter { $0.question.kind == .single }
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-bench-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var samples: [SessionFigure: [Double]] = [:]
    if !parts.isSubset(of: [.bell, .recovery, .memory]) {
      let setting = try await SessionsSetting(folder.appending(path: "sessions"), questions)
      for _ in 0..<options.runs {
        let run = SessionsRun(setting, seconds: seconds)
        for (figure, value) in try run.measure(parts) { samples[figure, default: []].append(value) }
      }
    }
    if parts.contains(.bell) {
      let outcomes = try await Bell(folder.appending(path: "bell"), questions)
        .outcomes(runs: options.runs)
      samples[.bell] = outcomes.map(\.seconds)
      samples[.bellRefusals] = outcomes.map { Double($0.refusals) }
    }
    if parts.contains(.recovery) {
      samples[.recovery] = try await Recovery(folder.appending(path: "recovery"), questions)
        .seconds(runs: options.runs)
    }
    if parts.contains(.memory) {
      samples[.memory] = try (0..<options.runs).map { _ in
        try ChildProcess.run(["remember-once", "--banks", banks]).figure ?? .nan
      }
    }
    try options.show(
      SessionFigure.allCases.compactMap { figure in
        samples[figure].map { figure.measurement(Repetition.median($0)) }
      })
  }
}

/// How long the server takes after a crash until it is ready for every contestant.
private struct Recovery {
  private static let attempts = 30_400
  private let folder: URL

  init(_ folder: URL, _ questions: [KeyedQuestion]) async throws {
    self.folder = folder
    let contest = try await ContestFolder(folder, questions: questions, now: .now)
    let contestants = try (0..<Self.attempts).map { try ContestantID("R\(100_000 + $0)") }
    _ = try await contest.beginAttempts(
      of: contestants, answers: BenchContest.questionsOfExamination)
    try contest.close()
  }

  /// Each time in a process of its own; what the kernel knows of the file stays in its memory.
  func seconds(runs: Int) throws -> [Double] {
    try (0..<runs).map { _ in
      try ChildProcess.run(
        ["recover-once", "--data", folder.path, "--attempts", "\(Self.attempts)"]
      ).seconds
    }
  }
}
