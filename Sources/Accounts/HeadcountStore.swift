package import Contests

/// A declaration of headcounts, without its rows.
package struct HeadcountVersion: Hashable, Sendable {
  /// 1 for the first of the contest.
  package let number: Int
  package let at: Instant
  /// Who declared it.
  package let actor: String
  /// Rows: a unit in two cities is two.
  package let units: Int
  /// The sum of these rows.
  package let people: Int
  /// Rows about teams.
  package let teams: Int

  package init(
    number: Int, at: Instant, actor: String, units: Int, people: Int, teams: Int
  ) {
    self.number = number
    self.at = at
    self.actor = actor
    self.units = units
    self.people = people
    self.teams = teams
  }
}

/// Where declared headcounts are kept. A version never changes; each method is one transaction.
package protocol HeadcountStore: Sendable {
  /// Keeps headcounts as a new version of a contest, whatever version they say, which takes the place
  /// of the one before, and the record that says so. Its time is after the beginning of every freeze of the contest, so that no
  /// frozen view has it.
  func keep(
    _ headcounts: Headcounts, of contest: ContestID, noting record: AuditRecord
  ) async throws -> HeadcountVersion

  /// The versions of a contest, newest first.
  func headcountVersions(of contest: ContestID) async throws -> [HeadcountVersion]

  /// The newest version of a contest; absent when there is none.
  ///
  /// - Parameter instant: the last moment of which a declaration counts; absent: all count.
  func headcountVersion(of contest: ContestID, at instant: Instant?) async throws -> Int?

  /// The rows of a version, those of units in the order of city and unit; none when there is no such version.
  func headcounts(of contest: ContestID, version: Int) async throws -> Headcounts
}
