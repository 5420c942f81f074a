package import Contests

/// What one rule says of one person, and why. Only `PolicyPack.decide` makes one.
///
/// It remembers the facts, and finds its clauses again when somebody asks why.
package struct Decision: Sendable {
  /// Which pack decided, so that the decision can be repeated.
  package struct Source: Hashable, Sendable {
    /// The pack's id.
    package let pack: PackID
    /// 1 or more.
    package let version: Int
    /// The hash of the pack's text.
    package let hash: String
    /// The rule that was judged.
    package let rule: RuleID
    /// The paper from which the rule was taken; absent when the pack names none.
    package let paper: String?
  }

  /// How a rule ends for a person.
  package enum Verdict: Hashable, Sendable {
    case met
    /// Everything that the person had to do is done; something else has to come yet.
    case awaiting(Awaiting)
    /// At least one clause is not met.
    case missed
    /// Every clause is met, but a cap keeps the outcome of that rule instead.
    case displaced(by: RuleID)
    /// Every clause is met, but the year has no room for another level: of a contest before, or of an
    /// outcome on record.
    case capped(PersonRecord.Promotion)

    /// Whether nothing stands in the way that the person could have changed.
    var isOpen: Bool {
      switch self {
      case .met, .awaiting: true
      case .missed, .displaced, .capped: false
      }
    }

    /// A stable name for programs.
    package var code: String {
      switch self {
      case .met: "met"
      case .awaiting: "awaiting"
      case .missed: "missed"
      case .displaced: "displaced"
      case .capped: "capped"
      }
    }
  }

  private let judged: JudgedCase
  private let index: Int
  /// How the rule ends, after the caps.
  package let verdict: Verdict

  init(of judged: JudgedCase, rule index: Int, verdict: Verdict) {
    self.judged = judged
    self.index = index
    self.verdict = verdict
  }

  private var rule: PolicyPack.Rule { judged.pack.rules[index] }

  private var setting: Setting {
    var setting = judged.setting
    setting.level = rule.ladder.flatMap { $0.level(above: facts.record.level.value) }
    return setting
  }

  /// Pack, version and rule.
  package var source: Source {
    let pack = judged.pack
    return Source(
      pack: pack.id, version: pack.version, hash: pack.hash, rule: rule.id, paper: rule.source)
  }

  /// The rule's title.
  package var title: LocalizedText { rule.title }

  /// The facts that were judged.
  package var facts: Facts { judged.facts }

  /// The moment for which it was decided; a later one may decide otherwise.
  package var decidedAt: Instant { judged.setting.instant }

  /// The person's rank as the rules see it: where the pack lets the next move up, without those who fell
  /// out ahead of them. Absent without a rank.
  package var rank: Int? { facts.rank(movingUp: setting.movesUp) }

  /// Who has the outcome.
  package var recipient: PolicyPack.Recipient { rule.recipient }

  /// The name of whoever has the outcome; absent when it is not known.
  package var recipientName: String? {
    switch rule.recipient {
    case .person, .team, .unit: facts.person.name
    case .mentor: facts.record.mentor.value
    case .union: facts.employer.text
    }
  }

  /// What the rule leads to, whether the person has it or not; where the level follows from the one
  /// that is held, with that level.
  package var outcome: Outcome {
    guard case .skillLevel(_, let review) = rule.outcome, let level = setting.level else {
      return rule.outcome
    }
    // Of a rule that leads to several levels, the review is one of the levels that need it.
    let needsReview = !(rule.ladder?.isRelative ?? false) || level >= .technician
    return .skillLevel(level, review: needsReview ? review : nil)
  }

  /// How long the certificate holds that follows; absent: without an end.
  package var validity: Validity? { rule.validity }

  /// The rule's own clauses, and what follows from its outcome and from other rules.
  package var clauses: [JudgedClause] {
    var clauses = rule.clauses.map { JudgedClause($0, facts: facts, in: setting) }
    if let ladder = rule.ladder, ladder.isRelative || setting.level == nil {
      clauses.append(JudgedClause(ladder, facts))
    }
    if let follows = rule.follows {
      clauses.append(JudgedClause(follows, judged))
      if rule.recipient == .mentor { clauses.append(JudgedClause(mentor: facts.record.mentor)) }
    }
    return clauses
  }

  /// The gates that the rule needs, each with its clauses.
  package var gates: [JudgedGate] {
    rule.gates.map { JudgedGate($0, facts: facts, in: setting) }
  }

  /// The cap by which another rule's outcome is kept instead; absent unless the verdict says so, and
  /// where the year has no room for both.
  var displacing: PolicyPack.Cap? {
    guard case .displaced(let winner) = verdict,
      let kept = judged.pack.rules.first(where: { $0.id == winner })
    else { return nil }
    return judged.pack.caps.first { cap in
      if case .aYear = cap { false } else { cap.settles(rule, kept) }
    }
  }

  /// How many levels the pack allows in a calendar year; absent: any number.
  var promotionsAYear: Int? { judged.pack.promotionsAYear }

  /// Whether the person has the outcome.
  package var met: Bool { verdict == .met }

  /// The objection that stands in the way of the outcome: against whoever has the result, or open against
  /// the team on whose rank the rule rests. Absent also where the outcome is missed by something else.
  package var objection: Fact<Facts.Objection>? {
    guard verdict.isOpen else { return nil }
    if facts.objection.value != .none { return facts.objection }
    guard let team = facts.result.teamObjection, team.value == .open, dependsOnTeam
    else { return nil }
    return team
  }

  /// Whether what stands against the person's team stands in the way of the outcome: the rule, or one
  /// from which it follows, asks for the team's rank, and the person does not have it without that.
  package var dependsOnTeam: Bool { !met && judged.pack.restsOnTeam(rule) }

  /// The decisions for outcomes from which this one follows, that are met or await something; empty for
  /// what follows from nothing, and for what is missed.
  package var followed: [Decision] {
    guard verdict.isOpen, let follows = rule.follows else { return [] }
    return judged.pack.decide(facts, at: decidedAt).filter { decision in
      follows.rules.contains(decision.rule.id) && decision.verdict.isOpen
        && (follows.level == nil || decision.outcomeLevel == follows.level)
    }
  }

  private var outcomeLevel: SkillLevel? { setting.level }

  /// Whether the outcome is one of which the platform itself issues a certificate.
  package var isOfCertificate: Bool {
    if case .grant = rule.outcome { recipient == .person } else { false }
  }

  /// Whether a certificate follows: the outcome is a grant, and the person has it.
  package var grantsCertificate: Bool { met && isOfCertificate }

  /// The digest of everything that the pack says of the person; see `PolicyPack.digest`.
  package var digest: [UInt8] { judged.pack.digest(of: facts, at: decidedAt) }

  /// Every clause that is not met, the rule's own first.
  package var misses: [JudgedClause] {
    (clauses + gates.flatMap(\.clauses)).filter { !$0.met }
  }
}

extension Decision: Equatable {
  package static func == (left: Decision, right: Decision) -> Bool {
    left.source == right.source && left.verdict == right.verdict
      && left.decidedAt == right.decidedAt && left.facts == right.facts
  }
}

/// One person before one pack at one moment: what all decisions of it share.
final class JudgedCase: Sendable {
  let pack: PolicyPack
  let facts: Facts
  let setting: Setting

  init(pack: PolicyPack, facts: Facts, instant: Instant) {
    self.pack = pack
    self.facts = facts
    setting = Setting(of: pack, facts, at: instant)
  }
}

/// All that somebody waits for.
package struct Awaiting: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One thing.
  init(_ awaited: Awaited) {
    rawValue = 1 << UInt8(Awaited.allCases.firstIndex(of: awaited) ?? 0)
  }

  /// Each by itself.
  package var all: [Awaited] { Awaited.allCases.filter { contains(Awaiting($0)) } }

  /// For people.
  package var title: LocalizedText {
    .inEach { language in
      all.map { $0.title.text(in: language) }.joined(separator: language == .zhHans ? "，" : ", ")
    }
  }
}

/// One clause with what it asked and what was the case.
package struct JudgedClause: Hashable, Sendable {
  /// The field under which the pack writes it, such as `rank-percent`.
  package let field: String
  /// What was looked at, such as 名次.
  package let title: LocalizedText
  /// What was asked for, such as 第 1 至 3 名.
  package let required: LocalizedText
  /// What is the case, such as 第 6 名（共 20 名）.
  package let actual: LocalizedText
  /// Where the actual value is written down.
  package let evidence: String
  /// How far it falls short; absent when the clause is met.
  package let shortfall: LocalizedText?

  /// Whether the clause is met; a miss always has its distance.
  package var met: Bool { shortfall == nil }

  init(_ clause: any Clause, facts: Facts, in setting: Setting) {
    let kind = type(of: clause)
    field = kind.field
    title = kind.title
    required = clause.required
    (actual, evidence) = clause.actual(facts, in: setting)
    shortfall =
      clause.isMet(by: facts, in: setting) ? nil : clause.shortfall(facts, in: setting)
  }

  /// That the rule leads to a higher level than the one that is held.
  fileprivate init(_ ladder: LevelLadder, _ facts: Facts) {
    field = LevelLadder.field
    title = LocalizedText(zhHans: "拟晋升等级", en: "Level to be gained")
    required = LocalizedText(zhHans: "高于现有等级", en: "above the one held")
    let level = ladder.level(above: facts.record.level.value)
    let (held, evidence) = facts.actualLevel
    self.evidence = evidence
    actual = level.map(\.title) ?? held
    shortfall = level == nil ? facts.record.level.value.map(LocalizedText.alreadyHolds) : nil
  }

  /// That the person has one of the outcomes from which this one follows.
  fileprivate init(_ follows: PolicyPack.Follows, _ judged: JudgedCase) {
    field = "follows"
    title = LocalizedText(zhHans: "前提", en: "Follows from")
    let names = follows.rules.map(\.text)
    let level = follows.level
    required = .inEach { language in
      let level = level.map { $0.title.text(in: language) }
      return switch language {
      case .zhHans: "符合规则 " + names.joined(separator: "、") + (level.map { "，取得\($0)" } ?? "")
      case .en: "rule " + names.joined(separator: " or ") + (level.map { ", for \($0)" } ?? "")
      }
    }
    let pack = judged.pack
    let found = zip(pack.rules, pack.verdicts(of: judged.facts, in: judged.setting)).first {
      rule, verdict in
      follows.rules.contains(rule.id) && verdict?.isOpen ?? false
        && (level == nil
          || rule.ladder?.level(above: judged.facts.record.level.value) == level)
    }
    evidence = "pack:\(pack.id)/\(pack.version)"
    if let (rule, verdict) = found {
      let isMet = verdict == .met
      let words = LocalizedText(
        zhHans: "符合 \(rule.id)" + (isMet ? "" : "，尚待"),
        en: "\(rule.id)" + (isMet ? "" : ", awaiting"))
      actual = words
      shortfall = isMet ? nil : words
    } else {
      actual = LocalizedText(zhHans: "均不符合", en: "none is met")
      shortfall = actual
    }
  }

  /// That it is known who the master is.
  fileprivate init(mentor: Fact<String?>) {
    field = "mentor"
    title = LocalizedText(zhHans: "师傅", en: "Mentor")
    required = LocalizedText(zhHans: "已登记", en: "on record")
    let none = LocalizedText(zhHans: "无记录", en: "not on record")
    actual = mentor.value.map { LocalizedText(zhHans: $0, en: $0) } ?? none
    evidence = mentor.evidence
    shortfall = mentor.value == nil ? none : nil
  }
}

/// A gate with its clauses as sub-clauses.
package struct JudgedGate: Hashable, Sendable {
  /// The name under which rules need it.
  package let id: GateID
  /// For people.
  package let title: LocalizedText
  /// In the order of the pack.
  package let clauses: [JudgedClause]

  /// Whether every clause is met.
  package var met: Bool { clauses.allSatisfy(\.met) }

  init(_ gate: PolicyPack.Gate, facts: Facts, in setting: Setting) {
    id = gate.id
    title = gate.title
    clauses = gate.clauses.map { JudgedClause($0, facts: facts, in: setting) }
  }
}
