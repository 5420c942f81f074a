import Contests
import Fixtures
import GRDB
import Sessions
import Synchronization
import Testing

@testable import SQLiteStorage

/// Who is looked up at the door of a running engine.
@Suite struct KnownVisitorTests {
  private final class Lookups: Sendable { let count = Mutex(0) }

  @Test func whoeverHasHandedInBeginsAgainWithoutALook() async throws {
    let fixture = try await EngineFixture()
    try await fixture.withEngine { engine in
      let lookups = Lookups()
      try fixture.store.readHere { database in
        database.trace { event in
          if "\(event)".contains("max(unit_seat)") { lookups.count.withLock { $0 += 1 } }
        }
      }
      let first = try await fixture.start("1", at: "practice", on: engine)
      #expect(lookups.count.withLock { $0 } == 1)
      let reply = try await engine.perform(.submit, number: 1, on: first, by: "1")
      #expect(reply.isSaved)
      let second = try await fixture.start("1", at: "practice", on: engine)
      #expect(second != first)
      #expect(lookups.count.withLock { $0 } == 1)
      // Whoever is inside is looked up, and goes on.
      #expect(try await fixture.start("1", at: "practice", on: engine) == second)
      #expect(lookups.count.withLock { $0 } == 2)
      try fixture.store.readHere { $0.trace() }
    }
  }
}
