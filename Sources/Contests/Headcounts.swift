/// How many people a unit has in a city who could take part, as the organizer declares it.
package struct Headcount: Hashable, Sendable {
  package let unit: UnitName
  /// A prefecture-level city.
  package let city: RegionCode
  /// The city's name as the file gives it; absent when it does not.
  package let cityName: String?
  /// 1 to `Limits.headcount`.
  package let count: Int

  package init(unit: UnitName, city: RegionCode, cityName: String?, count: Int) {
    self.unit = unit
    self.city = city
    self.cityName = cityName
    self.count = count
  }
}

/// The headcounts of a contest as they were declared at one time.
package struct Headcounts: Hashable, Sendable {
  /// 1 for the first declaration of the contest; 0 while there is none, or it is not kept yet.
  package let version: Int
  /// At most one of a unit in a city.
  package let entries: [Headcount]
  /// How many people teams have, wherever they come from, 1 to `Limits.headcount`; those of `entries`
  /// are not told from it, nor it from them.
  package let teams: [TeamName: Int]

  package init(version: Int, entries: [Headcount], teams: [TeamName: Int] = [:]) {
    self.version = version
    self.entries = entries
    self.teams = teams
  }

  /// Nothing was declared.
  package static let none = Headcounts(version: 0, entries: [])
}
