/// A page of a contest's roster, by admission number.
package struct RosterPage: Codable, Hashable, Sendable {
  package let contest: String
  /// How many there are on all pages.
  package let contestants: Int
  package let rows: [Row]

  package init(contest: String, contestants: Int, rows: [Row]) {
    self.contest = contest
    self.contestants = contestants
    self.rows = rows
  }

  /// A person as everyone who works with results may see them.
  package struct Row: Codable, Hashable, Sendable {
    package let admission: String
    package let name: String
    package let unit: String
    /// GB/T 2260.
    package let region: String
    package let city: String
    /// The event's id.
    package let event: String
    /// The level held at registration, such as 高级工; absent when none is claimed.
    package let level: String?
    /// Absent for whoever stands alone.
    package let team: String?

    package init(
      admission: String, name: String, unit: String, region: String, city: String, event: String,
      level: String?, team: String?
    ) {
      self.admission = admission
      self.name = name
      self.unit = unit
      self.region = region
      self.city = city
      self.event = event
      self.level = level
      self.team = team
    }
  }
}
