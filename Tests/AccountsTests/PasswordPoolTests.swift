import Accounts
import Dispatch
import Testing

@Suite struct PasswordPoolTests {
  @Test func limitMayWaitAndOneMoreIsRefused() async throws {
    let pool = PasswordPool(concurrency: 2, waitingLimit: 64)
    let gate = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<66 {
        group.addTask {
          try await pool.run {
            gate.wait()
            return number
          }
        }
      }
      while pool.load != (2, 64) { try await Task.sleep(for: .milliseconds(1)) }
      await #expect(throws: SignInRefusal.busy) { try await pool.run { 66 } }
      for _ in 0..<66 { gate.signal() }
      var finished: Set<Int> = []
      for try await number in group { finished.insert(number) }
      #expect(finished == Set(0..<66))
    }
    #expect(try await pool.run { 67 } == 67)
  }

  @Test func withoutWaitingRoomTheSecondIsRefused() async throws {
    let pool = PasswordPool(concurrency: 1, waitingLimit: 0)
    let gate = DispatchSemaphore(value: 0)
    async let first: Void = pool.run { gate.wait() }
    while pool.load != (1, 0) { try await Task.sleep(for: .milliseconds(1)) }
    await #expect(throws: SignInRefusal.busy) { try await pool.run {} }
    gate.signal()
    try await first
  }

  @Test func failedWorkLeavesTheRoomFree() async throws {
    let pool = PasswordPool(concurrency: 1, waitingLimit: 0)
    await #expect(throws: Missing.self) { try await pool.run { throw Missing() } }
    while pool.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
    #expect(try await pool.run { 1 } == 1)
  }
}
