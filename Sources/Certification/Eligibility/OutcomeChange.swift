package import Contests

/// An outcome that somebody would gain or lose.
package struct OutcomeChange: Sendable {
  /// Who it is.
  package let person: Facts.Person
  package let pack: PackID
  package let rule: RuleID
  package let title: LocalizedText
  /// Absent when the person does not have it before; also what awaits a notice or an issuer counts.
  package let before: Outcome?
  /// Absent when the person does not have it after.
  package let after: Outcome?
}

extension PolicyPack {
  /// Who gains and who loses which outcome when facts change, in the order of the new facts.
  ///
  /// A public notice makes nobody wait here: what is asked is whether the person would have the
  /// outcome in the end.
  package func changes(
    from before: [Facts], to after: [Facts], at instant: Instant
  ) -> [OutcomeChange] {
    let old = Dictionary(before.map { ($0.person.contestant, $0) }) { first, _ in first }
    return after.flatMap { facts -> [OutcomeChange] in
      guard let earlier = old[facts.person.contestant], earlier != facts else { return [] }
      let (was, now) = (verdicts(of: earlier, at: instant), verdicts(of: facts, at: instant))
      return rules.indices.compactMap { index in
        let had = was[index].map(\.isOpen) ?? false
        let has = now[index].map(\.isOpen) ?? false
        guard had != has else { return nil }
        let verdict = (has ? now : was)[index] ?? .missed
        let outcome = Decision(
          of: JudgedCase(pack: self, facts: has ? facts : earlier, instant: instant), rule: index,
          verdict: verdict
        ).outcome
        return OutcomeChange(
          person: facts.person, pack: id, rule: rules[index].id, title: rules[index].title,
          before: had ? outcome : nil, after: has ? outcome : nil)
      }
    }
  }
}
