package import Contests
import Scoring

/// What the facts of a stage are made of: its standings, certified or only thought of, and what does
/// not stand in them. Both give facts by the same rules.
struct FactsSource: Sendable {
  /// What somebody did at a stage.
  struct Activity: Sendable {
    /// The attempts that count.
    let rounds: Int
    /// The local days on which there was one.
    let days: Int
  }

  /// The class of the contest is among what surrounds the results.
  let occasion: Facts.Occasion
  let stage: Stage
  let standings: Standings
  /// Best first; those without a rank last.
  let teams: [CertifiedResults.Team]
  /// Who passed the cut.
  let shortlist: Set<ContestantID>
  let activity: [ContestantID: Activity]
  let hash: String
  let version: Int
  let certifiedAt: Instant
  /// How many share a rank, for the ranks that several have.
  private let sharing: [Int: Int]
  /// What stands for each team, with its rank.
  private let teamGroups: [(group: ContestantID, rank: Int?)]
  /// The place of a team in `teams`.
  private let placeOfTeam: [TeamName: Int]

  init(
    occasion: Facts.Occasion, stage: Stage, standings: Standings, teams: [CertifiedResults.Team],
    shortlist: Set<ContestantID>, activity: [ContestantID: Activity], hash: String, version: Int,
    certifiedAt: Instant
  ) {
    self.occasion = occasion
    self.stage = stage
    self.standings = standings
    self.teams = teams
    self.shortlist = shortlist
    self.activity = activity
    self.hash = hash
    self.version = version
    self.certifiedAt = certifiedAt
    sharing = Dictionary(standings.rows.map { ($0.rank, 1) }, uniquingKeysWith: +)
      .filter { $0.value > 1 }
    teamGroups = teams.map { (ContestantID(of: $0.team), $0.rank) }
    placeOfTeam = Dictionary(teams.enumerated().map { ($1.team, $0) }) { first, _ in first }
  }

  /// Of people in the order of the standings, those without a rank last; then of teams and units.
  func facts(
    about subjects: Set<Facts.Subject>, with surroundings: Facts.Surroundings
  ) -> [Facts] {
    (subjects.contains(.person) ? people(surroundings) : [])
      + (subjects.contains(.team) ? teamFacts(surroundings) : [])
      + (subjects.contains(.unit) ? unitFacts(surroundings) : [])
  }

  // MARK: People

  private func people(_ surroundings: Facts.Surroundings) -> [Facts] {
    let fellOut = surroundings.fellOut
    let known = Circumstances(
      of: self, surroundings, fellOut: fellOut,
      fallenRanks: fellOut.isEmpty
        ? [] : standings.rows.filter { fellOut.contains($0.contestant.id) }.map(\.rank),
      shortlist: shortlist(after: surroundings.shortlistActs))
    return standings.rows.map { facts(of: $0, known) }
      + standings.unranked.compactMap { facts(of: $0, known) }
  }

  /// What surrounds the results and what became of them since: the same for everybody.
  struct Circumstances {
    fileprivate let surroundings: Facts.Surroundings
    fileprivate let occasion: Facts.Occasion
    fileprivate let fellOut: Set<ContestantID>
    fileprivate let fallenRanks: [Int]
    fileprivate let shortlist: Set<ContestantID>
    fileprivate let teamRanks: GroupRanks

    /// - Parameters:
    ///   - fellOut: whoever fell out since.
    ///   - fallenRanks: the ranks of the people among them, in any order.
    ///   - shortlist: in force now.
    init(
      of source: FactsSource, _ surroundings: Facts.Surroundings, fellOut: Set<ContestantID>,
      fallenRanks: [Int], shortlist: Set<ContestantID>
    ) {
      self.surroundings = surroundings
      self.fellOut = fellOut
      self.fallenRanks = fallenRanks
      self.shortlist = shortlist
      occasion = source.occasion(surroundings)
      teamRanks = GroupRanks(source.teamGroups, without: fellOut)
    }
  }

  /// Of somebody with a rank.
  func facts(of standing: Standing, _ known: Circumstances) -> Facts {
    facts(
      standing.contestant, standing.result, rank: standing.rank, isDisqualified: false, known)
  }

  /// Of somebody without a rank; absent without a result.
  func facts(of one: Unranked, _ known: Circumstances) -> Facts? {
    one.result.map {
      facts(
        one.contestant, $0, rank: nil, isDisqualified: one.reasons.contains(.disqualified), known)
    }
  }

  private func facts(
    _ contestant: Contestant, _ result: StageResult, rank: Int?, isDisqualified: Bool,
    _ known: Circumstances
  ) -> Facts {
    let surroundings = known.surroundings
    let isOut = known.fellOut.contains(contestant.id)
    let activity = activity[contestant.id]
    var record = surroundings.records[contestant.id] ?? PersonRecord(searched: "ledger:none")
    let onRoster = "roster:\(contestant.id)#level"
    if let held = record.level.value {
      // What the ledger has is proven and counts; that the roster claims more is told with it.
      if let claimed = contestant.level, claimed > held {
        record.level = Fact(held, evidence: "\(record.level.evidence); \(onRoster)=\(claimed.name)")
      }
    } else {
      record.level = Fact(contestant.level, evidence: onRoster)
    }
    var facts = Facts.Result(
      hash: hash, version: version, certifiedAt: certifiedAt,
      certifiedOn: certifiedOn(surroundings), rank: isOut ? nil : rank,
      rankedCount: standings.rows.count,
      isTied: !isOut && rank.map { isShared($0, known) } ?? false,
      fellOutAhead: rank.map { rank in known.fallenRanks.count { $0 < rank } } ?? 0,
      score: result.score, maximum: result.maximum,
      shortlisted: !isOut && known.shortlist.contains(contestant.id),
      rounds: activity?.rounds ?? 0, days: activity?.days ?? 0,
      parts: result.parts.map(Facts.Part.init))
    facts.publicSince = publicSince(surroundings)
    facts.teamRank = isOut ? nil : contestant.team.flatMap { teamRank($0, known) }
    facts.teamsFellOutAhead = known.teamRanks.fallen(ahead: facts.teamRank)
    facts.rankedTeams = known.teamRanks.count
    facts.teamObjection = contestant.team.flatMap { surroundings.objection(to: $0) }
    return Facts(
      person: Facts.Person(
        contestant: contestant.id, name: contestant.name, unit: contestant.unit,
        cityName: contestant.cityName, region: contestant.region),
      occasion: known.occasion, result: facts, record: record,
      disqualified: Fact(isDisqualified, evidence: "results:\(hash)#entries"),
      objection: surroundings.objection(to: contestant.id, at: occasion.stage),
      issuers: surroundings.issuers)
  }

  /// Whether several have a rank who did not fall out since.
  private func isShared(_ rank: Int, _ known: Circumstances) -> Bool {
    guard let sharing = sharing[rank] else { return false }
    return sharing - known.fallenRanks.count { $0 == rank } > 1
  }

  private func teamRank(_ team: TeamName, _ known: Circumstances) -> Int? {
    guard let place = placeOfTeam[team], !known.teamRanks.hasFallen(teamGroups[place].group)
    else { return nil }
    return teams[place].rank
  }

  private func occasion(_ surroundings: Facts.Surroundings) -> Facts.Occasion {
    var occasion = occasion
    occasion.contestClass = surroundings.contestClass
    return occasion
  }

  private func certifiedOn(_ surroundings: Facts.Surroundings) -> CalendarDate {
    surroundings.certifiedOn ?? occasion.zone.date(of: certifiedAt) ?? .beforeAll
  }

  private func publicSince(_ surroundings: Facts.Surroundings) -> Instant? {
    surroundings.isFrozen ? nil : max(certifiedAt, surroundings.unfrozenAt ?? certifiedAt)
  }

  /// Who is on the shortlist after withdrawals, and whoever moved up by them.
  func shortlist(after acts: [ShortlistAct]) -> Set<ContestantID> {
    guard !acts.isEmpty else { return shortlist }
    return Set(
      ShortlistInForce(of: standings, by: stage, version: version, after: acts).contestants)
  }

  // MARK: Teams and units

  /// Ranked as the certified document ranks them; their participation rate is that of the headcounts
  /// declared last.
  private func teamFacts(_ surroundings: Facts.Surroundings) -> [Facts] {
    let members = Dictionary(grouping: standings.rows) { $0.contestant.team }
    let ranks = GroupRanks(teamGroups, without: surroundings.fellOut)
    return teams.compactMap { team in
      guard let members = members[team.team], let first = members.first else { return nil }
      var facts = groupFacts(
        .team, ContestantID(of: team.team), name: team.team.text, members, rank: team.rank,
        among: ranks, region: first.contestant.region.city,
        participationRate: surroundings.headcounts.participationRate(
          of: team.team, participants: members.count), surroundings)
      facts.result.teamRank = facts.result.rank
      facts.result.teamsFellOutAhead = facts.result.fellOutAhead
      facts.result.rankedTeams = ranks.count
      facts.result.teamObjection = surroundings.objection(to: team.team)
      return facts
    }
  }

  /// Ranked as roll-ups rank them, by the stage's rule and the headcounts declared last.
  private func unitFacts(_ surroundings: Facts.Surroundings) -> [Facts] {
    let members = Dictionary(grouping: standings.rows, by: \.contestant.unit)
    let units = standings.units(in: stage, surroundings.headcounts)
    let ranks = GroupRanks(
      units.compactMap { row in
        if case .unit(let unit) = row.group { (ContestantID(of: unit), row.rank) } else { nil }
      }, without: surroundings.fellOut)
    return units.compactMap { row in
      guard case .unit(let unit) = row.group, let region = row.region,
        let members = members[unit]
      else { return nil }
      return groupFacts(
        .unit, ContestantID(of: unit), name: unit.text, members, rank: row.rank, among: ranks,
        region: region, participationRate: row.participationRate, surroundings)
    }
  }

  /// Scores, maxima and rounds are those of all members together; days and parts are nobody's.
  ///
  /// - Parameter members: at least one.
  private func groupFacts(
    _ subject: Facts.Subject, _ id: ContestantID, name: String, _ members: [Standing],
    rank: Int?, among ranks: GroupRanks, region: RegionCode, participationRate: Int?,
    _ surroundings: Facts.Surroundings
  ) -> Facts {
    let first = members[0].contestant
    var facts = Facts(
      subject: subject,
      person: Facts.Person(
        contestant: id, name: name, unit: UnitName(name) ?? first.unit,
        cityName: first.cityName, region: region),
      occasion: occasion(surroundings),
      result: Facts.Result(
        hash: hash, version: version, certifiedAt: certifiedAt,
        certifiedOn: certifiedOn(surroundings), rank: ranks.hasFallen(id) ? nil : rank,
        rankedCount: ranks.count, isTied: !ranks.hasFallen(id) && ranks.isShared(rank),
        fellOutAhead: ranks.fallen(ahead: rank),
        score: members.reduce(.zero) { $0 + $1.result.score },
        maximum: members.reduce(.zero) { $0 + $1.result.maximum }, shortlisted: false,
        rounds: members.reduce(0) { $0 + (activity[$1.contestant.id]?.rounds ?? 0) },
        participants: members.count, participationRate: participationRate),
      record: PersonRecord(searched: "ledger:none"),
      disqualified: Fact(false, evidence: "results:\(hash)#entries"),
      objection: surroundings.objection(to: id, at: occasion.stage),
      issuers: surroundings.issuers)
    facts.result.publicSince = publicSince(surroundings)
    return facts
  }
}

/// The ranks of all teams or of all units, of which some fell out.
private struct GroupRanks {
  /// How many were ranked, those who fell out included.
  let count: Int
  private let fellOut: Set<ContestantID>
  private let fallen: [Int]
  private let remaining: [Int]

  init(_ ranks: [(group: ContestantID, rank: Int?)], without fellOut: Set<ContestantID>) {
    self.fellOut = fellOut
    fallen = ranks.filter { fellOut.contains($0.group) }.compactMap(\.rank)
    remaining = ranks.filter { !fellOut.contains($0.group) }.compactMap(\.rank)
    count = fallen.count + remaining.count
  }

  func hasFallen(_ group: ContestantID) -> Bool { fellOut.contains(group) }

  func isShared(_ rank: Int?) -> Bool { remaining.count { $0 == rank } > 1 }

  func fallen(ahead rank: Int?) -> Int {
    rank.map { rank in fallen.count { $0 < rank } } ?? 0
  }
}

extension Facts.Surroundings {
  /// Whoever had an objection upheld against them falls out of the standings.
  var fellOut: Set<ContestantID> {
    Set(objections.filter { $0.value.value == .upheld }.keys)
  }

  fileprivate func objection(
    to subject: ContestantID, at stage: StagePath
  ) -> Fact<Facts.Objection> {
    objections[subject] ?? Fact(.none, evidence: "objections:\(stage)#\(subject)")
  }

  /// What stands against a team; absent when that is nothing.
  fileprivate func objection(to team: TeamName) -> Fact<Facts.Objection>? {
    objections[ContestantID(of: team)].flatMap { $0.value == .none ? nil : $0 }
  }
}

extension ContestantID {
  /// What stands for a unit where decisions and outcomes name whom they are about.
  package init(of unit: UnitName) { self.init(ofGroup: "unit", named: unit.text) }

  /// The same for a team.
  package init(of team: TeamName) { self.init(ofGroup: "team", named: team.text) }

  private init(ofGroup kind: String, named name: String) {
    do {
      try self.init("\(kind)-\(Fingerprint.hex(of: name).prefix(16))")
    } catch {
      preconditionFailure("letters, a hyphen and digits are an identifier")
    }
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
