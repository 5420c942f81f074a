import Accounts
import Certification
import ContestAPI
import Contests
import Scoring

/// Answers to those who look at outcomes.
extension Backend {
  func outcomes(_ call: Call) async throws -> OutcomeList {
    let contest = try await contest(call)
    let caller = try call.caller()
    if let own = caller.contest, own != contest.id { throw NotFound() }
    let cases = try await lives.outcomes(of: contest.id, of: caller.contestant)
    return try await list(try await shown(cases, of: contest, to: caller), of: contest, call)
  }

  /// Contestants see nothing of results that the public does not see.
  private func shown(
    _ cases: [OutcomeCase], of contest: Contest, to caller: Principal
  ) async throws -> [OutcomeCase] {
    guard caller.contestant != nil else { return cases }
    let frozen = try await contests.freezes(of: contest.id)
    return cases.filter { frozen[$0.finding.subject.stage] == nil }
  }

  func list(
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

  /// So many are looked up one by one, which costs less than the roster of a large contest.
  private static var fewPeople: Int { 500 }

  private func people(
    of contest: Contest, _ ids: [ContestantID]
  ) async throws -> [ContestantID: Contestant] {
    let ids = Set(ids)
    guard ids.count > Self.fewPeople else {
      var people: [ContestantID: Contestant] = [:]
      for id in ids { people[id] = try await contestants.contestant(id) }
      return people
    }
    let roster = try await contestants.contestants(of: contest.id, event: nil)
    return Dictionary(roster.map { ($0.id, $0) }) { first, _ in first }
  }

  func outcomeDetail(_ call: Call) async throws -> OutcomeDetail {
    let contest = try await contest(call)
    let caller = try call.caller()
    let cases = try await lives.outcomes(of: contest.id, of: caller.contestant)
    guard let number = Int(call.segments["number"] ?? ""),
      let one = try await shown(cases, of: contest, to: caller).first(where: { $0.number == number }
      ), let row = try await list([one], of: contest, call).outcomes.first
    else { throw NotFound() }
    let finding = one.finding
    return OutcomeDetail(
      outcome: row, packVersion: finding.packVersion, packHash: finding.packHash,
      resultsVersion: finding.resultsVersion, resultsHash: finding.resultsHash,
      factsHash: one.factsHash,
      facts: one.factsHash == nil ? nil : try await lives.facts(of: number, in: contest.id))
  }

  /// What is in public notice, for everybody: of stages whose results are public now.
  func outcomeNotice(_ call: Call) async throws -> OutcomeNotice {
    let contest = try await contest(call)
    let instant = now()
    var cases: [(one: OutcomeCase, from: Instant, until: Instant)] = []
    var isPublic: [StagePath: Bool] = [:]
    for one in try await lives.outcomes(of: contest.id, inNoticeAt: instant) {
      guard one.state == .publicised, let until = one.noticeEnd, instant < until,
        let from = one.steps.last(where: { $0.kind.state == .publicised })?.note.at
      else { continue }
      let stage = one.finding.subject.stage
      if isPublic[stage] == nil {
        let place = try await directory.stage(stage)
        isPublic[stage] = place.map { $0.freeze == nil && $0.tellsScores } ?? false
      }
      if isPublic[stage] ?? false { cases.append((one, from, until)) }
    }
    let people = try await people(of: contest, cases.map(\.one.finding.subject.contestant))
    return OutcomeNotice(
      contest: contest.id.text,
      rows: cases.map { one, from, until in
        OutcomeNotice.Row(
          one, people[one.finding.subject.contestant], from: from, until: until, call.language)
      })
  }

  func outcomeProposals(_ call: Call) async throws -> OutcomeProposalList {
    let contest = try await contest(call)
    let review = try await review(contest, try await seenOutcomes(of: contest))
    let proposals = review.proposals
    let outdated = try await outdated(by: review)
    let people = try await people(
      of: contest, (proposals.grants + outdated.map(\.finding)).map(\.subject.contestant))
    return OutcomeProposalList(
      contest: contest.id.text, digest: proposals.digest,
      grants: proposals.grants.map { finding in
        OutcomeProposalList.Grant(
          stage: finding.subject.stage.description, contestant: finding.subject.contestant.text,
          name: people[finding.subject.contestant]?.name ?? finding.recipientName ?? "",
          pack: finding.subject.pack.text, rule: finding.subject.rule.text,
          kind: finding.kind.rawValue, outcome: finding.name.text(in: call.language),
          recipient: finding.recipient.rawValue, recipientName: finding.recipientName)
      },
      withdrawals: try await list(proposals.withdrawals, of: contest, call).outcomes,
      outdated: outdated.map {
        OutcomeProposalList.Outdated(
          $0, people[$0.finding.subject.contestant], in: call.language)
      },
      uncertified: review.uncertified.map(\.description))
  }
}

extension OutcomeRow {
  fileprivate init(
    _ one: OutcomeCase, _ person: Contestant?, isForStaff: Bool, _ language: Language
  ) {
    let (finding, subject) = (one.finding, one.finding.subject)
    let notes = [("opened", one.opened)] + one.steps.map { ($0.kind.code, $0.note) }
    self.init(
      number: one.number, stage: subject.stage.description, contestant: subject.contestant.text,
      name: person?.name ?? finding.recipientName ?? "", unit: person?.unit.text ?? "",
      pack: subject.pack.text, rule: subject.rule.text, kind: finding.kind.rawValue,
      outcome: finding.name.text(in: language), recipient: finding.recipient.rawValue,
      recipientName: finding.recipientName, state: one.state.rawValue,
      noticeEnd: one.noticeEnd?.milliseconds, issuedNumber: one.issuedNumber,
      steps: notes.map { kind, note in
        Step(
          kind: kind, at: note.at.milliseconds, actor: isForStaff ? note.actor : nil,
          reason: note.reason)
      })
  }
}

extension OutcomeProposalList.Outdated {
  fileprivate init(_ one: OutdatedCertificate, _ person: Contestant?, in language: Language) {
    self.init(
      number: one.outcome.number, contestant: one.finding.subject.contestant.text,
      name: person?.name ?? "", outcome: one.finding.name.text(in: language),
      serial: one.serial.description,
      stated: Result(score: one.stated.score, rank: one.stated.rank),
      certified: Result(score: one.certified.score, rank: one.certified.rank))
  }
}

extension OutcomeNotice.Row {
  fileprivate init(
    _ one: OutcomeCase, _ person: Contestant?, from: Instant, until: Instant,
    _ language: Language
  ) {
    let (finding, subject) = (one.finding, one.finding.subject)
    // Teams, units and unions are no persons whose names would have to be hidden.
    let recipientName =
      finding.recipient == .mentor
      ? finding.recipientName.map { NoticeMask.name($0) } : finding.recipientName
    self.init(
      number: one.number, stage: subject.stage.description,
      contestant: person == nil ? "" : NoticeMask.number(subject.contestant.text),
      name: person.map { NoticeMask.name($0.name) } ?? recipientName ?? "",
      unit: person?.unit.text ?? "", kind: finding.kind.rawValue,
      outcome: finding.name.text(in: language), recipient: finding.recipient.rawValue,
      recipientName: recipientName, from: from.milliseconds, until: until.milliseconds)
  }
}
