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
    /// Whether the stage is frozen, so that the public does not see its results.
    package var isFrozen = false
    /// When the last freeze of the stage that began before it was certified ended; absent when none did.
    package var unfrozenAt: Instant?
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
}
