import ArgumentParser
import Foundation

/// Runs the engine's rules through contests in which everything goes wrong.
@main
struct LeitaiSimulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai-simulate",
    abstract: "Play contests with crashes, races, lost messages and jumping clocks, by seeds.")

  @Option(help: "Play this seed once and print everything that happens.")
  var seed: UInt64?

  @Option(help: "How many seeds to play, on all processors.")
  var seeds = 10_000

  @Option(help: "The first of them.")
  var from: UInt64 = 0

  @Option(help: "Play with a wrongly built engine: \(Mutant.allCases.map(\.rawValue)).")
  var mutant: Mutant?

  @Flag(help: "Print how often each thing happened.")
  var tally = false

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds is 1 or more") }
    guard from.addingReportingOverflow(UInt64(seeds)).overflow == false else {
      throw ValidationError("--from is too large for so many seeds")
    }
  }

  func run() async throws {
    if let seed { try await play(seed) } else { try await playAll() }
  }

  private func play(_ seed: UInt64) async throws {
    let simulation = try Simulation(
      seed: seed, in: try Hall(), mutant: mutant, isTraced: true)
    try await simulation.run()
    for line in simulation.trace ?? [] { print(line) }
    if tally { show(simulation.tally) }
    guard simulation.verdict.broken == nil else { throw ExitCode.failure }
  }

  private func playAll() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let range = from..<(from + UInt64(seeds))
    let report = try await SeedRun(mutant: mutant).play(range)
    let seconds = Double((clock.now - start) / .milliseconds(1)) / 1000
    if tally { show(report.tally) }
    let rate = Int(Double(report.played) / max(seconds, 0.001))
    print(
      "\(report.played) seeds, \(report.tally[.record]) records, \(report.tally[.event]) events, "
        + "\(report.failures.count) failures, \(seconds) s, \(rate) seeds/s")
    for failure in report.failures.prefix(20) {
      print("seed \(failure.seed): \(failure.broken)")
    }
    guard report.failures.isEmpty else { throw ExitCode.failure }
  }

  private func show(_ tally: Tally) {
    for happening in Happening.allCases { print("\(happening): \(tally[happening])") }
  }
}

extension Mutant: ExpressibleByArgument {}
