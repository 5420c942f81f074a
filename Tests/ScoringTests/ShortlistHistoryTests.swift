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
    let standings: Standings
    var acts: [ShortlistAct] = []
    var random: SeededGenerator

    var list: ShortlistInForce {
      ShortlistInForce(of: standings, by: stage, version: 1, after: acts)
    }

    init(seed: UInt64, _ policy: TiePolicy.AtCut) throws {
      random = SeededGenerator(seed: seed)
      let model = try #require(try Sample.contest().stage(Sample.path("practice")))
      let zone = try #require(ContestZone("Asia/Shanghai"))
      let stage = Stage(
        id: model.id, title: model.title, window: model.window, blueprint: model.blueprint,
        allowance: model.allowance, grace: model.grace, tries: model.tries, counting: .best,
        feedback: model.feedback, admission: model.admission, ranking: [.scoreDescending],
        ties: TiePolicy(ranks: .shared, atCut: policy),
        cut: Cut(
          perCity: Int.random(in: 1...4, using: &random),
          perUnit: Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil,
          reserves: Int.random(in: 1...5, using: &random)), policies: [])
      var people: [(contestant: Contestant, result: StageResult)] = []
      for number in 0..<Int.random(in: 0...40, using: &random) {
        let outcome = AttemptOutcome(
          attempt: AttemptID(number: 1), number: 1, startedAt: Sample.start,
          submittedAt: Sample.start, elapsed: .seconds(1),
          score: Points(Int.random(in: 0...6, using: &random)), maximum: Points(6))
        let contestant = try Sample.contestant(
          "\(1000 + number)", unit: "厂\(Int.random(in: 0...5, using: &random))",
          region: ["320300", "320700", "340600"].randomElement(using: &random) ?? "320300")
        people.append(
          (contestant, try #require(StageResult(of: [outcome], in: stage, zone: zone))))
      }
      self.stage = stage
      standings = Standings(of: people, by: stage)
    }

    /// Does something that a judge could do now.
    mutating func act(after certification: Bool) {
      let list = list
      let kind: ShortlistAct.Kind
      let concerned: [ContestantID]
      if let group = list.undecided.first {
        concerned = group.shuffled(using: &random)
        kind = .playOff(concerned)
      } else {
        let all = standings.rows.map(\.contestant.id).filter(list.lists)
        guard certification, let one = all.randomElement(using: &random) else { return }
        (kind, concerned) = (.withdrawal(one), [one])
      }
      acts.append(
        ShortlistAct(
          number: acts.count + 1, kind: kind, resultsVersion: certification ? 1 : 0,
          movedUp: certification ? list.movingUp(after: kind, inCitiesOf: concerned) : [],
          actor: "chief", at: Sample.start, reason: "r"))
    }
  }

  @Test(arguments: [TiePolicy.AtCut.allIn, .noneIn, .playOff])
  func nobodyIsDisplacedAndNoBoundIsPassed(policy: TiePolicy.AtCut) throws {
    var movedUp = 0
    for seed in 0..<200 as Range<UInt64> {
      var history = try History(seed: seed, policy)
      while !history.list.undecided.isEmpty { history.act(after: false) }
      for _ in 0..<12 {
        let before = history.list
        let reserves = Set(before.entries.map(\.standing.contestant.id))
        history.act(after: true)
        let after = history.list
        guard let act = history.acts.last else { continue }
        movedUp += act.movedUp.count
        let present = Set(after.contestants)
        if case .withdrawal(let gone) = act.kind {
          #expect(!present.contains(gone))
          #expect(present == Set(before.contestants).subtracting([gone]).union(act.movedUp))
        } else {
          #expect(present == Set(before.contestants).union(act.movedUp))
        }
        #expect(reserves.isSuperset(of: act.movedUp))
        #expect(Set(act.movedUp).isDisjoint(with: before.contestants))
        // Those whom a tie carries over a bound are the policy's own doing.
        guard policy != .allIn, let cut = history.stage.cut else { continue }
        let people = history.standings.rows.map(\.contestant).filter { present.contains($0.id) }
        let cities = Dictionary(grouping: people, by: \.region.city).values.map(\.count)
        let units = Dictionary(grouping: people, by: \.unit).values.map(\.count)
        #expect(cities.allSatisfy { $0 <= cut.perCity }, "\(seed)")
        #expect(units.allSatisfy { $0 <= cut.perUnit ?? .max }, "\(seed)")
      }
    }
    #expect(movedUp > 50)
  }
}
