package import Contests

extension PolicyPack {
  /// Reads a policy pack, the YAML file in which an organizer writes down a policy.
  ///
  /// - Throws: `DeclarationRefused` with the line, column and field of everything that is wrong.
  package init(text: String) throws(DeclarationRefused) {
    self = try Declaration.read(text) { root in
      let fields = root.mapping(keys: ["pack", "version", "title", "gates", "rules", "caps"])
      guard let fields else { return nil }
      let id = fields.required("pack")?.identifier(PolicyPackSubject.self)
      let version = fields.required("version")?.number(in: 1...1_000_000)
      let title = fields.required("title")?.localizedText()
      let gates = fields["gates"]?.gates() ?? [:]
      let rules = fields.required("rules")?.rules(gates: gates) ?? []
      let caps = fields["caps"]?.list().compactMap { $0.cap(rules: rules) } ?? []
      guard let id, let version, let title else { return nil }
      return PolicyPack(
        id: id, version: version, title: title, rules: rules, caps: caps, text: text)
    }
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
        id: id, title: title ?? LocalizedText(zhHans: name, en: name), clauses: clauses)
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
    var seen: Set<RuleID> = []
    return declared.compactMap { declared in
      guard let rule = PolicyPack.Rule(declared: declared, gates: gates, seen: &seen)
      else { return nil }
      return rule
    }
  }

  fileprivate func cap(rules: [PolicyPack.Rule]) -> PolicyPack.Cap? {
    guard let fields = mapping(keys: ["family", "keep"]) else { return nil }
    let declared = fields.required("family")
    let family = declared?.family()
    let keep = fields.required("keep")?.choice(PolicyPack.Cap.Keep.self)
    guard let declared, let family, let keep else { return nil }
    if family != .skillLevel {
      declared.note(
        LocalizedText(
          zhHans: "只有 \(EligibilityFamily.skillLevel) 的结果有高低之分",
          en: "only outcomes of \(EligibilityFamily.skillLevel) can be compared"))
    } else if !rules.contains(where: { $0.outcome.family == family }) {
      declared.note(
        LocalizedText(
          zhHans: "没有规则产生 \(family)", en: "no rule of this pack leads to \(family)"))
    }
    return PolicyPack.Cap(family: family, keep: keep)
  }
}

extension PolicyPack.Rule {
  fileprivate init?(
    declared: Declaration, gates: [GateID: PolicyPack.Gate], seen: inout Set<RuleID>
  ) {
    let fields = declared.mapping(keys: ["id", "title", "when", "needs", "outcome", "source"])
    guard let fields else { return nil }
    let id = fields.required("id")?.identifier(PolicyPack.Rule.self)
    if let id, !seen.insert(id).inserted {
      fields["id"]?.note(
        LocalizedText(zhHans: "规则标识重复：\(id)", en: "another rule has the id \(id)"))
    }
    let title = fields["title"]?.localizedText()
    let clauses = fields["when"]?.clauses() ?? []
    let needed = fields["needs"]?.list() ?? []
    if fields["when"]?.pairs().isEmpty ?? true, needed.isEmpty {
      declared.note(
        LocalizedText(
          zhHans: "没有任何条件的规则人人都符合", en: "a rule without a clause or gate is met by everyone"))
    }
    let known = needed.compactMap { $0.gate(among: gates) }
    let source = fields["source"]?.text()
    let outcome = fields.required("outcome").flatMap { Outcome(declared: $0) }
    guard let id, let outcome else { return nil }
    self.init(
      id: id, title: title ?? outcome.name, clauses: clauses, gates: known, outcome: outcome,
      source: source)
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

extension Outcome {
  fileprivate init?(declared: Declaration) {
    let fields = declared.mapping(keys: [
      "grant", "recommendation", "eligibility", "name", "level", "review",
    ])
    guard let fields else { return nil }
    let kinds = ["grant", "recommendation", "eligibility"].filter { fields[$0] != nil }
    guard kinds.count == 1, let kind = kinds.first, let value = fields[kind] else {
      declared.note(
        LocalizedText(
          zhHans: "结果应为 grant、recommendation、eligibility 之一",
          en: "an outcome is one of grant, recommendation, eligibility"))
      return nil
    }
    switch kind {
    case "grant":
      declared.refuse(["level", "review"], with: kind, in: fields)
      let name = fields.required("name")?.nameOfNoLevel()
      guard let type = value.nameOfNoLevel(), let name else { return nil }
      self = .grant(kind: type, name: name)
    case "recommendation":
      declared.refuse(["name", "level", "review"], with: kind, in: fields)
      guard let name = value.nameOfNoLevel() else { return nil }
      self = .recommendation(name)
    default:
      guard let family = value.family() else { return nil }
      let review = fields["review"]?.localizedText()
      if family == .skillLevel {
        declared.refuse(["name"], with: family.text, in: fields)
        guard let level = fields.required("level")?.awardedLevel() else { return nil }
        self = .skillLevel(level, review: review)
      } else {
        declared.refuse(["level"], with: family.text, in: fields)
        guard let name = fields.required("name")?.nameOfNoLevel() else { return nil }
        self = .eligibility(family, name: name, review: review)
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
  fileprivate func nameOfNoLevel() -> LocalizedText? {
    guard let name = localizedText() else { return nil }
    if let level = Language.allCases.lazy.compactMap({ SkillLevel(name: name.text(in: $0)) }).first
    {
      note(
        LocalizedText(
          zhHans: "\(level.name)是技能等级，应写作 eligibility: skill-level",
          en: "\(level.name) is a skill level; write it as eligibility: skill-level"))
    }
    return name
  }
}
