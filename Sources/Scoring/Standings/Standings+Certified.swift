import Contests

extension Standings {
  /// The standings that were certified, with the ranks of the document.
  package init(_ results: CertifiedResults) {
    rows = results.entries.map { entry in
      let result = StageResult(entry)
      return Standing(
        rank: entry.rank, contestant: entry.person(in: results), result: result,
        key: RankKey(result, by: results.stage.ranking))
    }
    unranked = (results.unranked ?? []).map {
      Unranked(
        contestant: $0.entry.person(in: results), result: StageResult($0.entry),
        reasons: $0.reasons)
    }
  }
}

extension CertifiedResults.Entry {
  fileprivate func person(in results: CertifiedResults) -> Contestant {
    Contestant(
      id: contestant, contest: results.path.contest, event: results.path.event, name: name,
      unit: unit, region: region, cityName: city, level: level, team: team)
  }
}
