import Dispatch
import Sessions
import Synchronization

/// Where files over whole stages are made: one at a time, beside everything else.
///
/// A large workbook takes seconds. On the threads of Swift's own pool two of them would stop every
/// answer of a running contest. And the rows of each are read only when it is its turn: those of a
/// dozen files at once would not find room.
package final class ExportDesk: Sendable {
  private let queue = DispatchQueue(label: "leitai.exports")
  private let turn = Turn()
  private let waiting = Mutex(0)
  private static let waitingLimit = 16

  package init() {}

  /// Writes a file, in the order of arrival.
  ///
  /// - Throws: `TooManyRequests` when many wait already, or what `work` throws.
  func write(_ work: @escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8] {
    try await write(reading: {}, then: work)
  }

  /// Reads what goes into a file and writes it, in the order of arrival.
  ///
  /// - Parameter read: what is read when it is the file's turn.
  /// - Throws: `TooManyRequests` when many wait already, or what `read` or `work` throws.
  func write<Contents: Sendable>(
    reading read: @Sendable () async throws -> Contents,
    then work: @escaping @Sendable (Contents) throws -> [UInt8]
  ) async throws -> [UInt8] {
    let isAdmitted = waiting.withLock { waiting in
      guard waiting < Self.waitingLimit else { return false }
      waiting += 1
      return true
    }
    guard isAdmitted else { throw TooManyRequests() }
    defer { waiting.withLock { $0 -= 1 } }
    return try await turn.take {
      let contents = try await read()
      return try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result { try work(contents) }) }
      }
    }
  }
}
