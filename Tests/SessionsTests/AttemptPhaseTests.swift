import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

/// Every command and every intervention in every phase, and at the edges of the time.
@Suite struct AttemptPhaseTests {
  private static let commands: [Attempt.Command] = [
    SampleAttempt.answer(), .clear(item: 0), .flag(item: 0, true), .signal(.pasted), .heartbeat,
    .submit,
  ]

  private static let interventions: [Attempt.Intervention] = [
    .extend(by: .seconds(60)), .suspend, .resume, .void(mayRetry: false), .void(mayRetry: true),
  ]

  @Test(arguments: commands) func anOpenAttemptTakesEveryCommand(
    command: Attempt.Command
  ) throws {
    let sample = try SampleAttempt()
    #expect(sample.take(command, at: 0) == .saved(1))
    #expect(sample.attempt.phase == (command == .submit ? .submitted : .open))
    #expect(sample.records[1].event == command.event)
  }

  @Test(arguments: commands) func aSuspendedAttemptTakesNone(command: Attempt.Command) throws {
    let sample = try SampleAttempt()
    #expect(sample.rule(.suspend, at: 5) == nil)
    #expect(sample.take(command, at: 6) == .rejected(.suspended))
    // However long it lasts.
    #expect(sample.take(command, at: SampleAttempt.due + 1) == .rejected(.suspended))
    #expect(sample.records.count == 2)
    #expect(sample.rule(.resume, at: SampleAttempt.due + 1) == nil)
    #expect(sample.take(command, at: SampleAttempt.due + 1) == .saved(3))
  }

  @Test(arguments: commands) func nothingIsTakenOnceItIsOver(command: Attempt.Command) throws {
    for submitter in [AttemptEvent.Submitter.closing, .contestant] {
      let sample = try SampleAttempt()
      #expect(sample.submit(by: submitter, at: 5))
      #expect(sample.take(command, at: 6) == .rejected(.alreadySubmitted))
      #expect(!sample.submit(by: .closing, at: 7))
      #expect(!sample.submit(by: .deadline, at: SampleAttempt.due + 1))
    }
    let voided = try SampleAttempt()
    #expect(voided.rule(.void(mayRetry: false), at: 5) == nil)
    #expect(voided.take(command, at: 6) == .rejected(.voided))
    #expect(!voided.submit(by: .closing, at: 7))
    #expect(!voided.submit(by: .deadline, at: SampleAttempt.due + 1))
    #expect(voided.records.count == 2)
  }

  @Test(arguments: interventions) func interventionsNeedTheRightPhase(
    intervention: Attempt.Intervention
  ) throws {
    let open = try SampleAttempt()
    #expect(open.rule(intervention, at: 1) == (intervention == .resume ? .notSuspended : nil))
    let suspended = try SampleAttempt()
    #expect(suspended.rule(.suspend, at: 1) == nil)
    #expect(
      suspended.rule(intervention, at: 2) == (intervention == .suspend ? .alreadySuspended : nil))
    let submitted = try SampleAttempt()
    #expect(submitted.take(.submit, at: 1) == .saved(1))
    #expect(submitted.rule(intervention, at: 2) == .over(.submitted))
    let voided = try SampleAttempt()
    #expect(voided.rule(.void(mayRetry: true), at: 1) == nil)
    #expect(voided.rule(intervention, at: 2) == .over(.voided))
  }

  @Test(arguments: commands) func theLastMomentIsDueAndNoLater(command: Attempt.Command) throws {
    for instant in [SampleAttempt.deadline, SampleAttempt.deadline + 1, SampleAttempt.due] {
      let sample = try SampleAttempt()
      #expect(sample.take(command, at: instant) == .saved(1))
    }
    let late = try SampleAttempt()
    #expect(late.take(command, at: SampleAttempt.due + 1) == .rejected(.pastDeadline))
  }

  @Test(arguments: interventions) func theTimeUpIsTheServersToHandIn(
    intervention: Attempt.Intervention
  ) throws {
    let atDue = try SampleAttempt()
    #expect(atDue.rule(intervention, at: SampleAttempt.due) != .pastDeadline)
    let sample = try SampleAttempt()
    #expect(sample.rule(intervention, at: SampleAttempt.due + 1) == .pastDeadline)
    #expect(sample.records.count == 1)
  }

  @Test func theServerHandsInOneTickAfterDueAndNotBefore() throws {
    let sample = try SampleAttempt()
    #expect(!sample.submit(by: .deadline, at: SampleAttempt.due))
    #expect(!sample.attempt.isOverdue(at: SampleAttempt.instant(SampleAttempt.due)))
    #expect(sample.submit(by: .deadline, at: SampleAttempt.due + 1))
    #expect(sample.attempt.phase == .submitted)
    #expect(sample.records.last?.event == .submitted(by: .deadline))
  }

  @Test func anExtensionTakesTheAttemptOffTheListOfOverdue() throws {
    let sample = try SampleAttempt()
    #expect(sample.rule(.extend(by: Milliseconds(1)), at: SampleAttempt.due) == nil)
    #expect(!sample.submit(by: .deadline, at: SampleAttempt.due + 1))
    #expect(sample.take(SampleAttempt.answer(), at: SampleAttempt.due + 1) == .saved(2))
    #expect(sample.submit(by: .deadline, at: SampleAttempt.due + 2))
  }

  @Test func nobodyIsOverdueWhileTheClockStandsStill() throws {
    let sample = try SampleAttempt()
    #expect(sample.rule(.suspend, at: SampleAttempt.due) == nil)
    #expect(!sample.submit(by: .deadline, at: SampleAttempt.due + 100_000))
    #expect(sample.rule(.extend(by: .seconds(1)), at: SampleAttempt.due + 100_000) == nil)
    // The organizer may hand in all the same.
    #expect(sample.submit(by: .closing, at: SampleAttempt.due + 200_000))
  }

  @Test func aPauseMovesTheDeadlineExactly() throws {
    let sample = try SampleAttempt()
    #expect(sample.rule(.suspend, at: 100_000) == nil)
    #expect(sample.deadline == SampleAttempt.deadline)
    #expect(sample.rule(.resume, at: 100_777) == nil)
    #expect(sample.deadline == SampleAttempt.deadline + 777)
    #expect(sample.rule(.suspend, at: 200_000) == nil)
    #expect(sample.rule(.extend(by: .seconds(30)), at: 205_000) == nil)
    #expect(sample.rule(.resume, at: 210_000) == nil)
    let due = SampleAttempt.due + 777 + 10_000 + 30_000
    #expect(sample.take(SampleAttempt.answer(), at: due) == .saved(6))
    #expect(sample.take(SampleAttempt.answer(), at: due + 1) == .rejected(.pastDeadline))
    #expect(sample.rebuilt()?.deadline == sample.attempt.deadline)
  }

  /// Whoever starts a minute before the window's end has that minute; what staff adds stands above it.
  @Test func anExtensionAndAPauseReachPastTheWindow() throws {
    var entrant = try Entrant()
    let closes: Int64 = 60_000
    entrant.window = Window(opens: Sample.start, closes: SampleAttempt.instant(closes))
    guard case .begin(_, _, let deadline, let due, _) = try entrant.decide(at: 0) else {
      Issue.record("nobody else is there")
      return
    }
    #expect(deadline == entrant.window.closes)
    let sample = try SampleAttempt(deadline: deadline, due: due)
    #expect(sample.rule(.extend(by: .seconds(120)), at: 50_000) == nil)
    #expect(sample.rule(.suspend, at: 55_000) == nil)
    #expect(sample.rule(.resume, at: closes + 30_000) == nil)
    let moved = closes + 120_000 + 35_000
    #expect(sample.deadline == moved)
    #expect(!sample.submit(by: .deadline, at: moved + 3000))
    #expect(sample.take(SampleAttempt.answer(), at: moved + 3000) == .saved(4))
    #expect(sample.take(SampleAttempt.answer(), at: moved + 3001) == .rejected(.pastDeadline))
    #expect(sample.rebuilt()?.deadline == SampleAttempt.instant(moved))
    #expect(sample.submit(by: .closing, at: moved + 3000))
  }

  @Test func beforeTheBellNothingIsTakenAndAtTheBellEverything() throws {
    for command in Self.commands {
      let sample = try SampleAttempt(bell: 60_000)
      #expect(sample.take(command, at: 0) == .rejected(.notBegun))
      #expect(sample.take(command, at: 59_999) == .rejected(.notBegun))
      #expect(sample.take(command, at: 60_000) == .saved(1))
    }
    let sample = try SampleAttempt(bell: 60_000)
    #expect(sample.deadline == 660_000)
    #expect(sample.take(SampleAttempt.answer(), at: 663_000) == .saved(1))
    #expect(sample.take(SampleAttempt.answer(), at: 663_001) == .rejected(.pastDeadline))
  }

  @Test func beforeTheBellTheClockDoesNotRunAndCannotBePaused() throws {
    let early = try SampleAttempt(bell: 60_000)
    #expect(early.rule(.suspend, at: 10_000) == nil)
    #expect(early.rule(.resume, at: 50_000) == nil)
    #expect(early.deadline == 660_000)
    let across = try SampleAttempt(bell: 60_000)
    #expect(across.rule(.suspend, at: 10_000) == nil)
    #expect(across.rule(.resume, at: 60_250) == nil)
    #expect(across.deadline == 660_250)
    #expect(across.take(.submit, at: 100_250) == .saved(3))
    #expect(across.transcript()?.elapsed == .seconds(40))
  }

  @Test func aClockThatIsSetBackChangesNoOrderAndNoDecision() throws {
    let sample = try SampleAttempt(bell: 60_000)
    #expect(sample.take(SampleAttempt.answer(), at: 70_000) == .saved(1))
    // It rang; a clock that goes back does not take that back.
    #expect(sample.take(SampleAttempt.answer(0, 1), at: 50_000) == .saved(2))
    #expect(sample.records.map { ($0.at - Sample.start).count } == [0, 70_000, 70_000])
    #expect(sample.rule(.suspend, at: 80_000) == nil)
    #expect(sample.rule(.resume, at: 75_000) == nil)
    #expect(sample.deadline == 660_000)
    #expect(sample.rebuilt() != nil)
  }
}
