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
    /// Whether it says what should come of it; else it is only decided.
    package let expectsSomething: Bool
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
    expectsSomething = fields["expect"] != nil || fields["awaiting"] != nil
    met = Set(fields["expect"]?.expected() ?? [])
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
