import Contests

/// One unit in one city: the smallest group, of which all others are made.
struct RollupCell: Sendable {
  struct Key: Hashable {
    let unit: UnitName
    let city: RegionCode
  }

  let unit: UnitName
  let city: RegionCode
  var cityName: String?
  var tally = RollupTally()
  var headcount: Int?

  var key: Key { Key(unit: unit, city: city) }
}

/// What the results of those come to who have unit, place and team in common.
struct PlaceTally: Sendable {
  let unit: UnitName
  let region: RegionCode
  let cityName: String
  let team: TeamName?
  let tally: RollupTally

  var cell: RollupCell.Key { RollupCell.Key(unit: unit, city: region.city) }
}

/// What roll-ups are computed from: the standings of a stage, or anything that answers the same
/// questions.
protocol RollupSource {
  /// The tallies of people who have unit, place and team in common; several may be of one cell.
  var rollupTallies: [PlaceTally] { get }

  /// The best ranked of a group, at most `count` of them: what they earned and could have earned, in
  /// thousandths, and how many they are.
  func best(_ count: Int, in scope: Scope) -> (score: Int, maximum: Int, people: Int)

  /// Their results, best first.
  func bestResults(_ count: Int, in scope: Scope) -> [StageResult]
}
