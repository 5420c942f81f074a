package import Contests

extension PolicyPack {
  /// Reads a policy pack, the YAML file in which an organizer writes down a policy.
  ///
  /// - Throws: `DeclarationRefused` with the line, column and field of everything that is wrong.
  package init(text: String) throws(DeclarationRefused) {
    self = try Declaration.read(text) { root in
      let fields = root.mapping(keys: [
        "pack", "version", "title", "vacated-ranks", "gates", "rules", "caps",
      ])
      guard let fields else { return nil }
      let id = fields.required("pack")?.identifier(PolicyPackSubject.self)
      let version = fields.required("version")?.number(in: 1...1_000_000)
      let title = fields.required("title")?.localizedText()
      let vacated = fields["vacated-ranks"]?.choice(VacatedRanks.self)
      let gates = fields["gates"]?.gates() ?? [:]
      let rules = fields.required("rules")?.rules(gates: gates) ?? []
      let caps = fields["caps"]?.list().compactMap { $0.cap(rules: rules) } ?? []
      guard let id, let version, let title else { return nil }
      return PolicyPack(
        id: id, version: version, title: title, movesUp: vacated == .moveUp, rules: rules,
        caps: caps, text: text)
    }
  }

  /// What becomes of the rank of somebody who falls out in the public notice.
  private enum VacatedRanks: String, CaseIterable {
    /// Nobody has it.
    case stay
    /// Whoever is next has it (递补).
    case moveUp = "move-up"
  }
}

extension Declaration {
  /// A gate whose clauses could not be read is still known by its name.
  fileprivate func gates() -> [GateID: PolicyPack.Gate] {
    var gates: [GateID: PolicyPack.Gate] = [:]
    for (name, value) in pairs() {
      guard let id = try? GateID(name) else {
        value.note(
          LocalizedText(
            zhHans: "门槛名称“\(name)”应为\(LocalizedText.identifierForm.text(in: .zhHans))",
            en: "the gate name \"\(name)\" has to be "
              + LocalizedText.identifierForm.text(in: .en)))
        continue
      }
      let clauses = value.clauses(besides: ["title"])
      if value.isMapping, value.pairs().allSatisfy({ $0.key == "title" }) {
        value.note(
          LocalizedText(zhHans: "门槛至少要有一个条件", en: "a gate has at least one clause"))
      }
      let title = value.pairs().first { $0.key == "title" }?.value.localizedText()
      gates[id] = PolicyPack.Gate(
        id: id, title: title ?? LocalizedText(zhHans: name, en: name),
        clauses: clauses.map(\.clause), clausePlaces: clauses.map(\.place))
    }
    return gates
  }

  fileprivate func rules(gates: [GateID: PolicyPack.Gate]) -> [PolicyPack.Rule] {
    let declared = list()
    if declared.isEmpty || declared.count > PolicyPack.maximumRules {
      note(
        LocalizedText(
          zhHans: "规则应为 1 至 \(PolicyPack.maximumRules) 条",
          en: "a pack has 1 to \(PolicyPack.maximumRules) rules"))
    }
    var seen: [RuleID] = []
    return declared.compactMap { PolicyPack.Rule(declared: $0, gates: gates, seen: &seen) }
  }

  fileprivate func cap(rules: [PolicyPack.Rule]) -> PolicyPack.Cap? {
    guard let fields = mapping(keys: ["family", "rules", "keep", "a-year"]) else { return nil }
    if let listed = fields["rules"] {
      refuse(["family", "a-year"], with: "rules", in: fields)
      let known = listed.list().compactMap { $0.rule(among: rules.map(\.id)) }
      let keep = fields.required("keep")?.choice(KeepFirst.self)
      if listed.isList, listed.list().count < 2 {
        listed.note(
          LocalizedText(zhHans: "至少两条规则才会互相排斥", en: "it takes two rules to exclude each other"))
      }
      return keep.map { _ in .first(known) }
    }
    let declared = fields.required("family")
    let family = declared?.family()
    if fields["a-year"] == nil {
      guard let keep = fields.required("keep")?.choice(Keep.self), let declared, let family
      else { return nil }
      let members = rules.filter { $0.outcome.family == family }.map(\.id)
      if keep == .highest, family != .skillLevel {
        declared.note(
          LocalizedText(
            zhHans: "只有 \(EligibilityFamily.skillLevel) 的结果有高低之分",
            en: "only outcomes of \(EligibilityFamily.skillLevel) can be compared"))
      } else if members.isEmpty {
        declared.noteNoRule(leadsTo: family)
      }
      return keep == .highest ? .highest(family) : .first(members)
    }
    refuse(["keep"], with: "a-year", in: fields)
    guard let most = fields["a-year"]?.number(in: 1...10), let declared, let family else {
      return nil
    }
    if family != .skillLevel {
      declared.note(
        LocalizedText(
          zhHans: "每年次数只能限制 \(EligibilityFamily.skillLevel)",
          en: "only \(EligibilityFamily.skillLevel) is limited by the year"))
    } else if !rules.contains(where: { $0.outcome.family == family }) {
      declared.noteNoRule(leadsTo: family)
    }
    return .aYear(most)
  }

  private func noteNoRule(leadsTo family: EligibilityFamily) {
    note(
      LocalizedText(
        zhHans: "没有规则产生 \(family)", en: "no rule of this pack leads to \(family)"))
  }

  /// One of the rules that are there already.
  fileprivate func rule(among rules: [RuleID]) -> RuleID? {
    guard let id = identifier(PolicyPack.Rule.self) else { return nil }
    if rules.contains(id) { return id }
    let known = rules.map(\.text)
    note(
      LocalizedText(
        zhHans: "前面没有规则“\(id)”；已有：\(known.joined(separator: "、"))",
        en: "there is no rule \"\(id)\" before; there are: \(known.joined(separator: ", "))"))
    return nil
  }
}

/// Which of several outcomes stays.
private enum Keep: String, CaseIterable {
  case highest, first
}

private enum KeepFirst: String, CaseIterable {
  case first
}

extension PolicyPack.Rule {
  fileprivate init?(
    declared: Declaration, gates: [GateID: PolicyPack.Gate], seen: inout [RuleID]
  ) {
    let fields = declared.mapping(keys: [
      "id", "title", "for", "when", "needs", "follows", "outcome", "source",
    ])
    guard let fields else { return nil }
    let id = fields.required("id")?.identifier(PolicyPack.Rule.self)
    let before = seen
    if let id {
      if seen.contains(id) {
        fields["id"]?.note(
          LocalizedText(zhHans: "规则标识重复：\(id)", en: "another rule has the id \(id)"))
      }
      seen.append(id)
    }
    let title = fields["title"]?.localizedText()
    let recipient = fields["for"].map { $0.choice(PolicyPack.Recipient.self) } ?? .person
    let clauses = fields["when"]?.clauses() ?? []
    let needed = fields["needs"]?.list() ?? []
    let follows = fields["follows"]?.follows(before)
    if fields["follows"] == nil, let recipient, recipient == .mentor || recipient == .union {
      declared.note(
        LocalizedText(
          zhHans: "\(recipient.rawValue) 的结果须由他人的结果引出，请写 follows",
          en: "an outcome for a \(recipient.rawValue) follows from another's; write follows"))
    }
    if fields["when"]?.pairs().isEmpty ?? true, needed.isEmpty, fields["follows"] == nil {
      declared.note(
        LocalizedText(
          zhHans: "没有任何条件的规则人人都符合", en: "a rule without a clause or gate is met by everyone"))
    }
    let known = needed.compactMap { declared in
      declared.gate(among: gates).map { ($0, PolicyPack.Place(of: declared)) }
    }
    let source = fields["source"]?.text()
    let declaredOutcome = fields.required("outcome")
    let result = declaredOutcome.flatMap { DeclaredOutcome(declared: $0) }
    if let recipient, recipient != .person, result?.ladder != nil {
      fields["for"]?.note(
        LocalizedText(
          zhHans: "只有选手本人能申报技能等级", en: "only a contestant may apply for a skill level"))
    }
    if let recipient, recipient != .person, result?.validity != nil {
      fields["for"]?.note(
        LocalizedText(
          zhHans: "本平台只给选手本人颁发证书，valid-for 只用于选手",
          en: "valid-for is for certificates, which contestants alone get here"))
    }
    guard let id, let recipient, let result else { return nil }
    self.init(
      id: id, title: title ?? result.outcome.name, recipient: recipient,
      clauses: clauses.map(\.clause), gates: known.map(\.0), follows: follows,
      outcome: result.outcome, validity: result.validity,
      ladder: result.ladder, source: source,
      place: PolicyPack.Place(of: declared), clausePlaces: clauses.map(\.place),
      gatePlaces: known.map(\.1),
      outcomePlace: PolicyPack.Place(of: declaredOutcome ?? declared))
  }
}

extension Declaration {
  /// `[C1, C5]`, or `{ rules: [C1, C5], level: 技师 }`.
  fileprivate func follows(_ before: [RuleID]) -> PolicyPack.Follows? {
    guard !isList else {
      return PolicyPack.Follows(
        rules: list().compactMap { $0.rule(among: before) }, level: nil)
    }
    guard isMapping else {
      refuse(
        expecting: LocalizedText(
          zhHans: "规则的列表，如 [C1]，或 { rules: [C1], level: 技师 }",
          en: "a list of rules such as [C1], or { rules: [C1], level: 技师 }"))
      return nil
    }
    guard let fields = mapping(keys: ["rules", "level"]) else { return nil }
    let rules = fields.required("rules")?.list().compactMap { $0.rule(among: before) }
    let level = fields["level"]?.awardedLevel()
    return rules.map { PolicyPack.Follows(rules: $0, level: level) }
  }
}

extension Declaration {
  fileprivate func gate(among gates: [GateID: PolicyPack.Gate]) -> PolicyPack.Gate? {
    guard let id = identifier(PolicyPack.Gate.self) else { return nil }
    if let gate = gates[id] { return gate }
    let known = gates.keys.sorted().map(\.text)
    note(
      LocalizedText(
        zhHans: "没有名为“\(id)”的门槛；已有：\(known.joined(separator: "、"))",
        en: "there is no gate \"\(id)\"; the pack has: \(known.joined(separator: ", "))"))
    return nil
  }
}

/// An outcome, and how its level follows from the one that is held.
private struct DeclaredOutcome {
  let outcome: Outcome
  var validity: Validity?
  var ladder: LevelLadder?

  init?(declared: Declaration) {
    let fields = declared.mapping(keys: [
      "grant", "recommendation", "eligibility", "subsidy", "name", "level", "if-held", "at-most",
      "review", "valid-for",
    ])
    guard let fields else { return nil }
    let kinds = ["grant", "recommendation", "eligibility", "subsidy"].filter { fields[$0] != nil }
    guard kinds.count == 1, let kind = kinds.first, let value = fields[kind] else {
      declared.note(
        LocalizedText(
          zhHans: "结果应为 grant、recommendation、eligibility、subsidy 之一",
          en: "an outcome is one of grant, recommendation, eligibility, subsidy"))
      return nil
    }
    if kind != "grant" { declared.refuse(["valid-for"], with: kind, in: fields) }
    switch kind {
    case "grant":
      declared.refuse(["level", "if-held", "at-most", "review"], with: kind, in: fields)
      let name = fields.required("name")?.nameOfNoLevel(holding: SkillLevel.allCases)
      guard let type = value.nameOfNoLevel(holding: SkillLevel.allCases), let name else {
        return nil
      }
      outcome = .grant(kind: type, name: name)
      validity = fields["valid-for"]?.value(
        expecting: LocalizedText(
          zhHans: "有效期，如 3 years 或 18 months", en: "a time such as 3 years or 18 months")
      ) { Validity($0) }
    case "recommendation":
      declared.refuse(["name"] + ["level", "if-held", "at-most", "review"], with: kind, in: fields)
      guard let name = value.nameOfNoLevel(holding: SkillLevel.allCases) else { return nil }
      outcome = .recommendation(name)
    case "subsidy":
      declared.refuse(["level", "if-held", "at-most", "review"], with: kind, in: fields)
      let name = fields.required("name")?.nameOfNoLevel()
      guard let yuan = value.yuan(), let name else { return nil }
      outcome = .subsidy(yuan: yuan, name: name)
    default:
      guard let family = value.family() else { return nil }
      let review = fields["review"]?.localizedText()
      if family == .skillLevel {
        declared.refuse(["name"], with: family.text, in: fields)
        guard let ladder = declared.ladder(fields) else { return nil }
        self.ladder = ladder
        outcome = .skillLevel(ladder.top, review: review)
      } else {
        declared.refuse(["level", "if-held", "at-most"], with: family.text, in: fields)
        let name = fields.required("name")?.nameOfNoLevel(holding: SkillLevel.aboveContests)
        guard let name else { return nil }
        outcome = .eligibility(family, name: name, review: review)
      }
    }
  }
}

extension Declaration {
  fileprivate func refuse(_ keys: [String], with kind: String, in fields: Fields) {
    for key in keys {
      fields[key]?.note(
        LocalizedText(zhHans: "\(kind) 没有 \(key)", en: "\(key) does not go with \(kind)"))
    }
  }

  fileprivate func family() -> EligibilityFamily? {
    identifier(EligibilityFamily.self).map { EligibilityFamily($0.text) }
  }

  /// `level: 技师`, with `if-held: 高级技师` for those who hold it, or `level: one up` with `at-most`.
  fileprivate func ladder(_ fields: Fields) -> LevelLadder? {
    guard let declared = fields.required("level") else { return nil }
    if !declared.isList, !declared.isMapping, declared.text() == "one up" {
      refuse(["if-held"], with: "one up", in: fields)
      return fields.required("at-most")?.awardedLevel().map { .oneUp(atMost: $0) }
    }
    refuse(["at-most"], with: "level", in: fields)
    guard let level = declared.awardedLevel() else { return nil }
    guard let above = fields["if-held"] else { return .level(level) }
    guard let next = above.awardedLevel() else { return nil }
    if next <= level {
      above.note(
        LocalizedText(
          zhHans: "应高于\(level.name)", en: "has to be above \(level.title.text(in: .en))"))
    }
    return .orAbove(level, ifHeld: next)
  }

  fileprivate func yuan() -> Int? {
    value(
      expecting: LocalizedText(
        zhHans: "整数元，如 1000 yuan", en: "whole yuan such as 1000 yuan")
    ) { text in
      guard text.hasSuffix(" yuan"), let yuan = Int(text.dropLast(5)),
        (1...100_000_000).contains(yuan)
      else { return nil }
      return yuan
    }
  }

  fileprivate func awardedLevel() -> SkillLevel? {
    guard let level = level() else { return nil }
    if !level.isAwardedByContests {
      note(
        LocalizedText(
          zhHans: "竞赛不授予\(level.name)", en: "contests never lead to \(level.title.text(in: .en))"))
    }
    return level
  }

  /// A localized text that is not the name of a skill level: a level is an eligibility, so that no
  /// pack can hand it out as a certificate or an honour.
  ///
  /// - Parameter levels: whose names the text must not hold either, as 首席技师证书 does.
  fileprivate func nameOfNoLevel(holding levels: [SkillLevel] = []) -> LocalizedText? {
    guard let name = localizedText() else { return nil }
    let texts = Language.allCases.map { name.text(in: $0) }
    let found = texts.lazy.compactMap { text in
      SkillLevel(name: text) ?? levels.reversed().first { $0.isNamed(in: text) }
    }
    if let level = found.first {
      note(
        LocalizedText(
          zhHans: "\(level.name)是技能等级，应写作 eligibility: skill-level",
          en: "\(level.name) is a skill level; write it as eligibility: skill-level"))
    }
    return name
  }
}

extension SkillLevel {
  /// Whether a text holds its name; 高级工程师 is none of 高级工.
  fileprivate func isNamed(in text: String) -> Bool {
    text.ranges(of: name).contains { !text[$0.upperBound...].hasPrefix("程") }
  }

  /// Above everything to which a contest may lead.
  fileprivate static let aboveContests: [SkillLevel] = [.specialTechnician, .chiefTechnician]
}
