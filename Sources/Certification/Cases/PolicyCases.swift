package import Contests

/// Cases by which a pack is tried: facts, and the rules that are to be met.
///
///     pack: city-leading-contest
///     facts: { tier: city, ranked: 20, parts: { theory: 80, practical: 75 }, issuers: yes }
///     cases:
///       - { with: { rank: 3, level: 高级工 }, expect: [A1-second, A2, C1 技师] }
///       - { with: { rank: 4, level: 高级工 }, expect: [A1-third] }
package struct PolicyCases: Sendable {
  /// The pack that is tried; absent when any may be.
  package let pack: PackID?
  /// At least one.
  package let cases: [Case]

  /// One person before the pack, and what should come of it.
  package struct Case: Sendable {
    /// What it is about; absent when nobody named it.
    package let name: String?
    /// The 1-based line on which it begins.
    package let line: Int?
    package let facts: Facts
    package let instant: Instant
    /// The rules that are to be met.
    package let met: Set<Expected>
    /// The rules of which everything is to be done but what has to come yet.
    package let awaiting: Set<Expected>
  }

  /// A rule that is to be met, and the level that is to be gained by it when that is said.
  package struct Expected: Hashable, Sendable {
    package let rule: RuleID
    package let level: SkillLevel?
  }

  /// Reads a file of cases.
  ///
  /// - Throws: `DeclarationRefused` with the line, column and field of everything that is wrong.
  package init(text: String) throws(DeclarationRefused) {
    self = try Declaration.read(text) { root in
      guard let fields = root.mapping(keys: ["pack", "facts", "cases"]) else { return nil }
      let pack = fields["pack"]?.identifier(PolicyPackSubject.self)
      let common = FactsReading(fields["facts"])
      let list = fields.required("cases")
      let cases = list?.list().compactMap { Case(declared: $0, common) } ?? []
      if let list, list.isList, list.list().isEmpty {
        list.refuse(expecting: LocalizedText(zhHans: "至少一个案例", en: "at least one case"))
      }
      return PolicyCases(pack: pack, cases: cases)
    }
  }

  private init(pack: PackID?, cases: [Case]) {
    self.pack = pack
    self.cases = cases
  }
}

extension PolicyCases.Case {
  fileprivate init?(declared: Declaration, _ common: FactsReading) {
    guard let fields = declared.mapping(keys: ["name", "with", "expect", "awaiting"]) else {
      return nil
    }
    name = fields["name"]?.text()
    line = declared.line
    met = Set(fields.required("expect")?.expected() ?? [])
    awaiting = Set(fields["awaiting"]?.expected() ?? [])
    guard let read = common.facts(with: fields["with"], in: declared) else { return nil }
    (facts, instant) = read
  }
}

extension Declaration {
  /// `C1`, or `C1 技师` with the level that is to be gained.
  fileprivate func expected() -> [PolicyCases.Expected] {
    list().compactMap { value in
      value.value(
        expecting: LocalizedText(
          zhHans: "规则，可带等级，如 C1 技师", en: "a rule, perhaps with a level, such as C1 技师")
      ) { text in
        let words = text.split(separator: " ")
        guard let first = words.first, words.count <= 2,
          let rule = try? RuleID(String(first))
        else { return nil }
        let level = words.count == 2 ? SkillLevel(name: words[1]) : nil
        if words.count == 2, level == nil { return nil }
        return PolicyCases.Expected(rule: rule, level: level)
      }
    }
  }
}

/// How a pack fared with its cases.
package struct PolicyTrial: Sendable {
  /// In the order of the file.
  package let cases: [Outcome]
  /// In the order of the pack.
  package let coverage: [Coverage]

  /// Whether every case came out as it should.
  package var holds: Bool { cases.allSatisfy(\.holds) }

  /// How one case came out.
  package struct Outcome: Sendable {
    package let `case`: PolicyCases.Case
    package let decisions: [Decision]
    /// Rules that should have been met, or awaiting, and are not, with the decision that says why.
    package let absent: [(expected: PolicyCases.Expected, decision: Decision?)]
    /// Rules that are met or awaiting and should not be.
    package let unexpected: [Decision]

    package var holds: Bool { absent.isEmpty && unexpected.isEmpty }
  }

  /// What the cases show of one rule.
  package struct Coverage: Sendable {
    package let rule: RuleID
    /// Cases in which it is met or awaiting.
    package let met: Int
    /// Cases in which one clause alone is missed: just outside.
    package let missedByOne: Int
    /// Cases in which it is missed by more.
    package let missed: Int
  }

  /// Tries a pack.
  package init(of pack: PolicyPack, on cases: PolicyCases) {
    let outcomes = cases.cases.map { Outcome($0, pack) }
    self.cases = outcomes
    coverage = pack.rules.map { rule in
      let decisions = outcomes.flatMap { $0.decisions.filter { $0.source.rule == rule.id } }
      let missed = decisions.filter { !$0.verdict.isOpen }
      // What a cap takes away is just outside as well.
      let byOne = missed.count { $0.misses.count <= 1 }
      return Coverage(
        rule: rule.id, met: decisions.count - missed.count, missedByOne: byOne,
        missed: missed.count - byOne)
    }
  }
}

extension PolicyTrial.Outcome {
  fileprivate init(_ case: PolicyCases.Case, _ pack: PolicyPack) {
    let decisions = pack.decide(`case`.facts, at: `case`.instant)
    self.case = `case`
    self.decisions = decisions
    func misses(
      _ expected: Set<PolicyCases.Expected>, _ isThere: (Decision) -> Bool
    ) -> [(expected: PolicyCases.Expected, decision: Decision?)] {
      expected.sorted { $0.rule < $1.rule }.compactMap { expected in
        let decision = decisions.first { $0.source.rule == expected.rule }
        guard let decision, isThere(decision) else { return (expected, decision) }
        guard let level = expected.level else { return nil }
        if case .skillLevel(level, _) = decision.outcome { return nil }
        return (expected, decision)
      }
    }
    absent =
      misses(`case`.met, \.met) + misses(`case`.awaiting) { $0.verdict.isOpen && !$0.met }
    let known = Set(`case`.met.map(\.rule))
    let waiting = Set(`case`.awaiting.map(\.rule))
    unexpected = decisions.filter {
      $0.met && !known.contains($0.source.rule)
        || $0.verdict.isOpen && !$0.met && !waiting.contains($0.source.rule)
    }
  }
}
