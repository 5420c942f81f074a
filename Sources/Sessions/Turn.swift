/// One piece of work at a time: the second caller waits for the first, and then looks for itself.
package actor Turn {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init() {}

  /// How many wait for their turn.
  package var waitingCount: Int { waiting.count }

  /// Does the work when nobody else is at it.
  ///
  /// - Throws: what the work throws.
  package func take<Value: Sendable>(
    _ work: @Sendable () async throws -> Value
  ) async rethrows -> Value {
    if isTaken {
      await withCheckedContinuation { waiting.append($0) }
    }
    isTaken = true
    defer {
      if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
    return try await work()
  }
}
