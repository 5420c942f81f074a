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
    @discardableResult
    func append(at milliseconds: Int64 = 0) throws -> Bool? {
      let record = try SampleAttempt().records[0]
      tickets += 1
      let admission = queue.append(
        JournalEntry(records: [record], base: .empty), tickets,
        at: SampleAttempt.instant(milliseconds))
      switch admission {
      case .taken(let wake): return wake
      case .refused: return nil
      }
    }

    /// Writes what waits, which ends at that time; returns its tickets.
    func write(until milliseconds: Int64) -> [Int] {
      let batch = queue.takeBatch().map(\.ticket)
      if !batch.isEmpty { queue.wrote(at: SampleAttempt.instant(milliseconds)) }
      return batch
    }
  }

  @Test func whatArrivesDuringACommitGoesIntoTheNext() throws {
    let queue = Queue()
    #expect(try queue.append() == true)
    #expect(try queue.append() == false)
    #expect(queue.queue.takeBatch().map(\.ticket) == [1, 2])
    // The writer looks again by itself.
    #expect(try queue.append() == false)
    #expect(try queue.append() == false)
    queue.queue.wrote(at: Sample.start)
    #expect(queue.write(until: 1) == [3, 4])
    #expect(queue.queue.takeBatch().isEmpty)
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

  // MARK: Congestion

  /// Batches of so many entries, each of which waits so long, one after another.
  private func congestion(
    _ batches: [(count: Int, wait: Int64)], capacity: Int = 100_000
  ) -> [Int] {
    var congestion = Congestion(capacity: capacity)
    var instant: Int64 = 0
    return batches.map { batch in
      congestion.began(count: batch.count, oldest: SampleAttempt.instant(instant))
      instant += batch.wait
      congestion.ended(at: SampleAttempt.instant(instant))
      return congestion.limit
    }
  }

  @Test func aStallIsNoOverload() {
    #expect(congestion([(10, 5), (10, 3000), (50, 5)]).allSatisfy { $0 == 100_000 })
    // What gathered in a stall may take a while by itself.
    #expect(congestion([(10, 3000), (500, 39), (10, 5)]).allSatisfy { $0 == 100_000 })
  }

  @Test func commitsInTimeNeverLimit() {
    let batches = Array(repeating: (count: 1000, wait: Limits.commitPatience.count), count: 50)
    #expect(congestion(batches).allSatisfy { $0 == 100_000 })
  }

  @Test func aQueueThatStaysLongIsCutToWhatCanBeWrittenInTime() {
    let limits = congestion(Array(repeating: (count: 4000, wait: 80), count: 3))
    // Late at first, then for as long as it may be: half of what 20 of 80 ms write.
    #expect(limits == [100_000, 500, 500])
    // A queue is never too short to be worth a commit, and never longer than its capacity.
    #expect(congestion(Array(repeating: (count: 10, wait: 100), count: 2)).last == 32)
    #expect(
      congestion(Array(repeating: (count: 4000, wait: 80), count: 2), capacity: 100).last == 100)
  }

  @Test func itRecoversOnceCommitsAreWellInTime() {
    let late = Array(repeating: (count: 4000, wait: Int64(80)), count: 3)
    // Just in time is not enough: the queue would be full again at once.
    #expect(congestion(late + [(500, 20)]).last ?? 0 < 1000)
    #expect(congestion(late + [(500, 11)]).last ?? 0 < 1000)
    #expect(congestion(late + [(500, 10)]).last == 100_000)
    // One late commit afterwards is a stall again.
    #expect(congestion(late + [(500, 10), (500, 100)]).last == 100_000)
  }

  @Test func aClockThatGoesBackHarmsNothing() {
    #expect(congestion([(10, -5000), (10, 0), (10, 5)]).allSatisfy { $0 == 100_000 })
  }
}
