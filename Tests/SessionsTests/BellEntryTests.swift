import Contests
import Fixtures
import Sessions
import Testing

/// Stages that start for everybody at once: here at 10:30, for ten minutes.
@Suite struct BellEntryTests {
  private let bell: Int64 = 1_800_000
  private let end: Int64 = 2_400_000

  private func entrant(late: Milliseconds? = nil) throws -> Entrant {
    var entrant = try Entrant()
    entrant.bell = Sample.start + Milliseconds(bell)
    entrant.late = late
    return entrant
  }

  @Test func timeRunsFromTheBellWheneverOneEnters() throws {
    let entrant = try entrant()
    let deadline = Sample.start + Milliseconds(end)
    for instant in [0, bell - 1, bell, bell + 1, end - 1] {
      #expect(
        try entrant.decide(at: instant)
          == .begin(
            number: 1, opens: entrant.bell, deadline: deadline, due: deadline + .seconds(3),
            unitSeat: nil), "\(instant)")
    }
    #expect(try entrant.refusal(at: -1) == .notYet(opens: Sample.start))
    #expect(try entrant.refusal(at: end) == .windowOver(closed: deadline))
    #expect(try entrant.refusal(at: end + 1) == .windowOver(closed: deadline))
  }

  @Test func theWindowCutsTheTimeFromTheBellShort() throws {
    var entrant = try entrant()
    let closes = Sample.start + Milliseconds(bell + 60_000)
    entrant.window = Window(opens: Sample.start, closes: closes)
    let cut = EntryRule.Decision.begin(
      number: 1, opens: entrant.bell, deadline: closes, due: closes + .seconds(3), unitSeat: nil)
    #expect(try entrant.decide(at: 0) == cut)
    #expect(try entrant.decide(at: bell + 59_999) == cut)
    #expect(try entrant.refusal(at: bell + 60_000) == .windowOver(closed: closes))
  }

  @Test func whoIsNoLaterThanAllowedEnters() throws {
    let late = Milliseconds.seconds(90)
    let entrant = try entrant(late: late)
    for instant in [0, bell, bell + 89_999, bell + 90_000] {
      #expect(try entrant.refusal(at: instant) == nil, "\(instant)")
    }
    let tooLate = EntryRule.Refusal.tooLate(bell: Sample.start + Milliseconds(bell), late: late)
    #expect(try entrant.refusal(at: bell + 90_001) == tooLate)
    #expect(try entrant.refusal(at: end - 1) == tooLate)
    #expect(
      try entrant.refusal(at: end) == .windowOver(closed: Sample.start + Milliseconds(end)))
  }

  @Test func withoutAnyLatenessOneEntersByTheBell() throws {
    let entrant = try entrant(late: Milliseconds(0))
    #expect(try entrant.refusal(at: bell - 1) == nil)
    #expect(try entrant.refusal(at: bell) == nil)
    #expect(
      try entrant.refusal(at: bell + 1)
        == .tooLate(bell: Sample.start + Milliseconds(bell), late: Milliseconds(0)))
  }

  @Test func latenessBeyondTheDeadlineDoesNotMoveIt() throws {
    let entrant = try entrant(late: .seconds(3600))
    #expect(try entrant.refusal(at: end - 1) == nil)
    #expect(
      try entrant.refusal(at: end) == .windowOver(closed: Sample.start + Milliseconds(end)))
  }

  @Test func latenessWithoutABellMeansNothing() throws {
    var entrant = try Entrant()
    entrant.late = Milliseconds(0)
    #expect(try entrant.refusal(at: bell) == nil)
  }

  @Test func aFurtherTryRunsFromTheSameBell() throws {
    var entrant = try entrant()
    entrant.attempts = [.made(1)]
    let deadline = Sample.start + Milliseconds(end)
    #expect(
      try entrant.decide(at: bell + 60_000)
        == .begin(
          number: 2, opens: entrant.bell, deadline: deadline, due: deadline + .seconds(3),
          unitSeat: nil))
  }

  /// The bell rings ten minutes after midnight, 14 hours and ten minutes after the window opens.
  @Test func aTryBelongsToTheDayOfTheBell() throws {
    let minute: Int64 = 60_000
    let midnight = 14 * 60 * minute
    var entrant = try entrant()
    entrant.bell = Sample.start + Milliseconds(midnight + 10 * minute)
    entrant.window = Window(
      opens: Sample.start, closes: Sample.start + Milliseconds(2 * midnight))
    entrant.tries = Tries(perDay: 1, total: nil)
    // Whoever entered before midnight has begun with the bell as well.
    entrant.attempts = [.made(1, at: midnight + 10 * minute)]
    for time in [midnight - 5 * minute, midnight + minute, midnight + 11 * minute] {
      #expect(try entrant.refusal(at: time) == .triesUsedToday(limit: 1))
    }
    entrant.tries = Tries(perDay: 2, total: nil)
    #expect(try entrant.refusal(at: midnight - 5 * minute) == nil)
  }
}
