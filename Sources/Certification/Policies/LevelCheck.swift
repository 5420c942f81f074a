import Contests

/// Finds rules that lead to a skill level by less than a level asks for: online practice alone never
/// grants one, and whoever passed in theory has to pass in practical work as well.
struct LevelCheck: Sendable {
  private let pack: PolicyPack
  /// The ways to meet each rule, in the order of the pack.
  private let ways: [[Asked]]

  init(of pack: PolicyPack) {
    self.pack = pack
    var ways: [[Asked]] = []
    for rule in pack.rules {
      // A rule follows only rules that stand before it.
      let followed = rule.follows.map { follows in
        ways.indices.filter { follows.rules.contains(pack.rules[$0].id) }.flatMap { ways[$0] }
      }
      let own = Asked(by: rule)
      var some: [Asked] = []
      for way in (followed ?? [Asked()]).map(own.and)
      where some.count < Self.mostWays && !some.contains(way) {
        some.append(way)
      }
      ways.append(some)
    }
    self.ways = ways
  }

  /// Rules that follow one another could make any number of them.
  private static let mostWays = 64

  /// What is wrong with a rule wherever its pack is used, at the place of its outcome.
  func findings(ofRuleAt index: Int) -> [DeclarationFinding] {
    let (rule, ways) = (pack.rules[index], ways[index])
    guard rule.ladder != nil else { return [] }
    if let fields = ways.lazy.map(\.fields).first(where: Self.isPractice) {
      let practice = fields.intersection(Self.practice).sorted()
      return [
        rule.outcomePlace.finding(
          LocalizedText(
            zhHans: "规则 \(rule.id) 仅凭练兵（\(practice.joined(separator: "、"))）晋升等级，"
              + "而单凭网上练兵不能晋升；请加上名次，或 theory: at least 60 和 practical: at least 60",
            en: "rule \(rule.id) leads to a level by practice alone "
              + "(\(practice.joined(separator: ", "))), which never grants one; ask for a rank as "
              + "well, or for theory: at least 60 and practical: at least 60"))
      ]
    }
    guard ways.contains(where: \.isTheory) else { return [] }
    return [
      rule.outcomePlace.finding(
        LocalizedText(
          zhHans: "规则 \(rule.id) 仅凭理论成绩合格晋升等级，而实操也要合格；"
            + "请加上 practical: at least 60",
          en: "rule \(rule.id) leads to a level by a pass in theory alone, and practical work has "
            + "to be passed as well; add practical: at least 60"))
    ]
  }

  /// The same of a rule at a stage that is practice alone; absent where the rule asks for more than
  /// such a stage has.
  func finding(ofRuleAt index: Int, at stage: Stage, of event: Event) -> DeclarationFinding? {
    let rule = pack.rules[index]
    guard rule.ladder != nil, event.isPracticeAlone(stage) else { return nil }
    let parts = Set((stage.parts ?? []).map(\.id.text))
    let isWithinReach = ways[index].contains { way in
      way.parts.isSubset(of: parts)
        && !(parts.isEmpty && way.fields.contains(PartsPassedClause.field))
    }
    guard isWithinReach else { return nil }
    let place = "\(event.id)/\(stage.id)"
    return rule.outcomePlace.finding(
      LocalizedText(
        zhHans: "规则 \(rule.id) 晋升等级，而阶段 \(place) 只是网上练兵"
          + "（可以多次作答，也没有裁判评分的部分），单凭练兵不能晋升；请把政策包写在决赛阶段，考试则写 tries: { total: 1 }",
        en: "rule \(rule.id) leads to a level, and stage \(place) is online practice alone (its "
          + "paper may be taken again, and judges score no part), which never grants one; name the pack at "
          + "the final, or write tries: { total: 1 } where the stage is an exam"))
  }

  /// What the body that certifies levels would ask for besides.
  func warnings(ofRuleAt index: Int) -> [PolicyCheck.Warning] {
    let rule = pack.rules[index]
    guard case .skillLevel(let level, nil) = rule.outcome, level >= .technician else { return [] }
    return [
      PolicyCheck.Warning(
        rule.outcomePlace, code: "review-missing",
        text: .inEach { language in
          language == .zhHans
            ? "规则 \(rule.id) 晋升\(level.name)而没有评审；技师及以上还须综合评审，请加上 review: 综合评审"
            : "rule \(rule.id) leads to \(level.title.text(in: .en)) without a review, which "
              + "technician and above need; add review: 综合评审"
        })
    ]
  }

  /// What one way to meet a rule asks for.
  private struct Asked: Hashable {
    /// Of clauses.
    var fields: Set<String> = []
    /// Those that have to be passed.
    var parts: Set<String> = []

    init() {}

    init(by rule: PolicyPack.Rule) {
      let clauses = rule.clauses + rule.gates.flatMap(\.clauses)
      fields = Set(clauses.map { type(of: $0).field })
      parts = Set(clauses.flatMap(\.reaches).compactMap(\.part))
    }

    /// Whether a pass in theory is the only one.
    var isTheory: Bool {
      parts == [TheoryClause.field] && !fields.contains(PartsPassedClause.field)
    }

    func and(_ other: Asked) -> Asked {
      var both = self
      both.fields.formUnion(other.fields)
      both.parts.formUnion(other.parts)
      return both
    }
  }

  private static func isPractice(_ fields: Set<String>) -> Bool {
    !fields.isDisjoint(with: practice) && fields.isDisjoint(with: contest)
  }

  /// What practice is counted by.
  private static let practice: Set<String> = [RoundsClause.field, DaysClause.field]

  /// What shows that there was a contest.
  private static let contest: Set<String> = [
    RankClause.field, RankPercentClause.field, UnsharedRankClause.field, TeamRankClause.field,
    TeamRankPercentClause.field, ShortlistedClause.field, TheoryClause.field,
    PracticalClause.field, PartsClause.field, PartsPassedClause.field,
  ]
}

extension Event {
  /// Whether everything that counts at a stage is a paper that may be taken more than once.
  fileprivate func isPracticeAlone(_ stage: Stage) -> Bool {
    (stage.parts ?? []).allSatisfy { part in
      switch part.source {
      case .paper: true
      case .judges: false
      case .stage(let earlier): stages.first { $0.id == earlier }.map(isPracticeAlone) ?? false
      }
    } && stage.hasPaper && stage.tries.total != 1
  }
}
