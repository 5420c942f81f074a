import Accounts
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring
import Spreadsheets

extension Routes {
  /// What judges enter and rule about contestants.
  static func judging(_ backend: Backend) -> [Route] {
    let readers = Route.Access.roles([.organizer, .judge, .auditor])
    return [
      Route(.post, Path.partJudges, .roles([.organizer]), bodyLimit: Limits.uploadBytes) {
        call in
        try .json(try await backend.assignJudges(call))
      },
      Route(.post, Path.partScores, .roles([.judge])) { call in
        try .json(try await backend.enterScore(call))
      },
      Route(.post, Path.partScoreFiles, .roles([.judge]), bodyLimit: Limits.uploadBytes) {
        call in
        try .json(try await backend.importScores(call))
      },
      Route(.get, Path.partScores, readers) { call in
        try .json(try await backend.partScores(call))
      },
      Route(.post, Path.partSettlements, .roles([.organizer, .judge])) { call in
        try .json(try await backend.settleScores(call))
      },
      Route(.get, Path.judgingHistory, readers) { call in
        try .json(try await backend.judgingHistory(call))
      },
      Route(.post, Path.disqualifications, .roles([.judge])) { call in
        try .json(try await backend.rule(call, isDisqualified: true))
      },
      Route(.post, Path.reinstatements, .roles([.judge])) { call in
        try .json(try await backend.rule(call, isDisqualified: false))
      },
    ]
  }
}

extension Backend {
  private func author(
    _ call: Call, _ reason: String, appeal: Appeal? = nil, at place: StagePlace
  ) async throws -> JudgingDesk.Author {
    let known = appeal == nil ? try await results.appeals(of: place.path, by: nil) : []
    let pending = known.filter { $0.state.isPending && $0.question == nil }
    return JudgingDesk.Author(
      name: try call.caller().name, at: now(), reason: reason, appeal: appeal,
      pending: Dictionary(pending.map { ($0.contestant, $0.number) }) { first, _ in first })
  }

  /// The appeal that an act is to settle; absent for an act without one.
  private func appeal(
    _ number: Int?, of place: StagePlace, settledAbout contestant: String?
  ) async throws -> Appeal? {
    guard let number else { return nil }
    return try await confirmedAppeal(number, of: place, settledAbout: contestant)
  }

  /// The reason in the query; empty when there is none.
  private func optionalReason(_ call: Call) throws -> String {
    guard let reason = call.query["reason"], !reason.isEmpty else { return "" }
    try BadRequest.requireReason(reason)
    return reason
  }

  private static func sheet(_ bytes: [UInt8], _ fields: [JudgingRow.Field]) throws -> JudgingSheet {
    do {
      return try JudgingSheet(bytes, fields: fields)
    } catch let error as SpreadsheetError {
      throw BankFileRefused(error)
    }
  }

  /// Who scores whom, from a file.
  fileprivate func assignJudges(_ call: Call) async throws -> RowsTaken {
    let place = try await stage(call)
    let part: PartID = try call.identifier("part")
    let author = try await author(call, try optionalReason(call), at: place)
    let sheet = try Self.sheet(call.body, [.admission, .judge])
    let taken = try await judging.assign(sheet.rows, part, of: place, by: author) { text in
      guard let name = UserName(text), let staff = try await accounts.staff(named: name),
        staff.role == .judge
      else { return nil }
      return name.text
    }
    return try await noted(call, "judges-assign", place, part, taken)
  }

  fileprivate func enterScore(_ call: Call) async throws -> RowsTaken {
    let place = try await stage(call)
    let part: PartID = try call.identifier("part")
    let wish: ScoreEntry = try call.decode()
    if let reason = wish.reason { try BadRequest.requireReason(reason) }
    let appeal = try await appeal(wish.appeal, of: place, settledAbout: wish.admission)
    let row = JudgingRow([
      .admission: wish.admission, .score: wish.score, .note: wish.note ?? "",
    ])
    let author = try await author(call, wish.reason ?? "", appeal: appeal, at: place)
    let taken = try await judging.score([row], part, of: place, by: author)
    return try await noted(call, "scores-enter", place, part, taken, about: wish.admission)
  }

  fileprivate func importScores(_ call: Call) async throws -> RowsTaken {
    let place = try await stage(call)
    let part: PartID = try call.identifier("part")
    let number = try call.number("appeal", in: 1...Int(Int32.max))
    // Whose scores it may change is said of each row.
    let appeal = try await appeal(number, of: place, settledAbout: nil)
    let author = try await author(call, try optionalReason(call), appeal: appeal, at: place)
    let sheet = try Self.sheet(call.body, [.admission, .score])
    let taken = try await judging.score(sheet.rows, part, of: place, by: author)
    return try await noted(call, "scores-import", place, part, taken)
  }

  private func noted(
    _ call: Call, _ action: String, _ place: StagePlace, _ part: PartID,
    _ taken: JudgingDesk.Taken, about contestant: String = ""
  ) async throws -> RowsTaken {
    if taken.added + taken.superseded > 0 {
      let detail = "\(part) \(contestant) +\(taken.added) ~\(taken.superseded)"
      try await audit(call, action, place.path.description, detail)
    }
    return RowsTaken(
      stage: place.path.description, part: part.text, added: taken.added,
      superseded: taken.superseded, unchanged: taken.unchanged,
      outdated: taken.added + taken.superseded > 0 ? place.certified?.version : nil)
  }

  /// Notes the second look at scores that lie far apart.
  fileprivate func settleScores(_ call: Call) async throws -> PartScoreList {
    let place = try await stage(call)
    let part: PartID = try call.identifier("part")
    let wish: ContestantRuling = try call.decode()
    try BadRequest.requireReason(wish.reason)
    let appeal = try await appeal(wish.appeal, of: place, settledAbout: wish.admission)
    let author = try await author(call, wish.reason, appeal: appeal, at: place)
    try await judging.settle(wish.admission, part, of: place, by: author)
    try await audit(
      call, "scores-settle", place.path.description, "\(part) \(wish.admission): \(wish.reason)")
    return try await partScores(call)
  }

  fileprivate func rule(_ call: Call, isDisqualified: Bool) async throws -> ContestantStanding {
    let place = try await stage(call)
    let wish: ContestantRuling = try call.decode()
    try BadRequest.requireReason(wish.reason)
    // Whoever is excluded may be somebody whom the appeal is about.
    let appeal = try await appeal(
      wish.appeal, of: place, settledAbout: isDisqualified ? nil : wish.admission)
    let author = try await author(call, wish.reason, appeal: appeal, at: place)
    if isDisqualified {
      try await judging.disqualify(wish.admission, at: place, by: author)
    } else {
      try await judging.reinstate(wish.admission, at: place, by: author)
    }
    try await audit(
      call, isDisqualified ? "contestant-disqualify" : "contestant-reinstate",
      place.path.description, "\(wish.admission): \(wish.reason)")
    return ContestantStanding(
      stage: place.path.description, admission: wish.admission, isDisqualified: isDisqualified,
      outdated: place.certified?.version)
  }

  /// Every judge's score, what they make, and who is missing: a page by admission number, where the
  /// query has `open` of those only who wait for a judge.
  fileprivate func partScores(_ call: Call) async throws -> PartScoreList {
    let place = try await stage(call)
    let id: PartID = try call.identifier("part")
    guard let part = place.stage.part(id), case .judges(let rule, let most) = part.source else {
      throw JudgingDesk.Refusal.notJudged(id)
    }
    let known = try await judging.judging(of: place.path)
    let submitted = try await results.results(of: place.path).map(\.contestant)
    let admitted = try await shortlists.shortlist(admittingTo: place)?.admitted ?? []
    let missing = known.missing(in: place.stage, submitted: submitted, admitted: admitted)
      .filter { $0.part == id }
    let unsettled = known.unsettled(in: place.stage).filter { $0.part == id }
    let listed =
      call.query["open"] == "true"
      ? Set((missing + unsettled).map(\.contestant)).sorted()
      : Set(known.contestants).union(submitted).union(admitted).sorted()
    let first = try call.number("from", in: 1...Limits.standingsRows) ?? 1
    let count = try call.number("top", in: 1...Limits.pageRows) ?? Limits.pageRows
    var rows: [PartScoreList.Row] = []
    for contestant in listed.dropFirst(first - 1).prefix(count) {
      let name = try await contestants.contestant(contestant)?.name ?? ""
      rows.append(
        PartScoreList.Row(
          contestant, name, known[contestant] ?? ContestantJudging(), part: id, rule: rule))
    }
    return PartScoreList(
      stage: place.path.description, part: id.text, title: part.title.text(in: call.language),
      maximum: most.thousandths, combine: rule.combine.rawValue, atLeast: rule.atLeast,
      disagreement: rule.disagreement?.thousandths,
      missing: missing.count, unsettled: unsettled.count, contestants: listed.count, rows: rows)
  }

  fileprivate func judgingHistory(_ call: Call) async throws -> JudgingHistory {
    let place = try await stage(call)
    let id: ContestantID = try call.identifier("contestant")
    guard let contestant = try await contestants.contestant(id),
      contestant.contest == place.contest.id
    else { throw NotFound() }
    let records = try await judging.judging(of: place.path).records
    return JudgingHistory(
      stage: place.path.description, admission: id.text, name: contestant.name,
      acts: records.filter { $0.contestant == id }.map { record in
        JudgingHistory.Act(
          number: record.number, at: record.at.milliseconds, actor: record.actor,
          kind: record.kind.rawValue, part: record.part?.text, judge: record.judge,
          score: record.score?.thousandths, note: record.note, reason: record.reason,
          appeal: record.appeal)
      })
  }
}

extension PartScoreList.Row {
  fileprivate init(
    _ contestant: ContestantID, _ name: String, _ judging: ContestantJudging, part: PartID,
    rule: JudgingRule
  ) {
    let known = judging[part]
    self.init(
      admission: contestant.text, name: name,
      scores: known.counted.map { entry in
        PartScoreList.Score(
          judge: entry.judge ?? "", score: entry.score?.thousandths ?? 0, note: entry.note,
          at: entry.at.milliseconds)
      }, awaited: known.awaited, combined: known.score(by: rule)?.thousandths,
      isMissing: known.isMissing(by: rule), isDisputed: known.isDisputed(by: rule),
      settledBy: known.settlement?.actor, settledBecause: known.settlement?.reason,
      isDisqualified: judging.disqualification != nil)
  }
}
