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
    let about = try call.contestantAskedFor()
    let isContestants = try call.caller().contestant != nil
    let judgement = try await judge(contest, about: about, seesFrozen: !isContestants)
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

  /// What the contest's packs say of everybody with a certified result, or of one contestant.
  ///
  /// - Parameters:
  ///   - only: the one stage to look at; absent: all of them.
  ///   - seesFrozen: whether results that the public does not see yet count.
  func judge(
    _ contest: Contest, at only: StagePath? = nil, about: ContestantID?, seesFrozen: Bool
  ) async throws -> (decisions: [Decision], uncertified: [StagePath]) {
    var decisions: [Decision] = []
    var uncertified: [StagePath] = []
    let frozen = try await contests.freezes(of: contest.id)
    for path in contest.stagePaths where only == nil || path == only {
      guard let stage = contest.stage(path), !stage.policies.isEmpty else { continue }
      guard seesFrozen || frozen[path] == nil,
        let document = try await results.certified(path)
      else {
        uncertified.append(path)
        continue
      }
      let packs = try await policyPacks(of: stage, in: contest)
      let (certified, hash) = try CertifiedResults.read(document: document)
      let facts = Facts.of(
        certified, hash: hash, with: try await surroundings(of: path, in: contest))
      let instant = now()
      for person in facts where about == nil || person.person.contestant == about {
        for pack in packs { decisions += pack.decide(person, at: instant) }
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
        let pack = try await credentials.policyPack(id, version: version)
      else { throw NotFound() }
      packs.append(pack)
    }
    return packs
  }

  /// What is known beside the results of a stage.
  func surroundings(
    of path: StagePath, in contest: Contest
  ) async throws -> Facts.Surroundings {
    guard let event = contest.event(path.event), let stage = contest.stage(path) else {
      throw NotFound()
    }
    var surroundings = Facts.Surroundings()
    surroundings.contestClass = contest.contestClass
    surroundings.records = try await ledger.achievements(
      of: contest.id,
      event: stage.admission.source == .roster ? path.event : nil
    ).mapValues { PersonRecord($0, occupation: event.occupation) }
    surroundings.objections = try await ledger.objections(of: path).standing(at: path)
    surroundings.issuers = try await ledger.issuers(for: event.occupation)
    return surroundings
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
      pack: decision.source.pack.text, rule: decision.source.rule.text,
      title: decision.title.text(in: language), kind: decision.outcome.kind.rawValue, met: met,
      awaiting: awaiting, missed: missed)
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
