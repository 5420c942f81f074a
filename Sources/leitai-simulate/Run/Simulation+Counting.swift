import AttemptRecords
import Contests
import Sessions

/// What a run has brought about.
extension Simulation {
  func count(_ record: AttemptRecord) {
    tally.count(.record)
    let happening: Happening =
      switch record.event {
      case .started: .started
      case .answered: .answered
      case .cleared: .cleared
      case .flagged: .flagged
      case .signalled: .signalled
      case .heartbeat: .heartbeat
      case .submitted(.contestant): .handedIn
      case .submitted(.deadline): .handedInForDeadline
      case .submitted(.closing): .handedInForClosing
      case .ruled(.extended, _): .extended
      case .ruled(.suspended, _): .suspended
      case .ruled(.resumed, _): .resumed
      case .ruled(.voided(let mayRetry), _): mayRetry ? .voidedWithRetry : .voidedForGood
      }
    tally.count(happening)
  }

  /// Who lost a race against whom.
  func count(_ refusal: SimulatedJournal.Refusal, of entry: JournalEntry) {
    switch refusal {
    case .numberTaken:
      tally.count(.lostStart)
      if case .started(let start) = entry.records[0].event {
        let tries = scenario.places[laws.stage(start.stage)].stage.tries
        if start.number == tries.total || start.number == tries.perDay { tally.count(.lostLastTry) }
      }
    case .seatTaken: tally.count(.lostSeat)
    case .taken(let winner):
      let loser = entry.records[entry.records.count - 1]
      tally.count(Self.race(lostBy: loser.event, to: winner.event))
    case .followsRefused, .otherBase, .idTaken: tally.count(.lostOther)
    }
  }

  private static func race(lostBy loser: AttemptEvent, to winner: AttemptEvent) -> Happening {
    switch (loser, winner) {
    case (.submitted(.contestant), .submitted(.contestant)): .lostDoubleSubmission
    case (.submitted(.contestant), .submitted(.deadline)): .lostSubmissionToDeadline
    case (.submitted(.deadline), .submitted(.contestant)): .lostDeadlineToSubmission
    case (.submitted(.deadline), .submitted(.deadline)): .lostDeadlineToDeadline
    case (_, .submitted(.closing)): .lostToClosing
    case (.ruled(.extended, _), .submitted(.deadline)): .lostExtensionToDeadline
    case (.submitted(.deadline), .ruled(.extended, _)): .lostDeadlineToExtension
    case (_, .ruled(.voided, _)): .lostToVoiding
    case (.answered, .submitted): .lostAnswerToSubmission
    case (.submitted, .answered): .lostSubmissionToAnswer
    case (.answered, .ruled): .lostAnswerToRuling
    case (.ruled, .answered): .lostRulingToAnswer
    default: .lostOther
    }
  }

  func countReply(_ result: Result<SessionReply, SessionFailure>, to ticket: Ticket) {
    switch result {
    case .failure(.overloaded): tally.count(.overloaded)
    case .failure(.unknownAttempt): tally.count(.refusedStranger)
    case .failure: tally.count(.unavailable)
    case .success(let reply):
      if case .failure? = reply.ruling { tally.count(.refusedRuling) }
      for (numbered, outcome) in zip(ticket.commands, reply.outcomes) {
        count(outcome, of: numbered)
      }
    }
  }

  private func count(_ outcome: CommandOutcome, of numbered: NumberedCommand) {
    guard case .rejected(let reason) = outcome else { return }
    let happening: Happening =
      switch reason {
      case .notBegun: .refusedBeforeBell
      case .suspended: .refusedSuspended
      case .alreadySubmitted: .refusedSubmitted
      case .voided: .refusedVoided
      case .pastDeadline: .refusedPastDeadline
      case .staleSequence: .refusedStale
      case .sequenceGap: .refusedGap
      case .alreadyAnswered: .refusedFinalAnswer
      default: .refusedItem
      }
    tally.count(happening)
  }

  func count(_ refusal: EntryRule.Refusal) {
    let happening: Happening? =
      switch refusal {
      case .notOpen: .refusedClosed
      case .notYet: .refusedNotYet
      case .windowOver: .refusedWindowOver
      case .tooLate: .refusedTooLate
      case .triesUsed: .refusedTries
      case .triesUsedToday: .refusedTriesToday
      case .unitFull: .refusedUnitFull
      case .notOnRoster, .noPaper, .notShortlisted, .regionNotAdmitted: nil
      }
    if let happening { tally.count(happening) }
  }
}
