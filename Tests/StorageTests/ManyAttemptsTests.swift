import AttemptRecords
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Sessions
import Testing

/// Attempts that are read by the hundred, wherever they stand, come back as one by one.
@Suite struct ManyAttemptsTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
  }

  /// Attempts of 0 to 6 records after the start, handed in or not, written turn about.
  private func chains(_ numbers: some Sequence<Int64>) async throws -> [RecordChain] {
    var chains = try numbers.map { try RecordChain($0) }
    for index in chains.indices {
      for _ in 0..<(index % 7) { chains[index].add(.heartbeat) }
      if index % 3 == 0 { chains[index].add(.submitted(by: .contestant)) }
    }
    #expect(try await store.append(chains.map { $0.entry(to: 0) }).allSatisfy { $0 })
    let rests = chains.reversed().filter { $0.records.count > 1 }.map { $0.entry(from: 1) }
    #expect(try await store.append(rests).allSatisfy { $0 })
    return chains
  }

  @Test(arguments: [1, 3, 15, 16, 17, 100])
  func closeTogetherFarApartAndOutOfOrder(count: Int) async throws {
    let chains = try await chains(1...400)
    let together = Array(chains[40..<40 + count])
    let apart = stride(from: 0, to: 400, by: 400 / count).map { chains[$0] }
    for some in [together, apart, together.reversed(), apart.shuffled()] {
      #expect(try await store.records(of: some.map(\.id)) == some.map(\.records))
    }
  }

  @Test func whoHasNoRecordsHasNone() async throws {
    let chains = try await chains((1...40).map { $0 * 2 })
    let ids = (1...80).map { AttemptID(number: $0) }
    let known = Dictionary(uniqueKeysWithValues: chains.map { ($0.id, $0.records) })
    #expect(try await store.records(of: ids) == ids.map { known[$0] ?? [] })
  }

  @Test func whatIsDamagedOrMissingIsToldOfWhomItConcerns() async throws {
    let chains = try await chains(1...40)
    let ids = chains.map(\.id)
    // The 7th has six records after its start, the 14th as well, the 6th five and no end.
    try await store.write { database in
      try database.execute(
        sql: "UPDATE record SET event = x'FF' WHERE attempt = 7 AND sequence = 3")
      try database.execute(sql: "DELETE FROM record WHERE attempt = 14 AND sequence = 5")
      try database.execute(sql: "DELETE FROM record WHERE attempt = 6 AND sequence = 5")
    }
    let expected = chains.enumerated().map { index, chain in
      switch index {
      case 6, 13: nil as [AttemptRecord]?
      case 5: Array(chain.records.dropLast())
      default: chain.records
      }
    }
    let found = try await store.records(of: ids)
    #expect(found == expected)
  }
}
