import Contests
package import Scoring

extension Facts {
  /// What certified results say of everybody in them, in the order of the standings.
  ///
  /// - Parameter hash: the hash under which the results were certified.
  package static func of(_ results: CertifiedResults, hash: String) -> [Facts] {
    let occasion = Occasion(
      stage: results.path, contestTitle: results.contestTitle, eventTitle: results.eventTitle,
      occupation: results.occupation, tier: results.tier)
    let teams = results.teams ?? []
    let rankedTeams = teams.count { $0.rank != nil }
    let rankOfTeam = Dictionary(teams.map { ($0.team, $0.rank) }) { first, _ in first }
    return results.entries.map { entry in
      var result = Result(
        hash: hash, version: results.version, certifiedAt: results.certifiedAt,
        rank: entry.rank, rankedCount: results.entries.count, score: entry.score,
        maximum: entry.maximum, shortlisted: entry.shortlisted,
        rounds: entry.attempts.count { $0.responses.contains { !$0.isEmpty } })
      result.teamRank = entry.team.flatMap { rankOfTeam[$0] ?? nil }
      result.rankedTeams = rankedTeams
      return Facts(
        person: Person(
          contestant: entry.contestant, name: entry.name, unit: entry.unit,
          cityName: entry.city, region: entry.region),
        occasion: occasion,
        result: result,
        theory: Fact(entry.points(of: "theory"), evidence: "parts:\(results.path)#theory"),
        practical: Fact(entry.points(of: "practical"), evidence: "parts:\(results.path)#practical"),
        level: Fact(entry.level, evidence: "roster:\(entry.contestant)#level"),
        disqualified: Fact(false, evidence: "results:\(hash)#entries"),
        issuerRegistered: Fact(false, evidence: "issuers:\(results.occupation)"))
    }
  }
}

extension CertifiedResults.Entry {
  /// The score of a part in points of 100, rounded down so that nobody passes by rounding; absent when
  /// there is no such part or score.
  fileprivate func points(of part: String) -> Points? {
    guard let score = parts?.first(where: { $0.part.text == part }), let points = score.score,
      score.maximum > .zero
    else { return nil }
    let scaled = max(0, points.thousandths) * StagePart.whole.thousandths
    return Points(thousandths: scaled / score.maximum.thousandths)
  }
}
