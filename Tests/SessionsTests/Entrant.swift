import AttemptRecords
import Contests
import Fixtures
import Sessions
import Testing

/// Somebody at the door of a stage, of whom a test changes what it is about.
///
/// The stage has a window of two hours from 10:00 in Shanghai, an allowance of ten minutes and no
/// bounds.
struct Entrant {
  var contestant: Contestant
  var zone = ContestZone("Asia/Shanghai")
  var state = StageState.open
  var window = Window(opens: Sample.start, closes: Sample.start + .seconds(7200))
  var allowance = Milliseconds.seconds(600)
  var tries = Tries(perDay: nil, total: nil)
  var admission = Admission.roster
  var bell: Instant?
  var late: Milliseconds?
  var attempts: [AttemptSummary] = []
  var isShortlisted = false
  var seats = UnitSeats.none

  init(region: String = "320300") throws {
    contestant = try Sample.contestant("1", region: region)
  }

  /// The decision at an instant of so many milliseconds from `Sample.start`.
  func decide(at milliseconds: Int64) throws -> EntryRule.Decision {
    let sample = try Sample.contest()
    let path = try Sample.path("practice")
    let model = try #require(sample.stage(path))
    let stage = Stage(
      id: model.id, title: model.title, window: window, blueprint: model.blueprint,
      allowance: allowance, grace: .seconds(3), tries: tries, counting: .best, feedback: .none,
      admission: admission, ranking: model.ranking, ties: model.ties, cut: nil, policies: [],
      bell: bell, late: late)
    let contest = Contest(
      id: sample.id, title: sample.title, tier: sample.tier, zone: try #require(zone),
      hosts: [], events: sample.events)
    return try EntryRule.decide(
      contestant,
      entering: StagePlace(
        path: path, contest: contest, event: try #require(sample.event(path.event)), stage: stage,
        state: state),
      given: EntryFacts(attempts: attempts, isShortlisted: isShortlisted, unitSeats: seats),
      at: Sample.start + Milliseconds(milliseconds))
  }

  /// Why the entrant is refused; absent when it is not.
  func refusal(at milliseconds: Int64) throws -> EntryRule.Refusal? {
    do {
      _ = try decide(at: milliseconds)
      return nil
    } catch let refusal as EntryRule.Refusal {
      return refusal
    }
  }

  /// The same person on the roster of another contest or event.
  mutating func belong(to contest: String, _ event: String) throws {
    let old = contestant
    contestant = Contestant(
      id: old.id, contest: try ContestID(contest), event: try EventID(event), name: old.name,
      unit: old.unit, region: old.region, cityName: old.cityName, level: nil)
  }
}

extension AttemptSummary {
  /// An attempt that was made, started so many milliseconds from `Sample.start`.
  static func made(
    _ number: Int, at milliseconds: Int64 = 0, isOpen: Bool = false, countsAsTry: Bool = true
  ) -> AttemptSummary {
    AttemptSummary(
      id: AttemptID(number: Int64(number)), number: number,
      startedAt: Sample.start + Milliseconds(milliseconds), isOpen: isOpen,
      countsAsTry: countsAsTry)
  }
}
