import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// What becomes of outcomes.
  static func outcomes(_ backend: Backend) -> [Route] {
    let readers = Route.Access.roles([.contestant, .organizer, .judge, .auditor])
    return [
      Route(.get, Path.outcomes, readers) { call in try .json(try await backend.outcomes(call)) },
      Route(.post, Path.outcomes, .roles([.organizer, .judge])) { call in
        try .json(try await backend.actOnOutcomes(call))
      },
      Route(.get, Path.outcome, readers) { call in
        try .json(try await backend.outcomeDetail(call))
      },
      Route(.get, Path.outcomeNotice, .everyone) { call in
        try .json(try await backend.outcomeNotice(call))
      },
      Route(.get, Path.outcomeProposals, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.outcomeProposals(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func actOnOutcomes(_ call: Call) async throws -> OutcomeList {
    let contest = try await contest(call)
    let wish: OutcomeWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    if ["issued", "correct"].contains(wish.act) {
      let (cases, belated) = try await noteOfficial(wish, in: contest, call)
      var noted = try await list(cases, of: contest, call)
      noted.warnings = belated.isEmpty ? nil : belated
      return noted
    }
    let note = StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason)
    let seen = try await seenOutcomes(of: contest)
    let transition =
      switch wish.act {
      case "accept", "decline": try await answering(wish, in: contest, seen, note, call)
      case "renew": try await renewing(wish, in: contest, seen, note, call)
      default: try await taking(wish, in: contest, seen, note, call)
      }
    let record = auditRecord(
      call, "outcomes-\(wish.act)", contest.id.text, "\(transition.count) \(wish.reason)")
    guard let changed = try await lives.record(transition, in: contest.id, noting: record) else {
      throw Conflict.outcomesChanged
    }
    return try await list(changed, of: contest, call)
  }

  /// What somebody says to proposals.
  private func answering(
    _ wish: OutcomeWish, in contest: Contest, _ seen: SeenOutcomes, _ note: StaffNote, _ call: Call
  ) async throws -> OutcomeTransition {
    let isAccepted = wish.act == "accept"
    if wish.proposals == nil, !isAccepted || wish.numbers != nil {
      throw BadRequest(
        code: "proposals-missing", zhHans: "请写明所看到的建议的摘要（outcome propose 给出）",
        en: "give the digest of the proposals that you saw; outcome propose prints it")
    }
    guard isAccepted || wish.numbers != nil else {
      throw BadRequest(
        code: "numbers-missing", zhHans: "请写明建议的序号", en: "name the numbers of proposals")
    }
    let review = try await review(contest, seen)
    guard wish.proposals == nil || wish.proposals == review.proposals.digest else {
      throw Conflict(
        code: "proposals-changed", zhHans: "建议已有变化，请重新查看（outcome propose）",
        en: "what is proposed has changed; look at it again (outcome propose)")
    }
    guard let (grants, withdrawals) = review.proposals.chosen(wish.numbers) else {
      throw NotFound(zhHans: "这样序号的建议", en: "proposal of that number")
    }
    let withdrawn = Set(withdrawals.map(\.number))
    guard isAccepted else {
      return try OutcomeTransition(
        after: seen.all, at: seen.stages,
        taking: { withdrawn.contains($0.number) ? .kept : nil },
        opening: openings(grants, review.decisions, seen) { finding in
          [OutcomeStep(.rejected, note, basis: seen.basis(finding.subject))]
        }, on: seen.basis, note)
    }
    if withdrawals.contains(where: { $0.state == .issued }) {
      try call.requireJudge()
    }
    try requireReplaced(by: grants, withdrawn, seen)
    return try OutcomeTransition(
      after: seen.all, at: seen.stages,
      taking: { one in
        withdrawn.contains(one.number) ? one.state == .issued ? .revoked : .rejected : nil
      }, opening: openings(grants, review.decisions, seen), note)
  }

  /// Of one subject, one outcome lives: what takes the place of another needs that one's end.
  private func requireReplaced(
    by grants: [OutcomeFinding], _ withdrawn: Set<Int>, _ seen: SeenOutcomes
  ) throws {
    let subjects = Set(grants.map(\.subject))
    let living = seen.all.first {
      !$0.state.isFinal && subjects.contains($0.finding.subject) && !withdrawn.contains($0.number)
    }
    guard let living else { return }
    throw Conflict(
      code: "outcome-replaced", zhHans: "应同时撤回成果 \(living.number)，新的成果代替它",
      en: "outcome \(living.number) is replaced and has to be withdrawn with it")
  }

  /// Puts what the newest certified results say in the place of certificates that state other results.
  private func renewing(
    _ wish: OutcomeWish, in contest: Contest, _ seen: SeenOutcomes, _ note: StaffNote, _ call: Call
  ) async throws -> OutcomeTransition {
    try call.requireJudge()
    guard let numbers = wish.numbers else {
      throw BadRequest(
        code: "numbers-missing", zhHans: "请写明成果编号", en: "name the numbers of outcomes")
    }
    let review = try await review(contest, seen)
    let outdated = try await outdated(by: review)
    let named = Set(numbers)
    if let other = named.subtracting(outdated.map(\.outcome.number)).min() {
      throw Conflict(
        code: "not-outdated", zhHans: "成果 \(other) 没有与最新成绩不符的证书",
        en: "outcome \(other) has no certificate that states another result than the newest one")
    }
    return try OutcomeTransition(
      after: seen.all, at: seen.stages, taking: { named.contains($0.number) ? .revoked : nil },
      opening: openings(
        outdated.filter { named.contains($0.outcome.number) }.map(\.finding), review.decisions,
        seen), note)
  }

  /// What staff does to outcomes on record.
  private func taking(
    _ wish: OutcomeWish, in contest: Contest, _ seen: SeenOutcomes, _ note: StaffNote, _ call: Call
  ) async throws -> OutcomeTransition {
    let all = seen.all
    if let unknown = wish.numbers?.first(where: { $0 < 1 || $0 > all.count }) {
      throw NotFound(zhHans: "成果 \(unknown)", en: "outcome \(unknown)")
    }
    let step = try OutcomeStep.Kind(wish, at: note.at)
    if step == .revoked { try call.requireJudge() }
    let named = wish.numbers.map(Set.init)
    let meant = named.map { numbers in all.filter { numbers.contains($0.number) } }
    let obstacles =
      step.asksWhatFollows
      ? try await obstacles(
        for: step, of: meant, seen, by: try await review(contest, seen, of: meant ?? all))
      : { seen.frozen.contains($0.finding.subject.stage) ? [.frozen] : [] }
    return try OutcomeTransition(
      after: all, at: seen.stages,
      taking: { one in
        let isMeant =
          named?.contains(one.number) ?? one.isDue(for: step, at: note.at, obstacles(one))
        return isMeant ? step : nil
      }, against: obstacles, on: step.state?.isFinal ?? false ? seen.basis : { _ in nil }, note)
  }

  /// What stands in the way of taking a step.
  ///
  /// - Parameter named: for which cases it is asked; absent: for all.
  func obstacles(
    for step: OutcomeStep.Kind, of named: [OutcomeCase]?, _ seen: SeenOutcomes,
    by review: OutcomeReview
  ) async throws -> (OutcomeCase) -> Set<OutcomeCase.Obstacle> {
    let gone = Set((review.proposals.withdrawals + review.proposals.outlived).map(\.number))
    let awaitingLevel =
      if case .issued = step { review.awaitingLevel } else { Set<OutcomeSubject>() }
    var asking: Set<PackVersion> = []
    if step == .confirmed {
      for pack in Set((named ?? []).map { PackVersion($0.finding) }) {
        let kept = try await credentials.policyPack(pack.id, version: pack.version)
        if kept?.asksForNotice ?? true { asking.insert(pack) }
      }
    }
    return { [asking] one in
      var obstacles: Set<OutcomeCase.Obstacle> = []
      if seen.frozen.contains(one.finding.subject.stage) { obstacles.insert(.frozen) }
      if seen.basis(one.finding.subject).objection != .none { obstacles.insert(.objection) }
      if gone.contains(one.number) { obstacles.insert(.followsNoMore) }
      if awaitingLevel.contains(one.finding.subject) { obstacles.insert(.awaitsLevel) }
      if asking.contains(PackVersion(one.finding)) { obstacles.insert(.asksForNotice) }
      return obstacles
    }
  }
}

private struct PackVersion: Hashable {
  let id: PackID
  let version: Int

  init(_ finding: OutcomeFinding) { (id, version) = (finding.subject.pack, finding.packVersion) }
}

extension Call {
  /// Certificates are revoked by judges alone, also together with outcomes.
  func requireJudge() throws {
    guard try caller().role == .judge else { throw NotAllowed() }
  }
}

extension Conflict {
  static var outcomesChanged: Conflict {
    Conflict(
      code: "outcomes-changed", zhHans: "成果刚刚有变化，请重试",
      en: "outcomes have just changed; try again")
  }
}

extension OutcomeStep.Kind {
  /// Whether it is for outcomes that follow from the newest certified results alone.
  fileprivate var asksWhatFollows: Bool {
    switch self {
    case .confirmed, .submitted, .issued: true
    case .publicised, .returned, .corrected, .belated, .rejected, .expired, .revoked, .kept: false
    }
  }

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
        zhHans:
          "应为 accept、decline、publicise、confirm、issued、correct、return、reject、expire 或 revoke",
        en: "it is accept, decline, publicise, confirm, issued, correct, return, reject, expire or "
          + "revoke")
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
    for step: OutcomeStep.Kind, at instant: Instant, _ obstacles: Set<Obstacle>
  ) -> Bool {
    switch step {
    case .publicised: state == .eligible && obstacles.isEmpty
    case .confirmed:
      state == .publicised && (noticeEnd ?? instant) <= instant && obstacles.isEmpty
    case .submitted, .returned, .issued, .corrected, .belated, .rejected, .expired, .revoked, .kept:
      false
    }
  }
}
