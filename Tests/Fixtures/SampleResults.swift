import Contests
@testable package import Scoring

extension Sample {
  /// A version of a stage's certified results, of people without attempts.
  ///
  /// - Parameter admissions: who was ranked, in their order, and whether they passed the cut.
  package static func certified(
    _ stage: String, _ admissions: [(String, isShortlisted: Bool)], version: Int = 1
  ) throws -> CertifiedResults {
    let contest = try contest()
    let path = try path(stage)
    guard let event = contest.event(path.event), let stage = contest.stage(path) else {
      throw NotInTheSample(path: path)
    }
    let entries = try admissions.enumerated().map { index, entry in
      let contestant = try contestant(entry.0)
      return CertifiedResults.Entry(
        rank: index + 1, contestant: contestant.id, name: contestant.name, unit: contestant.unit,
        region: contestant.region, city: contestant.cityName, level: nil, score: .zero,
        maximum: .zero, elapsed: Milliseconds(0), submittedAt: start,
        shortlisted: entry.isShortlisted, attempts: [])
    }
    return CertifiedResults(
      format: "leitai-results/1", path: path, contestTitle: contest.title,
      eventTitle: event.title, tier: contest.tier, zone: contest.zone,
      occupation: event.occupation, stage: stage, version: version, judges: ["wang"],
      certifiedAt: start, banks: [], corrections: nil, waivers: nil, playOffs: nil,
      entries: entries)
  }

  private struct NotInTheSample: Error { let path: StagePath }
}
