import Contests
import Fixtures
import Sessions
import Testing

@Suite struct EntryRuleTests {
  private func place(
    _ stage: String, state: StageState = .open
  ) throws -> StagePlace {
    let contest = try Sample.contest()
    let path = try Sample.path(stage)
    return StagePlace(
      path: path, contest: contest, event: try #require(contest.event(path.event)),
      stage: try #require(contest.stage(path)), state: state)
  }

  private func summary(
    _ number: Int, at instant: Instant = Sample.start, isOpen: Bool = false
  ) -> AttemptSummary {
    AttemptSummary(
      id: AttemptID(number: Int64(number)), number: number, startedAt: instant, isOpen: isOpen)
  }

  private let day = Milliseconds.seconds(86_400)

  @Test func theFirstAttemptHasTheWholeAllowance() throws {
    let decision = try EntryRule.decide(
      try Sample.contestant("1"), entering: try place("preliminary"), attempts: [],
      at: Sample.start)
    let deadline = Sample.start + .seconds(600)
    #expect(decision == .begin(number: 1, deadline: deadline, due: deadline + .seconds(3)))
  }

  @Test func theWindowCutsTheAllowanceShort() throws {
    let place = try place("preliminary")
    let closes = place.stage.window.closes
    let last = Instant(milliseconds: closes.milliseconds - 1)
    let decision = try EntryRule.decide(
      try Sample.contestant("1"), entering: place, attempts: [], at: last)
    #expect(decision == .begin(number: 1, deadline: closes, due: closes + .seconds(3)))
    #expect(throws: EntryRule.Refusal.windowOver(closed: closes)) {
      try EntryRule.decide(
        try Sample.contestant("1"), entering: place, attempts: [], at: closes)
    }
  }

  @Test func nobodyEntersBeforeTheWindowOpens() throws {
    let place = try place("preliminary")
    let opens = place.stage.window.opens
    #expect(throws: EntryRule.Refusal.notYet(opens: opens)) {
      try EntryRule.decide(
        try Sample.contestant("1"), entering: place, attempts: [],
        at: Instant(milliseconds: opens.milliseconds - 1))
    }
    _ = try EntryRule.decide(
      try Sample.contestant("1"), entering: place, attempts: [], at: opens)
  }

  @Test(arguments: [StageState.draft, .closed, .certified])
  func onlyAnOpenStageIsEntered(state: StageState) throws {
    #expect(throws: EntryRule.Refusal.notOpen(state)) {
      try EntryRule.decide(
        try Sample.contestant("1"), entering: try place("practice", state: state), attempts: [],
        at: Sample.start)
    }
  }

  @Test func anOpenAttemptIsResumedEvenAfterTheStageWasClosed() throws {
    let decision = try EntryRule.decide(
      try Sample.contestant("1"), entering: try place("practice", state: .closed),
      attempts: [summary(1), summary(2, isOpen: true)], at: Sample.start)
    #expect(decision == .resume(AttemptID(number: 2)))
  }

  @Test func triesOfADayEndWithTheDayInTheContestsZone() throws {
    let place = try place("practice")
    let contestant = try Sample.contestant("1")
    let three = (1...3).map { summary($0) }
    #expect(throws: EntryRule.Refusal.triesUsedToday(limit: 3)) {
      try EntryRule.decide(contestant, entering: place, attempts: three, at: Sample.start)
    }
    // 10:00 in Shanghai: midnight is 14 hours away.
    let midnight = Sample.start + .seconds(14 * 3600)
    #expect(throws: EntryRule.Refusal.triesUsedToday(limit: 3)) {
      try EntryRule.decide(
        contestant, entering: place, attempts: three,
        at: Instant(milliseconds: midnight.milliseconds - 1))
    }
    guard
      case .begin(number: 4, _, _) = try EntryRule.decide(
        contestant, entering: place, attempts: three, at: midnight)
    else {
      Issue.record("a new day gives new tries")
      return
    }
  }

  @Test func triesInAllAreBounded() throws {
    let five = (1...5).map { summary($0, at: Sample.start + .seconds(Int64($0) * 86_400)) }
    #expect(throws: EntryRule.Refusal.triesUsed(limit: 5)) {
      try EntryRule.decide(
        try Sample.contestant("1"), entering: try place("practice"), attempts: five,
        at: Sample.start + .seconds(20 * 86_400))
    }
  }

  @Test func theRosterOfAnotherEventIsNotThisOne() throws {
    let sample = try Sample.contestant("1")
    let stranger = Contestant(
      id: sample.id, contest: sample.contest, event: try EventID("welder"), name: sample.name,
      unit: sample.unit, region: sample.region, cityName: sample.cityName, level: nil)
    #expect(throws: EntryRule.Refusal.notOnRoster) {
      try EntryRule.decide(
        stranger, entering: try place("practice"), attempts: [], at: Sample.start)
    }
  }
}
