package import AttemptRecords
package import Contests

/// What is known of a contestant and the contestant's unit at a stage, beside the declared rules.
package struct EntryFacts: Sendable {
  /// The contestant's attempts at the stage, in any order.
  package let attempts: [AttemptSummary]
  /// Whether the contestant passed the cut of the stage that the admission names; of no account
  /// where it names none.
  package let isShortlisted: Bool
  package let unitSeats: UnitSeats

  package init(attempts: [AttemptSummary], isShortlisted: Bool, unitSeats: UnitSeats) {
    self.attempts = attempts
    self.isShortlisted = isShortlisted
    self.unitSeats = unitSeats
  }
}

/// The seats of one unit at a stage, which are given to its contestants in the order of their first
/// attempts.
package struct UnitSeats: Hashable, Sendable {
  /// The highest seat number that was given to one of the unit, from 1; 0 when none was.
  package let highest: Int
  /// Whether the contestant in question has one of them.
  package let isSeated: Bool

  package init(highest: Int, isSeated: Bool) {
    self.highest = highest
    self.isSeated = isSeated
  }

  /// No seat was given yet.
  package static let none = UnitSeats(highest: 0, isSeated: false)
}

/// Whether a contestant may begin, or goes on with, an attempt. Pure: everything is an argument.
package enum EntryRule {
  /// What a contestant who may enter does.
  package enum Decision: Hashable, Sendable {
    /// An attempt is open; it is the one to go on with.
    case resume(AttemptID)
    /// A new attempt with this number and deadline. `opens` is the stage's bell, also when it has
    /// rung already; absent: the questions are shown at once. `unitSeat` is the seat to take with
    /// it; absent when the contestant has one or none is needed.
    case begin(number: Int, opens: Instant?, deadline: Instant, due: Instant, unitSeat: Int?)
  }

  /// Why nobody, or this contestant, may begin.
  package enum Refusal: Error, Hashable, Sendable {
    /// The contestant belongs to another contest, or to another event's roster where only the
    /// event's own is admitted.
    case notOnRoster
    /// The stage is not held online: judges give every score.
    case noPaper
    /// The stage is a draft, closed or certified.
    case notOpen(StageState)
    case notYet(opens: Instant)
    /// The window, or the time that ran from the bell, is over.
    case windowOver(closed: Instant)
    case notShortlisted(of: StageID)
    case regionNotAdmitted
    case triesUsed(limit: Int)
    case triesUsedToday(limit: Int)
    /// More than `late` after the bell.
    case tooLate(bell: Instant, late: Milliseconds)
    /// So many others of the contestant's unit were first.
    case unitFull(limit: Int)
  }

  /// Decides at `instant`.
  ///
  /// An open attempt is gone on with whatever else no longer holds.
  ///
  /// - Throws: of several reasons against a new attempt the first in the order of `Refusal`.
  package static func decide(
    _ contestant: Contestant, entering place: StagePlace, given facts: EntryFacts,
    at instant: Instant
  ) throws(Refusal) -> Decision {
    let stage = place.stage
    guard contestant.contest == place.contest.id,
      stage.admission.source != .roster || contestant.event == place.event.id
    else { throw .notOnRoster }
    guard stage.hasPaper else { throw .noPaper }
    if let open = facts.attempts.first(where: \.isOpen) { return .resume(open.id) }
    guard place.state == .open else { throw .notOpen(place.publicState) }
    let deadline = try deadline(of: stage, entering: instant)
    if case .shortlist(let earlier) = stage.admission.source, !facts.isShortlisted {
      throw .notShortlisted(of: earlier)
    }
    guard stage.admission.admits(contestant.region) else { throw .regionNotAdmitted }
    try checkTries(facts.attempts, at: place, instant)
    if let bell = stage.bell, let late = stage.late, instant > bell + late {
      throw .tooLate(bell: bell, late: late)
    }
    return .begin(
      number: (facts.attempts.map(\.number).max() ?? 0) + 1, opens: stage.bell,
      deadline: deadline, due: deadline + stage.grace,
      unitSeat: try seat(facts.unitSeats, of: stage.admission.perUnit))
  }

  /// When time is up for whoever enters at `instant`: with a bell it is up for everybody at once.
  private static func deadline(
    of stage: Stage, entering instant: Instant
  ) throws(Refusal) -> Instant {
    guard instant >= stage.window.opens else { throw .notYet(opens: stage.window.opens) }
    let deadline = min((stage.bell ?? instant) + stage.allowance, stage.window.closes)
    // Without a bell the window's end alone can have passed.
    guard instant < deadline else { throw .windowOver(closed: deadline) }
    return deadline
  }

  private static func checkTries(
    _ attempts: [AttemptSummary], at place: StagePlace, _ instant: Instant
  ) throws(Refusal) {
    let counted = attempts.filter(\.countsAsTry)
    if let limit = place.stage.tries.total, counted.count >= limit {
      throw .triesUsed(limit: limit)
    }
    if let limit = place.stage.tries.perDay {
      let zone = place.contest.zone
      // An attempt belongs to the day on which its time begins to run.
      let today = zone.day(of: place.stage.bell ?? instant)
      let used = counted.count { zone.day(of: $0.startedAt) == today }
      guard used < limit else { throw .triesUsedToday(limit: limit) }
    }
  }

  /// The seat that the contestant is to take.
  private static func seat(_ seats: UnitSeats, of limit: Int?) throws(Refusal) -> Int? {
    guard let limit, !seats.isSeated else { return nil }
    guard seats.highest < limit else { throw .unitFull(limit: limit) }
    return seats.highest + 1
  }
}
