package import Contests
package import Scoring

extension Facts {
  /// What standings would say of everybody in them if they were certified now: for what-if questions
  /// only, since nothing follows from results that are not certified.
  ///
  /// Every attempt counts as a round, also one in which nothing was answered.
  package static func of(
    _ outlook: CorrectionEffect.Outlook, days: [ContestantID: Int], at place: StagePlace,
    with surroundings: Surroundings, certifiedAt instant: Instant
  ) -> [Facts] {
    let occasion = Occasion(place, contestClass: surroundings.contestClass)
    let day = place.contest.zone.date(of: instant) ?? .beforeAll
    let standings = outlook.standings
    var ranks: [Int: Int] = [:]
    for row in standings.rows { ranks[row.rank, default: 0] += 1 }
    func facts(_ contestant: Contestant, _ result: StageResult, rank: Int?, out: Bool) -> Facts {
      var record = surroundings.records[contestant.id] ?? PersonRecord(searched: "ledger:none")
      if record.level.value == nil {
        record.level = Fact(contestant.level, evidence: "roster:\(contestant.id)#level")
      }
      return Facts(
        person: Person(
          contestant: contestant.id, name: contestant.name, unit: contestant.unit,
          cityName: contestant.cityName, region: contestant.region),
        occasion: occasion,
        result: Result(
          hash: "preview", version: 1, certifiedAt: instant, certifiedOn: day, rank: rank,
          rankedCount: standings.rows.count, isTied: rank.map { (ranks[$0] ?? 0) > 1 } ?? false,
          score: result.score, maximum: result.maximum,
          shortlisted: outlook.shortlist.contains(contestant.id), rounds: result.attempts,
          days: days[contestant.id] ?? 0, parts: result.parts.map(Part.init)),
        record: record, disqualified: Fact(out, evidence: "preview#entries"),
        objection: surroundings.objections[contestant.id] ?? Fact(.none, evidence: "preview"),
        issuers: surroundings.issuers)
    }
    return standings.rows.map { facts($0.contestant, $0.result, rank: $0.rank, out: false) }
      + standings.unranked.compactMap { one in
        one.result.map {
          facts(one.contestant, $0, rank: nil, out: one.reasons.contains(.disqualified))
        }
      }
  }
}

extension Facts.Occasion {
  fileprivate init(_ place: StagePlace, contestClass: Int?) {
    self.init(
      stage: place.path, contestTitle: place.contest.title, eventTitle: place.event.title,
      occupation: place.event.occupation, tier: place.contest.tier, contestClass: contestClass,
      zone: place.contest.zone, windowDays: place.stage.window.days(in: place.contest.zone))
  }
}
