import Testing

@testable import leitai_simulate

@Suite struct SimulationTests {
  /// What no law can promise to come about is at least counted: a race that nobody loses is not
  /// tested.
  @Test func twoThousandContestsKeepEveryPromiseAndMeetEveryRace() async throws {
    let report = try await SeedRun().play(0..<2000)
    #expect(report.failures == [])
    #expect(report.played == 2000)
    let missed = Happening.allCases.filter { report.tally[$0] == 0 }
    #expect(missed == [])
  }

  @Test(arguments: [3, 44, 533] as [UInt64])
  func theSameSeedGivesTheSameContest(seed: UInt64) async throws {
    let hall = try Hall()
    let first = try Simulation(seed: seed, in: hall, isTraced: true)
    try await first.run()
    let second = try Simulation(seed: seed, in: try Hall(), isTraced: true)
    try await second.run()
    let trace = try #require(first.trace)
    #expect(trace.count > 20)
    #expect(trace == second.trace)
    #expect(first.tally == second.tally)
    let other = try Simulation(seed: seed + 1, in: hall, isTraced: true)
    try await other.run()
    #expect(trace != other.trace)
  }

  @Test func whatComesFirstIsWhatWasPutDownForTheEarliestTime() {
    var agenda = Agenda<Int>()
    for (event, time) in [30, 10, 20, 10, 30, 0].enumerated() {
      agenda.put(event, at: Int64(time))
    }
    var taken: [Int] = []
    while let (_, event) = agenda.take() { taken.append(event) }
    #expect(taken == [5, 1, 3, 2, 0, 4])
  }
}
