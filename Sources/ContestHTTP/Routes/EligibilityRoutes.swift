import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// What certified results lead to, and why.
  static func eligibility(_ backend: Backend) -> [Route] {
    [
      Route(
        .get, Path.eligibility, .roles([.contestant, .organizer, .judge, .auditor])
      ) { call in
        try .json(try await backend.eligibility(call))
      },
      Route(.get, Path.policy, .signedIn) { call in
        try .json(try await backend.policyText(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func eligibility(_ call: Call) async throws -> EligibilityReport {
    let contest = try await contest(call)
    let subject = try call.subjectAskedFor()
    let about = subject?.id
    let isContestants = try call.caller().contestant != nil
    let judgement = try await judge(
      contest, about: about, seesFrozen: !isContestants, isForPublic: isContestants)
    if let subject, judgement.decisions.isEmpty { try await requireOnRoster(subject, of: contest) }
    var counts: [RuleKey: EligibilityReport.RuleCount] = [:]
    var order: [RuleKey] = []
    var snapshots: [StagePath: FactsSnapshot] = [:]
    var digests: [DigestKey: String] = [:]
    for decision in judgement.decisions {
      let key = RuleKey(decision)
      if counts[key] == nil { order.append(key) }
      counts[key] = EligibilityReport.RuleCount(
        decision, after: counts[key], in: call.language)
      if about != nil, snapshots[key.stage] == nil {
        snapshots[key.stage] = FactsSnapshot(of: decision.facts, at: decision.decidedAt)
      }
      if about != nil, digests[DigestKey(decision)] == nil {
        digests[DigestKey(decision)] = decision.digest.hexadecimal
      }
    }
    let told = about == nil ? [] : judgement.decisions
    return EligibilityReport(
      contest: contest.id.text, rules: order.compactMap { counts[$0] },
      decisions: told.map { decision in
        EligibilityDecision(
          decision, factsHash: snapshots[decision.facts.occasion.stage]?.hash ?? "",
          digest: digests[DigestKey(decision)] ?? "",
          in: call.language)
      },
      snapshots: snapshots.sorted { $0.key.description < $1.key.description }.map {
        EligibilityReport.FactsRecord(
          stage: $0.key.description, hash: $0.value.hash, facts: $0.value.text)
      },
      uncertified: judgement.uncertified.map(\.description))
  }

  /// - Throws: `NotFound` when nobody on the contest's roster is, or belongs to, the subject.
  private func requireOnRoster(_ subject: ObjectionSubject, of contest: Contest) async throws {
    let isThere: Bool
    if case .contestant(let id) = subject {
      isThere = try await contestants.contestant(id)?.contest == contest.id
    } else {
      isThere = try await contestants.contestants(of: contest.id, event: nil).contains {
        subject == .unit($0.unit) || $0.team.map { subject == .team($0) } ?? false
      }
    }
    guard !isThere else { return }
    let (zhHans, en) = subject.words
    throw NotFound(zhHans: zhHans, en: en)
  }

  private struct RuleKey: Hashable {
    let stage: StagePath
    let pack: PackID
    let rule: RuleID

    init(_ decision: Decision) {
      let source = decision.source
      (stage, pack, rule) = (decision.facts.occasion.stage, source.pack, source.rule)
    }
  }

  private struct DigestKey: Hashable {
    let stage: StagePath
    let pack: PackID

    init(_ decision: Decision) {
      (stage, pack) = (decision.facts.occasion.stage, decision.source.pack)
    }
  }

  fileprivate func policyText(_ call: Call) async throws -> PolicyText {
    guard let id = try? PackID(call.segments["pack"] ?? "") else { throw NotFound() }
    let version = try call.number("version", in: 1...1_000_000)
    let pack =
      if let version {
        try await credentials.policyPack(id, version: version)
      } else {
        try await credentials.policyPack(id)
      }
    guard let pack else { throw NotFound() }
    return PolicyText(
      pack: pack.id.text, version: pack.version, hash: pack.hash, text: pack.text)
  }

  /// What the contest's packs say of everybody with a certified result, of teams and units, or of one of
  /// them.
  ///
  /// - Parameters:
  ///   - only: the one stage to look at; absent: all of them.
  ///   - about: a contestant, or what stands for a unit or a team; absent: all.
  ///   - seesFrozen: whether results that the public does not see yet count.
  ///   - isForPublic: whether what other contests led to is left out where the public does not see it yet.
  func judge(
    _ contest: Contest, at only: StagePath? = nil, about: ContestantID?, seesFrozen: Bool,
    isForPublic: Bool = false
  ) async throws -> (decisions: [Decision], uncertified: [StagePath]) {
    var decisions: [Decision] = []
    var uncertified: [StagePath] = []
    let frozen = try await contests.freezes(of: contest.id)
    var person: ContestantID?
    if let about, try await contestants.contestant(about) != nil { person = about }
    for path in contest.judgedStages where only == nil || path == only {
      guard let stage = contest.stage(path) else { continue }
      guard seesFrozen || frozen[path] == nil,
        let certified = try await decisionRoom.certified(path)
      else {
        uncertified.append(path)
        continue
      }
      let packs = try await policyPacks(of: stage, in: contest)
      let surroundings = try await surroundings(
        of: path, in: contest, about: person, isForPublic: isForPublic)
      let facts =
        if let person {
          [certified.facts(of: person, with: surroundings)].compactMap(\.self)
        } else {
          certified.facts(about: Set(packs.flatMap(\.subjects)), with: surroundings)
            .filter { about == nil || $0.person.contestant == about }
        }
      let instant = now()
      for one in facts {
        for pack in packs { decisions += pack.decide(one, at: instant) }
      }
    }
    return (decisions, uncertified)
  }

  /// The packs of a stage, in the versions that the contest was created with.
  func policyPacks(of stage: Stage, in contest: Contest) async throws -> [PolicyPack] {
    let versions = try await contests.policyVersions(of: contest.id)
    var packs: [PolicyPack] = []
    for id in stage.policies {
      guard let version = versions[id],
        let pack = try await decisionRoom.pack(id, version: version)
      else { throw NotFound() }
      packs.append(pack)
    }
    return packs
  }

  /// What is known beside the results of a stage, by which people are judged: as of the day on which it
  /// was certified for the first time, or of now.
  ///
  /// - Parameter person: whose records are looked up, without what only teams and units need; absent:
  ///   everybody's.
  func surroundings(
    of path: StagePath, in contest: Contest, about person: ContestantID? = nil,
    isForPublic: Bool = false
  ) async throws -> Facts.Surroundings {
    guard let event = contest.event(path.event), let stage = contest.stage(path) else {
      throw NotFound()
    }
    let first = try await results.firstCertification(of: path) ?? now()
    var surroundings = Facts.Surroundings()
    surroundings.contestClass = contest.contestClass
    surroundings.certifiedOn = contest.zone.date(of: first)
    // In this order: a freeze that ends in between has not ended for anybody who reads here.
    surroundings.isFrozen = try await contests.freezes(of: contest.id)[path] != nil
    surroundings.unfrozenAt = try await contests.lastUnfreeze(of: path)
    surroundings.records = try await records(
      for: path, of: contest, event, stage.admission.source == .roster ? path.event : nil,
      about: person, at: first, isForPublic: isForPublic)
    surroundings.objections = try await ledger.objections(of: path).standing(at: path)
    surroundings.issuers = try await ledger.issuers(for: event.occupation)
    if stage.cut != nil { surroundings.shortlistActs = try await shortlists.acts(of: path) }
    if person == nil, let version = try await accounts.headcountVersion(of: contest.id, at: nil) {
      surroundings.headcounts = try await accounts.headcounts(of: contest.id, version: version)
    }
    return surroundings
  }

  /// What the ledger says of people, and outcomes on record of stages that were certified before.
  ///
  /// - Parameters:
  ///   - path: the stage for which people are judged, certified for the first time at `instant`.
  ///   - entrants: whose roster counts; absent: that of all events.
  ///   - person: the only one who is looked up; absent: everybody.
  ///   - isForPublic: whether outcomes that the public does not see are left out.
  private func records(
    for path: StagePath, of contest: Contest, _ event: Event, _ entrants: EventID?,
    about person: ContestantID?, at instant: Instant, isForPublic: Bool
  ) async throws -> [ContestantID: PersonRecord] {
    guard let day = contest.zone.date(of: instant) else { return [:] }
    let judged = JudgedContest(contest.id, title: contest.title, day: day)
    let known = try await achievements(of: contest.id, event: entrants, about: person)
    let onRecord = try await ledger.promotionsOnRecord(
      of: contest.id, event: entrants, contestant: person)
    let hidden =
      isForPublic && !(known.isEmpty && onRecord.isEmpty) ? try await ledger.hiddenOutcomes() : []
    let evidence = Set(hidden.map(\.evidence))
    let outcomes = Set(onRecord.values.joined().map(\.evidence))
    var records = known.mapValues {
      PersonRecord(
        $0.without(evidence), occupation: event.occupation, for: judged, besides: outcomes)
    }
    let earlier = onRecord.mapValues { promotions in
      promotions.filter {
        $0.precedes(path, certifiedAt: instant) && !evidence.contains($0.evidence)
      }
    }
    var others: [ContestID: JudgedContest] = [:]
    for id in Set(earlier.values.joined().map(\.stage.contest)) {
      guard let other = try await directory.contest(id) else { continue }
      others[id] = JudgedContest(id, title: other.title, day: day)
    }
    for (contestant, promotions) in earlier where !promotions.isEmpty {
      var record = records[contestant] ?? PersonRecord(searched: "ledger:none")
      var counted: [PersonRecord.Promotion] = []
      for one in promotions {
        let id = one.stage.contest
        guard let date = contest.zone.date(of: one.certifiedAt) else { continue }
        // What somebody entered of it by hand is the same promotion, and counts once.
        let known = record.promotions.firstIndex { known in
          known.contest.map { others[id]?.isNamed(in: $0) ?? false } ?? false
        }
        if let known { record.promotions.remove(at: known) }
        counted.append(
          PersonRecord.Promotion(
            level: one.level, date: date, contest: id.text,
            evidence: "outcome:\(id)#\(one.number)"))
      }
      record.promotions += counted
      records[contestant] = record
    }
    return records
  }

  private func achievements(
    of contest: ContestID, event: EventID?, about person: ContestantID?
  ) async throws -> [ContestantID: [Achievement]] {
    guard let person else { return try await ledger.achievements(of: contest, event: event) }
    guard let identity = try await accounts.identity(of: person)?.lookup else { return [:] }
    let facts = try await ledger.achievements(of: identity)
    return facts.isEmpty ? [:] : [person: facts]
  }
}

extension Call {
  /// Whom the query asks for: for contestants always themselves.
  ///
  /// - Throws: `NotFound` for what cannot be the name of a unit or a team, or an admission number.
  fileprivate func subjectAskedFor() throws -> ObjectionSubject? {
    if try caller().contestant == nil {
      if let name = query["unit"] {
        guard let unit = UnitName(name) else {
          throw NotFound(zhHans: "单位 \(name)", en: "unit \(name)")
        }
        return .unit(unit)
      }
      if let name = query["team"] {
        guard let team = TeamName(name) else {
          throw NotFound(zhHans: "代表队 \(name)", en: "team \(name)")
        }
        return .team(team)
      }
    }
    return try contestantAskedFor().map { .contestant($0) }
  }
}

extension ObjectionSubject {
  fileprivate var words: (zhHans: String, en: String) {
    switch self {
    case .contestant(let id): ("选手 \(id)", "contestant \(id)")
    case .unit(let unit): ("单位 \(unit)", "unit \(unit)")
    case .team(let team): ("代表队 \(team)", "team \(team)")
    }
  }
}

extension EligibilityReport.RuleCount {
  fileprivate init(_ decision: Decision, after count: Self?, in language: Language) {
    var (met, awaiting, missed) = (count?.met ?? 0, count?.awaiting ?? 0, count?.missed ?? 0)
    switch decision.verdict {
    case .met: met += 1
    case .awaiting: awaiting += 1
    case .missed, .displaced, .capped: missed += 1
    }
    self.init(
      stage: decision.facts.occasion.stage.description, pack: decision.source.pack.text,
      rule: decision.source.rule.text, title: decision.title.text(in: language),
      kind: decision.outcome.kind.rawValue, met: met, awaiting: awaiting, missed: missed)
  }
}

extension EligibilityDecision {
  fileprivate init(
    _ decision: Decision, factsHash: String, digest: String, in language: Language
  ) {
    let own = decision.clauses.map { Clause($0, gate: nil, in: language) }
    let gated = decision.gates.flatMap { gate in
      gate.clauses.map { Clause($0, gate: gate.title.text(in: language), in: language) }
    }
    let awaits: [Awaited] =
      if case .awaiting(let awaited) = decision.verdict { awaited.all } else { [] }
    self.init(
      contestant: decision.facts.person.contestant.text,
      stage: decision.facts.occasion.stage.description, pack: decision.source.pack.text,
      packVersion: decision.source.version, packHash: decision.source.hash,
      rule: decision.source.rule.text, title: decision.title.text(in: language),
      kind: decision.outcome.kind.rawValue, recipient: decision.recipient.rawValue,
      recipientName: decision.recipient == .person ? nil : decision.recipientName,
      outcome: decision.outcome.sentence(in: language), met: decision.met,
      verdict: decision.verdict.code, awaits: awaits.map(\.rawValue),
      source: decision.source.paper ?? "", clauses: own + gated, factsHash: factsHash,
      digest: digest,
      decidedAt: decision.decidedAt.milliseconds,
      explanation: decision.explanation(in: language))
  }
}

extension EligibilityDecision.Clause {
  fileprivate init(_ clause: JudgedClause, gate: String?, in language: Language) {
    self.init(
      gate: gate, field: clause.field,
      required: "\(clause.title.text(in: language)) \(clause.required.text(in: language))",
      actual: clause.actual.text(in: language), met: clause.met,
      distance: clause.shortfall?.text(in: language), evidence: clause.evidence)
  }
}
