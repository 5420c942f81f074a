import ContestAPI
import Contests
import Foundation
import NIOCore
import NIOPosix
import QuestionBanks

/// An examination that begins for ten thousand contestants at one moment. They have signed in before,
/// as people do who wait for a bell.
struct Bell {
  private static let contestants = 10_000
  private static let connections = 256

  private let folder: URL
  private let tokens: [String]
  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  /// How long it took, and how often somebody was asked to come again.
  struct Outcome {
    /// From the first request to the last paper.
    let seconds: Double
    let refusals: Int
  }

  /// Makes the folder of a contest whose bell has just rung.
  init(_ folder: URL, _ questions: [KeyedQuestion]) async throws {
    self.folder = folder
    let now = Instant.now
    let contest = try await ContestFolder(
      folder, questions: questions, plan: BenchContest.plan(bell: now), now: now)
    tokens = try await contest.signIn(
      (0..<Self.contestants).map { try ContestantID("W\(100_000 + $0)") })
    try contest.close()
  }

  /// Each time on a copy of the folder, on a server that has just come up.
  func outcomes(runs: Int) throws -> [Outcome] { try (0..<runs).map { _ in try start() } }

  private func start() throws -> Outcome {
    let copy = folder.appendingPathExtension("run")
    try FileManager.default.copyItem(at: folder, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let server = try ServerProcess(["serve-sessions", "--data", copy.path])
    defer { server.stop() }
    let stage = try BenchContest.stage("examination")
    let door = Path.fill(Path.attempts, [stage.contest.text, stage.event.text, stage.stage.text])
    _ = try visit(Crowd(tokens, "GET \(Path.me)", expecting: "\"contestant\""), server)
    return try visit(Crowd(tokens, "POST \(door)", expecting: "\"stem\""), server)
  }

  /// Lets everybody ask at once, as far as there are connections, until all have their reply.
  private func visit(_ crowd: Crowd, _ server: ServerProcess) throws -> Outcome {
    var load = Load(
      visitors: Array(repeating: CrowdVisitor(crowd), count: Self.connections),
      port: server.ports.platform)
    let perSecond = 1_000_000.0
    while crowd.waiting > 0 {
      _ = try load.run(
        .open(perSecond: perSecond), seconds: (Double(crowd.waiting) - 0.5) / perSecond, on: loop)
    }
    return crowd.outcome
  }
}
