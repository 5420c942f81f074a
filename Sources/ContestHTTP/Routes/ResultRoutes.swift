import Accounts
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Standings and certified results.
  static func results(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.rankings, .signedIn) { call in
        try await backend.rankings(call)
      },
      Route(.post, Path.freeze, .roles([.organizer, .judge])) { call in
        try .json(try await backend.freeze(call))
      },
      Route(.post, Path.unfreeze, .roles([.organizer, .judge])) { call in
        try .json(try await backend.unfreeze(call))
      },
      Route(.post, Path.certification, .roles([.judge])) { call in
        let place = try await backend.stage(call)
        let waiving = try Self.waiving(call)
        let document = try await backend.certifier.certify(
          place, judge: try call.caller().name, waiving: waiving, at: backend.now())
        let results = document.results
        backend.board.forgetStages(after: place.path)
        try await backend.audit(
          call, "results-certify", place.path.description,
          ([document.hash] + (results.waivers ?? []).map { "\($0.code) \($0.reason)" })
            .joined(separator: " "))
        return try .json(
          Certified(
            stage: place.path.description, version: results.version, hash: document.hash,
            judges: results.judges, contestants: results.entries.count,
            attempts: results.everyone.reduce(0) { $0 + $1.attempts.count },
            shortlisted: results.entries.count(where: \.shortlisted)))
      },
      Route(.post, Path.certificationPreview, .roles([.judge])) { call in
        let place = try await backend.stage(call)
        let (results, difference) = try await backend.certifier.preview(
          place, judge: try call.caller().name, waiving: try Self.waiving(call),
          at: backend.now())
        return try .json(CertificationPreview(of: results, difference))
      },
      Route(.get, Path.certification, .roles([.judge, .auditor])) { call in
        let place = try await backend.stage(call)
        let version = try call.number("version", in: 1...Int(Int32.max))
        guard let document = try await backend.certifiedFile(of: place, version: version) else {
          throw NotFound()
        }
        try await backend.audit(call, "results-fetch", place.path.description)
        return .file(document, type: "application/json")
      },
    ]
  }
}

extension Routes {
  /// - Throws: `BadRequest` for setting aside without a reason.
  private static func waiving(_ call: Call) throws -> ResultsCertifier.Waiving? {
    let wish: CertificationWish = try call.decode()
    guard let codes = wish.waive, !codes.isEmpty else { return nil }
    try BadRequest.requireReason(wish.reason ?? "")
    return ResultsCertifier.Waiving(codes: Set(codes), reason: wish.reason ?? "")
  }
}

extension CertificationPreview {
  fileprivate init(of results: CertifiedResults, _ difference: ResultsDifference?) {
    self.init(
      stage: results.path.description, version: results.version, ranked: results.entries.count,
      shortlisted: results.entries.count(where: \.shortlisted),
      changes: difference?.changes.map { change in
        Change(
          admission: change.contestant.text, name: change.name,
          before: change.before.map(Result.init), after: change.after.map(Result.init))
      },
      teams: difference?.teams.map { change in
        TeamChange(
          team: change.team.text, before: change.before.map(TeamResult.init),
          after: change.after.map(TeamResult.init))
      })
  }
}

extension CertificationPreview.Result {
  fileprivate init(_ result: ResultsDifference.Result) {
    self.init(
      score: result.score.thousandths, rank: result.rank, isShortlisted: result.isShortlisted,
      elapsedMilliseconds: result.elapsed.count, parts: RankedPart.all(result.parts),
      team: result.team?.text)
  }
}

extension CertificationPreview.TeamResult {
  fileprivate init(_ team: CertifiedResults.Team) {
    self.init(rank: team.rank, score: team.score, participants: team.participants)
  }
}

extension Backend {
  /// The part of the standings that the query asks for, as JSON or as a file.
  fileprivate func rankings(_ call: Call) async throws -> Reply {
    let scope = try scope(call)
    let excerpt = try Excerpt(call)
    if let format = try ExportFormat.asked(call) {
      return try await rankingsFile(call, scope, format) { excerpt.rows(of: &$0, in: scope) }
    }
    return try await standings(call) { place, view in
      let (ranked, rows, notRanked, unranked, ranks) = try await board.read(place, as: view) {
        table in
        let rows = excerpt.rows(of: &table, in: scope)
        return (
          table.count(in: scope), zip(rows, table.overallRanks(of: rows, in: scope)),
          view == .jury ? table.unrankedCount(in: scope) : 0,
          view == .jury ? table.unranked(excerpt.positions, in: scope) : [],
          excerpt.ranks(in: table)
        )
      }
      return .json(
        Rankings(
          stage: place.path.description, title: place.stage.title.text(in: call.language),
          scope: scope.description, status: place.standingsStatus(for: view), ranked: ranked,
          rows: rows.map { RankingRow($0, overall: $1) },
          notRanked: notRanked == 0 ? nil : notRanked,
          unranked: notRanked == 0 ? nil : unranked.map(UnrankedRow.init),
          ranks: ranks.isEmpty
            ? nil
            : ranks.map {
              RankInScope(scope: $0.scope.description, rank: $0.rank, ranked: $0.ranked)
            }))
    }
  }

  /// Answers from the standings of the stage in the path, as the caller may see them. Whoever read
  /// before a freeze or a certification and got what came after it reads again.
  func standings<Value>(
    _ call: Call, _ read: (StagePlace, StandingsBoard.View) async throws -> Value
  ) async throws -> Value {
    while true {
      let place = try await stage(call)
      let value = try await read(place, try standingsView(call, of: place))
      if try await directory.stage(place.path)?.isShown(as: place) ?? false { return value }
    }
  }

  /// The scope that the query asks for; all without one.
  func scope(_ call: Call) throws -> Scope {
    guard let scope = Scope(call.query["scope"] ?? "overall") else {
      throw BadRequest(
        code: "scope-unknown",
        zhHans: "范围应为 overall、province:代码、city:代码、unit:名称 或 team:名称",
        en: "a scope is overall, province:CODE, city:CODE, unit:NAME or team:NAME")
    }
    return scope
  }

  /// Lets the public see no later results of a stage than those there are.
  fileprivate func freeze(_ call: Call) async throws -> FreezeStanding {
    let place = try await stage(call)
    // Whatever was handed in before is still seen. The moment comes after it, so that teams and
    // headcounts are not older than the results.
    try await projector.catchUp()
    let note = try note(call)
    let freeze = try await directory.freeze(place.path, note)
    // What counts of this stage in others waits as well.
    board.forgetStages(after: place.path)
    try await audit(call, "standings-freeze", place.path.description, note.reason)
    return FreezeStanding(
      stage: place.path.description, isFrozen: true, since: freeze.at.milliseconds)
  }

  /// Lets the public see everything again.
  fileprivate func unfreeze(_ call: Call) async throws -> FreezeStanding {
    let place = try await stage(call)
    let note = try note(call)
    guard try await directory.unfreeze(place.path, note) else {
      throw Conflict(
        code: "not-frozen", zhHans: "\(place.path) 没有封榜", en: "\(place.path) is not frozen")
    }
    board.forgetStages(after: place.path)
    try await audit(call, "standings-unfreeze", place.path.description, note.reason)
    return FreezeStanding(stage: place.path.description, isFrozen: false, since: nil)
  }

  private func note(_ call: Call) throws -> StaffNote {
    let wish: FreezeWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    return StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason)
  }

  /// As whom the caller sees the standings of a stage. Staff may ask for what the public sees.
  ///
  /// - Throws: `NotFound` for a contestant of another contest, `Conflict` when a contestant is not told.
  func standingsView(_ call: Call, of place: StagePlace) throws -> StandingsBoard.View {
    guard let own = try call.caller().contest else {
      return call.query["view"] == "public" ? .everyone : .jury
    }
    guard own == place.contest.id else { throw NotFound() }
    // What a contestant is not told about the own paper is not told by the standings either.
    guard place.tellsScores else {
      throw Conflict(
        code: "standings-not-public", zhHans: "成绩尚未公布", en: "the standings are not public yet")
    }
    return .everyone
  }
}

extension StagePlace {
  /// `frozen`, `live` or `certified`, as the rankings name it.
  func standingsStatus(for view: StandingsBoard.View) -> String {
    if freeze != nil, view == .everyone { return "frozen" }
    return state == .certified ? "certified" : "live"
  }
}

/// Which rows of a table are asked for.
private enum Excerpt {
  case about(ContestantID)
  case positions(Range<Int>)

  /// Reads `around`, or `from` and `top`.
  init(_ call: Call) throws {
    if let about = call.query["around"] {
      guard
        let contestant = about == "me" ? try call.contestant() : try? ContestantID(about)
      else { throw NotFound() }
      self = .about(contestant)
      return
    }
    // A file is whole unless less is asked for; a page is bounded.
    let isFile = call.query["format"] != nil
    let most = isFile ? Limits.standingsRows : Limits.pageRows
    let first = try call.number("from", in: 1...Limits.standingsRows) ?? 1
    let count = try call.number("top", in: 1...most) ?? most
    self = .positions(first - 1..<first - 1 + count)
  }

  /// From 0; the first page where it is about somebody.
  var positions: Range<Int> {
    if case .positions(let positions) = self { positions } else { 0..<Limits.pageRows }
  }

  func rows(of table: inout StandingsTable, in scope: Scope) -> [Standing] {
    switch self {
    case .positions(let positions) where positions.upperBound <= StandingsTable.headSize:
      Array(table.head(in: scope).dropFirst(positions.lowerBound).prefix(positions.count))
    case .about(let contestant): table.rows(around: contestant, radius: 5, in: scope)
    case .positions(let positions): table.rows(positions, in: scope)
    }
  }

  func ranks(in table: StandingsTable) -> [ScopeRank] {
    if case .about(let contestant) = self { table.ranks(of: contestant) } else { [] }
  }
}

extension StandingsTable {
  /// The ranks among all of those in rows of a scope; each `nil` where the scope is that of all.
  func overallRanks(of rows: [Standing], in scope: Scope) -> [Int?] {
    scope == .overall
      ? rows.map { _ in nil } : ranks(of: rows.map(\.contestant.id))
  }
}

extension RankingRow {
  /// - Parameter overall: the rank among all, in standings of some.
  init(_ standing: Standing, overall: Int? = nil) {
    let (contestant, result) = (standing.contestant, standing.result)
    self.init(
      rank: standing.rank, admission: contestant.id.text, name: contestant.name,
      unit: contestant.unit.text, city: contestant.cityName, score: result.score.thousandths,
      maximum: result.maximum.thousandths, elapsedMilliseconds: result.elapsed.count,
      attempts: result.attempts, parts: RankedPart.all(result.parts), team: contestant.team?.text,
      overall: overall)
  }
}

extension UnrankedRow {
  fileprivate init(_ unranked: Unranked) {
    let (contestant, result) = (unranked.contestant, unranked.result)
    self.init(
      admission: contestant.id.text, name: contestant.name, unit: contestant.unit.text,
      city: contestant.cityName, score: result?.score.thousandths,
      reasons: unranked.reasons.map(\.rawValue), parts: result.flatMap { RankedPart.all($0.parts) },
      team: contestant.team?.text)
  }
}

extension RankedPart {
  /// Absent where the result is that of the paper alone.
  fileprivate static func all(_ parts: [PartScore]) -> [RankedPart]? {
    guard !parts.isEmpty else { return nil }
    return parts.map {
      RankedPart(
        part: $0.part.text, score: $0.score?.thousandths, maximum: $0.maximum.thousandths,
        share: $0.share.thousandths, isPassed: $0.isPassed)
    }
  }
}
