import Contests

/// A condition of the rank of the person's team. An objection that is open against the team makes wait
/// whoever would have the outcome by it.
protocol TeamClause: Clause {
  /// Whether it lets a team of that rank through.
  func takes(_ rank: Int, among facts: Facts) -> Bool

  /// How far a rank that it does not let through falls short.
  func distance(of rank: Int, among facts: Facts) -> LocalizedText
}

extension TeamClause {
  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    !facts.isTeamObjectedTo && wouldBeMet(by: facts, in: setting)
  }

  /// Whether it is met by the rank of the team, if there is nothing to the objection.
  private func wouldBeMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.teamRank(in: setting).map { takes($0, among: facts) } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    facts.actualTeamRank(in: setting)
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    guard let rank = facts.teamRank(in: setting) else { return facts.whyNoTeamRank }
    return wouldBeMet(by: facts, in: setting) ? .teamObjectedTo : distance(of: rank, among: facts)
  }

  func awaited(_ facts: Facts, in setting: Setting) -> Awaited? {
    facts.isTeamObjectedTo && wouldBeMet(by: facts, in: setting) ? .notice : nil
  }

  var restsOnTeam: Bool { true }
}

/// `team-rank: 1..3`: the rank of the person's team, as `rank` is written.
struct TeamRankClause: TeamClause {
  static let field = "team-rank"
  static var subjects: Set<Facts.Subject> { [.person, .team] }
  static var title: LocalizedText { LocalizedText(zhHans: "团体名次", en: "Team rank") }

  private let band: RankClause

  init?(declared: Declaration) {
    guard let band = RankClause(declared: declared) else { return nil }
    self.band = band
  }

  var required: LocalizedText { .team(band.required) }

  func takes(_ rank: Int, among facts: Facts) -> Bool { band.contains(rank) }

  func distance(of rank: Int, among facts: Facts) -> LocalizedText { band.shortfall(of: rank) }

  var reach: Reach? { Reach(Self.field, band.first...(band.last ?? Reach.endless)) }
}

/// `team-rank-percent: at most 50%`: the best part of the teams ranked, the boundary inclusive.
struct TeamRankPercentClause: TeamClause {
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

  func takes(_ rank: Int, among facts: Facts) -> Bool {
    share.contains(rank, of: facts.result.rankedTeams)
  }

  func distance(of rank: Int, among facts: Facts) -> LocalizedText {
    share.shortfall(of: rank, of: facts.result.rankedTeams)
  }

  var reach: Reach? { Reach(Self.field, 1...share.most) }
}

extension Facts {
  fileprivate func teamRank(in setting: Setting) -> Int? { teamRank(movingUp: setting.movesUp) }

  /// Whether an objection against the team is to be settled yet.
  fileprivate var isTeamObjectedTo: Bool { result.teamObjection?.value == .open }

  fileprivate func actualTeamRank(
    in setting: Setting
  ) -> (words: LocalizedText, evidence: String) {
    guard let rank = teamRank(in: setting) else {
      let isOut = objection.value == .upheld
      return (
        whyNoTeamRank,
        isOut ? objection.evidence : result.teamObjection?.evidence ?? certified("teams")
      )
    }
    let certified = result.teamRank ?? rank
    let moved =
      rank == certified
      ? LocalizedText(zhHans: "", en: "")
      : LocalizedText(zhHans: "，原第 \(certified) 名，递补", en: ", moved up from \(certified)")
    let (zhHans, en) =
      isTeamObjectedTo
      ? (
        "，" + LocalizedText.teamObjectedTo.text(in: .zhHans),
        ", " + LocalizedText.teamObjectedTo.text(in: .en)
      ) : ("", "")
    return (
      LocalizedText(
        zhHans: "第 \(rank) 名（共 \(result.rankedTeams) 队）" + moved.text(in: .zhHans) + zhHans,
        en: "rank \(rank) of \(result.rankedTeams)" + moved.text(in: .en) + en),
      result.teamObjection?.evidence ?? self.certified("teams")
    )
  }

  /// Why the person has no part in a rank of a team.
  fileprivate var whyNoTeamRank: LocalizedText {
    if objection.value == .upheld {
      return LocalizedText(
        zhHans: "本人的异议成立，已除名", en: "excluded: an objection against the person was upheld")
    }
    if result.teamObjection?.value == .upheld {
      return LocalizedText(
        zhHans: "所在代表队的异议成立，已除名", en: "the team is excluded: an objection against it was upheld")
    }
    return LocalizedText(zhHans: "没有列入排名的代表队", en: "no team that is ranked")
  }
}

extension LocalizedText {
  fileprivate static func team(_ required: LocalizedText) -> LocalizedText {
    LocalizedText(
      zhHans: "代表队" + required.text(in: .zhHans), en: "the team: " + required.text(in: .en))
  }

  fileprivate static var teamObjectedTo: LocalizedText {
    LocalizedText(zhHans: "代表队有异议待处理", en: "an objection against the team is open")
  }
}
