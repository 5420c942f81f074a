import Accounts
import Certification
import ContestAPI
import Contests
import Documents
import Scoring
import Spreadsheets

/// A part of a stage's standings as a file.
struct RankingsFile: Sendable {
  let place: StagePlace
  let scope: Scope
  let view: StandingsBoard.View
  let edition: RankingsExport.Edition
  let language: Language
  let rows: [Standing]
  let particulars: RankingsExport.Particulars
  /// Present when these are certified results.
  let certified: ResultsSeal?
  let written: Instant

  private var table: TableExport<Standing> {
    RankingsExport(
      event: place.event, parts: place.stage.parts ?? [], language: language, edition: edition,
      particulars: particulars
    ).table
  }

  private func say(_ zhHans: String, _ en: String) -> String {
    LocalizedText(zhHans: zhHans, en: en).text(in: language)
  }

  private var title: String { place.title(in: language) }

  /// The bytes of the file.
  ///
  /// - Throws: as `TableExport.bytes`, or `DocumentFailure`.
  func bytes(_ format: ExportFormat, byteOrderMark: Bool) throws -> [UInt8] {
    switch format {
    case .csv, .xlsx:
      try table.bytes(
        rows, as: format, sheet: say("名次", "Standings"), title: title,
        byteOrderMark: byteOrderMark)
    case .json: try json()
    case .pdf: try sheet.pdf()
    }
  }

  private func json() throws -> [UInt8] {
    let heading = Heading(
      contest: place.contest.id.text, event: place.event.id.text, stage: place.stage.id.text,
      title: title, scope: scope.description, edition: edition.rawValue,
      status: place.standingsStatus(for: view), version: certified?.version,
      hash: certified?.hash, rows: rows.count)
    return Array("{\"heading\":".utf8) + (try Reply.bytes(of: heading))
      + Array(",\"rows\":".utf8) + (try table.json(rows)) + Array("}\n".utf8)
  }

  private struct Heading: Encodable {
    let contest: String
    let event: String
    let stage: String
    let title: String
    let scope: String
    let edition: String
    let status: String
    let version: Int?
    let hash: String?
    let rows: Int
  }

  // MARK: For signing

  private var sheet: SigningSheet {
    let columns = table.columns
    let cells = rows.map { row in columns.map { $0.cell(row) } }
    let document = DocumentTable(
      columns: columns.enumerated().map { index, column in
        DocumentTable.Column(
          header: column.header,
          isNumeric: cells.contains { $0[index].isNumber })
      }, rows: cells.map { $0.map(\.text) })
    let title =
      edition == .internal ? say("成绩名次表", "Results") : say("成绩公示", "Public notice of results")
    return SigningSheet(
      title: "\(place.contest.title.text(in: language)) \(title)",
      facts: facts, mark: mark, table: document,
      signatories: edition == .internal
        ? [say("裁判长：", "Chief judge: "), say("裁判：", "Judge: "), say("监督：", "Supervisor: ")] : [],
      created: ContestZone.utc(written))
  }

  private var facts: [String] {
    let zone = place.contest.zone
    let stage =
      say("赛项：", "Event: ") + place.event.title.text(in: language)
      + say("    阶段：", "    Stage: ") + place.stage.title.text(in: language)
      + say("    范围：", "    Scope: ") + (scope == .overall ? say("全部", "all") : scope.description)
      + say("    人数：", "    People: ") + "\(rows.count)"
    let coSigners = (certified?.coSignatures ?? []).map(\.judge).joined(separator: say("、", ", "))
    guard let certified else {
      let state =
        place.standingsStatus(for: view) == "frozen"
        ? say("封榜时的名次，未经确认", "Frozen standings, not certified")
        : say("实时名次，未经确认", "Live standings, not certified")
      return [stage, state + say("    打印：", "    printed ") + zone.text(of: written)]
    }
    return [
      stage,
      say("成绩第 \(certified.version) 版，", "Results version \(certified.version), certified by ")
        + certified.judges.joined(separator: say("、", ", "))
        + say(" 于 \(zone.text(of: certified.at)) 确认", " at \(zone.text(of: certified.at))")
        + (coSigners.isEmpty ? "" : say("；共同签署：", "; co-signed by ") + coSigners),
      "SHA-256: \(certified.hash)",
    ]
  }

  private var mark: String {
    let path = place.path.description
    guard let certified else { return "\(path)  " + say("未经确认", "not certified") }
    return "\(path)  v\(certified.version)  \(certified.hash)"
  }
}

extension StagePlace {
  /// Contest, event and stage.
  func title(in language: Language) -> String {
    [contest.title, event.title, stage.title].map { $0.text(in: language) }
      .joined(separator: " ")
  }
}

extension OutputCell {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .number, .duration: true
    case .empty, .text: false
    }
  }
}

extension ContestZone {
  /// ISO 8601 in UTC: `2025-06-01T08:00:00Z`.
  static func utc(_ instant: Instant) -> String {
    ContestZone("UTC").map { $0.text(of: instant) + "Z" } ?? ""
  }
}

extension Backend {
  /// The standings as a file, with whatever else is known of people and belongs in the edition.
  func rankingsFile(
    _ call: Call, _ scope: Scope, _ format: ExportFormat,
    rows: @Sendable (inout StandingsTable) -> [Standing]
  ) async throws -> Reply {
    // A sheet that looks like the judges' own is made by those who work with results.
    if format == .pdf, try call.caller().contest != nil { throw NotAllowed() }
    let byteOrderMark = call.flag("bom")
    let bytes = try await exports.write(
      reading: {
        let file = try await file(call, scope, rows: rows)
        if file.edition == .internal {
          try await audit(
            call, "rankings-export", file.place.path.description, "\(format.rawValue) \(scope)")
        }
        return file
      }, then: { try $0.bytes(format, byteOrderMark: byteOrderMark) })
    return .file(bytes, type: format.type)
  }

  private func file(
    _ call: Call, _ scope: Scope, rows: @Sendable (inout StandingsTable) -> [Standing]
  ) async throws -> RankingsFile {
    try await standings(call) { place, callersView in
      let edition = try RankingsExport.Edition.asked(call, seenBy: callersView)
      // What is for public notice says no more than the public is shown.
      let view = edition == .publicNotice ? .everyone : callersView
      let (rows, overall) = try await board.read(place, as: view) { table in
        let rows = rows(&table)
        return (rows, table.overallRanks(of: rows, in: scope))
      }
      var particulars = try await particulars(of: place, view, edition, call.language)
      for case (let row, let rank?) in zip(rows, overall) {
        particulars.overallRanks[row.contestant.id] = rank
      }
      particulars.hasTeams = rows.contains { $0.contestant.team != nil }
      return RankingsFile(
        place: place, scope: scope, view: view, edition: edition, language: call.language,
        rows: rows, particulars: particulars, certified: try await seal(of: place, view),
        written: now())
    }
  }

  private func isCertified(_ place: StagePlace, for view: StandingsBoard.View) -> Bool {
    place.state == .certified && (view == .jury || place.freeze == nil)
  }

  private func seal(
    of place: StagePlace, _ view: StandingsBoard.View
  ) async throws -> ResultsSeal? {
    guard isCertified(place, for: view), let version = place.certified?.version else { return nil }
    return try await results.seal(of: place.path, version: version)
  }

  private func particulars(
    of place: StagePlace, _ view: StandingsBoard.View, _ edition: RankingsExport.Edition,
    _ language: Language
  ) async throws -> RankingsExport.Particulars {
    var particulars = RankingsExport.Particulars()
    if edition == .internal {
      particulars.identities = try await accounts.maskedIdentities(
        of: place.contest.id,
        event: place.stage.admission.source == .roster ? place.event.id : nil)
    }
    guard isCertified(place, for: view), !place.stage.policies.isEmpty else { return particulars }
    let decisions = try await judge(
      place.contest, at: place.path, about: nil, seesFrozen: view == .jury,
      isForPublic: view == .everyone
    ).decisions
    let comma = LocalizedText(zhHans: "、", en: ", ").text(in: language)
    func add(_ name: String, to names: inout [ContestantID: String], of id: ContestantID) {
      names[id] = names[id].map { "\($0)\(comma)\(name)" } ?? name
    }
    for decision in decisions where decision.met && decision.recipient == .person {
      let (id, name) = (decision.facts.person.contestant, decision.outcome.name.text(in: language))
      switch decision.outcome {
      case .grant: add(name, to: &particulars.prizes, of: id)
      case .skillLevel: add(name, to: &particulars.levels, of: id)
      case .recommendation, .eligibility, .subsidy: break
      }
    }
    return particulars
  }
}
