import Contests

/// `team-rank: 1..3`: the rank of the person's team, as `rank` is written.
struct TeamRankClause: Clause {
  static let field = "team-rank"
  static var subjects: Set<Facts.Subject> { [.person, .team] }
  static var title: LocalizedText { LocalizedText(zhHans: "团体名次", en: "Team rank") }

  private let band: RankClause

  init?(declared: Declaration) {
    guard let band = RankClause(declared: declared) else { return nil }
    self.band = band
  }

  var required: LocalizedText { .team(band.required) }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.teamRank(in: setting).map(band.contains) ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualTeamRank(in: setting)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.teamRank(in: setting).map(band.shortfall(of:)) ?? .noTeam
  }

  var reach: Reach? { Reach(Self.field, band.first...(band.last ?? Reach.endless)) }
}

/// `team-rank-percent: at most 50%`: the best part of the teams ranked, the boundary inclusive.
struct TeamRankPercentClause: Clause {
  static let field = "team-rank-percent"
  static var subjects: Set<Facts.Subject> { [.person, .team] }
  static var title: LocalizedText {
    LocalizedText(zhHans: "团体名次比例", en: "Share of the teams ranked")
  }

  private let share: RankPercentClause

  init?(declared: Declaration) {
    guard let share = RankPercentClause(declared: declared) else { return nil }
    self.share = share
  }

  var required: LocalizedText { .team(share.required) }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.teamRank(in: setting).map { share.contains($0, of: facts.result.rankedTeams) } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualTeamRank(in: setting)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.teamRank(in: setting).map { share.shortfall(of: $0, of: facts.result.rankedTeams) }
      ?? .noTeam
  }

  var reach: Reach? { Reach(Self.field, 1...share.most) }
}

extension Facts {
  fileprivate func teamRank(in setting: Setting) -> Int? { teamRank(movingUp: setting.movesUp) }

  fileprivate func actualTeamRank(
    in setting: Setting
  ) -> (words: LocalizedText, evidence: String) {
    let words = teamRank(in: setting).map { rank -> LocalizedText in
      let certified = result.teamRank ?? rank
      let moved =
        rank == certified
        ? LocalizedText(zhHans: "", en: "")
        : LocalizedText(zhHans: "，原第 \(certified) 名，递补", en: ", moved up from \(certified)")
      return LocalizedText(
        zhHans: "第 \(rank) 名（共 \(result.rankedTeams) 队）" + moved.text(in: .zhHans),
        en: "rank \(rank) of \(result.rankedTeams)" + moved.text(in: .en))
    }
    return (words ?? .noTeam, certified("teams"))
  }
}

extension LocalizedText {
  fileprivate static func team(_ required: LocalizedText) -> LocalizedText {
    LocalizedText(
      zhHans: "代表队" + required.text(in: .zhHans), en: "the team: " + required.text(in: .en))
  }

  fileprivate static var noTeam: LocalizedText {
    LocalizedText(zhHans: "没有列入排名的代表队", en: "no team that is ranked")
  }
}
