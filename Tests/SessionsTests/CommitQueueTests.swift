import AttemptRecords
import Contests
import Fixtures
import Testing

@testable import Sessions

/// What waits for a commit, and when no more is taken.
@Suite struct CommitQueueTests {
  private final class Queue {
    var queue: CommitQueue<Int>
    private var tickets = 0

    init(capacity: Int = 10_000) { queue = CommitQueue(capacity: capacity) }

    var hasRoom: Bool { queue.hasRoom }

    /// Whether somebody is to be woken; absent when it is refused.
    ///
    /// - Parameter records: how many the entry has.
    @discardableResult
    func append(records: Int = 1) throws -> Bool? {
      let record = try SampleAttempt().records[0]
      tickets += 1
      let admission = queue.append(
        JournalEntry(records: Array(repeating: record, count: records), base: .empty), tickets)
      switch admission {
      case .taken(let wake): return wake
      case .refused: return nil
      }
    }

    /// Writes what waits, which ends at that time; returns its tickets.
    func write(until milliseconds: Int64) -> [Int] {
      let batch = queue.takeBatch(at: Sample.start).map(\.ticket)
      if !batch.isEmpty { queue.wrote(at: SampleAttempt.instant(milliseconds)) }
      return batch
    }
  }

  @Test func whatArrivesDuringACommitGoesIntoTheNext() throws {
    let queue = Queue()
    #expect(try queue.append() == true)
    #expect(try queue.append() == false)
    #expect(queue.queue.takeBatch(at: Sample.start).map(\.ticket) == [1, 2])
    // The writer looks again by itself.
    #expect(try queue.append() == false)
    #expect(try queue.append() == false)
    queue.queue.wrote(at: Sample.start)
    #expect(queue.write(until: 1) == [3, 4])
    #expect(queue.queue.takeBatch(at: Sample.start).isEmpty)
    #expect(try queue.append() == true)
  }

  @Test func afterClosingNothingIsTakenAndWhatWaitsIsWritten() throws {
    let queue = Queue()
    try queue.append()
    queue.queue.close()
    #expect(try queue.append() == nil)
    #expect(queue.write(until: 1) == [1])
  }

  @Test func thereIsRoomUpToTheCapacity() throws {
    let queue = Queue(capacity: 3)
    for _ in 1...3 {
      #expect(queue.hasRoom)
      try queue.append()
    }
    #expect(!queue.hasRoom)
    // What was decided is taken all the same.
    #expect(try queue.append() == false)
    #expect(queue.write(until: 1).count == 4)
    #expect(queue.hasRoom)
    #expect(!Queue(capacity: 0).hasRoom)
  }

  // MARK: Batches

  @Test func aBatchCountsAsTheWorkThatItIs() throws {
    let queue = Queue(capacity: 10)
    // Of 1, 2, 2, 3 and 14 rows.
    for (records, hasRoom) in [(1, true), (2, true), (17, true), (18, true), (200, false)] {
      try queue.append(records: records)
      #expect(queue.hasRoom == hasRoom, "\(records)")
    }
    #expect(queue.write(until: 1) == [1, 2, 3, 4, 5])
    // What is being written waits no longer.
    #expect(queue.hasRoom)
    for (records, hasRoom) in [(33, true), (34, true), (33, false)] {
      try queue.append(records: records)
      #expect(queue.hasRoom == hasRoom, "\(records)")
    }
  }

  /// How much one commit may hold after so many, each full of entries of so many records and as long
  /// as its records take, with 10 ms for the commit itself.
  private func work(
    afterCommitsOf records: [Int], thenOf next: Int
  ) throws -> (entries: Int, milliseconds: Double) {
    let queue = Queue(capacity: 100_000)
    try queue.append()
    _ = queue.write(until: 10)
    // As SQLite writes them: 0.08 ms for a row, whatever it holds.
    func time(_ entries: Int, of records: Int) -> Double {
      let shared = (Double(records - 1) / 16).rounded(.up)
      return Double(entries) * 0.08 * (1 + shared)
    }
    func fill(with records: Int) throws -> Int {
      var entries = 0
      while queue.hasRoom {
        try queue.append(records: records)
        entries += 1
      }
      return entries
    }
    for size in records {
      let entries = try fill(with: size)
      _ = queue.write(until: 10 + Int64(time(entries, of: size).rounded()))
    }
    let entries = try fill(with: next)
    return (entries, time(entries, of: next))
  }

  @Test func batchesAfterSingleAnswersDoNotMakeALongCommit() throws {
    let singles = try work(afterCommitsOf: [1, 1, 1, 1], thenOf: 1)
    #expect((38...42).contains(singles.milliseconds))
    for size in [2, 20, 200] {
      let batches = try work(afterCommitsOf: [1, 1, 1, 1], thenOf: size)
      // Over by the last of them at most.
      #expect((38...44).contains(batches.milliseconds), "\(size): \(batches)")
    }
  }

  @Test func singleAnswersAfterBatchesAreNotTurnedAway() throws {
    for size in [2, 20, 200] {
      let singles = try work(afterCommitsOf: [size, size, size, size], thenOf: 1)
      #expect((38...44).contains(singles.milliseconds), "\(size): \(singles)")
    }
  }

  // MARK: Congestion

  /// Commits of so many entries that take so many milliseconds, one after another.
  private func limits(
    _ commits: [(count: Int, time: Int64)], capacity: Int = 100_000
  ) -> [Int] {
    var congestion = Congestion(capacity: capacity)
    var instant: Int64 = 0
    return commits.map { commit in
      congestion.began(count: commit.count, at: SampleAttempt.instant(instant))
      instant += commit.time
      congestion.ended(at: SampleAttempt.instant(instant))
      return congestion.limit
    }
  }

  @Test func aFreshQueueLetsInWhatComesAtOnce() {
    #expect(Congestion(capacity: 100_000).limit == 512)
    #expect(Congestion(capacity: 100).limit == 100)
    // Few entries say nothing about what one of them takes.
    #expect(limits([(1, 40), (2, 40), (31, 500)]) == [512, 512, 512])
  }

  @Test func asManyAreLetInAsCanBeWrittenInTime() {
    // 10 ms for a commit and 0.5 ms for an entry: 80 of them take 50 ms.
    #expect(limits([(1, 10), (500, 260)]).last == 80)
    // 0.01 ms for an entry.
    #expect(limits([(1, 10), (1000, 20)]).last == 4000)
    // A queue is never too short to be worth a commit, and never longer than its capacity.
    #expect(limits([(1, 10), (100, 1010)]).last == 64)
    #expect(limits([(1, 10), (1000, 20)], capacity: 100).last == 100)
  }

  @Test func aStallIsNoOverload() {
    let stalls = Array(repeating: (count: 100, time: Int64(3000)), count: 7)
    #expect(limits([(1, 10), (1000, 20)] + stalls).allSatisfy { $0 >= 512 })
    // That is not a stall any more.
    #expect(limits([(1, 10), (1000, 20)] + stalls + stalls).last == 64)
  }

  @Test func theCutStaysThroughAPauseAndEndsWithTheFirstGoodCommit() {
    let storm = [(count: 1, time: Int64(10)), (500, 260), (80, 50), (80, 50)]
    #expect(limits(storm).dropFirst() == [80, 80, 80])
    #expect(limits(storm + [(1, 10), (3, 13), (1, 10)]).last == 80)
    #expect(limits(storm + [(80, 12)]).last == 1600)
  }

  @Test func aCommitsOwnTimeIsTheLeastOfTheLastMinutes() {
    // The disk has become slower, and only after two minutes is it known that it is not the entries.
    let slow = Array(repeating: (count: 98, time: Int64(50)), count: 1200)
    let limits = limits([(1, 1)] + slow + slow + [(100, 24)])
    #expect(limits[1] == 98)
    #expect(limits.last == 2600)
  }

  @Test func aSlowDiskAloneCutsNobody() {
    let commits = Array(repeating: (count: 400, time: Int64(25)), count: 50)
    #expect(limits([(1, 24)] + commits).allSatisfy { $0 >= 512 })
    // Nor does one that takes more than half of the patience for itself cut below this.
    let hopeless = Array(repeating: (count: 64, time: Int64(60)), count: 50)
    #expect(limits(hopeless).last == 64)
    // The quickest commit of all was a long one.
    #expect(limits([(5000, 15)]).last == 100_000)
  }

  @Test func aClockThatGoesBackHarmsNothing() {
    #expect(limits([(10, -5000), (10, 0), (10, 5)]).allSatisfy { $0 >= 512 })
    #expect(limits([(100, -5000), (100, 0), (100, 5)]).allSatisfy { $0 >= 512 })
  }
}
