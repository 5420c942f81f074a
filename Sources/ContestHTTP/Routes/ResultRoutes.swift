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
        let place = try await backend.stage(call)
        let (scope, standings, rows) = try await backend.standings(call, place)
        if call.query["format"] == "csv" {
          let bytes = try RankingsExport(event: place.event, language: call.language).csv(rows)
          return .file(bytes, type: "text/csv; charset=utf-8")
        }
        return try .json(
          Rankings(
            stage: place.path.description, title: place.stage.title.text(in: call.language),
            scope: scope.description,
            status: place.state == .certified ? "certified" : "live",
            ranked: standings.rows.count, rows: rows.map(RankingRow.init)))
      },
      Route(.post, Path.certification, .roles([.judge])) { call in
        let place = try await backend.stage(call)
        let results = try await backend.certifier.certify(
          place, judge: try call.caller().name, at: backend.now())
        try await backend.audit(
          call, "results-certify", place.path.description, results.hash)
        return try .json(
          Certified(
            stage: place.path.description, version: results.version, hash: results.hash,
            judges: results.judges, contestants: results.entries.count,
            attempts: results.entries.reduce(0) { $0 + $1.attempts.count },
            shortlisted: results.entries.count(where: \.shortlisted)))
      },
      Route(.get, Path.certification, .roles([.judge, .auditor])) { call in
        let place = try await backend.stage(call)
        guard let document = try await backend.results.certified(place.path) else {
          throw NotFound()
        }
        try await backend.audit(call, "results-fetch", place.path.description)
        return .file(document, type: "application/json")
      },
    ]
  }
}

extension Backend {
  /// The part of the standings that the query asks for.
  fileprivate func standings(
    _ call: Call, _ place: StagePlace
  ) async throws -> (Scope, Standings, ArraySlice<Standing>) {
    guard let scope = Scope(call.query["scope"] ?? "overall") else {
      throw BadRequest(
        code: "scope-unknown",
        zhHans: "范围应为 overall、province:代码、city:代码 或 unit:名称",
        en: "a scope is overall, province:CODE, city:CODE or unit:NAME")
    }
    if let own = try call.caller().contest {
      guard own == place.contest.id else { throw NotFound() }
      // What a contestant is not told about the own paper is not told by the standings either.
      guard place.stage.feedback.tellsScore || place.state == .certified else {
        throw Conflict(
          code: "standings-not-public", zhHans: "成绩尚未公布", en: "the standings are not public yet")
      }
    }
    let standings = try await board.standings(of: place).within(scope, by: place.stage)
    guard let about = call.query["around"] else {
      // A file is whole unless less is asked for; a page is bounded.
      let most = call.query["format"] == "csv" ? standings.rows.count : Limits.pageRows
      let top = try call.number("top", in: 1...Limits.importRows) ?? most
      return (scope, standings, standings.rows.prefix(top))
    }
    guard
      let contestant = about == "me"
        ? try call.contestant() : try? ContestantID(about)
    else { throw NotFound() }
    return (scope, standings, standings.around(contestant, radius: 5))
  }
}

extension RankingRow {
  fileprivate init(_ standing: Standing) {
    let (contestant, result) = (standing.contestant, standing.result)
    self.init(
      rank: standing.rank, admission: contestant.id.text, name: contestant.name,
      unit: contestant.unit.text, city: contestant.cityName, score: result.score.thousandths,
      maximum: result.maximum.thousandths, elapsedMilliseconds: result.elapsed.count,
      attempts: result.attempts)
  }
}
