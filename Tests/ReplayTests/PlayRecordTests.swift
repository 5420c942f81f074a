import ContestAPI
import Synchronization
import Testing

@testable import leitai_replay

@Suite struct PlayRecordTests {
  @Test func percentilesAreNearestRanks() {
    var figures = PlayFigures()
    #expect(figures.latency(percentile: 50) == 0)
    figures.latencies = (1...200).reversed().map { $0 * 1000 }
    #expect(figures.latency(percentile: 50) == 100)
    #expect(figures.latency(percentile: 99) == 198)
    #expect(figures.latency(percentile: 100) == 200)
  }

  @Test func aContradictionIsToldAndTheFirstHeadStays() {
    let record = PlayRecord()
    func saved(_ sequence: Int, _ head: String) -> LedgerEntry {
      .saved(.clear(sequence, item: 0), of: "a", head: head)
    }
    #expect(record.note([saved(1, "x"), saved(2, "y")]) == nil)
    #expect(record.note([saved(1, "x"), saved(2, "z")]) == 2)
    #expect(record.ledger.heads["a"] == [1: "x", 2: "y"])
    #expect(record.saved == 2)
  }

  @Test func workIsDoneInOrderAndNeverMoreThanTheLimitAtOnce() async {
    let busy = Mutex((now: 0, most: 0))
    let doubled = await concurrently(Array(0..<50), atMost: 3) { number in
      busy.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      await Task.yield()
      busy.withLock { $0.now -= 1 }
      return number * 2
    }
    #expect(doubled == (0..<50).map { $0 * 2 })
    #expect(busy.withLock { $0.most } <= 3)
    #expect(await concurrently([Int](), atMost: 3) { $0 }.isEmpty)
  }
}
