package import Contests

/// Takes what judges enter and rule, all of it or nothing, and keeps the standings up with it.
package struct JudgingDesk: Sendable {
  private let store: any JudgingStore
  private let roster: any ContestantStore
  private let board: StandingsBoard

  package init(store: any JudgingStore, roster: any ContestantStore, board: StandingsBoard) {
    self.store = store
    self.roster = roster
    self.board = board
  }

  /// Why an act is not possible now.
  package enum Refusal: Error, Hashable {
    /// The stage has no part of that id that judges score.
    case notJudged(PartID)
    /// The results are final; only what an upheld appeal names is entered still.
    case certified
    /// What was entered because of that appeal is in the certified results already.
    case appealSettled(Int)
    /// Others entered something at the same moment, again and again.
    case busy
    /// No contestant of the stage has that admission number.
    case unknownContestant
    /// There is no disagreement that somebody would have to look at.
    case nothingToSettle
    /// Whoever entered one of the scores does not give the second look.
    case ownScore
    /// An appeal against that result is open, or upheld by one judge: two judges decide about it first.
    case appealPending(Int)
    case alreadyDisqualified
    case notDisqualified
  }

  /// Who does it, when and why.
  package struct Author: Sendable {
    package let name: String
    package let at: Instant
    /// May be empty where none is asked for.
    package let reason: String
    /// The appeal against a result that two judges upheld and that this settles; absent without one.
    package let appeal: Appeal?
    /// The numbers of appeals against results that judges have not settled, by the contestant. What is there
    /// about that contestant is not changed meanwhile, but by an act that settles an appeal.
    package let pending: [ContestantID: Int]

    package init(
      name: String, at: Instant, reason: String, appeal: Appeal? = nil,
      pending: [ContestantID: Int] = [:]
    ) {
      self.name = name
      self.at = at
      self.reason = reason
      self.appeal = appeal
      self.pending = pending
    }

    fileprivate func pendingAppeal(of contestant: ContestantID) -> Int? {
      appeal == nil ? pending[contestant] : nil
    }
  }

  /// What became of rows that were handed in.
  package struct Taken: Hashable, Sendable {
    package var added = 0
    /// Those that took the place of an earlier entry, which stays readable.
    package var superseded = 0
    package var unchanged = 0
  }

  /// What is known of a stage.
  ///
  /// - Parameter number: of the last act that counts; absent: all.
  package func judging(of stage: StagePath, upTo number: Int64? = nil) async throws -> StageJudging
  {
    StageJudging(try await store.judging(of: stage, upTo: number))
  }

  // MARK: Acts

  /// Enters a judge's scores for contestants who are assigned to that judge. What was entered already
  /// with the same score and note stays as it is; another score needs a reason.
  ///
  /// - Throws: `JudgingRefused` with everything that is wrong, `Refusal`, or an error of the store.
  package func score(
    _ rows: [JudgingRow], _ part: PartID, of place: StagePlace, by author: Author
  ) async throws -> Taken {
    let (_, most) = try judged(part, of: place)
    return try await commit(at: place, by: author) { judging in
      var check = RowCheck(rows: rows)
      var taken = Taken()
      for row in rows {
        let score = check.score(row, most: most)
        guard let id = try await contestant(row, of: place, &check), check.isNew(id, row) else {
          continue
        }
        let known = judging[id]?[part] ?? PartJudging()
        let entry = known.entry(of: author.name)
        let note = check.note(row)
        guard known.judges.contains(author.name) else {
          check.note(
            row, .admission, "not-assigned", zhHans: "没有把这名选手分配给您",
            en: "this contestant is not assigned to you")
          continue
        }
        guard let score else { continue }
        if let entry, entry.score == score, entry.note == note {
          taken.unchanged += 1
          continue
        }
        if let appeal = author.appeal, appeal.contestant != id {
          check.note(
            row, .admission, "appeal-of-another-contestant",
            zhHans: "申诉 \(appeal.number) 说的不是这名选手的成绩",
            en: "appeal \(appeal.number) is not about this contestant's result")
        }
        if entry != nil, let number = author.pendingAppeal(of: id) {
          check.note(
            row, .score, "appeal-pending", zhHans: "申诉 \(number) 尚未处理完，已有得分不能更改",
            en: "appeal \(number) is not settled: the score that is there stays until then")
        }
        if let entry, author.reason.isEmpty {
          let old = entry.score.map(String.init(describing:)) ?? "-"
          check.note(
            row, .score, "reason-missing", zhHans: "已有得分 \(old)，更改须写明理由",
            en: "there is a score already (\(old)); a change needs a reason")
        }
        if entry == nil { taken.added += 1 } else { taken.superseded += 1 }
        check.entries.append(
          JudgingRecord.Entry(
            .scored, id, part: part, judge: author.name, score: score, note: note,
            reason: entry == nil ? "" : author.reason, appeal: author.appeal?.number,
            actor: author.name, at: author.at))
      }
      return (try check.result(), taken)
    }
  }

  /// Says who scores whom: the rows name all judges of the contestants in them; judges whom a
  /// contestant had besides are released.
  ///
  /// - Parameter judge: the canonical user name of a judge; `nil` for a text that names none.
  /// - Throws: `JudgingRefused` with everything that is wrong, `Refusal`, or an error of the store.
  package func assign(
    _ rows: [JudgingRow], _ part: PartID, of place: StagePlace, by author: Author,
    judge: (String) async throws -> String?
  ) async throws -> Taken {
    _ = try judged(part, of: place)
    return try await commit(at: place, by: author) { judging in
      var check = RowCheck(rows: rows)
      var wanted: [ContestantID: Set<String>] = [:]
      var first: [ContestantID: JudgingRow] = [:]
      for row in rows {
        guard let id = try await contestant(row, of: place, &check) else { continue }
        if first[id] == nil { first[id] = row }
        guard let name = try await judge(row[.judge]) else {
          check.note(
            row, .judge, "judge-unknown", zhHans: "没有裁判“\(row[.judge].prefix(40))”",
            en: "there is no judge \"\(row[.judge].prefix(40))\"")
          continue
        }
        if !wanted[id, default: []].insert(name).inserted {
          check.note(
            row, .judge, "row-repeated", zhHans: "这名选手和裁判已在前面出现", en: "the same pair as before")
        }
      }
      var taken = Taken()
      for (id, names) in wanted.sorted(by: { $0.key < $1.key }) {
        let known = judging[id]?[part] ?? PartJudging()
        let now = Set(known.judges)
        taken.unchanged += names.intersection(now).count
        let withScores = now.subtracting(names).filter { known.entry(of: $0)?.score != nil }
        if let row = first[id], !withScores.isEmpty {
          checkRelease(of: withScores.sorted(), id, row, by: author, &check)
        }
        for (kind, changed) in [
          (JudgingRecord.Kind.assigned, names.subtracting(now)),
          (.released, now.subtracting(names)),
        ] {
          if kind == .assigned { taken.added += changed.count }
          if kind == .released { taken.superseded += changed.count }
          check.entries += changed.sorted().map {
            JudgingRecord.Entry(
              kind, id, part: part, judge: $0, reason: author.reason, actor: author.name,
              at: author.at)
          }
        }
      }
      return (try check.result(), taken)
    }
  }

  /// A score that somebody gave does not stop counting without a reason, nor while an appeal is pending.
  private func checkRelease(
    of judges: [String], _ contestant: ContestantID, _ row: JudgingRow, by author: Author,
    _ check: inout RowCheck
  ) {
    let names = judges.joined(separator: ", ")
    if let number = author.pendingAppeal(of: contestant) {
      check.note(
        row, .judge, "appeal-pending", zhHans: "申诉 \(number) 尚未处理完，\(names) 已评的分不能撤下",
        en: "appeal \(number) is not settled: what \(names) gave counts until then")
    }
    if author.reason.isEmpty {
      check.note(
        row, .judge, "reason-missing", zhHans: "\(names) 已经评分，改由他人评分须写明理由",
        en: "\(names) gave a score, which would not count any more: that needs a reason")
    }
  }

  /// Notes that somebody looked again at scores that lie too far apart, and lets them stand. Another
  /// score afterwards needs another look.
  ///
  /// - Throws: `Refusal`, or an error of the store.
  package func settle(
    _ contestant: String, _ part: PartID, of place: StagePlace, by author: Author
  ) async throws {
    let (rule, _) = try judged(part, of: place)
    try await decide(contestant, at: place, by: author) { judging, id in
      let known = judging[part]
      guard known.isUnsettled(by: rule) else { throw Refusal.nothingToSettle }
      guard known.entry(of: author.name) == nil else { throw Refusal.ownScore }
      if let number = author.pendingAppeal(of: id) { throw Refusal.appealPending(number) }
      return JudgingRecord.Entry(
        .settled, id, part: part, reason: author.reason, appeal: author.appeal?.number,
        actor: author.name, at: author.at)
    }
  }

  /// Excludes a contestant from the ranks of a stage; those behind move up.
  ///
  /// - Throws: `Refusal`, or an error of the store.
  package func disqualify(
    _ contestant: String, at place: StagePlace, by author: Author
  ) async throws {
    try await decide(contestant, at: place, by: author) { judging, id in
      guard judging.disqualification == nil else { throw Refusal.alreadyDisqualified }
      return JudgingRecord.Entry(
        .disqualified, id, reason: author.reason, appeal: author.appeal?.number, actor: author.name,
        at: author.at)
    }
  }

  /// Takes an exclusion back.
  ///
  /// - Throws: `Refusal`, or an error of the store.
  package func reinstate(
    _ contestant: String, at place: StagePlace, by author: Author
  ) async throws {
    try await decide(contestant, at: place, by: author) { judging, id in
      guard judging.disqualification != nil else { throw Refusal.notDisqualified }
      if let number = author.pendingAppeal(of: id) { throw Refusal.appealPending(number) }
      return JudgingRecord.Entry(
        .reinstated, id, reason: author.reason, appeal: author.appeal?.number, actor: author.name,
        at: author.at)
    }
  }

  // MARK: Parts of them

  private func decide(
    _ contestant: String, at place: StagePlace, by author: Author,
    _ act: (ContestantJudging, ContestantID) throws -> JudgingRecord.Entry
  ) async throws {
    guard let id = try await known(contestant, of: place) else { throw Refusal.unknownContestant }
    _ = try await commit(at: place, by: author) { judging in
      ([try act(judging[id] ?? ContestantJudging(), id)], Taken())
    }
  }

  private func judged(
    _ part: PartID, of place: StagePlace
  ) throws(Refusal) -> (rule: JudgingRule, most: Points) {
    guard case .judges(let rule, let most)? = place.stage.part(part)?.source else {
      throw .notJudged(part)
    }
    return (rule, most)
  }

  /// Decides on top of what is stored, again when somebody else was faster, and tells the board.
  private func commit(
    at place: StagePlace, by author: Author,
    _ decide: (StageJudging) async throws -> (entries: [JudgingRecord.Entry], taken: Taken)
  ) async throws -> Taken {
    for _ in 0..<5 {
      let judging = try await judging(of: place.path)
      try place.requireOpen(to: author, after: judging)
      let (entries, taken) = try await decide(judging)
      guard !entries.isEmpty else { return taken }
      let added: [JudgingRecord]?
      do {
        added = try await store.append(entries, at: place.path, after: judging.number)
      } catch {
        // What is said to have failed may have been stored all the same.
        board.forget(place.path)
        throw error
      }
      guard let added else { continue }
      let after = StageJudging(judging.records + added)
      let changed = Set(added.map(\.contestant))
      await board.judge(
        place.path,
        changed.reduce(into: [:]) { judgings, id in judgings[id] = after[id] })
      return taken
    }
    throw Refusal.busy
  }

  private func contestant(
    _ row: JudgingRow, of place: StagePlace, _ check: inout RowCheck
  ) async throws -> ContestantID? {
    if let id = try await known(row[.admission], of: place) { return id }
    check.note(
      row, .admission, "contestant-unknown",
      zhHans: "本阶段没有准考证号为“\(row[.admission].prefix(40))”的选手",
      en: "no contestant of the stage has the admission number \"\(row[.admission].prefix(40))\"")
    return nil
  }

  /// A contestant who may take part in the stage, or did.
  private func known(_ text: String, of place: StagePlace) async throws -> ContestantID? {
    guard let id = try? ContestantID(text), let contestant = try await roster.contestant(id),
      contestant.contest == place.contest.id, place.stage.admission.admits(contestant.region)
    else { return nil }
    switch place.stage.admission.source {
    case .open: return id
    case .roster: return contestant.event == place.event.id ? id : nil
    case .shortlist(let stage):
      let path = StagePath(contest: place.path.contest, event: place.path.event, stage: stage)
      return try await store.isJudged(id, at: place.path, shortlist: path) ? id : nil
    }
  }
}

extension StagePlace {
  /// - Throws: `Refusal` when results are certified, unless an appeal is to be settled that was not yet.
  fileprivate func requireOpen(
    to author: JudgingDesk.Author, after judging: StageJudging
  ) throws(JudgingDesk.Refusal) {
    guard state == .certified else { return }
    guard let appeal = author.appeal?.number, let certified else { throw .certified }
    let isIn = judging.records.contains { $0.appeal == appeal && $0.number <= certified.judging }
    if isIn { throw .appealSettled(appeal) }
  }
}

/// Rows as they are looked through, with what is wrong and what is to be added.
private struct RowCheck {
  var entries: [JudgingRecord.Entry] = []
  private var problems: [JudgingProblem] = []
  private var rowOfContestant: [ContestantID: Int] = [:]

  init(rows: [JudgingRow]) { entries.reserveCapacity(rows.count) }

  mutating func note(
    _ row: JudgingRow, _ field: JudgingRow.Field, _ code: String, zhHans: String, en: String
  ) {
    problems.append(row.problem(field, code, zhHans: zhHans, en: en))
  }

  /// - Throws: `JudgingRefused` when anything is wrong.
  func result() throws(JudgingRefused) -> [JudgingRecord.Entry] {
    guard problems.isEmpty else { throw JudgingRefused(problems) }
    return entries
  }

  mutating func isNew(_ contestant: ContestantID, _ row: JudgingRow) -> Bool {
    guard let first = rowOfContestant[contestant] else {
      rowOfContestant[contestant] = row.number ?? 0
      return true
    }
    note(
      row, .admission, "admission-repeated", zhHans: "准考证号与第 \(first) 行相同",
      en: "the same admission number as in row \(first)")
    return false
  }

  mutating func score(_ row: JudgingRow, most: Points) -> Points? {
    if let score = Points(decimal: row[.score]), score <= most { return score }
    note(
      row, .score, "score-unfit",
      zhHans: "“\(row[.score].prefix(40))”不是 0 至 \(most) 的得分（至多三位小数）",
      en: "\"\(row[.score].prefix(40))\" is no score from 0 to \(most) with at most three decimals")
    return nil
  }

  mutating func note(_ row: JudgingRow) -> String {
    let text = row[.note]
    if text.utf8.count <= Limits.reasonBytes, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) {
      return text
    }
    note(
      row, .note, "note-unfit", zhHans: "备注至多 \(Limits.reasonBytes) 字节",
      en: "a note has up to \(Limits.reasonBytes) bytes")
    return ""
  }
}
