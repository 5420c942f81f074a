import Contests

/// What would have to be done so that outcomes follow from the newest certified results again. A
/// person says of each whether it is; nothing happens by itself.
package struct OutcomeProposals: Sendable {
  /// Outcomes that people have by the decisions and that have not begun their life.
  package let grants: [OutcomeFinding]
  /// Outcomes that live and do not follow from any decision any more.
  package let withdrawals: [OutcomeCase]
  /// Outcomes that a body refused and that would not follow if it took that back: no decision leads to
  /// them any more, or a later outcome of the subject took their place.
  package let outlived: [OutcomeCase]

  /// - Parameters:
  ///   - findings: all that people have now, at the stages that are looked at.
  ///   - awaiting: what people will have once something else has come, such as the end of a public
  ///     notice. It neither begins its life nor is it withdrawn.
  ///   - cases: all of those stages, whatever became of them.
  ///   - basis: what is the case now. What somebody ended or kept is answered until that changes.
  package init(
    _ findings: [OutcomeFinding], awaiting: [OutcomeFinding] = [], _ cases: [OutcomeCase],
    on basis: (OutcomeSubject) -> OutcomeBasis
  ) {
    let known = Dictionary(grouping: cases, by: \.finding.subject)
    let present = Set(findings.map(\.key)).union(awaiting.map(\.key))
    grants = findings.filter { finding in
      guard let last = known[finding.subject]?.last else { return true }
      guard last.finding.key == finding.key else { return true }
      return last.state.isFinal && last.answered != basis(finding.subject)
    }
    withdrawals = cases.filter { one in
      !one.state.isFinal && !present.contains(one.finding.key)
        && one.answered != basis(one.finding.subject)
    }
    outlived = cases.filter { one in
      one.isRefusedByBody
        && (!present.contains(one.finding.key)
          || known[one.finding.subject]?.last?.number != one.number)
    }
  }

  /// Changes whenever anything else is proposed: 16 lower-case hexadecimal digits.
  package var digest: String {
    var fields: [String] = []
    for finding in grants {
      let subject = finding.subject
      fields += [
        "+", subject.stage.description, subject.contestant.text, subject.pack.text,
        subject.rule.text, finding.kind.rawValue, finding.name.text(in: .zhHans),
        finding.recipientName ?? "", finding.resultsHash,
      ]
    }
    for one in withdrawals { fields += ["-", "\(one.number)", one.state.rawValue] }
    let text = String(decoding: Fingerprint.bytes(of: fields), as: UTF8.self)
    return String(Fingerprint.hex(of: text).prefix(16))
  }

  /// Some of them.
  ///
  /// - Parameter numbers: 1 for the first of `grants`; `withdrawals` are counted on behind them. Absent:
  ///   all.
  /// - Returns: absent when a number stands for nothing.
  package func chosen(
    _ numbers: [Int]?
  ) -> (grants: [OutcomeFinding], withdrawals: [OutcomeCase])? {
    guard let numbers else { return (grants, withdrawals) }
    let count = grants.count + withdrawals.count
    guard numbers.allSatisfy({ $0 >= 1 && $0 <= count }) else { return nil }
    let wanted = Set(numbers)
    return (
      grants.indices.filter { wanted.contains($0 + 1) }.map { grants[$0] },
      withdrawals.indices.filter { wanted.contains(grants.count + $0 + 1) }
        .map { withdrawals[$0] }
    )
  }
}
