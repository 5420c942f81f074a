import Contests

/// What would have to be done so that outcomes follow from the newest certified results again. A
/// person says of each whether it is; nothing happens by itself.
package struct OutcomeProposals: Sendable {
  /// Outcomes that people have by the decisions and that have not begun their life.
  package let grants: [OutcomeFinding]
  /// Outcomes that live and do not follow from any decision any more.
  package let withdrawals: [OutcomeCase]

  /// - Parameters:
  ///   - findings: all that people have now, at the stages that are looked at.
  ///   - cases: all of those stages, whatever became of them.
  package init(_ findings: [OutcomeFinding], _ cases: [OutcomeCase]) {
    let known = Dictionary(grouping: cases, by: \.finding.subject)
    let present = Set(findings.map(\.key))
    grants = findings.filter { finding in
      guard let last = known[finding.subject]?.last else { return true }
      // What was ended by a person stays ended, until the results or the rules say something new.
      let isAnswered =
        last.finding.resultsHash == finding.resultsHash && last.finding.key == finding.key
      return last.state.isFinal && !isAnswered
        || !last.state.isFinal && last.finding.key != finding.key
    }
    withdrawals = cases.filter { !$0.state.isFinal && !present.contains($0.finding.key) }
  }
}

extension OutcomeFinding {
  /// What makes two findings the same outcome: a level that has changed is another one.
  fileprivate struct Key: Hashable {
    let subject: OutcomeSubject
    let kind: Kind
    let name: String
    let level: SkillLevel?
  }

  fileprivate var key: Key {
    Key(subject: subject, kind: kind, name: name.text(in: .zhHans), level: level)
  }
}
