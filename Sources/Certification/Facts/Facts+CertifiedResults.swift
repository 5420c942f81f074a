package import Contests
package import Scoring

extension Facts {
  /// What is known beside certified results, by admission number.
  package struct Surroundings: Sendable {
    /// The class of the contest; absent when its plan names none.
    package var contestClass: Int?
    /// What the ledger holds of people; whoever is missing has the roster's level alone.
    package var records: [ContestantID: PersonRecord] = [:]
    /// Objections of the public notice; whoever is missing has none.
    package var objections: [ContestantID: Fact<Objection>] = [:]
    /// The bodies registered for the occupation.
    package var issuers: [IssuerRegistration] = []

    /// Nothing.
    package init() {}
  }

  /// What certified results say of everybody in them, in the order of the standings, those without a
  /// rank last.
  ///
  /// - Parameter hash: the hash under which the results were certified.
  package static func of(
    _ results: CertifiedResults, hash: String, with surroundings: Surroundings = Surroundings()
  ) -> [Facts] {
    let occasion = Occasion(
      stage: results.path, contestTitle: results.contestTitle, eventTitle: results.eventTitle,
      occupation: results.occupation, tier: results.tier,
      contestClass: surroundings.contestClass, zone: results.zone,
      windowDays: results.stage.window.days(in: results.zone))
    let certifiedOn = results.zone.date(of: results.certifiedAt) ?? .beforeAll
    // Whoever had an objection upheld against them falls out of the standings.
    let fellOut = Set(surroundings.objections.filter { $0.value.value == .upheld }.keys)
    var (ranks, fallenRanks): ([Int: Int], [Int]) = ([:], [])
    for entry in results.entries {
      ranks[entry.rank, default: 0] += 1
      if fellOut.contains(entry.contestant) { fallenRanks.append(entry.rank) }
    }
    let teams = results.teams ?? []
    let rankedTeams = teams.count { $0.rank != nil }
    let rankOfTeam = Dictionary(teams.map { ($0.team, $0.rank) }) { first, _ in first }
    func facts(_ entry: CertifiedResults.Entry, disqualified: Bool, isRanked: Bool) -> Facts {
      let answered = entry.attempts.filter { $0.responses.contains { !$0.isEmpty } }
      let isOut = fellOut.contains(entry.contestant)
      let objection = surroundings.objections[entry.contestant]
      var record =
        surroundings.records[entry.contestant] ?? PersonRecord(searched: "ledger:none")
      if record.level.value == nil {
        record.level = Fact(entry.level, evidence: "roster:\(entry.contestant)#level")
      }
      var result = Result(
        hash: hash, version: results.version, certifiedAt: results.certifiedAt,
        certifiedOn: certifiedOn, rank: isRanked && !isOut ? entry.rank : nil,
        rankedCount: results.entries.count, isTied: (ranks[entry.rank] ?? 0) > 1,
        fellOutAhead: fallenRanks.count { $0 < entry.rank }, score: entry.score,
        maximum: entry.maximum, shortlisted: entry.shortlisted && !isOut,
        rounds: answered.count,
        days: Set(answered.map { results.zone.day(of: $0.startedAt) }).count,
        parts: (entry.parts ?? []).map(Part.init))
      result.teamRank = isOut ? nil : entry.team.flatMap { rankOfTeam[$0] ?? nil }
      result.rankedTeams = rankedTeams
      return Facts(
        person: Person(
          contestant: entry.contestant, name: entry.name, unit: entry.unit,
          cityName: entry.city, region: entry.region),
        occasion: occasion,
        result: result,
        record: record,
        disqualified: Fact(disqualified, evidence: "results:\(hash)#entries"),
        objection: objection
          ?? Fact(.none, evidence: "objections:\(results.path)#\(entry.contestant)"),
        issuers: surroundings.issuers)
    }
    return results.entries.map { facts($0, disqualified: false, isRanked: true) }
      + (results.unranked ?? []).map {
        facts(
          $0.entry, disqualified: $0.reasons.contains(.disqualified), isRanked: false)
      }
  }
}

extension CalendarDate {
  /// Stands for a moment outside the calendar, which no clock of a server shows.
  static var beforeAll: CalendarDate {
    guard let date = CalendarDate(year: 1800, month: 1, day: 1) else {
      preconditionFailure("the first day of the calendar is one")
    }
    return date
  }
}

extension Window {
  /// How many local days it touches.
  func days(in zone: ContestZone) -> Int {
    zone.day(of: Instant(milliseconds: closes.milliseconds - 1)) - zone.day(of: opens) + 1
  }
}

extension Facts.Part {
  init(_ part: PartScore) {
    let points = part.score.flatMap { score in
      part.maximum > .zero
        ? Points(
          thousandths: max(0, score.thousandths) * StagePart.whole.thousandths
            / part.maximum.thousandths) : nil
    }
    self.init(id: part.part.text, score: points, isPassed: part.isPassed)
  }
}
