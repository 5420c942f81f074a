package import Contests

/// What judges have entered and ruled about one contestant of a stage, as of one act.
package struct ContestantJudging: Hashable, Sendable {
  /// The number of the last act; 0 before the first.
  package private(set) var number: Int64 = 0
  /// The act by which the contestant is excluded; absent for everybody else.
  package private(set) var disqualification: JudgingRecord?
  private var parts: [PartID: PartJudging] = [:]

  package init() {}

  /// What was entered for a part.
  package subscript(part: PartID) -> PartJudging { parts[part] ?? PartJudging() }

  /// Takes in the next act.
  package mutating func apply(_ record: JudgingRecord) {
    number = record.number
    switch record.kind {
    case .disqualified: disqualification = record
    case .reinstated: disqualification = nil
    case .assigned, .released, .scored, .settled:
      guard let part = record.part else { return }
      parts[part, default: PartJudging()].apply(record)
    }
  }
}

/// What judges have entered for one contestant in one part.
package struct PartJudging: Hashable, Sendable {
  /// The newest entry of every judge, also of those who were released since.
  private var entries: [String: JudgingRecord] = [:]
  /// The user names of the judges who are to score, sorted.
  package private(set) var judges: [String] = []
  /// The second look at these very scores; absent when there was none.
  package private(set) var settlement: JudgingRecord?

  package init() {}

  fileprivate mutating func apply(_ record: JudgingRecord) {
    switch record.kind {
    case .settled: settlement = record
    case .scored: entries[record.judge ?? ""] = record
    case .assigned: judges = (judges.filter { $0 != record.judge } + [record.judge ?? ""]).sorted()
    case .released: judges.removeAll { $0 == record.judge }
    case .disqualified, .reinstated: break
    }
    // Other scores than those that were looked at need another look.
    if record.kind != .settled { settlement = nil }
  }

  /// What a judge entered last; absent when nothing.
  package func entry(of judge: String) -> JudgingRecord? { entries[judge] }

  /// The newest entries of the judges who are to score, by user name. No other counts.
  package var counted: [JudgingRecord] { judges.compactMap { entries[$0] } }

  /// Judges who have not entered anything yet.
  package var awaited: [String] { judges.filter { entries[$0] == nil } }

  private var scores: [Points] { counted.compactMap(\.score) }

  /// The score by the declared rule; absent while judges are missing.
  package func score(by rule: JudgingRule) -> Points? { rule.combined(scores) }

  /// Whether the scores lie farther apart than declared, those of judges who were released among them:
  /// a disagreement does not end because somebody is not asked any more.
  package func isDisputed(by rule: JudgingRule) -> Bool {
    rule.isDisagreement(entries.values.compactMap(\.score))
  }

  /// Whether they do and nobody has looked again.
  package func isUnsettled(by rule: JudgingRule) -> Bool {
    settlement == nil && isDisputed(by: rule)
  }

  /// Whether there are fewer scores than needed, or a judge has not entered one.
  package func isMissing(by rule: JudgingRule) -> Bool {
    score(by: rule) == nil || !awaited.isEmpty
  }
}

/// All that judges have entered and ruled in a stage.
package struct StageJudging: Sendable {
  /// In the order in which they happened.
  package let records: [JudgingRecord]
  private let byContestant: [ContestantID: ContestantJudging]

  /// One contestant's part that needs somebody's hand.
  package struct Open: Hashable, Sendable {
    package let contestant: ContestantID
    package let part: PartID
  }

  package init(_ records: [JudgingRecord]) {
    self.records = records
    byContestant = records.reduce(into: [:]) { judgings, record in
      judgings[record.contestant, default: ContestantJudging()].apply(record)
    }
  }

  /// The number of the newest act; 0 before the first.
  package var number: Int64 { records.last?.number ?? 0 }

  /// Whoever was assigned, scored or ruled about, by admission number.
  package var contestants: [ContestantID] { byContestant.keys.sorted() }

  /// What is known of a contestant; absent when nothing was entered or ruled.
  package subscript(contestant: ContestantID) -> ContestantJudging? { byContestant[contestant] }

  /// Parts whose judges disagree without a second look, of those who are not disqualified.
  package func unsettled(in stage: Stage) -> [Open] {
    open(in: stage, among: contestants) { $0.isUnsettled(by: $1) }
  }

  /// Parts without all their scores, of those who are not disqualified.
  ///
  /// - Parameters:
  ///   - submitted: who handed in at the stage; whoever has a judge is expected as well.
  ///   - admitted: whom the shortlist of an earlier stage admits, who are expected without either.
  package func missing(
    in stage: Stage, submitted: some Sequence<ContestantID>, admitted: [ContestantID] = []
  ) -> [Open] {
    let expected = Set(contestants).union(submitted).union(admitted)
    return open(in: stage, among: expected.sorted()) { $0.isMissing(by: $1) }
  }

  private func open(
    in stage: Stage, among contestants: [ContestantID],
    _ isOpen: (PartJudging, JudgingRule) -> Bool
  ) -> [Open] {
    (stage.parts ?? []).flatMap { part -> [Open] in
      guard case .judges(let rule, _) = part.source else { return [] }
      return contestants.filter { contestant in
        let judging = self[contestant] ?? ContestantJudging()
        return judging.disqualification == nil && isOpen(judging[part.id], rule)
      }.map { Open(contestant: $0, part: part.id) }
    }
  }
}
