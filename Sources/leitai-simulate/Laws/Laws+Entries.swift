import AttemptRecords
import Contests
import Sessions

/// What may be said to those who want to enter.
extension Laws {
  /// Judges the attempt that somebody is shown who enters.
  func judge(_ status: AttemptStatus, shownTo ticket: Ticket, _ scenario: Scenario) {
    guard let law = attempts[status.attempt],
      let milestone = law.milestone(showing: status, from: 0)
    else {
      verdict.hold(.toldIsDurable, false, "\(status.attempt) is entered and never was \(status)")
      return
    }
    verdict.hold(
      .ownAttemptsOnly, law.start.contestant == scenario.contestants[ticket.contestant].id,
      "\(status.attempt) is entered by another")
    let isOver = status.phase == .submitted || status.phase == .voided
    verdict.hold(
      .closedIsClosed, isOver || closedAt[stage(law.start.stage)] == nil,
      "\(status.attempt) is entered in a closed stage")
    tell(status.attempt, milestone)
  }

  /// Judges why somebody may not enter.
  func judge(
    _ refusal: EntryRule.Refusal, to ticket: Ticket, in journal: SimulatedJournal,
    _ scenario: Scenario
  ) {
    let contestant = scenario.contestants[ticket.contestant]
    let place = scenario.places[scenario.stages[ticket.contestant]]
    let stage = place.stage
    let rows = journal.rows.filter { $0.start.stage == place.path }
    let own = rows.filter { $0.start.contestant == contestant.id }
    let holds =
      switch refusal {
      case .notOnRoster, .noPaper, .notShortlisted, .regionNotAdmitted: false
      case .notOpen: closedAt[self.stage(place.path)] != nil
      case .notYet(let opens): ticket.at < opens
      case .windowOver(let closed):
        ticket.at >= closed && closed == end(of: stage, entering: ticket.at)
      case .triesUsed(let limit): limit == stage.tries.total && own.count >= limit
      case .triesUsedToday(let limit): limit == stage.tries.perDay && own.count >= limit
      case .tooLate(let bell, let late): ticket.at > bell + late
      case .unitFull(let limit):
        rows.count { $0.start.unitSeat?.unit == contestant.unit } == limit
          && own.allSatisfy { $0.start.unitSeat == nil }
      }
    verdict.hold(.refusedForAReason, holds, "\(contestant.id) may not enter: \(refusal)")
  }

  private func end(of stage: Stage, entering instant: Instant) -> Instant {
    min((stage.bell ?? instant) + stage.allowance, stage.window.closes)
  }
}
