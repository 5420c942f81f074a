import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Who may issue level certificates, and objections in public notices.
  static func issuers(_ backend: Backend) -> [Route] {
    [
      Route(.post, Path.issuers, .roles([.organizer]), bodyLimit: Limits.uploadBytes) { call in
        try .json(try await backend.importIssuers(call))
      },
      Route(.get, Path.issuers, .staff) { call in
        try .json(
          IssuerList(
            issuers: try await backend.ledger.issuers(for: nil).map(RegisteredIssuer.init)))
      },
      Route(.post, Path.objections, .roles([.organizer, .judge])) { call in
        try .json(try await backend.object(call))
      },
      Route(.get, Path.objections, .roles([.organizer, .judge, .auditor])) { call in
        let place = try await backend.stage(call)
        return try .json(
          ObjectionList(
            stage: place.path.description,
            objections: try await backend.ledger.objections(of: place.path).map(Objection.init)))
      },
    ]
  }
}

extension Backend {
  fileprivate func importIssuers(_ call: Call) async throws -> IssuersImported {
    let (sheet, rows) = try Self.table(call.body)
    let entries = try IssuerImport.read(sheet: sheet, rows)
    let added = try await ledger.add(
      entries, at: now(),
      noting: AuditRecord(
        at: now(), actor: try call.caller().description, action: "issuers-import", subject: "",
        detail: "\(entries.count)"))
    return IssuersImported(entries: entries.count, added: added)
  }

  fileprivate func object(_ call: Call) async throws -> Objection {
    let place = try await stage(call)
    let wish: ObjectionWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    guard place.state == .certified else {
      throw Conflict(
        code: "not-certified", zhHans: "成绩确认之后才有公示",
        en: "the public notice begins when the results are certified")
    }
    guard let step = ObjectionAct.Step(rawValue: wish.step) else {
      throw BadRequest(
        code: "objection-step", zhHans: "应为 filed、dismissed 或 upheld",
        en: "has to be filed, dismissed or upheld")
    }
    let caller = try call.caller()
    let note = StaffNote(actor: caller.name, at: now(), reason: wish.reason)
    func record(_ subject: String) -> AuditRecord {
      AuditRecord(
        at: note.at, actor: caller.description, action: "objection-\(step.rawValue)",
        subject: "\(place.path) \(subject)", detail: wish.reason)
    }
    if step != .filed, let number = wish.filing {
      return Objection(
        try await ledger.rule(
          on: .filing(number), isUpheld: step == .upheld, at: place.path, note,
          noting: record("#\(number)")))
    }
    guard let id = try? ContestantID(wish.contestant ?? ""),
      let contestant = try await contestants.contestant(id),
      contestant.contest == place.contest.id
    else { throw NotFound() }
    guard step != .filed else {
      return Objection(
        try await ledger.file(against: id, at: place.path, note, noting: record(id.text)))
    }
    return Objection(
      try await ledger.rule(
        on: .onlyOne(against: id), isUpheld: step == .upheld, at: place.path, note,
        noting: record(id.text)))
  }
}

extension RegisteredIssuer {
  fileprivate init(_ issuer: IssuerRegistration) {
    self.init(
      name: issuer.name, kind: issuer.kind.rawValue, occupation: issuer.occupation.text,
      levels: issuer.levels.lowerBound == issuer.levels.upperBound
        ? issuer.levels.lowerBound.name
        : "\(issuer.levels.lowerBound.name)..\(issuer.levels.upperBound.name)",
      from: issuer.from.description, until: issuer.until?.description, number: issuer.evidence)
  }
}

extension Objection {
  fileprivate init(_ act: ObjectionAct) {
    self.init(
      number: act.number, contestant: act.contestant.text, step: act.step.rawValue,
      filing: act.filing, by: act.note.actor, at: act.note.at.milliseconds, reason: act.note.reason)
  }
}
