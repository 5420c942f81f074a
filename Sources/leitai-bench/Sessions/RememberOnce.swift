import ArgumentParser
import AttemptRecords
import Contests
import Foundation
import QuestionBanks
import Sessions

/// Puts up open attempts in the engine's tables and says what each of them takes of memory.
struct RememberOnce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remember-once", abstract: "Holds open attempts in memory.",
    shouldDisplay: false)

  @Option(help: "The folder with the project's question banks.")
  var banks = "QuestionBanks"

  private static let attempts = 400_000

  func run() async throws {
    let questions = try SampleBank(folder: banks).questions(4_000)
      .filter { $0.question.kind == .single }
    let stage = try BenchContest.stage("examination")
    guard let examination = try Contest(plan: BenchContest.plan).stage(stage) else {
      throw NotMeasured("the contest has no \(stage)")
    }
    let dealer = try PaperDealer(
      blueprint: examination.blueprint,
      questions: QuestionShape.all(of: questions.map(\.question)))
    var table = SessionTable<SessionEngine.Ticket>()
    let before = try ProcessUsage().residentBytes()
    for index in 0..<Self.attempts {
      table.seat(try Self.attempt(index, stage, examination, dealer), at: .now, since: 0)
    }
    let after = try ProcessUsage().residentBytes()
    guard table.count == Self.attempts else { throw NotMeasured("attempts are missing") }
    try ChildProcess.report(
      seconds: 0, figure: Double(after - before) / Double(Self.attempts))
  }

  /// An open attempt, as the server has it in memory.
  private static func attempt(
    _ index: Int, _ stage: StagePath, _ examination: Stage, _ dealer: PaperDealer
  ) throws -> Attempt {
    let now = Instant.now
    let start = AttemptStart(
      contestant: try ContestantID("R\(1_000_000 + index)"), stage: stage, number: 1,
      bank: try BankID("fitter"), bankVersion: 1, seed: UInt64(index),
      deadline: now + examination.allowance, due: now + examination.allowance + examination.grace)
    let id = AttemptID(
      at: now + Milliseconds(Int64(index)), random: .random(in: .min ... .max))
    return Attempt(
      starting: start, Attempt.record(of: start, id, at: now),
      paper: dealer.paper(seed: start.seed), answersAreFinal: false)
  }
}
