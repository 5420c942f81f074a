import Contests
import Testing

@testable import Certification

/// What can become of an outcome, and in which order.
@Suite struct OutcomeCaseTests {
  private static let day = Milliseconds(86_400_000)
  private static let start = Instant(milliseconds: 1_743_472_800_000)

  private func finding(
    _ kind: OutcomeFinding.Kind, level: SkillLevel? = nil, contestant: String = "1000",
    rule: String = "A1", results: String = "h1"
  ) throws -> OutcomeFinding {
    OutcomeFinding(
      subject: OutcomeSubject(
        stage: try StagePath("cup/fitter/final"), contestant: try ContestantID(contestant),
        pack: try PackID("city"), rule: try RuleID(rule)),
      kind: kind, name: LocalizedText(zhHans: "一等奖", en: "First prize"), level: level,
      packVersion: 1, packHash: "p", resultsVersion: 1, resultsHash: results)
  }

  private func note(_ days: Int = 0) -> StaffNote {
    StaffNote(
      actor: "chief", at: Self.start + Milliseconds(Self.day.count * Int64(days)), reason: "r")
  }

  private func opened(
    _ kind: OutcomeFinding.Kind, _ steps: [(OutcomeStep.Kind, Int)] = []
  ) throws -> OutcomeCase {
    var one = OutcomeCase(number: 1, finding: try finding(kind), opened: note())
    for (step, day) in steps { one = try one.taking(OutcomeStep(step, note(day))) }
    return one
  }

  private func refusal(
    of step: OutcomeStep.Kind, day: Int = 0, to one: OutcomeCase
  ) -> OutcomeCase.Refusal? {
    do {
      _ = try one.taking(OutcomeStep(step, note(day)))
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

  @Test func whatOthersDecideIsSubmittedFirst() throws {
    let issued = OutcomeStep.Kind.issued(number: "S1", on: CalendarDate("2025-05-01"))
    let confirmed = try opened(.eligibility, [(.confirmed, 1)])
    #expect(refusal(of: issued, to: confirmed) == .notNow(.confirmed))
    #expect(
      refusal(of: .issued(number: "S1", on: nil), to: confirmed) == .notByOthers)
    let submitted = try confirmed.taking(OutcomeStep(.submitted(batch: 3), note(2)))
    #expect(submitted.batch == 3)
    #expect(try submitted.taking(OutcomeStep(issued, note(30))).state == .issued)
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

  @Test func anOpenObjectionKeepsItFromBeingConfirmed() throws {
    let shown = try opened(.grant, [(notice, 0)])
    let confirmed = OutcomeStep(.confirmed, note(8))
    #expect(throws: OutcomeCase.Refusal.objectedTo) {
      try shown.taking(confirmed, isObjectedTo: true)
    }
    #expect(try shown.taking(confirmed, isObjectedTo: false).state == .confirmed)
    // It may still be ended.
    let rejected = OutcomeStep(.rejected, note(8))
    #expect(try shown.taking(rejected, isObjectedTo: true).state == .rejected)
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
      notice, .confirmed, issued, .rejected, .expired, .revoked,
    ]
    for kind in all { #expect(refusal(of: kind, day: 9, to: ended) == .notNow(state)) }
  }

  // MARK: Proposals

  @Test func whatIsNewIsProposedAndWhatIsGoneIsProposedToBeWithdrawn() throws {
    let held = try finding(.grant)
    let other = try finding(.grant, contestant: "1001")
    let live = OutcomeCase(number: 1, finding: held, opened: note())
    let proposals = OutcomeProposals([other], [live])
    #expect(proposals.grants == [other])
    #expect(proposals.withdrawals == [live])
    let settled = OutcomeProposals([held], [live])
    #expect(settled.grants.isEmpty && settled.withdrawals.isEmpty)
    // The same outcome by a newer version of the results is no other one.
    let anew = try finding(.grant, results: "h2")
    let again = OutcomeProposals([anew], [live])
    #expect(again.grants.isEmpty && again.withdrawals.isEmpty)
  }

  @Test func anotherLevelIsAnotherOutcome() throws {
    let senior = try finding(.eligibility, level: .senior)
    let technician = try finding(.eligibility, level: .technician)
    let live = OutcomeCase(number: 1, finding: senior, opened: note())
    let proposals = OutcomeProposals([technician], [live])
    #expect(proposals.grants == [technician])
    #expect(proposals.withdrawals == [live])
  }

  /// What a person has ended does not come back by itself.
  @Test func whatWasEndedIsProposedAgainOnlyByNewResults() throws {
    let ended = try opened(.grant, [(.rejected, 1)])
    #expect(OutcomeProposals([try finding(.grant)], [ended]).grants.isEmpty)
    let anew = try finding(.grant, results: "h2")
    #expect(OutcomeProposals([anew], [ended]).grants == [anew])
    #expect(OutcomeProposals([], [ended]).withdrawals.isEmpty)
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
