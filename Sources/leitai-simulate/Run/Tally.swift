/// Something that a run is there to bring about, counted to show that it did.
enum Happening: Int, CaseIterable, Sendable {
  // What is done
  case started, resumedOpenAttempt, answered, cleared, flagged, signalled, heartbeat, batch
  case largeBatch, largeBatchRepeated
  case handedIn, handedInForDeadline, handedInForClosing, secondLookHandedIn
  case extended, suspended, resumed, voidedForGood, voidedWithRetry, stageClosed
  case triedAgain, resultRecorded
  // What is refused
  case refusedSuspended, refusedSubmitted, refusedVoided, refusedPastDeadline, refusedBeforeBell
  case refusedGap, refusedStale, refusedFinalAnswer, refusedItem
  case refusedClosed, refusedNotYet, refusedWindowOver, refusedTooLate, refusedTries
  case refusedTriesToday, refusedUnitFull, refusedRuling, refusedStranger
  case repeatedNumber, overloaded, unavailable
  // Races, by who lost
  case lostStart, lostLastTry, lostSeat, lostDoubleSubmission, lostSubmissionToDeadline
  case lostDeadlineToSubmission, lostAnswerToSubmission, lostSubmissionToAnswer
  case lostAnswerToRuling, lostRulingToAnswer, lostExtensionToDeadline, lostDeadlineToExtension
  case lostDeadlineToDeadline, lostToClosing, lostToVoiding, lostOther
  // What goes wrong
  case messageLost, messageDoubled, commitFailed, commitLandedThoughFailed, commitLingered
  case lingeringCameToLight, crash, crashInCommit, commitSurvivedCrash, powerCut, orderlyStop
  case stall, readFailed, clockJumped, forgottenWhileIdle, recovered, projectionFailed
  case overlappingProjections, staleAnswer, memoryCompared
  // How much
  case record, event
}

/// How often each thing happened.
struct Tally: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: Happening.allCases.count)

  subscript(_ happening: Happening) -> Int { counts[happening.rawValue] }

  mutating func count(_ happening: Happening, _ times: Int = 1) {
    counts[happening.rawValue] += times
  }

  static func += (left: inout Tally, right: Tally) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }
}
