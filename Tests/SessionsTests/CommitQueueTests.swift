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
    func append() throws -> Bool? {
      let record = try SampleAttempt().records[0]
      tickets += 1
      let admission = queue.append(
        JournalEntry(records: [record], base: .empty), tickets)
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

  /// Each entry takes 0.02 ms of it: 2,500 can be written in the time that they may take.
  private let late = [(count: 4000, time: Int64(80)), (4000, 80), (4000, 80)]

  @Test func aFreshQueueLetsInWhatComesAtOnce() {
    #expect(Congestion(capacity: 100_000).limit == 512)
    #expect(Congestion(capacity: 100).limit == 100)
    // A slow sync says nothing about how much could be written.
    #expect(limits([(1, 40), (2, 40)]) == [512, 512])
  }

  @Test func aStallIsNoOverload() {
    #expect(limits([(1000, 20), (100, 3000), (1000, 20)]) == [10_000, 10_000, 10_000])
    // What gathered in a stall may take long by itself, once.
    #expect(limits([(1000, 20), (100, 3000), (5000, 100), (1000, 20)]).last == 10_000)
  }

  @Test func commitsInTimeNeverLimit() {
    let commits = Array(repeating: (count: 1000, time: Limits.commitPatience.count), count: 50)
    #expect(limits(commits).allSatisfy { $0 == 4000 })
  }

  @Test func aQueueThatStaysLongIsCutToWhatCanBeWrittenInTime() {
    #expect(limits(late) == [10_000, 2500, 2500])
    // A queue is never too short to be worth a commit, and never longer than its capacity.
    #expect(limits([(10, 100), (10, 100)]).last == 8)
    #expect(limits(late, capacity: 100).last == 100)
  }

  @Test func itRecoversOnceFewEntriesCome() {
    // In time is not enough: the queue would be full again at once.
    #expect(limits(late + [(2500, 50)]).last == 2500)
    #expect(limits(late + [(1250, 25)]).last == 2500)
    #expect(limits(late + [(1249, 25)]).last ?? 0 > 9000)
    // One late commit afterwards is a stall again.
    #expect(limits(late + [(1000, 20), (4000, 80)]).last == 10_000)
  }

  @Test func aClockThatGoesBackHarmsNothing() {
    #expect(limits([(10, -5000), (10, 0), (10, 5)]).allSatisfy { $0 >= 512 })
  }
}
