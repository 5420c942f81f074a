import Dispatch
import Synchronization

/// Where files over whole stages are written: one at a time, beside everything else.
///
/// A large workbook takes seconds. On the threads of Swift's own pool two of them would stop every
/// answer of a running contest.
package final class ExportDesk: Sendable {
  private let queue = DispatchQueue(label: "leitai.exports")
  private let waiting = Mutex(0)
  private static let waitingLimit = 16

  package init() {}

  /// Writes a file, in the order of arrival.
  ///
  /// - Throws: `TooManyRequests` when many wait already, or what `work` throws.
  func write(_ work: @escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8] {
    let isAdmitted = waiting.withLock { waiting in
      guard waiting < Self.waitingLimit else { return false }
      waiting += 1
      return true
    }
    guard isAdmitted else { throw TooManyRequests() }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        let outcome = Result { try work() }
        self.waiting.withLock { $0 -= 1 }
        continuation.resume(with: outcome)
      }
    }
  }
}
