package import Contests
package import Scoring

extension Facts {
  /// What standings would say if they were certified now: for what-if questions only, since nothing
  /// follows from results that are not certified.
  ///
  /// Every attempt counts as a round, also one in which nothing was answered.
  package static func of(
    _ outlook: CorrectionEffect.Outlook, days: [ContestantID: Int], at place: StagePlace,
    with surroundings: Surroundings, certifiedAt instant: Instant,
    about subjects: Set<Subject> = [.person]
  ) -> [Facts] {
    let (contest, standings) = (place.contest, outlook.standings)
    let results =
      standings.rows.map { ($0.contestant.id, $0.result) }
      + standings.unranked.compactMap { one in one.result.map { (one.contestant.id, $0) } }
    let activity = results.map { id, result in
      (id, FactsSource.Activity(rounds: result.attempts, days: days[id] ?? 0))
    }
    let source = FactsSource(
      occasion: Occasion(
        stage: place.path, contestTitle: contest.title, eventTitle: place.event.title,
        occupation: place.event.occupation, tier: contest.tier, zone: contest.zone,
        windowDays: place.stage.window.days(in: contest.zone)),
      stage: place.stage, standings: standings,
      teams: CertifiedResults.teams(of: standings, in: place.stage) ?? [],
      shortlist: outlook.shortlist, activity: Dictionary(activity) { first, _ in first },
      hash: "preview", version: (place.certified?.version ?? 0) + 1, certifiedAt: instant)
    return source.facts(about: subjects, with: surroundings)
  }
}
