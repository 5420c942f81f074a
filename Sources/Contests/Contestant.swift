/// A contestant is known by the admission number (准考证号), unique on one server.
package typealias ContestantID = Identifier<Contestant>

/// A person on a contest's roster, as everyone who works with results may see them.
///
/// The identity number is not here: `Accounts` keeps it encrypted.
package struct Contestant: Hashable, Sendable {
  /// The admission number (准考证号).
  package let id: ContestantID
  package let contest: ContestID
  package let event: EventID
  package let name: String
  package let unit: UnitName
  /// The city (prefecture) or county for which the contestant stands.
  package let region: RegionCode
  /// The city's name as the roster gives it.
  package let cityName: String
  /// The level certificate held at registration; absent when none is claimed.
  package let level: SkillLevel?
  /// The team for which the contestant stands; absent for whoever stands alone.
  package var team: TeamName?

  package init(
    id: ContestantID, contest: ContestID, event: EventID, name: String, unit: UnitName,
    region: RegionCode, cityName: String, level: SkillLevel?, team: TeamName? = nil
  ) {
    self.id = id
    self.contest = contest
    self.event = event
    self.name = name
    self.unit = unit
    self.region = region
    self.cityName = cityName
    self.level = level
    self.team = team
  }
}

/// What a signed-in person may be.
package enum Role: String, Sendable, CaseIterable, Codable {
  /// Answers papers.
  case contestant
  /// Imports banks and rosters, creates, opens and closes contests.
  case organizer
  /// Sees live standings, certifies results and issues certificates.
  case judge
  /// Reads everything that proves how a result came about; changes nothing.
  case auditor
  /// Manages staff.
  case admin
}
