import AttemptRecords
import Contests
import Foundation
import Scoring

/// A stage with a result for everybody, as the reference contest would have it: 205 cities, units of
/// some fifteen people.
struct StandingsSetting {
  let place: StagePlace
  let contestants: [Contestant]

  /// Overall, province, city and unit.
  static let scopes = 4

  init(members: Int) throws {
    let path = try BenchContest.stage("practice")
    let contest = try Contest(plan: BenchContest.plan)
    guard let event = contest.event(path.event), let stage = contest.stage(path) else {
      throw NotMeasured("the contest has no \(path)")
    }
    place = StagePlace(path: path, contest: contest, event: event, stage: stage, state: .open)
    contestants = try (0..<members).map { number in
      // Neighbours on the roster are colleagues.
      let unit = number / 15
      let city = unit % 205
      // Some fifty cities in each of four provinces.
      let province = [32, 34, 37, 41][city % 4]
      let digits = String(101 + city / 4)
      guard let region = RegionCode("\(province)\(digits.suffix(2))00"),
        let name = UnitName("第\(unit)厂")
      else { throw NotMeasured("no region of city \(city)") }
      return Contestant(
        id: try ContestantID("32030\(1_000_000 + number)"), contest: path.contest,
        event: path.event, name: "王小明", unit: name, region: region, cityName: "市\(city)",
        level: .senior)
    }
  }

  /// A result that nobody foresees.
  func outcome(
    of contestant: Int, number: Int, using random: inout some RandomNumberGenerator
  ) -> AttemptOutcome {
    let start = Instant(milliseconds: 1_763_700_000_000)
    let elapsed = Milliseconds(Int64.random(in: 20_000..<300_000, using: &random))
    let submitted = start + Milliseconds(Int64.random(in: 0..<4_000_000_000, using: &random))
    return AttemptOutcome(
      attempt: AttemptID(number: Int64(contestant) << 8 | Int64(number)), number: number,
      startedAt: submitted, submittedAt: submitted + elapsed, elapsed: elapsed,
      score: Points(thousandths: Int.random(in: 0...100, using: &random) * 1000),
      maximum: Points(100))
  }

  /// Everybody's first result.
  func filledTable(using random: inout some RandomNumberGenerator) -> StandingsTable {
    var table = StandingsTable(place)
    table.reserve(contestants: contestants.count)
    var rest = contestants.indices.shuffled(using: &random)[...]
    while !rest.isEmpty {
      table.add(
        rest.prefix(1000).map {
          (outcome: outcome(of: $0, number: 1, using: &random), contestant: contestants[$0])
        })
      rest = rest.dropFirst(1000)
    }
    return table
  }
}

extension AttemptOutcome {
  /// The same with another score.
  func scoring(_ score: Points) -> AttemptOutcome {
    AttemptOutcome(
      attempt: attempt, number: number, startedAt: startedAt, submittedAt: submittedAt,
      elapsed: elapsed, score: score, maximum: maximum)
  }
}
