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
    let subject = try await subject(of: wish, at: place)
    guard step != .filed else {
      var filed = Objection(
        try await ledger.file(
          against: subject, at: place.path, note, noting: record(subject.name)))
      filed.issued = try await seenOutcomes(of: place.contest).concerned(
        by: subject.id, at: place.path
      ).filter { $0.state == .issued }.compactMap(\.issuedNumber)
      return filed
    }
    return Objection(
      try await ledger.rule(
        on: .onlyOne(against: subject), isUpheld: step == .upheld, at: place.path, note,
        noting: record(subject.name)))
  }

  /// Whom an objection is about: a contestant of the contest, or a unit or a team of which the certified
  /// results know.
  private func subject(
    of wish: ObjectionWish, at place: StagePlace
  ) async throws -> ObjectionSubject {
    guard [wish.contestant, wish.unit, wish.team].compactMap(\.self).count == 1 else {
      throw BadRequest(
        code: "objection-subject", zhHans: "请写明一名选手、一个单位或一个代表队",
        en: "name one contestant, one unit or one team")
    }
    if let text = wish.contestant {
      guard let id = try? ContestantID(text), let contestant = try await contestants.contestant(id),
        contestant.contest == place.contest.id
      else { throw NotFound(zhHans: "选手 \(text)", en: "contestant \(text)") }
      return .contestant(id)
    }
    let subject: ObjectionSubject? =
      wish.unit.flatMap { UnitName($0) }.map { .unit($0) }
      ?? wish.team.flatMap { TeamName($0) }.map { .team($0) }
    guard let subject, let certified = try await decisionRoom.certified(place.path) else {
      throw NotFound()
    }
    guard
      certified.facts(about: [.unit, .team])
        .contains(where: { $0.person.contestant == subject.id })
    else {
      throw NotFound(
        zhHans: "\(wish.unit == nil ? "代表队" : "单位") \(subject.name)（\(place.path) 的成绩）",
        en: "\(wish.unit == nil ? "team" : "unit") \(subject.name) in the results of \(place.path)")
    }
    return subject
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
    var (unit, team): (String?, String?)
    switch act.subject {
    case .contestant: break
    case .unit(let name): unit = name.text
    case .team(let name): team = name.text
    }
    self.init(
      number: act.number, contestant: act.subject.id.text, unit: unit, team: team,
      step: act.step.rawValue, filing: act.filing, by: act.note.actor,
      at: act.note.at.milliseconds, reason: act.note.reason)
  }
}

extension ObjectionSubject {
  /// As people name it.
  fileprivate var name: String {
    switch self {
    case .contestant(let id): id.text
    case .unit(let name): name.text
    case .team(let name): name.text
    }
  }
}
