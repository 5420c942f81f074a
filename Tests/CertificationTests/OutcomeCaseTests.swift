import Contests
import Testing

@testable import Certification

/// What can become of an outcome, and in which order.
@Suite struct OutcomeCaseTests {
  private static let day = Milliseconds(86_400_000)
  private static let start = Instant(milliseconds: 1_743_472_800_000)

  private func finding(
    _ kind: Outcome.Kind, level: SkillLevel? = nil, contestant: String = "1000",
    rule: String = "A1", version: Int = 1, recipient: PolicyPack.Recipient = .person
  ) throws -> OutcomeFinding {
    OutcomeFinding(
      subject: OutcomeSubject(
        stage: try StagePath("cup/fitter/final"), contestant: try ContestantID(contestant),
        pack: try PackID("city"), rule: try RuleID(rule)),
      kind: kind, name: LocalizedText(zhHans: "一等奖", en: "First prize"), level: level,
      recipient: recipient, recipientName: recipient == .person ? nil : "王师傅", packVersion: 1,
      packHash: "p", resultsVersion: version, resultsHash: "h\(version)")
  }

  private func note(_ days: Int = 0) -> StaffNote {
    StaffNote(
      actor: "chief", at: Self.start + Milliseconds(Self.day.count * Int64(days)), reason: "r")
  }

  private func opened(
    _ kind: Outcome.Kind, _ steps: [(OutcomeStep.Kind, Int)] = [],
    recipient: PolicyPack.Recipient = .person
  ) throws -> OutcomeCase {
    var one = OutcomeCase(
      number: 1, finding: try finding(kind, recipient: recipient), opened: note())
    for (step, day) in steps { one = try one.taking(OutcomeStep(step, note(day))) }
    return one
  }

  private func refusal(
    of step: OutcomeStep.Kind, day: Int = 0, to one: OutcomeCase,
    against obstacles: Set<OutcomeCase.Obstacle> = []
  ) -> OutcomeCase.Refusal? {
    do {
      _ = try one.taking(OutcomeStep(step, note(day)), against: obstacles)
      return nil
    } catch {
      return error
    }
  }

  private let notice = OutcomeStep.Kind.publicised(
    until: start + Milliseconds(day.count * 7))

  @Test func aGrantIsPublicisedConfirmedAndIssued() throws {
    let issued = OutcomeStep.Kind.issued(number: "LT-2025-00000001", on: nil)
    let one = try opened(.grant, [(notice, 0), (.confirmed, 7), (issued, 8)])
    #expect(one.state == .issued)
    #expect(one.issuedNumber == "LT-2025-00000001")
    #expect(one.steps.count == 3)
    #expect(try one.taking(OutcomeStep(.revoked, note(9))).state == .revoked)
    #expect(refusal(of: .rejected, to: one) == .notNow(.issued))
    #expect(try refusal(of: .submitted(batch: 1), to: opened(.grant)) == .notForOthers)
    let dated = OutcomeStep.Kind.issued(number: "1", on: CalendarDate("2025-04-09"))
    #expect(try refusal(of: dated, to: opened(.grant, [(.confirmed, 0)])) == .notByOthers)
  }

  /// Only the body takes its refusal back, and only of what still follows and has no successor.
  @Test func whatTheBodyRefusedMayBeIssued() throws {
    let issued = OutcomeStep(.issued(number: "S1", on: CalendarDate("2025-05-01")), note(9))
    let submitted = try opened(.eligibility, [(.confirmed, 1), (.submitted(batch: 3), 2)])
    let withdrawn = try submitted.taking(OutcomeStep(.rejected, note(3)))
    #expect(refusal(of: issued.kind, to: withdrawn) == .notNow(.rejected))
    let refused = try submitted.taking(OutcomeStep(.rejected, note(3), refusedBatch: 3))
    #expect(refused.isRefusedByBody && !withdrawn.isRefusedByBody)
    #expect(refusal(of: issued.kind, to: refused, against: [.followsNoMore]) == .followsNoMore)
    let taken = try refused.taking(issued)
    #expect(taken.state == .issued && !taken.isRefusedByBody)
    func outlived(_ findings: [OutcomeFinding], _ cases: [OutcomeCase]) -> [Int] {
      OutcomeProposals(findings, cases) { _ in OutcomeBasis(resultsVersion: 1, objection: .none) }
        .outlived.map(\.number)
    }
    #expect(outlived([refused.finding], [refused]).isEmpty)
    #expect(outlived([], [refused]) == [1])
    #expect(outlived([], [withdrawn]).isEmpty)
    let successor = OutcomeCase(number: 2, finding: refused.finding, opened: note(4))
    #expect(outlived([refused.finding], [refused, successor]) == [1])
  }

  @Test func whatOthersDecideIsSubmittedFirst() throws {
    let issued = OutcomeStep.Kind.issued(number: "S1", on: CalendarDate("2025-05-01"))
    let confirmed = try opened(.eligibility, [(.confirmed, 1)])
    #expect(refusal(of: issued, to: confirmed) == .notNow(.confirmed))
    #expect(
      refusal(of: .issued(number: "S1", on: nil), to: confirmed) == .notByOthers)
    let submitted = try confirmed.taking(OutcomeStep(.submitted(batch: 3), note(2)))
    #expect(submitted.batch == 3)
    #expect(try submitted.taking(OutcomeStep(issued, note(30))).state == .issued)
    // The platform's own series is nobody else's: it would be missing there.
    let ours = OutcomeStep.Kind.issued(
      number: "LT-2025-00000001", on: CalendarDate("2025-05-01"))
    #expect(refusal(of: ours, day: 30, to: submitted) == .notByOthers)
    #expect(try submitted.taking(OutcomeStep(.rejected, note(30))).state == .rejected)
    #expect(try submitted.taking(OutcomeStep(.expired, note(300))).state == .expired)
  }

  @Test func aNoticeRunsToItsEnd() throws {
    let shown = try opened(.grant, [(notice, 0)])
    #expect(shown.state == .publicised)
    let end = Self.start + Milliseconds(Self.day.count * 7)
    #expect(refusal(of: .confirmed, day: 6, to: shown) == .noticeRuns(until: end))
    #expect(refusal(of: .confirmed, day: 7, to: shown) == nil)
    #expect(refusal(of: notice, to: shown) == .notNow(.publicised))
    #expect(
      try refusal(of: .publicised(until: Self.start), to: opened(.grant)) == .noticeTooShort)
  }

  /// Whoever is objected to, or has it no more, gets no further.
  @Test(arguments: [
    (OutcomeCase.Obstacle.objection, OutcomeCase.Refusal.objectedTo),
    (.followsNoMore, .followsNoMore),
  ])
  func anObstacleKeepsItFromGoingOn(
    obstacle: OutcomeCase.Obstacle, refused: OutcomeCase.Refusal
  ) throws {
    let shown = try opened(.eligibility, [(notice, 0)])
    #expect(refusal(of: .confirmed, day: 8, to: shown, against: [obstacle]) == refused)
    #expect(refusal(of: .confirmed, day: 8, to: shown) == nil)
    let confirmed = try shown.taking(OutcomeStep(.confirmed, note(8)))
    let submit = OutcomeStep.Kind.submitted(batch: 1)
    #expect(refusal(of: submit, day: 9, to: confirmed, against: [obstacle]) == refused)
    let submitted = try confirmed.taking(OutcomeStep(submit, note(9)))
    let issued = OutcomeStep.Kind.issued(number: "S1", on: CalendarDate("2025-05-01"))
    #expect(refusal(of: issued, day: 30, to: submitted, against: [obstacle]) == refused)
    #expect(refusal(of: issued, day: 30, to: submitted) == nil)
    // It may still be ended, or kept.
    for step in [OutcomeStep.Kind.rejected, .expired, .kept] {
      #expect(refusal(of: step, day: 9, to: submitted, against: [obstacle]) == nil)
    }
  }

  /// What the public does not see yet can neither be shown to it nor go on.
  @Test func nothingGoesOnWhileItsStageIsFrozen() throws {
    let stage = try StagePath("cup/fitter/final")
    let issued = OutcomeStep.Kind.issued(number: "S1", on: CalendarDate("2025-05-01"))
    let eligible = try opened(.eligibility)
    let confirmed = try opened(.eligibility, [(.confirmed, 0)])
    let submitted = try confirmed.taking(OutcomeStep(.submitted(batch: 1), note()))
    for (one, step) in [
      (eligible, notice), (eligible, .confirmed), (confirmed, .submitted(batch: 1)),
      (submitted, issued),
    ] {
      #expect(refusal(of: step, to: one, against: [.frozen]) == .frozen(stage))
      #expect(refusal(of: step, to: one) == nil)
    }
    for step in [OutcomeStep.Kind.rejected, .returned, .expired, .kept] {
      #expect(refusal(of: step, to: submitted, against: [.frozen]) == nil)
    }
    let granted = try submitted.taking(OutcomeStep(issued, note()))
    #expect(refusal(of: .revoked, to: granted, against: [.frozen]) == nil)
  }

  @Test func whatFollowsFromALevelIsNotIssuedBeforeIt() throws {
    let waits: Set<OutcomeCase.Obstacle> = [.awaitsLevel]
    let confirmed = try opened(.eligibility, [(.confirmed, 0)])
    let submit = OutcomeStep.Kind.submitted(batch: 1)
    #expect(refusal(of: submit, day: 1, to: confirmed, against: waits) == nil)
    let submitted = try confirmed.taking(OutcomeStep(submit, note(1)))
    let issued = OutcomeStep.Kind.issued(number: "S1", on: CalendarDate("2025-05-01"))
    #expect(refusal(of: issued, day: 30, to: submitted, against: waits) == .levelNotIssued)
    #expect(refusal(of: issued, day: 30, to: submitted) == nil)
    #expect(refusal(of: .rejected, day: 30, to: submitted, against: waits) == nil)
  }

  @Test func whatAPackWantsToBeShownIsShownFirst() throws {
    let asks: Set<OutcomeCase.Obstacle> = [.asksForNotice]
    #expect(try refusal(of: .confirmed, to: opened(.grant), against: asks) == .noticeMissing)
    #expect(try refusal(of: .confirmed, to: opened(.grant)) == nil)
    #expect(
      try refusal(of: .confirmed, day: 7, to: opened(.grant, [(notice, 0)]), against: asks)
        == nil)
  }

  /// The platform certifies people; what is granted to others is awarded by others.
  @Test func aGrantToAMentorIsHandedOverLikeWhatOthersDecide() throws {
    let confirmed = try opened(.grant, [(.confirmed, 0)], recipient: .mentor)
    #expect(confirmed.credential == nil)
    #expect(refusal(of: .issued(number: "LT-2025-00000001", on: nil), to: confirmed) != nil)
    let submitted = try confirmed.taking(OutcomeStep(.submitted(batch: 1), note(1)))
    let issued = OutcomeStep.Kind.issued(number: "工会 7", on: CalendarDate("2025-05-01"))
    #expect(try submitted.taking(OutcomeStep(issued, note(30))).state == .issued)
  }

  /// Nothing follows upon an end, whatever the end is.
  @Test(arguments: [OutcomeCase.State.rejected, .expired, .revoked])
  func anEndIsAnEnd(state: OutcomeCase.State) throws {
    let issued = OutcomeStep.Kind.issued(number: "n", on: nil)
    let ended: OutcomeCase =
      switch state {
      case .rejected: try opened(.grant, [(.rejected, 1)])
      case .expired: try opened(.grant, [(.confirmed, 1), (.expired, 1)])
      default: try opened(.grant, [(.confirmed, 1), (issued, 1), (.revoked, 2)])
      }
    #expect(ended.state == state)
    let all: [OutcomeStep.Kind] = [
      notice, .confirmed, issued, .rejected, .expired, .revoked, .kept,
    ]
    for kind in all { #expect(refusal(of: kind, day: 9, to: ended) == .notNow(state)) }
  }

  // MARK: Proposals

  private func proposals(
    _ findings: [OutcomeFinding], awaiting: [OutcomeFinding] = [], _ cases: [OutcomeCase],
    version: Int = 1, objection: Facts.Objection = .none
  ) -> OutcomeProposals {
    OutcomeProposals(findings, awaiting: awaiting, cases) { _ in
      OutcomeBasis(resultsVersion: version, objection: objection)
    }
  }

  @Test func whatIsNewIsProposedAndWhatIsGoneIsProposedToBeWithdrawn() throws {
    let held = try finding(.grant)
    let other = try finding(.grant, contestant: "1001")
    let live = OutcomeCase(number: 1, finding: held, opened: note())
    let found = proposals([other], [live])
    #expect(found.grants == [other])
    #expect(found.withdrawals == [live])
    let settled = proposals([held], [live])
    #expect(settled.grants.isEmpty && settled.withdrawals.isEmpty)
    #expect(found.digest != settled.digest && found.digest.count == 16)
    // The same outcome by a newer version of the results is no other one.
    let again = proposals([try finding(.grant, version: 2)], [live], version: 2)
    #expect(again.grants.isEmpty && again.withdrawals.isEmpty)
  }

  /// A public notice that begins anew, an open objection, an issuer that is not registered any more.
  @Test func whatOnlyAwaitsSomethingIsNeitherOpenedNorWithdrawn() throws {
    let held = try finding(.grant)
    let live = OutcomeCase(number: 1, finding: held, opened: note())
    let found = proposals([], awaiting: [held], [live])
    #expect(found.withdrawals.isEmpty && found.grants.isEmpty)
  }

  @Test func anotherLevelIsAnotherOutcome() throws {
    let senior = try finding(.eligibility, level: .senior)
    let technician = try finding(.eligibility, level: .technician)
    let live = OutcomeCase(number: 1, finding: senior, opened: note())
    let found = proposals([technician], [live])
    #expect(found.grants == [technician])
    #expect(found.withdrawals == [live])
  }

  private func ended(
    version: Int, objection: Facts.Objection = .none, _ kind: OutcomeStep.Kind = .rejected
  ) throws -> OutcomeCase {
    let basis = OutcomeBasis(resultsVersion: version, objection: objection)
    return OutcomeCase(
      number: 1, finding: try finding(.grant), opened: note(),
      steps: [OutcomeStep(kind, note(1), basis: basis)])
  }

  /// What a person has ended does not come back by itself, and the results by which it began do not
  /// matter then.
  @Test func whatWasEndedIsProposedAgainOnlyByNewResults() throws {
    let ended = try ended(version: 2)
    let anew = try finding(.grant, version: 2)
    #expect(proposals([anew], [ended], version: 2).grants.isEmpty)
    #expect(proposals([anew], [ended], version: 3).grants == [anew])
    #expect(proposals([], [ended], version: 3).withdrawals.isEmpty)
  }

  @Test func whatWasEndedOverAnObjectionIsProposedAgainWhenThatIsDismissed() throws {
    let held = try finding(.grant)
    let ended = try ended(version: 1, objection: .open)
    #expect(proposals([held], [ended], objection: .open).grants.isEmpty)
    #expect(proposals([held], [ended]).grants == [held])
  }

  /// Nobody said that it should not be: it did not follow then, and follows now.
  @Test func whatWasWithdrawnIsProposedAgainAsSoonAsItFollowsAgain() throws {
    let withdrawn = try opened(.grant, [(.rejected, 1)])
    #expect(proposals([try finding(.grant)], [withdrawn]).grants.count == 1)
  }

  @Test func whatWasKeptStaysUntilSomethingChanges() throws {
    let kept = try ended(version: 1, .kept)
    #expect(kept.state == .eligible)
    #expect(proposals([], [kept]).withdrawals.isEmpty)
    #expect(proposals([], [kept], version: 2).withdrawals == [kept])
    #expect(proposals([], [kept], objection: .upheld).withdrawals == [kept])
    // What is done afterwards does not take the word back.
    let confirmed = try kept.taking(OutcomeStep(.confirmed, note(2)))
    #expect(proposals([], [confirmed]).withdrawals.isEmpty)
  }

  @Test func proposalsAreChosenByTheirPlace() throws {
    let other = try finding(.grant, contestant: "1001")
    let live = OutcomeCase(number: 7, finding: try finding(.grant), opened: note())
    let found = proposals([other], [live])
    #expect(found.chosen(nil)?.grants == [other])
    #expect(found.chosen([2])?.grants.isEmpty == true)
    #expect(found.chosen([2])?.withdrawals == [live])
    #expect(found.chosen([0]) == nil && found.chosen([3]) == nil)
  }

  @Test func aCertificateGrantedAnewHasAnIDOfItsOwn() throws {
    let subject = try finding(.grant).subject
    let first = CredentialID(of: subject)
    #expect(
      first
        == CredentialID(
          stage: subject.stage, contestant: subject.contestant, pack: subject.pack,
          rule: subject.rule))
    #expect(CredentialID(of: subject, generation: 1) != first)
    #expect(CredentialID(of: subject, generation: 2) != CredentialID(of: subject, generation: 1))
  }

  @Test func aChangeIsRefusedWithEveryCaseThatCannotTakeIt() throws {
    let cases = [
      OutcomeCase(number: 1, finding: try finding(.grant), opened: note()),
      OutcomeCase(
        number: 2, finding: try finding(.grant, contestant: "1001"), opened: note(),
        steps: [OutcomeStep(.rejected, note())]),
    ]
    let change = try OutcomeTransition(
      after: cases, taking: { $0.state.isFinal ? nil : .confirmed }, note(1))
    #expect(change.steps.map(\.case.number) == [1])
    do {
      _ = try OutcomeTransition(after: cases, taking: { _ in .confirmed }, note(1))
      Issue.record("a rejected outcome was confirmed")
    } catch {
      #expect(error.refusals.map(\.number) == [2])
    }
  }
}
