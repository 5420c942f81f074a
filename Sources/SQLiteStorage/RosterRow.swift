import Contests

/// Reads rows of the roster one after the other. Neighbours are mostly colleagues: what they have in
/// common is made once.
struct RosterRow {
  static let columns = "id, contest, event, name, unit, region, city_name, level"

  private var contest = RepeatedValue<ContestID>()
  private var event = RepeatedValue<EventID>()
  private var unit = RepeatedValue<UnitName>()
  private var region = RepeatedValue<RegionCode>()
  private var cityName = RepeatedValue<String>()

  /// - Parameter row: has `columns`.
  /// - Throws: `DamagedRow` or `InvalidIdentifier` for what the domain does not accept.
  mutating func contestant(_ row: StoredRow) throws -> Contestant {
    Contestant(
      id: try ContestantID(row.text(0)),
      contest: try contest.value(of: row.bytes(1)) { try ContestID($0) },
      event: try event.value(of: row.bytes(2)) { try EventID($0) },
      name: row.text(3),
      unit: try unit.value(of: row.bytes(4)) { try sound(UnitName($0), "contestant.unit", $0) },
      region: try region.value(of: row.bytes(5)) {
        try sound(RegionCode($0), "contestant.region", $0)
      },
      cityName: cityName.value(of: row.bytes(6)) { $0 },
      level: try row.optionalInteger(7).map {
        try sound(SkillLevel(rawValue: Int($0)), "contestant.level", "\($0)")
      })
  }
}
