import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// What becomes of outcomes.
  static func outcomes(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.outcomes, .roles([.contestant, .organizer, .judge, .auditor])) { call in
        try .json(try await backend.outcomes(call))
      },
      Route(.post, Path.outcomes, .roles([.organizer, .judge])) { call in
        try .json(try await backend.actOnOutcomes(call))
      },
      Route(.get, Path.outcomeProposals, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.outcomeProposals(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func outcomes(_ call: Call) async throws -> OutcomeList {
    let contest = try await contest(call)
    let caller = try call.caller()
    if let own = caller.contest, own != contest.id { throw NotFound() }
    let cases = try await lives.outcomes(of: contest.id, of: caller.contestant)
    return try await list(cases, of: contest, call)
  }

  private func list(
    _ cases: [OutcomeCase], of contest: Contest, _ call: Call
  ) async throws -> OutcomeList {
    let people = try await people(of: contest, cases.map(\.finding.subject.contestant))
    let isStaff = try call.caller().contestant == nil
    return OutcomeList(
      contest: contest.id.text,
      outcomes: cases.map {
        OutcomeRow($0, people[$0.finding.subject.contestant], isForStaff: isStaff, call.language)
      })
  }

  private func people(
    of contest: Contest, _ ids: [ContestantID]
  ) async throws -> [ContestantID: Contestant] {
    guard ids.count > 1 else {
      let one = try await ids.first.asyncMap { try await contestants.contestant($0) } ?? nil
      return one.map { [$0.id: $0] } ?? [:]
    }
    let roster = try await contestants.contestants(of: contest.id, event: nil)
    return Dictionary(roster.map { ($0.id, $0) }) { first, _ in first }
  }

  /// What would have to be done so that outcomes follow from the newest certified results, with all
  /// outcomes that there are.
  private func proposals(
    for contest: Contest
  ) async throws -> (proposals: OutcomeProposals, all: [OutcomeCase], uncertified: [StagePath]) {
    let all = try await lives.outcomes(of: contest.id, of: nil)
    let judgement = try await judge(contest, about: nil, seesFrozen: true)
    let waiting = Set(judgement.uncertified)
    let proposals = OutcomeProposals(
      judgement.decisions.compactMap { OutcomeFinding($0) },
      all.filter { !waiting.contains($0.finding.subject.stage) })
    return (proposals, all, judgement.uncertified)
  }

  fileprivate func outcomeProposals(_ call: Call) async throws -> OutcomeProposalList {
    let contest = try await contest(call)
    let (proposals, _, uncertified) = try await proposals(for: contest)
    let people = try await people(
      of: contest, proposals.grants.map(\.subject.contestant))
    return OutcomeProposalList(
      contest: contest.id.text,
      grants: proposals.grants.map { finding in
        OutcomeProposalList.Grant(
          stage: finding.subject.stage.description, contestant: finding.subject.contestant.text,
          name: people[finding.subject.contestant]?.name ?? "", pack: finding.subject.pack.text,
          rule: finding.subject.rule.text, kind: finding.kind.rawValue,
          outcome: finding.name.text(in: call.language))
      },
      withdrawals: try await list(proposals.withdrawals, of: contest, call).outcomes,
      uncertified: uncertified.map(\.description))
  }

  fileprivate func actOnOutcomes(_ call: Call) async throws -> OutcomeList {
    let contest = try await contest(call)
    let wish: OutcomeWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    if ["issued", "correct"].contains(wish.act) {
      return try await list(try await noteOfficial(wish, in: contest, call), of: contest, call)
    }
    let note = StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason)
    let transition: OutcomeTransition
    if wish.act == "accept" {
      let (proposals, all, _) = try await proposals(for: contest)
      let gone = Set(proposals.withdrawals.map(\.number))
      transition = try OutcomeTransition(
        after: all,
        taking: { one in
          gone.contains(one.number) ? one.state == .issued ? .revoked : .rejected : nil
        }, opening: proposals.grants, note)
    } else {
      let all = try await lives.outcomes(of: contest.id, of: nil)
      if let unknown = wish.numbers?.first(where: { !(1...all.count).contains($0) }) {
        throw NotFound(zhHans: "成果 \(unknown)", en: "outcome \(unknown)")
      }
      let isObjectedTo = try await objections(to: all)
      let step = try OutcomeStep.Kind(wish, at: note.at)
      transition = try OutcomeTransition(
        after: all,
        taking: { one in
          let isMeant =
            wish.numbers.map { $0.contains(one.number) }
            ?? one.isDue(for: step, at: note.at, isObjectedTo(one.finding.subject))
          return isMeant ? step : nil
        }, isObjectedTo: isObjectedTo, note)
    }
    // The certificate first: revoking it again changes nothing.
    for (one, step) in transition.steps where step.kind == .revoked {
      try await revokeCertificate(of: one, note)
    }
    guard var changed = try await lives.record(transition, in: contest.id) else {
      throw Conflict(
        code: "outcomes-changed", zhHans: "成果刚刚有变化，请重试",
        en: "outcomes have just changed; try again")
    }
    if wish.act == "accept", try await takeOverIssued(changed, in: contest, note) {
      let numbers = Set(changed.map(\.number))
      changed = try await lives.outcomes(of: contest.id, of: nil)
        .filter { numbers.contains($0.number) }
    }
    try await audit(
      call, "outcomes-\(wish.act)", contest.id.text, "\(changed.count) \(wish.reason)")
    return try await list(changed, of: contest, call)
  }

  /// Says of grants that were issued before anybody put them on record that they are.
  ///
  /// - Returns: whether there are such.
  private func takeOverIssued(
    _ opened: [OutcomeCase], in contest: Contest, _ note: StaffNote
  ) async throws -> Bool {
    var issued: [Int: Credential] = [:]
    for one in opened where one.state == .eligible && one.finding.kind == .grant {
      issued[one.number] = try await credentials.credential(
        CredentialID(of: one.finding.subject))
    }
    guard !issued.isEmpty else { return false }
    let transition = try OutcomeTransition(
      after: try await lives.outcomes(of: contest.id, of: nil),
      taking: { issued[$0.number] == nil ? nil : .confirmed }, note)
    _ = try await lives.record(transition, in: contest.id)
    try await noteIssued(
      Array(issued.values), of: try await lives.outcomes(of: contest.id, of: nil), in: contest,
      note)
    return true
  }

  /// Says in the life of a grant that its certificate was revoked.
  func noteRevoked(_ credential: Credential, _ note: StaffNote) async throws {
    let contest = credential.content.stage.contest
    let transition = try OutcomeTransition(
      after: try await lives.outcomes(of: contest, of: nil),
      taking: { one in
        one.state == .issued && CredentialID(of: one.finding.subject) == credential.id
          ? .revoked : nil
      }, note)
    guard !transition.steps.isEmpty else { return }
    _ = try await lives.record(transition, in: contest)
  }

  /// Who is objected to at the stages of some outcomes.
  private func objections(
    to cases: [OutcomeCase]
  ) async throws -> (OutcomeSubject) -> Bool {
    var open: Set<OutcomeSubject> = []
    for stage in Set(cases.map(\.finding.subject.stage)) {
      let standing = try await ledger.objections(of: stage).standing(at: stage)
      for one in cases where one.finding.subject.stage == stage {
        if standing[one.finding.subject.contestant]?.value == .open {
          open.insert(one.finding.subject)
        }
      }
    }
    return { open.contains($0) }
  }

  private func revokeCertificate(of one: OutcomeCase, _ note: StaffNote) async throws {
    guard one.finding.kind == .grant else { return }
    let id = CredentialID(of: one.finding.subject)
    do {
      _ = try await credentials.act(StatusAct(credential: id, kind: .revoke, note: note))
    } catch CredentialStatus.Refusal.alreadyRevoked {}
  }
}

extension Optional {
  fileprivate func asyncMap<Value>(
    _ transform: (Wrapped) async throws -> Value
  ) async throws -> Value? {
    guard let self else { return nil }
    return try await transform(self)
  }
}

extension OutcomeStep.Kind {
  /// - Throws: `BadRequest` when the wish is none that staff can have, or lacks something.
  fileprivate init(_ wish: OutcomeWish, at instant: Instant) throws(BadRequest) {
    switch wish.act {
    case "publicise":
      guard let days = wish.days, (1...365).contains(days) else {
        throw BadRequest(
          code: "days-unfit", zhHans: "公示天数为 1 至 365", en: "a public notice lasts 1 to 365 days")
      }
      self = .publicised(until: instant + Milliseconds(Int64(days) * 86_400_000))
    case "confirm": self = .confirmed
    case "return": self = .returned
    case "reject": self = .rejected
    case "expire": self = .expired
    case "revoke": self = .revoked
    default:
      throw BadRequest(
        code: "act-unknown",
        zhHans: "应为 accept、publicise、confirm、issued、correct、return、reject、expire 或 revoke",
        en: "it is accept, publicise, confirm, issued, correct, return, reject, expire or revoke")
    }
    guard wish.numbers != nil || !["return", "reject", "expire", "revoke"].contains(wish.act) else {
      throw BadRequest(
        code: "numbers-missing", zhHans: "请写明成果编号", en: "name the numbers of outcomes")
    }
  }
}

extension OutcomeCase {
  /// Whether it is time for a step that is wished for all.
  fileprivate func isDue(
    for step: OutcomeStep.Kind, at instant: Instant, _ isObjectedTo: Bool
  ) -> Bool {
    switch step {
    case .publicised: state == .eligible
    case .confirmed:
      !isObjectedTo && (state == .eligible || state == .publicised)
        && (noticeEnd ?? instant) <= instant
    case .submitted, .returned, .issued, .corrected, .rejected, .expired, .revoked: false
    }
  }
}

extension OutcomeRow {
  fileprivate init(
    _ one: OutcomeCase, _ person: Contestant?, isForStaff: Bool, _ language: Language
  ) {
    let subject = one.finding.subject
    let notes = [("opened", one.opened)] + one.steps.map { ($0.kind.code, $0.note) }
    self.init(
      number: one.number, stage: subject.stage.description, contestant: subject.contestant.text,
      name: person?.name ?? "", unit: person?.unit.text ?? "", pack: subject.pack.text,
      rule: subject.rule.text, kind: one.finding.kind.rawValue,
      outcome: one.finding.name.text(in: language), state: one.state.rawValue,
      noticeEnd: one.noticeEnd?.milliseconds, issuedNumber: one.issuedNumber,
      steps: notes.map { kind, note in
        Step(
          kind: kind, at: note.at.milliseconds, actor: isForStaff ? note.actor : nil,
          reason: note.reason)
      })
  }
}
