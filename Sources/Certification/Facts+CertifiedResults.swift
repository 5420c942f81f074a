package import Scoring

extension Facts {
  /// What certified results say of everybody in them, in the order of the standings.
  ///
  /// - Parameter hash: the hash under which the results were certified.
  package static func of(_ results: CertifiedResults, hash: String) -> [Facts] {
    let occasion = Occasion(
      stage: results.path, contestTitle: results.contestTitle, eventTitle: results.eventTitle,
      occupation: results.occupation, tier: results.tier)
    return results.entries.map { entry in
      Facts(
        person: Person(
          contestant: entry.contestant, name: entry.name, unit: entry.unit,
          cityName: entry.city, region: entry.region),
        occasion: occasion,
        result: Result(
          hash: hash, version: results.version, certifiedAt: results.certifiedAt,
          rank: entry.rank, rankedCount: results.entries.count, score: entry.score,
          maximum: entry.maximum, shortlisted: entry.shortlisted,
          rounds: entry.attempts.count { $0.responses.contains { !$0.isEmpty } }),
        theory: Fact(nil, evidence: "parts:\(results.path)#theory"),
        practical: Fact(nil, evidence: "parts:\(results.path)#practical"),
        level: Fact(entry.level, evidence: "roster:\(entry.contestant)#level"),
        disqualified: Fact(false, evidence: "results:\(hash)#entries"),
        issuerRegistered: Fact(false, evidence: "issuers:\(results.occupation)"))
    }
  }
}
