import Foundation
import NIOCore
import NIOPosix

/// One run of every part on a server of its own. The parts follow one another quickly, so that
/// whatever else the machine does hits all of them alike.
struct SessionsRun {
  private static let connections = 256
  /// More than wait for one commit, as where people think between their answers.
  private static let players = 512
  private static let answersOfBatch = 20
  private static let warmUp = 1.0

  private let setting: SessionsSetting
  private let seconds: Double
  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  init(_ setting: SessionsSetting, seconds: Double) {
    self.setting = setting
    self.seconds = seconds
  }

  /// Measures the parts in their order.
  func measure(_ parts: Set<SessionsSuite.Part>) throws -> [SessionFigure: Double] {
    let folder = try setting.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(["serve-sessions", "--data", folder.path])
    defer { server.stop() }
    var figures: [SessionFigure: Double] = [:]
    if parts.contains(.hello) { try measureHello(server, &figures) }
    if parts.contains(.disk) {
      figures[.disk] = try DiskSync.perSecond(in: folder, seconds: min(1, seconds))
    }
    // Before the answers, which leave more records than a contest has in a month.
    if parts.contains(.rounds) { try measureRounds(server, &figures) }
    try measureAnswers(server, parts, &figures)
    return figures
  }

  private func measureHello(
    _ server: ServerProcess, _ figures: inout [SessionFigure: Double]
  ) throws {
    var load = Load(
      visitors: Array(repeating: HelloVisitor(), count: Self.connections),
      port: server.ports.hello)
    _ = try load.run(.closed, seconds: Self.warmUp, on: loop)
    let hello = try measured(server) { try load.run(.closed, seconds: seconds, on: loop) }
    figures[.hello] = hello.outcome.perSecond
    figures[.helloProcessor] = hello.processor
  }

  private func measureAnswers(
    _ server: ServerProcess, _ parts: Set<SessionsSuite.Part>,
    _ figures: inout [SessionFigure: Double]
  ) throws {
    guard !parts.isDisjoint(with: [.single, .batch, .halfLoad]) else { return }
    var load = Load(
      visitors: setting.answerVisitors(Self.connections), port: server.ports.platform)
    // Every attempt is rebuilt at its first answer, which belongs to no figure.
    _ = try load.run(.closed, seconds: Self.warmUp, on: loop)
    if parts.contains(.single) {
      let single = try measured(server) { try load.run(.closed, seconds: seconds, on: loop) }
      figures[.single] = single.outcome.perSecond
      figures[.singleProcessor] = single.processor
      figures[.singleShare] = figures[.hello].map { single.outcome.perSecond / $0 }
    }
    if parts.contains(.batch) {
      load.setAnswersPerRequest(Self.answersOfBatch)
      _ = try load.run(.closed, seconds: Self.warmUp, on: loop)
      let batch = try measured(server) { try load.run(.closed, seconds: seconds, on: loop) }
      figures[.batch] = batch.outcome.perSecond
      figures[.batchProcessor] = batch.processor
      figures[.batchGain] = figures[.single].map { batch.outcome.perSecond / $0 }
      load.setAnswersPerRequest(1)
    }
    if parts.contains(.halfLoad), let single = figures[.single] {
      _ = try load.run(.open(perSecond: single / 2), seconds: Self.warmUp, on: loop)
      let half = try load.run(.open(perSecond: single / 2), seconds: seconds, on: loop)
      figures[.halfLoadMedian] = try half.latency(0.5)
      figures[.halfLoadTail] = try half.latency(0.99)
    }
  }

  private func measureRounds(
    _ server: ServerProcess, _ figures: inout [SessionFigure: Double]
  ) throws {
    var load = Load(
      visitors: try setting.roundVisitors(Self.players), port: server.ports.platform)
    _ = try load.run(.closed, seconds: Self.warmUp, on: loop)
    let rounds = try measured(server) { try load.run(.closed, seconds: seconds, on: loop) }
    figures[.rounds] = rounds.outcome.perSecond
    figures[.roundProcessor] = rounds.processor
    for index in load.visitors.indices { load.visitors[index].isPacked = true }
    figures[.packedRounds] = try load.run(.closed, seconds: seconds, on: loop).perSecond
  }

  /// - Returns: with the outcome how many microseconds of processor time the server used for what was
  ///   completed.
  private func measured<Guest>(
    _ server: ServerProcess, _ load: () throws -> Load<Guest>.Outcome
  ) throws -> (outcome: Load<Guest>.Outcome, processor: Double) {
    let before = try server.usage.processorSeconds()
    let outcome = try load()
    let used = try server.usage.processorSeconds() - before
    return (outcome, used * 1e6 / Double(outcome.completed))
  }
}

extension Load<AnswerVisitor> {
  fileprivate mutating func setAnswersPerRequest(_ count: Int) {
    for index in visitors.indices { visitors[index].answersPerRequest = count }
  }
}
