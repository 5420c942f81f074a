import Testing

@testable import leitai_simulate

/// A simulation that finds nothing proves nothing: wrongly built engines must be found out.
@Suite struct MutantTests {
  private static let seeds: Range<UInt64> = 0..<800

  @Test(arguments: Mutant.allCases)
  func aWronglyBuiltEngineIsFoundOut(mutant: Mutant) async throws {
    let report = try await SeedRun(mutant: mutant, stopsAtFailure: true).play(Self.seeds)
    let failure = try #require(report.failures.first, "nobody noticed")
    #expect(mutant.breaks.contains(failure.broken.promise), "\(failure)")
    let sound = try Simulation(seed: failure.seed, in: try Hall())
    try await sound.run()
    #expect(sound.verdict.broken == nil)
  }

  /// The seed alone must give the failure again.
  @Test func aFailureIsFoundAgainByItsSeed() async throws {
    let report = try await SeedRun(mutant: .takesConflictForSuccess, stopsAtFailure: true)
      .play(Self.seeds)
    let failure = try #require(report.failures.first)
    let again = try Simulation(
      seed: failure.seed, in: try Hall(), mutant: .takesConflictForSuccess, isTraced: true)
    try await again.run()
    #expect(again.verdict.broken == failure.broken)
    #expect(again.trace?.last?.hasSuffix("BROKEN \(failure.broken)") == true)
  }
}

extension Mutant {
  /// The promises as whose breach it may be noticed first.
  fileprivate var breaks: Set<Promise> {
    switch self {
    case .acknowledgesBeforeCommit, .takesConflictForSuccess, .takesFailedCommitForSuccess:
      [.acknowledgedIsStored, .toldIsDurable, .wholeChain]
    case .forgetsFailedCommits: [.progress]
    case .answersFromStaleRead: [.progress, .toldIsDurable, .replayEqualsLive]
    case .forgetsBase: [.wholeChain, .nothingAfterTheEnd, .oneReplyForEachNumber]
    case .forgetsUniqueness: [.oneWinner, .quotas]
    case .commitsWithoutSync:
      // An attempt that somebody was told of is gone, and is begun again beside it.
      [.acknowledgedIsStored, .toldIsDurable, .oneReplyForEachNumber, .oneResultEach, .oneWinner]
    case .trustsWallClock: [.steadyTime]
    case .repliesToRepeatsWithoutLooking: [.acknowledgedIsStored, .oneReplyForEachNumber]
    case .startsWithoutSecondLook, .resumesWithoutLook, .leavesClosedStages: [.closedIsClosed]
    case .bookmarksBeforeResults: [.oneResultEach]
    }
  }
}
