import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Testing

@testable import Scoring

/// Whatever happens to a shortlist, some things always hold.
@Suite struct ShortlistHistoryTests {
  private struct History {
    let stage: Stage
    let people: [Contestant]
    let zone: ContestZone
    /// Of the results that are in force, or would be first.
    var standings: Standings
    /// 0 before the first results.
    var version = 0
    /// Who was written down as admitted when the results in force were certified.
    var certified: Set<ContestantID> = []
    var acts: [ShortlistAct] = []
    var random: SeededGenerator

    var list: ShortlistInForce {
      ShortlistInForce(of: standings, by: stage, version: max(version, 1), after: acts)
    }

    /// Who may enter the next stage by what is stored, as `isShortlisted` puts it together.
    var mayEnter: Set<ContestantID> {
      certified.union(acts.filter { $0.resultsVersion == version }.flatMap(\.movedUp))
        .subtracting(acts.compactMap(\.withdrawn))
    }

    init(seed: UInt64, _ policy: TiePolicy.AtCut) throws {
      random = SeededGenerator(seed: seed)
      let model = try #require(try Sample.contest().stage(Sample.path("practice")))
      zone = try #require(ContestZone("Asia/Shanghai"))
      stage = Stage(
        id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
        allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
        feedback: model.feedback, admission: model.admission, ranking: [.scoreDescending],
        ties: TiePolicy(ranks: .shared, atCut: policy),
        cut: Cut(
          perCity: Int.random(in: 1...4, using: &random),
          perUnit: Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil,
          reserves: Int.random(in: 1...5, using: &random)), policies: [])
      var people: [Contestant] = []
      for number in 0..<Int.random(in: 0...40, using: &random) {
        people.append(
          try Sample.contestant(
            "\(1000 + number)", unit: "厂\(Int.random(in: 0...5, using: &random))",
            region: ["320300", "320700", "340600"].randomElement(using: &random) ?? "320300"))
      }
      self.people = people
      standings = Standings(of: [], by: stage)
      standings = try markedStandings()
    }

    /// Results that nobody foresees.
    private mutating func markedStandings() throws -> Standings {
      var results: [(contestant: Contestant, result: StageResult)] = []
      for contestant in people {
        let outcome = AttemptOutcome(
          attempt: AttemptID(number: 1), number: 1, startedAt: Sample.start,
          submittedAt: Sample.start, elapsed: .seconds(1),
          score: Points(Int.random(in: 0...6, using: &random)), maximum: Points(6))
        results.append(
          (contestant, try #require(StageResult(of: [outcome], in: stage, zone: zone))))
      }
      return Standings(of: results, by: stage)
    }

    private mutating func append(
      _ kind: ShortlistAct.Kind, movingUpIn concerned: [ContestantID]
    ) {
      acts.append(
        ShortlistAct(
          number: acts.count + 1, kind: kind, resultsVersion: version,
          movedUp: version > 0 ? list.movingUp(after: kind, inCitiesOf: concerned) : [],
          actor: "chief", at: Sample.start, reason: "r"))
    }

    /// Does something that a judge could do now.
    mutating func act() {
      let list = list
      if let group = list.undecided.first {
        let order = group.shuffled(using: &random)
        append(.playOff(order), movingUpIn: order)
        return
      }
      let all = standings.rows.map(\.contestant.id).filter(list.lists)
      guard version > 0, let one = all.randomElement(using: &random) else { return }
      append(.withdrawal(one), movingUpIn: [one])
    }

    /// Makes results final, the same as before or others, as soon as no tie is on their cut.
    mutating func certify() throws {
      let next = version > 0 && Bool.random(using: &random) ? try markedStandings() : standings
      while let group = Shortlist(of: next, by: stage, playOffs: acts.playOffs).undecided.first {
        append(.playOff(group.shuffled(using: &random)), movingUpIn: [])
      }
      version += 1
      standings = next
      certified = Set(list.contestants)
    }

    /// How many moved up in the city that has the most of them under the results in force.
    var mostMovedUp: Int {
      let movedUp = Set(acts.filter { $0.resultsVersion == version }.flatMap(\.movedUp))
      let cities = Dictionary(grouping: people.filter { movedUp.contains($0.id) }) {
        $0.region.city
      }
      return cities.values.map(\.count).max() ?? 0
    }

    /// Whether no city and no unit has more people on the list than the cut lets pass.
    var keepsBounds: Bool {
      guard let cut = stage.cut else { return false }
      let present = Set(list.contestants)
      let people = people.filter { present.contains($0.id) }
      let cities = Dictionary(grouping: people, by: \.region.city).values.map(\.count)
      let units = Dictionary(grouping: people, by: \.unit).values.map(\.count)
      return cities.allSatisfy { $0 <= cut.perCity }
        && units.allSatisfy { $0 <= cut.perUnit ?? .max }
    }
  }

  @Test(arguments: [TiePolicy.AtCut.allIn, .noneIn, .playOff])
  func nobodyIsDisplacedAndNoBoundIsPassed(policy: TiePolicy.AtCut) throws {
    var movedUp = 0
    for seed in 0..<200 as Range<UInt64> {
      var history = try History(seed: seed, policy)
      for _ in 0..<4 {
        try history.certify()
        #expect(history.mayEnter == Set(history.list.contestants), "\(seed)")
        // Those whom a tie carries over a bound are the policy's own doing.
        #expect(policy == .allIn || history.keepsBounds, "\(seed)")
        for _ in 0..<4 {
          let before = history.list
          history.act()
          let after = history.list
          guard let act = history.acts.last else { continue }
          movedUp += act.movedUp.count
          let present = Set(after.contestants)
          #expect(
            present
              == Set(before.contestants).subtracting([act.withdrawn].compactMap { $0 })
              .union(act.movedUp), "\(seed)")
          #expect(history.mayEnter == present, "\(seed)")
          #expect(Set(before.entries.map(\.standing.contestant.id)).isSuperset(of: act.movedUp))
          #expect(Set(act.movedUp).isDisjoint(with: before.contestants))
          #expect(
            policy == .allIn || history.mostMovedUp <= history.stage.cut?.reserves ?? 0, "\(seed)")
          #expect(policy == .allIn || history.keepsBounds, "\(seed)")
        }
      }
    }
    #expect(movedUp > 50)
  }
}
