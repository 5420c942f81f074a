import AttemptRecords
import Contests

/// Everything from which the standings of a stage follow, as the store has it at one moment.
struct StandingsSource {
  let place: StagePlace
  let attempts: [AttemptResult]
  let judging: StageJudging
  let carried: CarriedResults
  private let contestants: [Contestant]

  /// - Throws: an error of the stores.
  init(
    of place: StagePlace, from store: any ResultStore & JudgingStore,
    roster: any ContestantStore
  ) async throws {
    self.place = place
    // Both are long, and are read at once: somebody who came onto the roster and handed in between
    // the two is left out, which whoever certifies notices by the number of attempts.
    async let people = roster.contestants(
      of: place.contest.id, event: place.stage.admission.source == .roster ? place.event.id : nil)
    attempts = try await store.results(of: place.path)
    judging = StageJudging(try await store.judging(of: place.path, upTo: nil))
    carried = try await CarriedResults(for: place, from: store, at: nil)
    contestants = try await people
  }

  /// On how many days each contestant made attempts.
  var days: [ContestantID: Int] {
    let zone = place.contest.zone
    let days: [ContestantID: Set<Int>] = attempts.reduce(into: [:]) { days, attempt in
      days[attempt.contestant, default: []].insert(zone.day(of: attempt.outcome.startedAt))
    }
    return days.mapValues(\.count)
  }

  /// - Parameter scores: those that some attempts have instead of their own.
  func standings(with scores: [AttemptID: Points] = [:]) -> Standings {
    var outcomes: [ContestantID: [AttemptOutcome]] = [:]
    for attempt in attempts {
      let outcome = attempt.outcome
      outcomes[attempt.contestant, default: []].append(
        scores[outcome.attempt].map(outcome.with(score:)) ?? outcome)
    }
    var results: [(contestant: Contestant, result: StageResult)] = []
    results.reserveCapacity(outcomes.count)
    for contestant in contestants {
      let (own, known) = (outcomes[contestant.id], judging[contestant.id])
      guard own != nil || known != nil else { continue }
      let result = StageResult(
        of: own ?? [], in: place.stage, zone: place.contest.zone, judging: known,
        carried: carried[contestant.id])
      if let result { results.append((contestant, result)) }
    }
    return Standings(
      of: results, by: place.stage,
      disqualified: Set(judging.contestants.filter { judging[$0]?.disqualification != nil }))
  }
}
