package import Contests
package import Scoring

extension Facts {
  /// What is known beside the results of a stage, by admission number.
  package struct Surroundings: Sendable {
    /// The class of the contest; absent when its plan names none.
    package var contestClass: Int?
    /// The local day on which the stage was certified for the first time, by which people are judged;
    /// absent: these results are the first.
    package var certifiedOn: CalendarDate?
    /// What the ledger holds of people; whoever is missing has the roster's level alone.
    package var records: [ContestantID: PersonRecord] = [:]
    /// Objections of the public notice, also against what stands for units and teams; whoever is missing
    /// has none.
    package var objections: [ContestantID: Fact<Objection>] = [:]
    /// What was done about the shortlist, the oldest first.
    package var shortlistActs: [ShortlistAct] = []
    /// How many people belong to units and teams.
    package var headcounts = Headcounts.none
    /// The bodies registered for the occupation.
    package var issuers: [IssuerRegistration] = []

    /// Nothing.
    package init() {}
  }

  /// What certified results say: of everybody in them, in the order of the standings, those without a
  /// rank last; then of teams and units.
  ///
  /// - Parameters:
  ///   - hash: the hash under which the results were certified.
  ///   - subjects: whom the packs ask about.
  package static func of(
    _ results: CertifiedResults, hash: String, with surroundings: Surroundings = Surroundings(),
    about subjects: Set<Subject> = [.person]
  ) -> [Facts] {
    let answered = results.everyone.map { entry in
      let attempts = entry.attempts.filter { $0.responses.contains { !$0.isEmpty } }
      let days = Set(attempts.map { results.zone.day(of: $0.startedAt) }).count
      return (entry.contestant, FactsSource.Activity(rounds: attempts.count, days: days))
    }
    let source = FactsSource(
      occasion: Occasion(
        stage: results.path, contestTitle: results.contestTitle, eventTitle: results.eventTitle,
        occupation: results.occupation, tier: results.tier,
        contestClass: surroundings.contestClass, zone: results.zone,
        windowDays: results.stage.window.days(in: results.zone)),
      stage: results.stage, standings: Standings(results), teams: results.teams ?? [],
      shortlist: Set(results.everyone.filter(\.shortlisted).map(\.contestant)),
      activity: Dictionary(answered) { first, _ in first }, hash: hash, version: results.version,
      certifiedAt: results.certifiedAt)
    return source.facts(about: subjects, with: surroundings)
  }
}

extension CalendarDate {
  /// Stands for a moment outside the calendar, which no clock of a server shows.
  static var beforeAll: CalendarDate {
    guard let date = CalendarDate(year: 1800, month: 1, day: 1) else {
      preconditionFailure("the first day of the calendar is one")
    }
    return date
  }
}

extension Window {
  /// How many local days it touches.
  func days(in zone: ContestZone) -> Int {
    zone.day(of: Instant(milliseconds: closes.milliseconds - 1)) - zone.day(of: opens) + 1
  }
}
