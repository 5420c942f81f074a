/// A time of day that never jumps, made of a wall clock, which may be set, and a monotonic one, which
/// may not.
///
/// Whoever sets the wall clock back by an hour gives no contestant an hour more, and whoever sets it
/// forward takes none away: the time goes on with the monotonic clock from where it began and is
/// drawn towards the wall clock by at most 500 parts per million of what elapsed, as NTP slews a
/// clock (1.8 s an hour).
///
/// That holds from its beginning on. A clock that begins anew, after a restart, takes the wall clock at
/// its word unless that is behind the newest time on record.
///
///     var clock = SteadyClock(wall: wall(), steady: steady(), notBefore: newest)
///     let now = clock.now(wall: wall(), steady: steady())
package struct SteadyClock: Sendable {
  /// 500 parts per million.
  private static let slewNanosecondsPerMillisecond: Int64 = 500
  private static let nanosecondsPerMillisecond: Int64 = 1_000_000

  /// The newest time given out.
  private var time: Instant
  /// What slewing has added beyond `time`, less than a millisecond and never negative.
  private var remainderNanoseconds: Int64 = 0
  /// The monotonic clock at `time`.
  private var steady: Milliseconds

  /// - Parameters:
  ///   - wall: the wall clock, with which the time begins.
  ///   - steady: the monotonic clock, counted from anywhere.
  ///   - notBefore: the newest time on record, with which the time begins when the wall clock is
  ///     behind it; nil when nothing is on record.
  package init(wall: Instant, steady: Milliseconds, notBefore: Instant?) {
    time = max(wall, notBefore ?? wall)
    self.steady = steady
  }

  /// Whether a wall clock with which the time is to begin is so far ahead of the newest record, more
  /// than a day, that somebody should look at it while attempts are open.
  ///
  /// Whoever takes part sends a sign of life every half minute, so an open attempt is silent for a day
  /// only when the server was down for as long, or when the clock is wrong.
  package static func isDoubtful(_ wall: Instant, after newest: Instant) -> Bool {
    wall - newest > .seconds(86_400)
  }

  /// The time now, never before one given out earlier.
  ///
  /// - Parameters:
  ///   - wall: the wall clock, whatever it says.
  ///   - steady: the monotonic clock; a reading before an earlier one counts as that one.
  package mutating func now(wall: Instant, steady: Milliseconds) -> Instant {
    let elapsed = steady.count - self.steady.count
    guard elapsed > 0 else { return time }
    self.steady = steady
    time = time + Milliseconds(elapsed)
    slew(towards: wall, by: elapsed * Self.slewNanosecondsPerMillisecond)
    return time
  }

  /// How far the time last given out is ahead of the wall clock; negative when it is behind.
  package func lead(over wall: Instant) -> Milliseconds { time - wall }

  private mutating func slew(towards wall: Instant, by most: Int64) {
    let unit = Self.nanosecondsPerMillisecond
    // Cut down to what can matter before it is counted in nanoseconds, of which a wall clock that is
    // centuries off has too many.
    let bound = most / unit + 1
    let behind = -min(max(lead(over: wall).count, -bound), bound) * unit - remainderNanoseconds
    let nanoseconds = remainderNanoseconds + min(max(behind, -most), most)
    remainderNanoseconds = (nanoseconds % unit + unit) % unit
    time = time + Milliseconds((nanoseconds - remainderNanoseconds) / unit)
  }
}
