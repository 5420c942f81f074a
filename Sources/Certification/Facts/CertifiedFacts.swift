package import Contests
package import Scoring
import Synchronization

/// A certified version of a stage, from which facts are made: everything but the answers, held so that a
/// question about one person costs no more than that person.
package final class CertifiedFacts: Sendable {
  private let source: FactsSource
  private let places: [ContestantID: Place]
  /// The shortlist after so many acts, which are only ever added.
  private let shortlist = Mutex<(acts: Int, contestants: Set<ContestantID>)?>(nil)

  /// Where somebody stands in the standings.
  private enum Place {
    case ranked(Int)
    case unranked(Int)
  }

  /// - Parameter hash: the hash under which the results were certified.
  package init(_ results: CertifiedResults, hash: String) {
    let answered = results.everyone.map { entry in
      let attempts = entry.attempts.filter { $0.responses.contains { !$0.isEmpty } }
      let days = Set(attempts.map { results.zone.day(of: $0.startedAt) }).count
      return (entry.contestant, FactsSource.Activity(rounds: attempts.count, days: days))
    }
    let standings = Standings(results)
    source = FactsSource(
      occasion: Facts.Occasion(
        stage: results.path, contestTitle: results.contestTitle, eventTitle: results.eventTitle,
        occupation: results.occupation, tier: results.tier, zone: results.zone,
        windowDays: results.stage.window.days(in: results.zone)),
      stage: results.stage, standings: standings, teams: results.teams ?? [],
      shortlist: Set(results.everyone.filter(\.shortlisted).map(\.contestant)),
      activity: Dictionary(answered) { first, _ in first }, hash: hash, version: results.version,
      certifiedAt: results.certifiedAt)
    var places: [ContestantID: Place] = [:]
    places.reserveCapacity(standings.rows.count + standings.unranked.count)
    for (index, one) in standings.unranked.enumerated() {
      places[one.contestant.id] = .unranked(index)
    }
    for (index, one) in standings.rows.enumerated() { places[one.contestant.id] = .ranked(index) }
    self.places = places
  }

  /// Which version of which stage it is.
  package var path: StagePath { source.occasion.stage }
  package var version: Int { source.version }
  /// The hash under which it was certified.
  package var hash: String { source.hash }
  package var certifiedAt: Instant { source.certifiedAt }
  /// How many have a rank.
  package var rankedCount: Int { source.standings.rows.count }
  /// How many people are in it, ranked or not.
  package var count: Int { places.count }

  /// Everybody in the order of the standings, those without a rank last.
  package var contestants: [Contestant] {
    source.standings.rows.map(\.contestant) + source.standings.unranked.map(\.contestant)
  }

  /// What the results say: of everybody in them, in the order of the standings, those without a rank
  /// last; then of teams and units.
  ///
  /// - Parameter subjects: whom the packs ask about.
  package func facts(
    about subjects: Set<Facts.Subject> = [.person],
    with surroundings: Facts.Surroundings = Facts.Surroundings()
  ) -> [Facts] {
    source.facts(about: subjects, with: surroundings)
  }

  /// What the results say of one person, as among those of everybody; absent for whoever is not in them.
  package func facts(
    of contestant: ContestantID, with surroundings: Facts.Surroundings
  ) -> Facts? {
    guard let place = places[contestant] else { return nil }
    let fellOut = surroundings.fellOut
    let known = FactsSource.Circumstances(
      of: source, surroundings, fellOut: fellOut,
      fallenRanks: fellOut.compactMap { standing(of: $0)?.rank },
      shortlist: shortlist(after: surroundings.shortlistActs))
    return switch place {
    case .ranked(let index): source.facts(of: source.standings.rows[index], known)
    case .unranked(let index): source.facts(of: source.standings.unranked[index], known)
    }
  }

  /// The result of one person, whose rank is absent where there is none; `nil` for whoever is not in the
  /// results.
  package func result(
    of contestant: ContestantID
  ) -> (rank: Int?, result: StageResult, isShortlisted: Bool)? {
    let isShortlisted = source.shortlist.contains(contestant)
    if let one = standing(of: contestant) { return (one.rank, one.result, isShortlisted) }
    guard case .unranked(let index)? = places[contestant],
      let result = source.standings.unranked[index].result
    else { return nil }
    return (nil, result, isShortlisted)
  }

  private func standing(of contestant: ContestantID) -> Standing? {
    guard case .ranked(let index)? = places[contestant] else { return nil }
    return source.standings.rows[index]
  }

  private func shortlist(after acts: [ShortlistAct]) -> Set<ContestantID> {
    shortlist.withLock { known in
      if let known, known.acts == acts.count { return known.contestants }
      let contestants = source.shortlist(after: acts)
      known = (acts.count, contestants)
      return contestants
    }
  }
}
