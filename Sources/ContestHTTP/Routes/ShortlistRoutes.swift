import Accounts
import ContestAPI
import Contests
import HTTPTypes
import Scoring
import Spreadsheets

extension Routes {
  /// Shortlists, play-offs and withdrawals. Contestants learn of them when they may enter.
  static func shortlists(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.shortlist, .roles([.organizer, .judge, .auditor])) { call in
        try await backend.shortlist(call)
      },
      Route(.post, Path.playOffs, .roles([.judge])) { call in
        try .json(try await backend.decidePlayOff(call))
      },
      Route(.post, Path.withdrawals, .roles([.organizer, .judge])) { call in
        try .json(try await backend.withdraw(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func shortlist(_ call: Call) async throws -> Reply {
    let place = try await stage(call)
    let format = try ExportFormat.asked(call, among: [.csv, .xlsx, .json])
    let (list, acts) = try await shortlists.shortlist(of: place)
    guard let format else {
      return try .json(
        ShortlistReport(
          stage: place.path.description, title: place.stage.title.text(in: call.language),
          status: place.state == .certified ? "certified" : "provisional",
          rows: list.entries.map(ShortlistRow.init),
          undecided: list.undecided.map { $0.map(\.text) },
          acts: acts.map(ShortlistActReport.init)))
    }
    let table = ShortlistExport(language: call.language).table
    let entries = list.entries
    let sheet = LocalizedText(zhHans: "晋级名单", en: "Shortlist").text(in: call.language)
    let title = place.title(in: call.language)
    let byteOrderMark = call.flag("bom")
    try await audit(call, "shortlist-export", place.path.description, format.rawValue)
    let bytes = try await exports.write {
      try table.bytes(
        entries, as: format, sheet: sheet, title: "\(title) \(sheet)",
        byteOrderMark: byteOrderMark)
    }
    return .file(bytes, type: format.type)
  }

  fileprivate func decidePlayOff(_ call: Call) async throws -> ShortlistActReport {
    let place = try await stage(call)
    let wish: PlayOffWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    // A group can only be of known people; an order that is none fits no group.
    let order = wish.order.compactMap { try? ContestantID($0) }
    try await projector.catchUp()
    let act = try await shortlists.decide(
      order.count == wish.order.count ? order : [], at: place,
      StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason))
    try await audit(
      call, "play-off-decide", place.path.description,
      "\(order.map(\.text).joined(separator: ","))\(act.movedUpNote) \(wish.reason)")
    return ShortlistActReport(act)
  }

  fileprivate func withdraw(_ call: Call) async throws -> ShortlistActReport {
    let place = try await stage(call)
    let wish: WithdrawalWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    guard let contestant = try? ContestantID(wish.contestant) else { throw NotFound() }
    let act = try await shortlists.withdraw(
      contestant, from: place,
      StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason))
    try await audit(
      call, "shortlist-withdraw", place.path.description,
      "\(contestant)\(act.movedUpNote) \(wish.reason)")
    return ShortlistActReport(act)
  }
}

extension ShortlistAct {
  /// Who moved up, for the audit log.
  fileprivate var movedUpNote: String {
    movedUp.isEmpty ? "" : " +\(movedUp.map(\.text).joined(separator: ","))"
  }
}

extension ShortlistRow {
  fileprivate init(_ entry: ShortlistInForce.Entry) {
    let contestant = entry.standing.contestant
    var (reserve, reason): (Int?, String?)
    switch entry.status {
    case .reserve(let number): reserve = number
    case .withdrawn(let why): reason = why
    case .admitted, .movedUp, .undecided: break
    }
    self.init(
      status: entry.status.name, reserve: reserve, rank: entry.standing.rank,
      admission: contestant.id.text, name: contestant.name, unit: contestant.unit.text,
      city: contestant.cityName, score: entry.standing.result.score.thousandths, reason: reason)
  }
}

extension ShortlistActReport {
  fileprivate init(_ act: ShortlistAct) {
    let (kind, people): (String, [ContestantID]) =
      switch act.kind {
      case .playOff(let order): ("play-off", order)
      case .withdrawal(let contestant): ("withdrawal", [contestant])
      }
    self.init(
      number: act.number, kind: kind, contestants: people.map(\.text),
      movedUp: act.movedUp.map(\.text), actor: act.actor, at: act.at.milliseconds,
      reason: act.reason)
  }
}
