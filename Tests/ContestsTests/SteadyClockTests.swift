import Contests
import Testing

@Suite struct SteadyClockTests {
  private static let start = Instant(milliseconds: 1_743_472_800_000)
  private static let hour: Int64 = 3_600_000

  /// A clock that began with the wall clock, when the monotonic one stood at 1000.
  private func clock() -> SteadyClock {
    SteadyClock(wall: Self.start, steady: Milliseconds(1000), notBefore: nil)
  }

  private func wall(_ milliseconds: Int64) -> Instant {
    Self.start + Milliseconds(milliseconds)
  }

  private func steady(_ milliseconds: Int64) -> Milliseconds { Milliseconds(1000 + milliseconds) }

  @Test func itGoesWithAWallClockThatIsRight() {
    var clock = clock()
    for elapsed in [0, 1, 2, 3, 1000, 1001, Self.hour, 24 * Self.hour, 24 * Self.hour] {
      #expect(clock.now(wall: wall(elapsed), steady: steady(elapsed)) == wall(elapsed))
      #expect(clock.lead(over: wall(elapsed)) == Milliseconds(0))
    }
  }

  @Test(arguments: [-1, 1] as [Int64])
  func aWallClockThatIsSetByAnHourMovesItByNoMoreThanTheSlew(direction: Int64) {
    var clock = clock()
    let jump = direction * Self.hour
    _ = clock.now(wall: wall(1000), steady: steady(1000))
    // At the moment of the jump nothing is to be seen of it.
    #expect(clock.now(wall: wall(1000 + jump), steady: steady(1000)) == wall(1000))
    #expect(clock.lead(over: wall(1000 + jump)) == Milliseconds(-jump))
    // 500 parts per million: 1.8 s an hour, whether asked once or every second.
    let later = 1000 + Self.hour
    for elapsed in stride(from: 2000, through: later, by: 1000) {
      _ = clock.now(wall: wall(elapsed + jump), steady: steady(elapsed))
    }
    #expect(
      clock.now(wall: wall(later + jump), steady: steady(later))
        == wall(later + direction * 1800))
    let twice = later + Self.hour
    #expect(
      clock.now(wall: wall(twice + jump), steady: steady(twice))
        == wall(twice + direction * 3600))
    #expect(clock.lead(over: wall(twice + jump)) == Milliseconds(-jump + direction * 3600))
  }

  @Test(arguments: [-1, 1] as [Int64])
  func aJumpIsMadeUpExactlyAndNotBeyond(direction: Int64) {
    var clock = clock()
    // A second takes 2,000 s at 500 parts per million.
    let jump = direction * 1000
    #expect(
      clock.now(wall: wall(1_990_000 + jump), steady: steady(1_990_000))
        == wall(1_990_000 + direction * 995))
    #expect(
      clock.now(wall: wall(2_000_000 + jump), steady: steady(2_000_000))
        == wall(2_000_000 + jump))
    #expect(
      clock.now(wall: wall(9_000_000 + jump), steady: steady(9_000_000))
        == wall(9_000_000 + jump))
  }

  @Test func slewIsNotLostBetweenCallsThatFollowEachOtherClosely() {
    var clock = clock()
    for elapsed in 1...200_000 as ClosedRange<Int64> {
      _ = clock.now(wall: wall(elapsed + 5000), steady: steady(elapsed))
    }
    #expect(clock.lead(over: wall(200_000)) == Milliseconds(100))
  }

  @Test(arguments: [-1, 1] as [Int64])
  func aDriftOfAHundredPartsPerMillionIsFollowed(direction: Int64) {
    var clock = clock()
    for second in 1...7200 as ClosedRange<Int64> {
      let elapsed = second * 1000
      let drifted = wall(elapsed + direction * elapsed / 10_000)
      _ = clock.now(wall: drifted, steady: steady(elapsed))
      #expect(abs(clock.lead(over: drifted).count) <= 1)
    }
    #expect(abs(clock.lead(over: wall(7_200_000)).count - direction * 720) <= 1)
  }

  @Test func itNeverGoesBackAndIsNeverFasterThanTheSlewAllows() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var bits = Lots(state: seed)
      var clock = clock()
      var (reading, furthest) = (Int64(0), Int64(0))
      var last = Self.start
      for _ in 0..<2000 {
        // Now and then a reading that came late.
        reading += Int64.random(in: -5...(bits.next() % 10 == 0 ? 100_000 : 20), using: &bits)
        let elapsed = max(0, reading - furthest)
        furthest = max(furthest, reading)
        let wall = wall(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &bits))
        let now = clock.now(wall: wall, steady: steady(reading))
        #expect(now >= last)
        let gained = (now - last).count - elapsed
        #expect(abs(gained) <= elapsed / 2000 + 1)
        last = now
      }
    }
  }

  @Test func afterARestartItBeginsNoEarlierThanTheNewestRecord() {
    let record = Self.start
    let setBack = wall(-Self.hour)
    var clock = SteadyClock(wall: setBack, steady: Milliseconds(7), notBefore: record)
    #expect(clock.now(wall: setBack, steady: Milliseconds(7)) == record)
    #expect(clock.lead(over: setBack) == Milliseconds(Self.hour))
    #expect(
      clock.now(wall: setBack + .seconds(10), steady: Milliseconds(10_007))
        == record + Milliseconds(9995))
  }

  @Test func aNewestRecordThatIsPastMakesNoDifference() {
    var clock = SteadyClock(wall: Self.start, steady: Milliseconds(0), notBefore: wall(-1))
    #expect(clock.now(wall: Self.start, steady: Milliseconds(0)) == Self.start)
    #expect(clock.lead(over: Self.start) == Milliseconds(0))
  }

  @Test func afterARestartItBelievesAWallClockThatWasSetForward() {
    let setForward = wall(Self.hour)
    var clock = SteadyClock(wall: setForward, steady: Milliseconds(0), notBefore: Self.start)
    #expect(clock.now(wall: setForward, steady: Milliseconds(0)) == setForward)
    #expect(!SteadyClock.isDoubtful(setForward, after: Self.start))
    #expect(!SteadyClock.isDoubtful(wall(24 * Self.hour), after: Self.start))
    #expect(SteadyClock.isDoubtful(wall(24 * Self.hour + 1), after: Self.start))
    #expect(!SteadyClock.isDoubtful(wall(-24 * Self.hour - 1), after: Self.start))
  }

  @Test func aWallClockThatIsCenturiesOffIsFollowedNoFaster() {
    var clock = clock()
    let far = Instant(milliseconds: 9_000_000_000_000_000)
    #expect(clock.now(wall: far, steady: steady(Self.hour)) == wall(Self.hour + 1800))
    #expect(
      clock.now(wall: Instant(milliseconds: -far.milliseconds), steady: steady(2 * Self.hour))
        == wall(2 * Self.hour))
  }
}

/// Bits that are the same for the same seed (SplitMix64).
private struct Lots: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
