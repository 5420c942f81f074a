import AttemptRecords
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Sessions
import Testing

/// A batch of answers is a few rows, and nobody who reads can tell.
@Suite struct SharedRowTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
  }

  /// A start, answers of several kinds that came at once, and the end where there is one.
  private func chain(
    _ number: Int64, answers: Int, isSubmitted: Bool = false
  ) throws -> RecordChain {
    var chain = try RecordChain(number)
    let now = Sample.start + .seconds(9)
    for item in 0..<answers {
      switch item % 4 {
      case 0: chain.add(.answered(item: item, .choices(Choices(position: 0))), at: now)
      case 1:
        chain.add(
          .answered(item: item, .texts([String(repeating: "齿轮", count: item), "𠮷"])), at: now)
      case 2: chain.add(.flagged(item: item, true), at: now)
      default: chain.add(.cleared(item: item), at: now)
      }
    }
    if isSubmitted { chain.add(.submitted(by: .contestant), at: now) }
    return chain
  }

  private func rows(of chain: RecordChain) async throws -> [Int] {
    try await store.pool.read {
      try Int.fetchAll(
        $0, sql: "SELECT count FROM record WHERE attempt = ? ORDER BY position",
        arguments: [chain.id.number])
    }
  }

  @Test func aBatchIsAFewRows() async throws {
    let batch = try chain(7, answers: 20)
    #expect(try await store.append(batch.entry(to: 0), batch.entry(from: 1)) == [true, true])
    #expect(try await rows(of: batch) == [1, 16, 3, 1])
    let whole = try chain(8, answers: 18, isSubmitted: true)
    #expect(try await store.append([whole.entry()]) == [true])
    #expect(try await rows(of: whole) == [1, 16, 2, 1])
    #expect(try await store.submissions(after: 0, limit: 9).map(\.position) == [41])
    for chain in [batch, whole] {
      #expect(try await store.records(of: chain.id) == chain.records)
      for record in chain.records {
        #expect(try await store.record(of: chain.id, sequence: record.sequence) == record)
      }
      #expect(try await store.record(of: chain.id, sequence: chain.records.count) == nil)
    }
    let overviews = try await store.attempts(of: Sample.path("practice"), after: nil, limit: 9)
    #expect(overviews.map(\.records) == [21, 20])
    #expect(try await store.newestRecordTime() == Sample.start + .seconds(9))
  }

  /// No other row is asked for, not even whether it is there.
  @Test func ofAnAttemptThatIsOverTheLastRowTellsHowManyRecordsThereAre() async throws {
    let (over, open) = (try chain(7, answers: 18, isSubmitted: true), try chain(8, answers: 18))
    #expect(try await store.append([over.entry(), open.entry()]).allSatisfy { $0 })
    try await store.write {
      try $0.execute(sql: "DELETE FROM record WHERE attempt = 7 AND sequence < 19")
    }
    let overviews = try await store.attempts(of: Sample.path("practice"), after: nil, limit: 9)
    #expect(overviews.map(\.records) == [20, 19])
  }

  @Test(arguments: 2...4)
  func whatDoesNotComeAtOnceOrChangesTheClockStandsAlone(answers: Int) async throws {
    var chain = try chain(7, answers: answers)
    chain.add(.heartbeat)
    chain.add(.ruled(.suspended, Note(actor: "chief", reason: "r")), at: chain.records.last?.at)
    chain.add(.heartbeat, at: chain.records.last?.at)
    #expect(try await store.append([chain.entry()]) == [true])
    #expect(try await rows(of: chain) == [1, answers, 1, 1, 1])
    #expect(try await store.records(of: chain.id) == chain.records)
  }

  @Test func theFeedCountsRecordsAndNotRows() async throws {
    let chains = try [chain(7, answers: 5), chain(8, answers: 40), chain(9, answers: 1)]
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    let all = chains.flatMap(\.records)
    for limit in [1, 2, 7, 15, 16, 17, 100] {
      var found: [(position: Int64, record: AttemptRecord)] = []
      while true {
        let page = try await store.feed(
          of: ContestID("cup"), after: found.last?.position ?? 0, limit: limit)
        #expect(page.count <= limit)
        if page.isEmpty { break }
        found += page
      }
      #expect(found.map(\.record) == all)
      #expect(found.map(\.position) == all.indices.map { Int64($0 + 1) })
    }
  }

  @Test func ofTwoAuthorsOneWins() async throws {
    let (long, short) = (try chain(7, answers: 20), try chain(7, answers: 1))
    #expect(try await store.append([long.entry(to: 0)]) == [true])
    #expect(
      try await store.append(long.entry(from: 1), short.entry(from: 1), long.entry(from: 1))
        == [true, false, false])
    // A base in the middle of the batch is none: nobody was ever told of a part of it.
    #expect(try await store.append([long.entry(from: 9)]) == [false])
    var other = try chain(8, answers: 20)
    let one = try chain(8, answers: 1)
    #expect(
      try await store.append(one.entry(), other.entry(from: 1), one.entry()) == [
        true, false, false,
      ])
    other = one
    other.add(.heartbeat)
    #expect(try await store.append([other.entry(from: 2)]) == [true])
    #expect(try await store.records(of: long.id) == long.records)
    #expect(try await store.records(of: other.id) == other.records)
  }

  @Test func manyAreSweptAsOneByOne() async throws {
    let chains = try (1...40).map {
      try chain($0, answers: Int($0) % 37, isSubmitted: $0 % 3 == 0)
    }
    #expect(try await store.append(chains.map { $0.entry(to: 0) }).allSatisfy { $0 })
    let rests = chains.reversed().filter { $0.records.count > 1 }.map { $0.entry(from: 1) }
    #expect(try await store.append(rests).allSatisfy { $0 })
    #expect(try await store.records(of: chains.map(\.id)) == chains.map(\.records))
    let others = chains.reversed()
    #expect(try await store.records(of: others.map(\.id)) == others.map(\.records))
  }

  /// Each harm, and in which of the rows of a start and twenty answers: 0, 1–16, 17–19, 20.
  @Test(arguments: [
    "DELETE FROM record WHERE sequence = 1",
    "DELETE FROM record WHERE sequence = 17",
    "UPDATE record SET event = x'FF' WHERE sequence = 17",
    "UPDATE record SET event = substr(event, 1, length(event) - 1) WHERE sequence = 1",
    "UPDATE record SET event = CAST(event || x'00' AS BLOB) WHERE sequence = 1",
    "UPDATE record SET event = x'' WHERE sequence = 1",
    "UPDATE record SET count = 15 WHERE sequence = 1",
    "UPDATE record SET count = 1 WHERE sequence = 1",
    "UPDATE record SET count = 16 WHERE sequence = 20",
    "UPDATE record SET head = zeroblob(32) WHERE sequence = 17",
  ])
  func whatIsDamagedIsTold(harm: String) async throws {
    let chains = try (1...20).map { try chain($0, answers: 20) }
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    try await store.write { try $0.execute(sql: harm + " AND attempt = 7") }
    await #expect(throws: SessionFailure.damaged(chains[6].id)) {
      try await store.records(of: chains[6].id)
    }
    let found = try await store.records(of: chains.map(\.id))
    #expect(found == chains.map { $0.id == chains[6].id ? nil : $0.records })
  }

  private func insert(_ values: String) async throws {
    try await store.write {
      try $0.execute(
        sql: "INSERT INTO record (attempt, sequence, at, event, head, count) VALUES \(values)")
    }
  }

  @Test func noTwoRowsBeginWithANumber() async throws {
    let chain = try chain(7, answers: 20)
    #expect(try await store.append([chain.entry()]) == [true])
    for values in [
      "(7, 1, 0, x'0A', zeroblob(32), 1)", "(7, 30, 0, x'0A', zeroblob(32), 17)",
      "(7, 30, 0, x'0A', zeroblob(32), 0)",
    ] {
      await #expect(throws: DatabaseError.self) { try await insert(values) }
    }
  }

  /// Only somebody else than the platform can write that.
  @Test(arguments: [2, 5, 16, 18, 19])
  func aRowWithinAnotherIsDamage(number: Int) async throws {
    let chains = try (1...20).map { try chain($0, answers: 20) }
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    try await insert("(7, \(number), 0, x'0A', zeroblob(32), 1)")
    let id = chains[6].id
    await #expect(throws: SessionFailure.damaged(id)) { try await store.records(of: id) }
    await #expect(throws: SessionFailure.damaged(id)) {
      try await store.record(of: id, sequence: number)
    }
    let found = try await store.records(of: chains.map(\.id))
    #expect(found == chains.map { $0.id == id ? nil : $0.records })
  }
}
