extension Array where Element: Sendable {
  /// What `work` makes of the array portion by portion, in their order; of an empty array nothing.
  ///
  /// Two portions are under way at a time, so that one is read while the other is computed. Between
  /// any two whatever else waits for a thread has its turn.
  func inPortions<Value: Sendable>(
    of size: Int = 1024, _ work: @escaping @Sendable ([Element]) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var values: [Int: Value] = [:]
      var next = 0
      func begin() {
        guard next < count else { return }
        let (start, portion) = (next, Array(self[next..<Swift.min(next + size, count)]))
        group.addTask { (start, try await work(portion)) }
        next += size
      }
      begin()
      begin()
      while let (start, value) = try await group.next() {
        values[start] = value
        begin()
      }
      return values.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
