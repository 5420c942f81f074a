/// Measures the same thing several times, for other programs disturb any single run.
struct Repetition {
  let runs: Int

  /// Seconds that the work takes: the median of all runs.
  ///
  /// - Parameter work: its result is handed to `check`, outside the time.
  func seconds<Result>(
    _ work: () throws -> Result, check: (Result) throws -> Void = { _ in }
  ) throws -> Double {
    let clock = ContinuousClock()
    return try median {
      let start = clock.now
      let result = try work()
      let elapsed = clock.now - start
      try check(result)
      return elapsed / .seconds(1)
    }
  }

  /// How often in a second the work is done: the median of all runs.
  ///
  /// - Parameters:
  ///   - count: how often it is done in one run.
  ///   - work: told which time it is.
  func perSecond(_ count: Int, _ work: (Int) throws -> Void) throws -> Double {
    let seconds = try seconds {
      for index in 0..<count { try work(index) }
    }
    return Double(count) / seconds
  }

  /// The median of what the runs give; of an even number the mean of the middle two.
  func median(_ run: () throws -> Double) rethrows -> Double {
    var values: [Double] = []
    for _ in 0..<runs { values.append(try run()) }
    return Self.median(values)
  }

  /// - Parameter values: at least one.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
