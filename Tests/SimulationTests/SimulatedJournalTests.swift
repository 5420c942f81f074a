import AttemptRecords
import Contests
import Fixtures
import SQLiteStorage
import Sessions
import Testing

@testable import leitai_simulate

/// The journal of the simulation is a model; here it is held against the database.
@Suite struct SimulatedJournalTests {
  @Test(arguments: 0..<12 as Range<UInt64>)
  func theDatabaseDecidesAsTheModelDoes(seed: UInt64) async throws {
    let simulation = try Simulation(seed: seed, in: try Hall(), keepsHistory: true)
    try await simulation.run()
    let history = try #require(simulation.history)
    let temporary = try TemporaryStore()
    let store = temporary.store
    for (batch, written) in history {
      #expect(try await store.append(batch) == written)
    }
    try await compare(simulation.journal, with: store, in: simulation.scenario)
  }

  /// An attempt in the middle of its time, one that is suspended and one that is over.
  @Test func whatIsSearchedForIsFoundAlsoWhileAttemptsAreOpen() async throws {
    for seed in 20..<24 as Range<UInt64> {
      let simulation = try Simulation(seed: seed, in: try Hall(), keepsHistory: true)
      try await simulation.run()
      let history = try #require(simulation.history)
      let temporary = try TemporaryStore()
      var journal = SimulatedJournal()
      for (batch, _) in history.prefix(history.count / 2) {
        _ = journal.append(batch)
        _ = try await temporary.store.append(batch)
      }
      #expect(journal.rows.contains { $0.finished == nil })
      try await compare(journal, with: temporary.store, in: simulation.scenario)
    }
  }

  private func compare(
    _ journal: SimulatedJournal, with store: SQLiteStore, in scenario: Scenario
  ) async throws {
    #expect(try await store.newestRecordTime() == journal.newestTime)
    #expect(
      try await store.openAttempts(after: nil, limit: 1000)
        == journal.openRecords().map { $0[0].attempt })
    #expect(try await Set(store.openStages()) == Set(journal.openStages()))
    for row in journal.rows {
      #expect(try await store.records(of: row.id) == row.records)
      for instant in [row.due, row.due + Milliseconds(1)] {
        #expect(
          try await Set(store.overdue(at: instant, limit: 1000))
            == Set(journal.overdue(at: instant, limit: 1000)))
      }
    }
    for place in scenario.places {
      #expect(try await store.openAttempts(of: place.path) == journal.openAttempts(of: place.path))
      for contestant in scenario.contestants {
        let (attempts, seats) = try await store.standing(of: contestant, at: place.path)
        let model = journal.standing(of: contestant, at: place.path)
        #expect(attempts == model.attempts)
        #expect(seats == model.unitSeats)
      }
    }
    let submissions = try await store.submissions(after: 0, limit: 1000)
    let model = journal.submissions(after: 0, limit: 1000)
    #expect(submissions.map(\.position) == model.map(\.position))
    #expect(submissions.map(\.attempt) == model.map(\.attempt))
  }

  @Test func whatIsDroppedWasNeverThere() async throws {
    let simulation = try Simulation(seed: 7, in: try Hall())
    try await simulation.run()
    var journal = simulation.journal
    let position = journal.position
    #expect(position > 2)
    journal.drop(after: position)
    #expect(journal.openRecords() == simulation.journal.openRecords())
    #expect(journal.position == position)
    journal.drop(after: 2)
    #expect(journal.position == 2)
    #expect(journal.rows.map(\.records.count).reduce(0, +) == 2)
    journal.drop(after: 0)
    #expect(journal.rows.isEmpty)
    #expect(journal.newestTime == nil)
  }
}
