import Foundation
import Synchronization

/// Plays many seeds, as many at once as there are processors.
struct SeedRun: Sendable {
  struct Failure: Hashable, Sendable {
    let seed: UInt64
    let broken: Verdict.Broken
  }

  struct Report: Sendable {
    var played = 0
    var tally = Tally()
    /// In the order of their seeds.
    var failures: [Failure] = []
  }

  let mutant: Mutant?
  /// Whether to stop when a failure was found; seeds that are being played come to their end.
  let stopsAtFailure: Bool

  init(mutant: Mutant? = nil, stopsAtFailure: Bool = false) {
    self.mutant = mutant
    self.stopsAtFailure = stopsAtFailure
  }

  func play(_ seeds: Range<UInt64>) async throws -> Report {
    let hall = try Hall()
    let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let slices = Slices(seeds)
    return try await withThrowingTaskGroup(of: Report.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var report = Report()
          while let slice = slices.next() {
            for seed in slice {
              try await play(seed, in: hall, &report)
              // A run never waits, and others want the processor as well.
              await Task.yield()
            }
            if stopsAtFailure && !report.failures.isEmpty { slices.stop() }
          }
          return report
        }
      }
      var whole = Report()
      for try await part in group {
        whole.played += part.played
        whole.tally += part.tally
        whole.failures += part.failures
      }
      whole.failures.sort { $0.seed < $1.seed }
      return whole
    }
  }

  private func play(_ seed: UInt64, in hall: Hall, _ report: inout Report) async throws {
    let simulation = try Simulation(seed: seed, in: hall, mutant: mutant)
    try await simulation.run()
    report.played += 1
    report.tally += simulation.tally
    if let broken = simulation.verdict.broken {
      report.failures.append(Failure(seed: seed, broken: broken))
    }
  }
}

/// Hands out seeds, a few at a time.
private final class Slices: Sendable {
  private let left: Mutex<Range<UInt64>>

  init(_ seeds: Range<UInt64>) { left = Mutex(seeds) }

  /// Absent when there are none any more.
  func next() -> Range<UInt64>? {
    left.withLock { left in
      guard !left.isEmpty else { return nil }
      let end = min(left.upperBound, left.lowerBound + 16)
      defer { left = end..<left.upperBound }
      return left.lowerBound..<end
    }
  }

  func stop() { left.withLock { $0 = $0.upperBound..<$0.upperBound } }
}
