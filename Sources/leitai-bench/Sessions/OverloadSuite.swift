import ArgumentParser
import Contests
import Foundation
import NIOCore
import NIOPosix
import QuestionBanks

/// What becomes of those who are served while far more want to be.
struct OverloadSuite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overload", abstract: "Five times as many answers as can be written.",
    discussion: """
      Writing is slowed down, to a record a millisecond and ten for a commit, so that neither the \
      load nor the rest of the server is short of processor time.
      """)

  @OptionGroup var options: SuiteOptions

  @Option(help: "The folder with the project's question banks.")
  var banks = "QuestionBanks"

  @Option(help: "How long each load lasts.")
  var seconds = 4.0

  mutating func validate() throws {
    guard (0.1...600).contains(seconds) else { throw ValidationError("--seconds is 0.1 to 600") }
  }

  func run() async throws {
    let questions = try SampleBank(folder: banks).questions(4_000)
      .filter { $0.question.kind == .single }
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-bench-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let setting = try await SessionsSetting(folder.appending(path: "sessions"), questions)
    let runs = try (0..<options.runs).map { _ in
      try OverloadRun(setting, seconds: seconds).measure()
    }
    func median(_ value: (OverloadRun.Figures) -> Double) -> Double {
      Repetition.median(runs.map(value))
    }
    try options.show([
      Measurement(
        "answers saved under five times the load", median(\.saved), "answers/s", better: .higher),
      Measurement("p99 at half load", median(\.calmTail), "ms", better: .lower),
      Measurement(
        "p99 of those saved under five times the load", median(\.stormTail), "ms", better: .lower),
      Measurement(
        "the same as a multiple of that at half load", median { $0.stormTail / $0.calmTail }, "",
        must: 4, better: .lower),
      Measurement("share that was asked to come later", median(\.refused), "", better: .lower),
      Measurement(
        "peak memory of the server", median { $0.peakBytes / 1_000_000 }, "MB", better: .lower),
    ])
  }
}

/// A server whose disk is slow, first at half of what it can write and then at five times that.
private struct OverloadRun {
  struct Figures {
    let saved: Double
    let calmTail: Double
    let stormTail: Double
    /// Of 1.
    let refused: Double
    let peakBytes: Double
  }

  /// Enough for all that the server would let wait, and within the usual limit of open files.
  private static let connections = 768
  private static let recordsPerSecond = 1000.0

  private let setting: SessionsSetting
  private let seconds: Double
  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  init(_ setting: SessionsSetting, seconds: Double) {
    self.setting = setting
    self.seconds = seconds
  }

  func measure() throws -> Figures {
    let folder = try setting.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess([
      "serve-sessions", "--data", folder.path, "--pause",
      "\(Int(1e6 / Self.recordsPerSecond))",
    ])
    defer { server.stop() }
    var load = Load(
      visitors: setting.answerVisitors(Self.connections).map(OverloadVisitor.init),
      port: server.ports.platform)
    // Every attempt is rebuilt at its first answer.
    _ = try load.run(.open(perSecond: Self.recordsPerSecond / 2), seconds: seconds, on: loop)
    let calm = try load.run(
      .open(perSecond: Self.recordsPerSecond / 2), seconds: seconds, on: loop)
    // How the storm breaks is not what is asked, but how it is borne.
    _ = try load.run(
      .open(perSecond: Self.recordsPerSecond * 5), seconds: seconds, on: loop)
    let before = load.visitors.reduce(0) { $0 + $1.refusals }
    let storm = try load.run(
      .open(perSecond: Self.recordsPerSecond * 5), seconds: seconds, on: loop)
    let refusals = load.visitors.reduce(0) { $0 + $1.refusals } - before
    return Figures(
      saved: storm.perSecond, calmTail: try calm.latency(0.99),
      stormTail: try storm.latency(0.99),
      refused: Double(refusals) / Double(refusals + storm.latencies.count),
      peakBytes: Double(try server.usage.peakBytes()))
  }
}
