import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

extension EntryRule.Decision {
  fileprivate var number: Int? {
    if case .begin(let number, _, _, _, _) = self { number } else { nil }
  }
}

@Suite struct EntryRuleTests {
  private let hour: Int64 = 3_600_000
  private let day: Int64 = 86_400_000

  @Test func theFirstAttemptHasTheWholeAllowance() throws {
    let deadline = Sample.start + .seconds(600)
    #expect(
      try Entrant().decide(at: 0)
        == .begin(
          number: 1, opens: nil, deadline: deadline, due: deadline + .seconds(3), unitSeat: nil))
  }

  @Test func theWindowCutsTheAllowanceShort() throws {
    let entrant = try Entrant()
    let closes = entrant.window.closes
    let cut = EntryRule.Decision.begin(
      number: 1, opens: nil, deadline: closes, due: closes + .seconds(3), unitSeat: nil)
    // Ten minutes before the end the allowance just fits.
    #expect(try entrant.decide(at: 2 * hour - 600_000) == cut)
    #expect(try entrant.decide(at: 2 * hour - 600_001) != cut)
    #expect(try entrant.decide(at: 2 * hour - 1) == cut)
    #expect(try entrant.refusal(at: 2 * hour) == .windowOver(closed: closes))
    #expect(try entrant.refusal(at: 2 * hour + 1) == .windowOver(closed: closes))
  }

  @Test func nobodyEntersBeforeTheWindowOpens() throws {
    let entrant = try Entrant()
    #expect(try entrant.refusal(at: -1) == .notYet(opens: Sample.start))
    #expect(try entrant.refusal(at: 0) == nil)
  }

  @Test(arguments: [StageState.draft, .closed, .certified])
  func onlyAnOpenStageIsEntered(state: StageState) throws {
    var entrant = try Entrant()
    entrant.state = state
    #expect(try entrant.refusal(at: 0) == .notOpen(state))
  }

  // Numbers.

  @Test func theNextNumberIsOneMoreThanTheHighestInWhateverOrder() throws {
    var entrant = try Entrant()
    entrant.attempts = [.made(3), .made(7), .made(1)]
    #expect(try entrant.decide(at: 0).number == 8)
  }

  @Test func theNumberOfAVoidedAttemptStaysUsed() throws {
    var entrant = try Entrant()
    entrant.attempts = [.made(1, countsAsTry: false)]
    #expect(try entrant.decide(at: 0).number == 2)
  }

  // Tries.

  @Test func triesInAllAreBounded() throws {
    var entrant = try Entrant()
    entrant.tries = Tries(perDay: nil, total: 5)
    entrant.attempts = (1...4).map { .made($0, at: Int64($0) * -day) }
    #expect(try entrant.decide(at: 0).number == 5)
    entrant.attempts.append(.made(5, at: -10 * day))
    #expect(try entrant.refusal(at: 0) == .triesUsed(limit: 5))
    entrant.attempts.append(.made(6))
    #expect(try entrant.refusal(at: 0) == .triesUsed(limit: 5))
  }

  @Test func voidedAttemptsAreNoTriesInAllAndNoTriesOfTheDay() throws {
    for tries in [Tries(perDay: nil, total: 2), Tries(perDay: 2, total: nil)] {
      var entrant = try Entrant()
      entrant.tries = tries
      entrant.attempts = [.made(1), .made(2)]
      #expect(try entrant.refusal(at: 1) != nil)
      entrant.attempts = [.made(1), .made(2, countsAsTry: false)]
      #expect(try entrant.decide(at: 1).number == 3)
      // The try that was given back is one try.
      entrant.attempts.append(.made(3))
      #expect(try entrant.refusal(at: 1) != nil)
    }
  }

  /// 10:00 in Shanghai is `Sample.start`, so that midnight is 14 hours away.
  @Test func triesOfADayEndWithTheDayInTheContestsZone() throws {
    var entrant = try Entrant()
    entrant.window = Window(opens: Sample.start, closes: Sample.start + .seconds(10 * 86_400))
    entrant.tries = Tries(perDay: 3, total: nil)
    let midnight = 14 * hour
    entrant.attempts = [.made(1), .made(2)]
    #expect(try entrant.decide(at: midnight - 1).number == 3)
    // The third began at 23:59:59.999.
    entrant.attempts.append(.made(3, at: midnight - 1))
    #expect(try entrant.refusal(at: midnight - 1) == .triesUsedToday(limit: 3))
    #expect(try entrant.decide(at: midnight).number == 4)
    // The fourth began at 00:00 and is of the new day.
    entrant.attempts.append(.made(4, at: midnight))
    entrant.attempts.append(.made(5, at: midnight))
    #expect(try entrant.decide(at: midnight + day - 1).number == 6)
    entrant.attempts.append(.made(6, at: midnight + day - 1))
    #expect(try entrant.refusal(at: midnight + day - 1) == .triesUsedToday(limit: 3))
    #expect(try entrant.decide(at: midnight + day).number == 7)
  }

  /// Midnight in UTC is 8:00 in Shanghai, 22 hours away.
  @Test func anotherZoneHasOtherDays() throws {
    var entrant = try Entrant()
    entrant.window = Window(opens: Sample.start, closes: Sample.start + .seconds(10 * 86_400))
    entrant.zone = ContestZone("UTC")
    entrant.tries = Tries(perDay: 1, total: nil)
    entrant.attempts = [.made(1)]
    #expect(try entrant.refusal(at: 14 * hour) == .triesUsedToday(limit: 1))
    #expect(try entrant.refusal(at: 22 * hour - 1) == .triesUsedToday(limit: 1))
    #expect(try entrant.refusal(at: 22 * hour) == nil)
  }

  // Going on.

  @Test func anOpenAttemptIsResumedThoughNothingElseHoldsAnyLonger() throws {
    var entrant = try hopeless()
    entrant.attempts = [.made(1), .made(2, isOpen: true), .made(3)]
    let goOn = EntryRule.Decision.resume(AttemptID(number: 2))
    for state in StageState.allCases {
      entrant.state = state
      for instant in [-1, 0, 600_000, 9 * hour] { #expect(try entrant.decide(at: instant) == goOn) }
    }
  }

  @Test func anOpenAttemptIsResumedOnlyWithinTheOwnContest() throws {
    var entrant = try Entrant()
    entrant.attempts = [.made(1, isOpen: true)]
    try entrant.belong(to: "other", "fitter")
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
  }

  /// Somebody to whom everything is refused: of another contest, at a closed stage with a bell at
  /// 10:05, not shortlisted, of another region, out of tries, and of a full unit.
  private func hopeless() throws -> Entrant {
    var entrant = try Entrant()
    entrant.state = .closed
    entrant.bell = Sample.start + .seconds(300)
    entrant.late = .seconds(60)
    entrant.admission = Admission(
      source: .shortlist(of: try StageID("heat")), regions: [try #require(RegionPrefix("41"))],
      perUnit: 1)
    entrant.tries = Tries(perDay: 1, total: 1)
    entrant.attempts = [.made(1)]
    entrant.seats = UnitSeats(highest: 1, isSeated: false)
    return entrant
  }

  @Test func ofSeveralReasonsTheFirstIsGiven() throws {
    var entrant = try hopeless()
    try entrant.belong(to: "other", "fitter")
    let bell = Sample.start + .seconds(300)
    let atTheEnd: Int64 = 900_000
    // Before the end, and more than a minute after the bell.
    let tooLate: Int64 = 360_001
    #expect(try entrant.refusal(at: atTheEnd) == .notOnRoster)
    try entrant.belong(to: "cup", "fitter")
    #expect(try entrant.refusal(at: atTheEnd) == .notOpen(.closed))
    entrant.state = .open
    #expect(try entrant.refusal(at: -1) == .notYet(opens: Sample.start))
    #expect(
      try entrant.refusal(at: atTheEnd) == .windowOver(closed: Sample.start + .seconds(900)))
    #expect(try entrant.refusal(at: tooLate) == .notShortlisted(of: try StageID("heat")))
    entrant.isShortlisted = true
    #expect(try entrant.refusal(at: tooLate) == .regionNotAdmitted)
    entrant.admission = Admission(source: .roster, perUnit: 1)
    #expect(try entrant.refusal(at: tooLate) == .triesUsed(limit: 1))
    entrant.tries = Tries(perDay: 1, total: nil)
    #expect(try entrant.refusal(at: tooLate) == .triesUsedToday(limit: 1))
    entrant.attempts = []
    #expect(try entrant.refusal(at: tooLate) == .tooLate(bell: bell, late: .seconds(60)))
    entrant.late = nil
    #expect(try entrant.refusal(at: tooLate) == .unitFull(limit: 1))
    entrant.seats = .none
    #expect(try entrant.refusal(at: tooLate) == nil)
  }
}
