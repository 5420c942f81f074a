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
}

/// What roll-ups are computed from: the standings of a stage, or anything that answers the same
/// questions.
protocol RollupSource {
  /// The tallies of people who have unit and place in common; several may be of one cell.
  var rollupTallies: [(unit: UnitName, region: RegionCode, cityName: String, tally: RollupTally)] {
    get
  }

  /// The best ranked of a group, at most `count` of them: what they earned and could have earned, in
  /// thousandths, and how many they are.
  func best(_ count: Int, in scope: Scope) -> (score: Int, maximum: Int, people: Int)
}
