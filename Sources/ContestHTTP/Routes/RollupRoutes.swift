import Accounts
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Results by unit, city, province and team.
  static func rollups(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.rollups, .signedIn) { call in
        try await backend.rollups(call)
      }
    ]
  }
}

extension Backend {
  /// The roll-ups that the query asks for, as JSON or as a file.
  fileprivate func rollups(_ call: Call) async throws -> Reply {
    guard let grouping = RollupRules.Grouping(rawValue: call.query["by"] ?? "unit") else {
      throw BadRequest(
        code: "grouping-unknown", zhHans: "by 应为 unit、city、province 或 team",
        en: "by is unit, city, province or team")
    }
    let top = try call.number("top", in: 1...Limits.importRows)
    let format = try ExportFormat.asked(call, among: [.csv, .xlsx, .json])
    let (place, view, rollups) = try await standings(call) { place, view in
      (place, view, try await self.rollups(of: place, by: grouping, as: view))
    }
    let rules = place.stage.rollups ?? .usual
    let shown = PublishedRollups(
      rollups, rules: rules, isPublic: view == .everyone, top: top ?? Limits.importRows)
    if let format {
      let table = RollupsExport(event: place.event, language: call.language).table
      let sheet = LocalizedText(zhHans: "汇总", en: "Roll-ups").text(in: call.language)
      let title = "\(place.title(in: call.language)) \(sheet)"
      let byteOrderMark = call.flag("bom")
      let bytes = try await exports.write {
        try table.bytes(
          shown.rows + [shown.total], as: format, sheet: sheet, title: title,
          byteOrderMark: byteOrderMark)
      }
      return .file(bytes, type: format.type)
    }
    let rule = rules.rule(for: grouping)
    return try .json(
      RollupList(
        stage: place.path.description, title: place.stage.title.text(in: call.language),
        by: grouping.rawValue, status: place.standingsStatus(for: view),
        headcounts: rollups.headcountVersion,
        rule: rule.score.map {
          rule.score.count == 1 ? $0.measure.rawValue : "\($0.measure.rawValue) \($0.weight)"
        }, ties: rule.ties?.map(\.rawValue),
        ranks: (rule.ranks ?? place.stage.ties.ranks).rawValue, best: rule.best, least: rule.least,
        small: view == .everyone ? rules.small : nil,
        groups: rollups.rows.count, total: RollupRow(shown.total),
        rows: shown.rows.map(RollupRow.init)))
  }

  /// A frozen view rests on the headcounts of the moment of the freeze.
  private func rollups(
    of place: StagePlace, by grouping: RollupRules.Grouping, as view: StandingsBoard.View
  ) async throws -> Rollups {
    let moment = view == .everyone ? place.freeze?.at : nil
    let version = try await accounts.headcountVersion(of: place.contest.id, at: moment) ?? 0
    return try await board.rollups(
      of: place, by: grouping, as: view, at: now(), headcountVersion: version
    ) {
      version == 0
        ? .none : try await accounts.headcounts(of: place.contest.id, version: version)
    }
  }
}

extension RollupRow {
  fileprivate init(_ row: PublishedRollups.Row) {
    let rollup = row.rollup
    let group =
      switch rollup.group {
      case .unit(let unit): unit.text
      case .team(let team): team.text
      case .city(let code), .province(let code): code.text
      case .overall: ""
      }
    let isShown = !row.isWithheld
    self.init(
      group: group, name: rollup.name, region: rollup.region?.text, isWithheld: row.isWithheld,
      rank: isShown ? rollup.rank : nil, score: isShown ? rollup.score : nil,
      headcount: rollup.headcount, unitsDeclared: rollup.unitsDeclared,
      participants: isShown ? rollup.tally.participants : nil,
      participations: isShown ? rollup.tally.participations : nil,
      participationRate: isShown ? rollup.participationRate : nil,
      units: isShown ? rollup.units : nil, coverage: isShown ? rollup.coverage : nil,
      mean: isShown ? rollup.mean?.mean.thousandths : nil,
      meanHalfWidth: isShown ? rollup.mean?.halfWidth?.thousandths : nil,
      sumOfBest: isShown ? rollup.sumOfBest?.thousandths : nil,
      passed: isShown && rollup.passRate != nil ? rollup.tally.passed : nil,
      passRate: isShown ? rollup.passRate : nil)
  }
}
