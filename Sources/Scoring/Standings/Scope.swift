package import Contests

/// Whom a table of standings compares.
package enum Scope: Hashable, Sendable, CustomStringConvertible {
  case overall
  case province(RegionCode)
  case city(RegionCode)
  case unit(UnitName)
  case team(TeamName)

  /// Reads `overall`, `province:320000`, `city:320300`, `unit:NAME` or `team:NAME`; `nil` for anything
  /// else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("overall", nil): self = .overall
    case ("province", let code?):
      guard let region = RegionCode(code) else { return nil }
      self = .province(region.province)
    case ("city", let code?):
      guard let region = RegionCode(code) else { return nil }
      self = .city(region.city)
    case ("unit", let name?):
      guard let unit = UnitName(name) else { return nil }
      self = .unit(unit)
    case ("team", let name?):
      guard let team = TeamName(name) else { return nil }
      self = .team(team)
    default: return nil
    }
  }

  package var description: String {
    switch self {
    case .overall: "overall"
    case .province(let region): "province:\(region)"
    case .city(let region): "city:\(region)"
    case .unit(let unit): "unit:\(unit)"
    case .team(let team): "team:\(team)"
    }
  }

  /// In how many scopes a contestant is compared at most, the last of them that of the team.
  static let kinds = 5

  /// The scopes in which a contestant is compared, the widest first. A new kind of scope stands here
  /// and is read by `init`.
  package static func all(of contestant: Contestant) -> [Scope] {
    [
      .overall, .province(contestant.region.province), .city(contestant.region.city),
      .unit(contestant.unit),
    ] + (contestant.team.map { [.team($0)] } ?? [])
  }
}
