package import Contests

/// Looks a pack through before it is used: for rules that nobody can meet, and for bands of one kind
/// that overlap or leave ranks out.
///
/// A pack that is kept already was checked by the rules of its day and is read without this.
package struct PolicyCheck: Sendable {
  private let pack: PolicyPack
  /// What each rule lets through, in the order of the pack.
  private let reaches: [RuleReach]
  private let hindrances: PolicyHindrances
  private let levels: LevelCheck

  package init(_ pack: PolicyPack) {
    self.pack = pack
    reaches = pack.rules.map(RuleReach.init(of:))
    hindrances = PolicyHindrances(of: pack, reaches)
    levels = LevelCheck(of: pack)
  }

  /// Everything that is wrong, in the order of the file; the pack must not be used when there is any.
  package var findings: [DeclarationFinding] {
    pack.rules.enumerated().flatMap { index, rule in
      let unsound = SubjectCheck.findings(of: rule) + levels.findings(ofRuleAt: index)
      guard unsound.isEmpty else { return unsound }
      return (hindrances.ofRules[index] ?? unsettledOverlap(of: index)).map {
        [rule.place.finding($0)]
      } ?? []
    }
  }

  /// What is wrong with the pack at a stage that names it, in the order of the file.
  package func findings(at stage: Stage, of event: Event) -> [DeclarationFinding] {
    pack.rules.indices.compactMap { levels.finding(ofRuleAt: $0, at: stage, of: event) }
  }

  /// What is unlikely to be meant, in the order of the file; the pack may be used all the same.
  package var warnings: [Warning] {
    pack.rules.enumerated().flatMap { index, rule -> [Warning] in
      guard hindrances.ofRules[index] == nil else { return [] }
      let ofRule = [
        orderedOverlap(of: index).map { ("bands-overlap", $0) },
        unsettledPair(of: index).map { ("both-met", $0) },
        gap(before: index).map { ("ranks-left-out", $0) },
        Self.grantOfOthers(rule).map { ("no-certificate", $0) },
      ]
      let inVain = hindrances.ofFollowing[index].map { reason in
        (
          "follows-in-vain",
          LocalizedText.inEach { language in
            let why = reason.text(in: language)
            return language == .zhHans
              ? "规则 \(rule.id) 的 follows 中有一条引不出它：\(why)"
              : "rule \(rule.id) follows one rule in vain: \(why)"
          }
        )
      }
      return (ofRule.compactMap { $0 } + inVain).map { Warning(rule.place, code: $0, text: $1) }
        + levels.warnings(ofRuleAt: index)
    }
  }

  /// Something in a pack that is allowed, and unlikely to be meant.
  package struct Warning: Hashable, Sendable {
    /// 1-based; absent when the place is not known.
    package let line: Int?
    /// 1-based.
    package let column: Int?
    /// The rule or a part of it, such as `rules[1]`.
    package let field: String
    /// A stable name for programs: `bands-overlap`, `both-met`, `ranks-left-out`, `no-certificate`,
    /// `follows-in-vain` or `review-missing`.
    package let code: String
    package let text: LocalizedText

    init(_ place: PolicyPack.Place, code: String, text: LocalizedText) {
      (line, column, field) = (place.line, place.column, place.field)
      (self.code, self.text) = (code, text)
    }
  }

  /// Certificates are issued to contestants alone, whatever else is granted.
  private static func grantOfOthers(_ rule: PolicyPack.Rule) -> LocalizedText? {
    guard case .grant = rule.outcome, rule.recipient != .person else { return nil }
    let recipient = rule.recipient.rawValue
    return LocalizedText(
      zhHans: "规则 \(rule.id) 的 grant 面向 \(recipient)：本平台只给选手签发证书，这一结果只登记在案；"
        + "证书另行制发的，请写 recommendation",
      en: "rule \(rule.id) grants a certificate to a \(recipient): certificates are issued to "
        + "contestants alone, and this one is only kept on record; write recommendation where somebody "
        + "else makes it")
  }

  // MARK: Bands that overlap

  /// What two rules for outcomes of one kind both let through.
  private struct Overlap {
    let before: PolicyPack.Rule
    let band: Reach
    /// Whether the earlier one takes a part of what the later one takes, as a special case does.
    let isNested: Bool
    /// Those that say which of the two outcomes is kept.
    let caps: [PolicyPack.Cap]

    /// Whether nothing but the order of the rules says it.
    var isSettledByOrder: Bool {
      caps.contains { if case .first = $0 { true } else { false } }
        && !caps.contains { if case .highest = $0 { true } else { false } }
    }
  }

  private func unsettledOverlap(of index: Int) -> LocalizedText? {
    overlaps(of: index).first(where: \.caps.isEmpty).map { overlap in
      let (rule, before, words) = (pack.rules[index].id, overlap.before.id, Band(overlap.band))
      return LocalizedText(
        zhHans: "规则 \(rule) 与 \(before) 的范围重叠：\(words.text(in: .zhHans))可同时得到同类结果",
        en: "the bands of rules \(rule) and \(before) overlap: "
          + "\(words.text(in: .en)) has both outcomes")
    }
  }

  private func orderedOverlap(of index: Int) -> LocalizedText? {
    overlaps(of: index).first { $0.isSettledByOrder && !$0.isNested }.map { overlap in
      let (rule, before, words) = (pack.rules[index].id, overlap.before.id, Band(overlap.band))
      return LocalizedText(
        zhHans: "规则 \(rule) 与 \(before) 的范围重叠：\(words.text(in: .zhHans))两者都符合，"
          + "只因 \(before) 排在前面而保留它的结果",
        en: "the bands of rules \(rule) and \(before) overlap: \(words.text(in: .en)) meets both, "
          + "and only the order of the rules decides for \(before)")
    }
  }

  /// With earlier rules that have an effect, in the order of the file.
  private func overlaps(of index: Int) -> [Overlap] {
    guard case .some(let own) = reaches[index], pack.rules[index].follows == nil else { return [] }
    let rule = pack.rules[index]
    return pack.rules.indices.prefix(index).compactMap { earlier in
      let before = pack.rules[earlier]
      guard hindrances.ofRules[earlier] == nil, case .some(let other) = reaches[earlier],
        isOfOneKind(rule, before), Self.mayMeetBoth(own, other)
      else { return nil }
      let (bands, bandsBefore) = bands(of: index, and: earlier)
      guard let band = bands.first(where: { bandsBefore.map(\.axis).contains($0.axis) }),
        let bandBefore = other[band.axis], let both = band.intersection(bandBefore)
      else { return nil }
      return Overlap(
        before: before, band: both, isNested: band.contains(bandBefore),
        caps: pack.caps.filter { $0.settles(rule, before) })
    }
  }

  /// Rules that differ in something are about different people.
  private static func mayMeetBoth(
    _ own: [String: Reach], _ other: [String: Reach], apartFrom axis: String? = nil
  ) -> Bool {
    own.values.allSatisfy { reach in
      reach.axis == axis || other[reach.axis].map { $0.intersection(reach) != nil } ?? true
    }
  }

  /// The ranks and scores by which two rules choose, ranks first. A score that both ask for chooses
  /// nobody, unless it is all by which one of them chooses.
  private func bands(of index: Int, and earlier: Int) -> (own: [Reach], before: [Reach]) {
    guard case .some(let own) = reaches[index], case .some(let other) = reaches[earlier] else {
      return ([], [])
    }
    let (rule, before) = (pack.rules[index], pack.rules[earlier])
    let all = (
      own: Self.bandAxes(of: rule, apartFrom: before).compactMap { own[$0] },
      before: Self.bandAxes(of: before, apartFrom: rule).compactMap { other[$0] }
    )
    func differs(_ band: Reach) -> Bool { !band.isScore || own[band.axis] != other[band.axis] }
    let different = (own: all.own.filter(differs), before: all.before.filter(differs))
    return different.own.isEmpty || different.before.isEmpty ? all : different
  }

  /// What they look at. What a gate asks that the other rule needs as well chooses nobody, but for
  /// ranks.
  private static func bandAxes(
    of rule: PolicyPack.Rule, apartFrom other: PolicyPack.Rule
  ) -> [String] {
    let shared = Set(other.gates.map(\.id))
    let ranks = rule.gates.flatMap(\.clauses).flatMap(\.reaches).filter(\.isRank)
    let own = rule.clauses + rule.gates.filter { !shared.contains($0.id) }.flatMap(\.clauses)
    let bands = (own.flatMap(\.reaches) + ranks).filter(\.isBand)
    return bands.filter(\.isRank).map(\.axis) + bands.filter { !$0.isRank }.map(\.axis)
  }

  /// Whether the outcomes are such that a person is to have one of them: certificates of one kind,
  /// or eligibilities of one family, that follow from nothing else.
  private func isOfOneKind(_ one: PolicyPack.Rule, _ other: PolicyPack.Rule) -> Bool {
    guard one.recipient == other.recipient, one.follows == nil, other.follows == nil else {
      return false
    }
    return switch (one.outcome, other.outcome) {
    case (.grant(let kind, _), .grant(let otherKind, _)): kind == otherKind
    case (.skillLevel, .skillLevel): true
    case (.eligibility(let family, _, _), .eligibility(let otherFamily, _, _)):
      family == otherFamily
    default: false
    }
  }

  // MARK: Rules that look at different things

  /// The first earlier rule for an outcome of one kind that somebody may meet as well, where the bands
  /// cannot be compared and no cap says which outcome stays.
  private func unsettledPair(of index: Int) -> LocalizedText? {
    guard case .some(let own) = reaches[index] else { return nil }
    let rule = pack.rules[index]
    let isLevel = rule.ladder != nil
    for earlier in pack.rules.indices.prefix(index) {
      let before = pack.rules[earlier]
      guard hindrances.ofRules[earlier] == nil, case .some(let other) = reaches[earlier],
        isOfOneKind(rule, before), Self.mayMeetBoth(own, other),
        !pack.caps.contains(where: { $0.settles(rule, before) })
      else { continue }
      let (bands, bandsBefore) = bands(of: index, and: earlier)
      // Nobody has two levels of one contest; of other outcomes only those who rank or score.
      guard isLevel || !bands.isEmpty && !bandsBefore.isEmpty else { continue }
      let cap =
        isLevel
        ? "{ family: skill-level, keep: highest }"
        : "{ rules: [\(before.id), \(rule.id)], keep: first }"
      return .inEach { language in
        let isZh = language == .zhHans
        let rules = [(rule, bands), (before, bandsBefore)].map { rule, bands in
          rule.named(with: bands, in: language)
        }
        return isZh
          ? "规则 \(rules[0])与 \(rules[1])可能由同一\(rule.recipient.subject.one(in: language))同时符合，"
            + "两项结果都会给；如只留一项，请在 caps 写 \(cap)"
          : "one \(rule.recipient.subject.one(in: language)) may meet both rule \(rules[0]) and rule "
            + "\(rules[1]), and has both outcomes; where one is meant, write the cap \(cap)"
      }
    }
    return nil
  }

  // MARK: Ranks that are left out

  /// The ranks between the band of a rule and the next better one of its kind, where there are any.
  private func gap(before index: Int) -> LocalizedText? {
    guard case .some(let own) = reaches[index],
      let band = own[RankClause.field] ?? own[TeamRankClause.field], band.bounds.lowerBound > 1
    else { return nil }
    let rule = pack.rules[index]
    let first = band.bounds.lowerBound
    var better: (rule: RuleID, band: Reach)?
    for (rule, reach) in zip(pack.rules, reaches) where isOfOneKind(rule, pack.rules[index]) {
      guard case .some(let other) = reach, Self.mayMeetBoth(own, other, apartFrom: band.axis)
      else { continue }
      // A rule that asks for no rank leaves none out.
      guard let bandOther = other[band.axis] else { return nil }
      guard bandOther.bounds.lowerBound < first else { continue }
      if better.map({ $0.band.bounds.upperBound < bandOther.bounds.upperBound }) ?? true {
        better = (rule.id, bandOther)
      }
    }
    guard let better, better.band.bounds.upperBound + 1 < first else { return nil }
    let between = Reach(band.axis, better.band.bounds.upperBound + 1...first - 1)
    return .inEach { language in
      let ranks = [better.band, band, between].map { Band($0).text(in: language) }
      return language == .zhHans
        ? "规则 \(better.rule)（\(ranks[0])）与 \(rule.id)（\(ranks[1])）之间有空档：\(ranks[2])得不到同类结果"
        : "between rules \(better.rule) (\(ranks[0])) and \(rule.id) (\(ranks[1])) there is a gap: "
          + "\(ranks[2]) has neither outcome"
    }
  }
}
