import AttemptRecords
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Sessions
import Testing

/// What the journal takes, what it refuses, and what it finds again.
@Suite struct JournalTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let note = Note(actor: "chief", reason: "r")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
  }

  private func heartbeats(_ chain: inout RecordChain, _ count: Int) {
    for _ in 0..<count { chain.add(.heartbeat) }
  }

  // MARK: Append

  @Test func entriesBuildOnTheDurableHead() async throws {
    var chain = try RecordChain(7)
    heartbeats(&chain, 4)
    // Nothing is there yet.
    #expect(try await store.append([chain.entry(from: 1, to: 1)]) == [false])
    #expect(
      try await store.append(
        chain.entry(to: 0), chain.entry(from: 1, to: 2), chain.entry(from: 3, to: 3))
        == [true, true, true])
    // Repeated, one behind, one ahead.
    #expect(try await store.append([chain.entry(from: 3, to: 3)]) == [false])
    #expect(try await store.append([chain.entry(from: 1, to: 2)]) == [false])
    heartbeats(&chain, 1)
    #expect(try await store.append([chain.entry(from: 5)]) == [false])
    // Another history of the same length.
    var fork = try RecordChain(7)
    for _ in 0..<4 { fork.add(.flagged(item: 0, true)) }
    #expect(try await store.append([fork.entry(from: 4, to: 4)]) == [false])
    #expect(try await store.append([chain.entry(from: 4)]) == [true])
    #expect(try await store.records(of: chain.id) == chain.records)
  }

  @Test func anEntryIsWrittenWholeOrNotAtAll() async throws {
    var chain = try RecordChain(7)
    heartbeats(&chain, 3)
    #expect(try await store.append([chain.entry()]) == [true])
    var fork = try RecordChain(7)
    heartbeats(&fork, 2)
    fork.add(.flagged(item: 0, true))
    fork.add(.submitted(by: .contestant))
    #expect(try await store.append([fork.entry(from: 3)]) == [false])
    #expect(try await store.records(of: chain.id) == chain.records)
    #expect(try await store.submissions(after: 0, limit: 10).isEmpty)
  }

  @Test func whatFollowsARefusedEntryInTheBatchIsRefusedWithIt() async throws {
    var first = try RecordChain(7)
    heartbeats(&first, 2)
    var second = try RecordChain(8)
    heartbeats(&second, 1)
    #expect(try await store.append([first.entry(to: 0), second.entry(to: 0)]) == [true, true])
    // The first entry of 7 was written by somebody else; the second one would fit by itself.
    let entries = [
      first.entry(to: 0), second.entry(from: 1), first.entry(from: 1, to: 1),
      first.entry(from: 2),
    ]
    #expect(try await store.append(entries) == [false, true, false, false])
    #expect(try await store.records(of: first.id).count == 1)
    // Asked anew, it is taken.
    #expect(try await store.append([first.entry(from: 1)]) == [true])
  }

  @Test func oneNumberOfAContestantIsOneAttempt() async throws {
    let first = try RecordChain(7, contestant: "1")
    var second = try RecordChain(8, contestant: "1")
    heartbeats(&second, 1)
    #expect(
      try await store.append([first.entry(), second.entry(to: 0), second.entry(from: 1)])
        == [true, false, false])
    #expect(try await store.records(of: second.id).isEmpty)
    let next = try RecordChain(9, contestant: "1", try: 2)
    let elsewhere = try RecordChain(10, contestant: "1", stage: "preliminary")
    let sameID = try RecordChain(7, contestant: "2")
    #expect(
      try await store.append([next.entry(), elsewhere.entry(), sameID.entry()])
        == [true, true, false])
  }

  @Test func aSeatIsGivenOnce() async throws {
    let first = try RecordChain(7, seat: 1)
    let rival = try RecordChain(8, seat: 1)
    let second = try RecordChain(9, seat: 2)
    #expect(
      try await store.append([first.entry(), rival.entry(), second.entry()])
        == [true, false, true])
    func seats(_ admission: String, unit: String = "甲厂") async throws -> UnitSeats {
      try await store.standing(
        of: Sample.contestant(admission, unit: unit), at: Sample.path("practice")
      ).unitSeats
    }
    #expect(try await seats("7") == UnitSeats(highest: 2, isSeated: true))
    #expect(try await seats("8") == UnitSeats(highest: 2, isSeated: false))
    #expect(try await seats("8", unit: "乙厂") == .none)
  }

  // MARK: What is searched for

  @Test func onlyWhoseClockRunsIsOverdue() async throws {
    var chains = try (1...5).map { try RecordChain($0) }
    chains[1].add(.submitted(by: .contestant))
    chains[2].add(.ruled(.suspended, note))
    chains[3].add(.ruled(.extended(by: Milliseconds(1)), note))
    chains[4].add(.ruled(.voided(mayRetry: true), note))
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    let due = chains[0].start.due
    func overdue(after milliseconds: Int64, limit: Int = 10) async throws -> [Int64] {
      try await store.overdue(at: due + Milliseconds(milliseconds), limit: limit).map(\.number)
    }
    #expect(try await overdue(after: 0).isEmpty)
    #expect(try await overdue(after: 1) == [1])
    #expect(try await overdue(after: 2) == [1, 4])
    #expect(try await overdue(after: 2, limit: 1) == [1])
    chains[2].add(.ruled(.resumed(after: .seconds(1)), note))
    #expect(try await store.append([chains[2].entry(from: 2)]) == [true])
    #expect(try await overdue(after: 1000) == [1, 4])
    #expect(try await overdue(after: 1001) == [1, 4, 3])
    #expect(
      try await store.openAttempts(of: Sample.path("practice")).map(\.number) == [1, 3, 4])
    #expect(try await store.attemptCount(of: Sample.path("practice")) == 4)
    #expect(try await store.paperCount(of: Sample.path("practice")) == 5)
    #expect(try await store.submissions(after: 0, limit: 10).map(\.attempt.number) == [2])
  }

  @Test func whoeverMayStillAnswerIsSeenAtHisOwnStage() async throws {
    let practice = try Sample.path("practice")
    let preliminary = try Sample.path("preliminary")
    var running = try RecordChain(1)
    var suspended = try RecordChain(2)
    suspended.add(.ruled(.suspended, note))
    #expect(try await !store.hasOpenAttempts(of: practice))
    #expect(try await store.openStages() == [])
    #expect(try await store.append([running.entry(), suspended.entry()]) == [true, true])
    #expect(try await store.hasOpenAttempts(of: practice))
    #expect(try await store.openStages() == [practice])
    #expect(try await !store.hasOpenAttempts(of: preliminary))
    running.add(.submitted(by: .contestant))
    #expect(try await store.append([running.entry(from: 1)]) == [true])
    #expect(try await store.hasOpenAttempts(of: practice))
    #expect(try await store.openStages() == [practice])
    suspended.add(.ruled(.voided(mayRetry: false), note))
    #expect(try await store.append([suspended.entry(from: 2)]) == [true])
    #expect(try await !store.hasOpenAttempts(of: practice))
    #expect(try await store.openStages() == [])
  }

  @Test func theOverviewKnowsEveryPhase() async throws {
    let bell = Sample.start + .seconds(60)
    var chains = try (1...5).map { try RecordChain($0, bell: $0 == 1 ? bell : nil) }
    chains[1].add(.submitted(by: .closing))
    chains[2].add(.ruled(.suspended, note))
    chains[3].add(.ruled(.voided(mayRetry: false), note))
    chains[4].add(.ruled(.suspended, note))
    chains[4].add(.submitted(by: .closing))
    #expect(try await store.append(chains.map { $0.entry() }).allSatisfy { $0 })
    let practice = try Sample.path("practice")
    let all = try await store.attempts(of: practice, after: nil, limit: 10)
    #expect(all.map(\.phase) == [.open, .submitted, .suspended, .voided, .submitted])
    #expect(all.map(\.records) == [1, 2, 2, 2, 3])
    #expect(all[0].startedAt == bell)
    #expect(all[0].due == chains[0].start.due)
    #expect(all.map(\.contestant.text) == ["1", "2", "3", "4", "5"])
    let first = try await store.attempts(of: practice, after: nil, limit: 2)
    let rest = try await store.attempts(of: practice, after: first.last?.id, limit: 10)
    #expect(first + rest == all)
    #expect(try await store.attempts(of: practice, after: all.last?.id, limit: 10).isEmpty)
    #expect(try await store.attempts(of: Sample.path("preliminary"), after: nil, limit: 9).isEmpty)
  }

  @Test func openAttemptsComePageByPageWithAllTheirRecords() async throws {
    var chains = try (1...7).map { try RecordChain($0) }
    for index in chains.indices { heartbeats(&chains[index], index) }
    chains[3].add(.submitted(by: .contestant))
    chains[5].add(.ruled(.voided(mayRetry: true), note))
    chains[6].add(.ruled(.suspended, note))
    // Written turn about, so that positions are mixed.
    for chain in chains { #expect(try await store.append([chain.entry(to: 0)]) == [true]) }
    for chain in chains.reversed() where chain.records.count > 1 {
      #expect(try await store.append([chain.entry(from: 1)]) == [true])
    }
    let open = [0, 1, 2, 4, 6].map { chains[$0] }
    #expect(try await store.openAttempts(after: nil, limit: 10) == open.map(\.id))
    #expect(try await store.records(of: open.map(\.id)) == open.map(\.records))
    var paged: [AttemptID] = []
    while true {
      let page = try await store.openAttempts(after: paged.last, limit: 2)
      if page.isEmpty { break }
      #expect(page.count <= 2)
      paged += page
    }
    #expect(paged == open.map(\.id))
  }

  @Test func anEarlierTryIsGivenBackOnlyWhereItMayBeRetried() async throws {
    var first = try RecordChain(1, contestant: "1")
    first.add(.ruled(.voided(mayRetry: true), note))
    var second = try RecordChain(2, contestant: "1", try: 2)
    second.add(.ruled(.voided(mayRetry: false), note))
    let third = try RecordChain(3, contestant: "1", try: 3)
    #expect(
      try await store.append(first.entry(), second.entry(), third.entry()) == [true, true, true])
    let attempts = try await store.standing(
      of: Sample.contestant("1"), at: Sample.path("practice")
    ).attempts
    #expect(attempts.map(\.countsAsTry) == [false, true, true])
    #expect(attempts.map(\.isOpen) == [false, false, true])
    #expect(attempts.map(\.number) == [1, 2, 3])
  }

  @Test func aDamagedRecordIsToldAndNotPassedOver() async throws {
    let (chain, other) = (try RecordChain(7), try RecordChain(8))
    #expect(try await store.append([chain.entry(), other.entry()]) == [true, true])
    try await store.write {
      try $0.execute(
        sql: "UPDATE record SET event = x'FF' WHERE attempt = ?", arguments: [chain.id.number])
    }
    await #expect(throws: SessionFailure.damaged(chain.id)) {
      try await store.records(of: chain.id)
    }
    #expect(try await store.records(of: [chain.id, other.id]) == [nil, other.records])
  }

  @Test func aMissingRecordIsToldAndNotPassedOver() async throws {
    var chain = try RecordChain(7)
    heartbeats(&chain, 3)
    #expect(try await store.append([chain.entry()]) == [true])
    try await store.write { try $0.execute(sql: "DELETE FROM record WHERE sequence = 1") }
    await #expect(throws: SessionFailure.damaged(chain.id)) {
      try await store.records(of: chain.id)
    }
    #expect(try await store.records(of: [chain.id]) == [nil])
  }
}
