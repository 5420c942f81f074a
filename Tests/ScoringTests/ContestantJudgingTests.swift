import Contests
import Fixtures
import Scoring
import Testing

/// What follows from the acts of judges, in their order.
@Suite struct ContestantJudgingTests {
  private let rule = JudgingRule(combine: .mean, atLeast: 2, disagreement: Points(10))

  /// Acts about contestant 1000 in the part `practical`.
  private func judging(_ acts: [(JudgingRecord.Kind, String?, Int?)]) throws -> ContestantJudging {
    let part = try PartID("practical")
    var judging = ContestantJudging()
    for (index, act) in acts.enumerated() {
      let isRuling = act.0 == .disqualified || act.0 == .reinstated
      judging.apply(
        JudgingRecord(
          JudgingRecord.Entry(
            act.0, try ContestantID("1000"), part: isRuling ? nil : part, judge: act.1,
            score: act.2.map(Points.init(_:)), actor: act.1 ?? "chief", at: Sample.start),
          number: Int64(index + 1)))
    }
    return judging
  }

  @Test func theNewestEntryOfEveryJudgeCounts() throws {
    let known = try judging([
      (.assigned, "li", nil), (.assigned, "wang", nil), (.scored, "li", 80), (.scored, "wang", 90),
      (.scored, "li", 84),
    ])[try PartID("practical")]
    #expect(known.score(by: rule) == Points(87))
    #expect(known.counted.map(\.judge) == ["li", "wang"])
    #expect(!known.isMissing(by: rule) && !known.isDisputed(by: rule))
  }

  @Test func whoWasReleasedDoesNotCount() throws {
    let part = try PartID("practical")
    let acts: [(JudgingRecord.Kind, String?, Int?)] = [
      (.assigned, "li", nil), (.assigned, "wang", nil), (.assigned, "zhao", nil),
      (.scored, "li", 80), (.scored, "wang", 90), (.scored, "zhao", 20),
    ]
    #expect(try judging(acts)[part].isDisputed(by: rule))
    let released = try judging(acts + [(.released, "zhao", nil)])[part]
    #expect(released.score(by: rule) == Points(85))
    // But it was given, and somebody has to look at it.
    #expect(released.isUnsettled(by: rule))
    #expect(released.entry(of: "zhao")?.score == Points(20))
    // Assigned again, the old entry counts again.
    let back = try judging(acts + [(.released, "zhao", nil), (.assigned, "zhao", nil)])[part]
    #expect(back.isDisputed(by: rule))
  }

  @Test func anotherScoreNeedsAnotherLook() throws {
    let part = try PartID("practical")
    let acts: [(JudgingRecord.Kind, String?, Int?)] = [
      (.assigned, "li", nil), (.assigned, "wang", nil), (.scored, "li", 60), (.scored, "wang", 90),
      (.settled, nil, nil),
    ]
    #expect(try judging(acts)[part].isDisputed(by: rule))
    #expect(try !judging(acts)[part].isUnsettled(by: rule))
    #expect(try judging(acts + [(.scored, "li", 61)])[part].isUnsettled(by: rule))
    // A ruling about the contestant does not change the scores that were looked at.
    #expect(try !judging(acts + [(.disqualified, nil, nil)])[part].isUnsettled(by: rule))
  }

  @Test func aJudgeWithoutAnEntryIsAwaited() throws {
    let part = try PartID("practical")
    let known = try judging([
      (.assigned, "li", nil), (.assigned, "wang", nil), (.assigned, "zhao", nil),
      (.scored, "li", 80), (.scored, "wang", 84),
    ])[part]
    #expect(known.score(by: rule) == Points(82))
    #expect(known.awaited == ["zhao"])
    #expect(known.isMissing(by: rule))
    #expect(PartJudging().isMissing(by: rule))
  }

  @Test func aReinstatementTakesADisqualificationBack() throws {
    #expect(try judging([(.disqualified, nil, nil)]).disqualification?.number == 1)
    let back = try judging([(.disqualified, nil, nil), (.reinstated, nil, nil)])
    #expect(back.disqualification == nil)
    #expect(back.number == 2)
  }
}
