import Synchronization
import Testing

@testable import ContestHTTP

/// Files over whole stages, made one after the other.
@Suite struct ExportDeskTests {
  private final class Count: Sendable { let value = Mutex(0) }

  /// Sixteen may wait. None of them holds rows before it is its turn.
  @Test func rowsAreReadOnlyWhenItIsTheFilesTurn() async throws {
    let desk = ExportDesk()
    let reads = Count()
    let (held, gate) = AsyncStream.makeStream(of: Void.self)
    let isWritten = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<17 {
        group.addTask {
          do {
            let bytes = try await desk.write(
              reading: {
                reads.value.withLock { $0 += 1 }
                for await _ in held {}
                return UInt8(7)
              }, then: { [$0] })
            return bytes == [7]
          } catch is TooManyRequests {
            #expect(reads.value.withLock { $0 } <= 1)
            gate.finish()
            return false
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(isWritten.count(where: \.self) == 16)
    #expect(reads.value.withLock { $0 } == 16)
  }
}
