package import Contests

/// Whether a contestant may begin, or goes on with, an attempt. Pure: everything is an argument.
package enum EntryRule {
  /// What a contestant who may enter does.
  package enum Decision: Hashable, Sendable {
    /// An attempt is open; it is the one to go on with.
    case resume(AttemptID)
    /// A new attempt with this number and deadline.
    case begin(number: Int, deadline: Instant, due: Instant)
  }

  /// Why nobody, or this contestant, may begin.
  package enum Refusal: Error, Hashable, Sendable {
    /// The contestant is on the roster of another event or contest.
    case notOnRoster
    /// The stage is a draft, closed or certified.
    case notOpen(StageState)
    case notYet(opens: Instant)
    case windowOver(closed: Instant)
    case triesUsedToday(limit: Int)
    case triesUsed(limit: Int)
  }

  /// Decides at `instant`, given the contestant's attempts at the stage.
  package static func decide(
    _ contestant: Contestant, entering place: StagePlace, attempts: [AttemptSummary],
    at instant: Instant
  ) throws(Refusal) -> Decision {
    guard contestant.contest == place.contest.id, contestant.event == place.event.id else {
      throw .notOnRoster
    }
    if let open = attempts.first(where: \.isOpen) { return .resume(open.id) }
    guard place.state == .open else { throw .notOpen(place.state) }
    let window = place.stage.window
    guard window.contains(instant) else {
      throw instant < window.opens
        ? .notYet(opens: window.opens) : .windowOver(closed: window.closes)
    }
    if let limit = place.stage.tries.total, attempts.count >= limit {
      throw .triesUsed(limit: limit)
    }
    if let limit = place.stage.tries.perDay {
      let zone = place.contest.zone
      let today = zone.day(of: instant)
      let used = attempts.count { zone.day(of: $0.startedAt) == today }
      guard used < limit else { throw .triesUsedToday(limit: limit) }
    }
    let deadline = min(instant + place.stage.allowance, window.closes)
    return .begin(
      number: (attempts.last?.number ?? 0) + 1, deadline: deadline,
      due: deadline + place.stage.grace)
  }
}
