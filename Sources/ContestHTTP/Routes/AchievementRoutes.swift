import Accounts
import Certification
import ContestAPI
import Contests
import Crypto
import HTTPTypes
import Scoring

extension Routes {
  /// The achievement ledger.
  static func achievements(_ backend: Backend) -> [Route] {
    [
      Route(
        .post, Path.achievementFiles, .roles([.organizer]), bodyLimit: Limits.uploadBytes
      ) { call in
        try .json(try await backend.importAchievements(call))
      },
      Route(
        .get, Path.achievements, .roles([.contestant, .organizer, .judge, .auditor])
      ) { call in
        try .json(try await backend.achievements(call))
      },
      Route(.post, Path.achievementStrikes, .roles([.organizer])) { call in
        try .json(try await backend.strike(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func importAchievements(_ call: Call) async throws -> AchievementsImported {
    let (sheet, rows) = try Self.table(call.body)
    let caller = try call.caller()
    let instant = now()
    let read = try AchievementImport.read(
      sheet: sheet, rows, file: SHA256.hash(data: call.body).hexadecimal,
      source: caller.description, today: try today(at: instant))
    var facts: [(person: SecretDigest, statement: Achievement.Statement)] = []
    var known: [ContestantID: SecretDigest] = [:]
    for fact in read {
      switch fact.person {
      case .paper(let paper): facts.append((vault.lookup(of: paper), fact.statement))
      case .admission(let id):
        if known[id] == nil { known[id] = try await accounts.identity(of: id)?.lookup }
        guard let person = known[id] else {
          throw AchievementsRefused(
            sheet: sheet,
            problems: [
              RosterProblem(
                row: fact.row, field: "admission", code: "contestant-unknown",
                zhHans: "没有准考证号 \(id)", en: "there is no admission number \(id)")
            ], problemCount: 1)
        }
        facts.append((person, fact.statement))
      }
    }
    do {
      guard !call.flag("dry-run") else {
        try await ledger.check(facts)
        return AchievementsImported(facts: facts.count, added: 0, isDryRun: true)
      }
      let added = try await ledger.add(
        facts,
        StaffNote(actor: caller.name, at: instant, reason: call.query["reason"] ?? ""),
        noting: AuditRecord(
          at: instant, actor: caller.description, action: "achievements-import", subject: "",
          detail: "\(facts.count)"))
      return AchievementsImported(facts: facts.count, added: added, isDryRun: false)
    } catch let conflict as AchievementConflict {
      throw AchievementsRefused(
        sheet: sheet, problems: [conflict.problem(in: read)], problemCount: 1)
    }
  }

  /// The local day of the platform's clock where its contests are held.
  private func today(at instant: Instant) throws -> CalendarDate {
    guard let day = ContestZone("Asia/Shanghai")?.date(of: instant) else { throw NotFound() }
    return day
  }

  fileprivate func achievements(_ call: Call) async throws -> AchievementLedger {
    guard let id = try? ContestantID(call.segments["contestant"] ?? "") else { throw NotFound() }
    if let own = try call.caller().contestant, own != id { throw NotFound() }
    guard let contestant = try await contestants.contestant(id),
      let person = try await accounts.identity(of: id)?.lookup
    else { throw NotFound() }
    let isContestants = try call.caller().contestant != nil
    var facts = try await ledger.achievements(of: person)
    if isContestants {
      facts = facts.without(Set(try await ledger.hiddenOutcomes().map(\.evidence)))
    }
    let correctedBy = Dictionary(
      facts.compactMap { fact in fact.statement.corrects.map { ($0, fact.number) } }
    ) { first, _ in first }
    return AchievementLedger(
      contestant: id.text, name: contestant.name,
      facts: facts.map {
        AchievementFact($0, correctedBy: correctedBy[$0.number], isForStaff: !isContestants)
      },
      results: try await certifiedResults(of: person, seesFrozen: !isContestants))
  }

  /// The certified results of all contests that a person took part in.
  private func certifiedResults(
    of person: SecretDigest, seesFrozen: Bool
  ) async throws -> [ResultFact] {
    var found: [ResultFact] = []
    for one in try await ledger.contestants(who: person) {
      guard let contest = try await directory.contest(one.contest) else { continue }
      let frozen = try await contests.freezes(of: contest.id)
      for path in contest.stagePaths where path.event == one.event {
        guard seesFrozen || frozen[path] == nil,
          let certified = try await decisionRoom.certified(path)
        else { continue }
        if let fact = ResultFact(of: one.id, in: certified) { found.append(fact) }
      }
    }
    return found
  }

  fileprivate func strike(_ call: Call) async throws -> AchievementsImported {
    guard let id = try? ContestantID(call.segments["contestant"] ?? ""),
      let number = Int(call.segments["number"] ?? ""),
      let person = try await accounts.identity(of: id)?.lookup
    else { throw NotFound() }
    let wish: AchievementStrike = try call.decode()
    try BadRequest.requireReason(wish.reason)
    let caller = try call.caller()
    let instant = now()
    do {
      let added = try await ledger.add(
        [
          (
            person,
            Achievement.Statement(
              .struck, date: try today(at: instant), evidence: "strike:\(number)",
              source: caller.description, corrects: number)
          )
        ], StaffNote(actor: caller.name, at: instant, reason: wish.reason),
        noting: AuditRecord(
          at: instant, actor: caller.description, action: "achievement-strike",
          subject: id.text, detail: "\(number) \(wish.reason)"))
      return AchievementsImported(facts: 1, added: added, isDryRun: false)
    } catch AchievementConflict.nothingToCorrect {
      throw Conflict(
        code: "achievement-not-there", zhHans: "该选手没有第 \(number) 号事实，或已被更正",
        en: "the contestant has no fact \(number), or it was corrected already")
    }
  }
}

extension [Achievement] {
  /// Those that neither rest on such evidence nor correct one that does.
  func without(_ evidence: Set<String>) -> [Achievement] {
    var hidden: Set<Int> = []
    for fact in self {
      let follows = fact.statement.corrects.map(hidden.contains) ?? false
      if follows || evidence.contains(fact.statement.evidence) { hidden.insert(fact.number) }
    }
    return filter { !hidden.contains($0.number) }
  }
}

extension AchievementConflict {
  /// The same with the row of the file.
  fileprivate func problem(in facts: [AchievementImport.ReadFact]) -> RosterProblem {
    switch self {
    case .nothingToCorrect(let index, let number):
      RosterProblem(
        row: facts[index].row, field: "corrects", code: "achievement-not-there",
        zhHans: "此人没有第 \(number) 号事实，或已被更正",
        en: "the person has no fact \(number), or it was corrected already")
    case .certificateOfAnother(let index, let number):
      RosterProblem(
        row: facts[index].row, field: "certificate", code: "certificate-of-another",
        zhHans: "证书编号 \(number) 登记在他人名下", en: "certificate \(number) belongs to somebody else")
    }
  }
}

extension AchievementFact {
  /// Contestants are not told which member of staff recorded it, also where nobody else is its source.
  fileprivate init(_ fact: Achievement, correctedBy: Int?, isForStaff: Bool) {
    let statement = fact.statement
    let isOwnSource =
      statement.source.split(separator: "/").last.map(String.init) == fact.note.actor
    let held: HeldLevel? = if case .level(let held) = statement.content { held } else { nil }
    self.init(
      number: fact.number, kind: statement.content.kind.rawValue,
      value: statement.content.value, occupation: held?.occupation?.text,
      certificate: held?.certificate?.text, issuer: held?.issuer, contest: held?.contest,
      date: statement.date.description, evidence: statement.evidence,
      source: isForStaff || !isOwnSource ? statement.source : nil,
      corrects: statement.corrects, correctedBy: correctedBy,
      recordedBy: isForStaff ? fact.note.actor : nil,
      recordedAt: fact.note.at.milliseconds, reason: fact.note.reason)
  }
}

extension ResultFact {
  /// `nil` when the contestant has no result there.
  fileprivate init?(of contestant: ContestantID, in results: CertifiedFacts) {
    guard let (rank, result, isShortlisted) = results.result(of: contestant) else { return nil }
    let count = results.rankedCount
    self.init(
      stage: results.path.description, version: results.version, hash: results.hash, rank: rank,
      ranked: count, percentile: rank.map { ($0 * 100 + count - 1) / count },
      score: result.score.thousandths, maximum: result.maximum.thousandths,
      parts: result.parts.isEmpty
        ? nil
        : result.parts.map {
          RankedPart(
            part: $0.part.text, score: $0.score?.thousandths, maximum: $0.maximum.thousandths,
            share: $0.share.thousandths, isPassed: $0.isPassed)
        }, isShortlisted: isShortlisted, certifiedAt: results.certifiedAt.milliseconds)
  }
}
