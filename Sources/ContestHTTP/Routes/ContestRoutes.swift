import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring
import Sessions
import Spreadsheets

extension Routes {
  /// Contests and their rosters.
  static func contests(_ backend: Backend) -> [Route] {
    let organizers = Route.Access.roles([.organizer])
    return [
      Route(.get, Path.contests, .signedIn) { call in
        var summaries: [ContestSummary] = []
        for contest in try await backend.directory.contests() {
          summaries.append(try await backend.summary(of: contest, for: call))
        }
        return try .json(ContestList(contests: summaries))
      },
      Route(.post, Path.contests, organizers) { call in
        try .json(try await backend.createContest(call))
      },
      Route(.get, Path.contest, .signedIn) { call in
        try .json(try await backend.summary(of: try await backend.contest(call), for: call))
      },
      Route(.post, Path.contestOpening, organizers) { call in
        try .json(try await backend.moveStages(call, from: [.draft], to: .open))
      },
      Route(.post, Path.contestClosing, organizers) { call in
        try .json(try await backend.moveStages(call, from: [.draft, .open], to: .closed))
      },
      Route(.post, Path.roster, organizers, bodyLimit: Limits.uploadBytes) { call in
        try .json(try await backend.importRoster(call))
      },
    ]
  }
}

extension Backend {
  /// The contest that the path names.
  ///
  /// - Throws: `NotFound`.
  func contest(_ call: Call) async throws -> Contest {
    let id: ContestID = try call.identifier("contest")
    guard let contest = try await directory.contest(id) else {
      throw NotFound(zhHans: "竞赛 \(id)", en: "contest \(id)")
    }
    return contest
  }

  /// The stage that the path names.
  ///
  /// - Throws: `NotFound`.
  func stage(_ call: Call) async throws -> StagePlace {
    try await stage(try call.stagePath())
  }

  /// - Throws: `NotFound` when the path names none.
  func stage(_ path: StagePath) async throws -> StagePlace {
    guard let place = try await directory.stage(path) else {
      throw NotFound(zhHans: "阶段 \(path)", en: "stage \(path)")
    }
    return place
  }

  fileprivate func createContest(_ call: Call) async throws -> ContestSummary {
    let wish: NewContest = try call.decode()
    let contest = try Contest(plan: wish.plan)
    try await checkPapers(of: contest)
    let packs = try await policyPacks(of: contest, among: wish.policies)
    for pack in packs { try check(pack, at: contest) }
    try checkLevels(of: packs, at: contest)
    for pack in packs { try await credentials.keep(pack, at: now()) }
    let versions = Dictionary(uniqueKeysWithValues: packs.map { ($0.id, $0.version) })
    guard try await directory.create(contest, plan: wish.plan, policies: versions) else {
      throw Conflict(
        code: "contest-exists", zhHans: "竞赛 \(contest.id) 已存在",
        en: "there is a contest \(contest.id) already")
    }
    try await audit(call, "contest-create", contest.id.text)
    return try await summary(of: contest, for: call)
  }

  /// A contest whose papers cannot be dealt is refused at once and not at the first start.
  private func checkPapers(of contest: Contest) async throws {
    for event in contest.events where event.stages.contains(where: \.hasPaper) {
      guard let version = try await banks.versions(of: event.bank).first else {
        throw Conflict.bankMissing(of: event)
      }
      let shapes = QuestionShape.all(
        of: try await banks.questions(of: event.bank, version: version.number))
      for stage in event.stages where stage.hasPaper {
        _ = try PaperDealer(blueprint: stage.blueprint, questions: shapes)
      }
    }
  }

  /// The packs that the plan names, from the files sent along or, where there is none, as this server
  /// kept them last.
  private func policyPacks(
    of contest: Contest, among files: [String: String]
  ) async throws -> [PolicyPack] {
    let wanted = Set(contest.events.flatMap(\.stages).flatMap(\.policies))
    var packs: [PackID: PolicyPack] = [:]
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      let name = file.split(separator: ".").first.map(String.init) ?? file
      guard let id = try? PackID(name), wanted.contains(id) else { continue }
      let pack: PolicyPack
      do throws(DeclarationRefused) {
        pack = try PolicyPack(text: text)
      } catch {
        throw PackRefused(file: file, findings: error.findings)
      }
      let findings = PolicyCheck(pack).findings
      guard findings.isEmpty else { throw PackRefused(file: file, findings: findings) }
      guard pack.id == id else {
        throw Conflict(
          code: "policy-pack-name", zhHans: "文件 \(file) 里是政策包 \(pack.id)，名称应一致",
          en: "the file \(file) holds the pack \(pack.id); the two names must agree")
      }
      packs[pack.id] = pack
    }
    for id in wanted where packs[id] == nil {
      packs[id] = try await credentials.policyPack(id)
    }
    if let missing = wanted.subtracting(packs.keys).min() {
      throw Conflict(
        code: "policy-pack-missing", zhHans: "缺少政策包 \(missing)：请放在方案旁的 policies/\(missing).yaml",
        en: "policy pack \(missing) is missing: put it beside the plan as policies/\(missing).yaml")
    }
    return packs.values.sorted { $0.id < $1.id }
  }

  /// - Throws: `PackRefused` where a stage names a pack that leads to more than the stage may.
  private func check(_ pack: PolicyPack, at contest: Contest) throws {
    let check = PolicyCheck(pack)
    let findings = contest.events.flatMap { event in
      event.stages.filter { $0.policies.contains(pack.id) }
        .flatMap { check.findings(at: $0, of: event) }
    }
    guard findings.isEmpty else { throw PackRefused(file: "\(pack.id).yaml", findings: findings) }
  }

  /// Each pack decides alone, so that of two at one stage both could lead somebody to a level.
  private func checkLevels(of packs: [PolicyPack], at contest: Contest) throws {
    let leading = packs.filter(\.leadsToLevels).map(\.id)
    for event in contest.events {
      for stage in event.stages {
        let named = stage.policies.filter(leading.contains)
        guard named.count > 1 else { continue }
        let path = StagePath(contest: contest.id, event: event.id, stage: stage.id)
        throw Conflict(
          code: "levels-of-two-packs",
          zhHans: "阶段 \(path) 的政策包 \(named[0]) 和 \(named[1]) 都有晋升等级的规则，同一选手会各得一次；"
            + "请把这些规则写进同一个政策包",
          en: "stage \(path) names the packs \(named[0]) and \(named[1]), and both lead to skill "
            + "levels, so that one person would gain two; put these rules into one pack")
      }
    }
  }

  fileprivate func moveStages(
    _ call: Call, from: Set<StageState>, to state: StageState
  ) async throws -> StageMove {
    let contest = try await contest(call)
    let choice: StageChoice = try call.decode()
    let chosen = contest.stagePaths.filter { choice.stage == nil || $0.stage.text == choice.stage }
    guard !chosen.isEmpty else { throw NotFound() }
    var moved: [StagePath] = []
    for path in chosen where try await directory.move(path, from: from, to: state) {
      moved.append(path)
      try await audit(call, "stage-\(state.rawValue)", path.description)
    }
    if state == .open { await engine.prepareForBells() }
    // Also for stages that were closed before: whatever is still open there is handed in now.
    if state == .closed { for path in chosen { try await engine.close(path) } }
    return StageMove(moved: moved.map(\.description), state: state.rawValue)
  }

  fileprivate func importRoster(_ call: Call) async throws -> RosterImported {
    let contest = try await contest(call)
    let rows = try Self.rosterRows(call.body)
    guard let header = rows.first else {
      throw RosterRefused.empty
    }
    let roster = try RosterImport(
      contest: contest, vault: vault, firstSerial: try await accounts.nextSerial(),
      randomBytes: randomBytes
    ).read(header: header, rows: Array(rows.dropFirst()))
    let addition = try await accounts.add(
      roster.entries,
      noting: AuditRecord(
        at: now(), actor: try call.caller().description, action: "roster-import",
        subject: contest.id.text, detail: "\(roster.entries.count)"))
    let conflicts = addition.conflicts
    guard conflicts.isEmpty else {
      let taken = (conflicts.repeatedAdmissions + conflicts.repeatedIdentities)
        .prefix(5).map(\.text).joined(separator: ", ")
      throw Conflict(
        code: "roster-conflict", zhHans: "已在名单中：\(taken)，未作任何改动",
        en: "on a roster already: \(taken); nothing was changed")
    }
    if !addition.moved.isEmpty {
      contestants.forget(addition.moved.map(\.contestant))
      board.forgetLive(contest.id)
    }
    let added = zip(roster.entries, roster.codes).filter {
      !addition.known.contains($0.0.contestant.id)
    }
    return RosterImported(
      contestants: added.count,
      codes: added.map { entry, issued in
        RosterImported.Code(
          admission: entry.contestant.id.text, name: entry.contestant.name,
          event: entry.contestant.event.text, code: issued.code.text)
      }, known: addition.known.count, teamsChanged: addition.moved.count)
  }

  private static func rosterRows(_ bytes: [UInt8]) throws -> [RosterRow] {
    do {
      return try FirstTable(bytes).rows.map(RosterRow.init)
    } catch {
      throw BankFileRefused(error)
    }
  }

  /// A contest as the caller sees it: that a frozen stage was certified is for staff to know.
  fileprivate func summary(of contest: Contest, for call: Call) async throws -> ContestSummary {
    let (language, isStaff) = (call.language, try call.caller().contestant == nil)
    let states = try await contests.states(of: contest.id)
    let freezes = try await contests.freezes(of: contest.id)
    return ContestSummary(
      id: contest.id.text, title: contest.title.text(in: language), tier: contest.tier.rawValue,
      contestants: try await accounts.contestantCount(of: contest.id),
      events: contest.events.map { event in
        EventSummary(
          id: event.id.text, title: event.title.text(in: language),
          occupation: event.occupation.text, bank: event.bank.text,
          stages: event.stages.map { stage in
            let path = StagePath(contest: contest.id, event: event.id, stage: stage.id)
            let state = states[path] ?? .draft
            let freeze = freezes[path]
            return StageSummary(
              id: stage.id.text, path: path.description, title: stage.title.text(in: language),
              state: (isStaff ? state : freeze?.publicState(of: state) ?? state).rawValue,
              isFrozen: freeze != nil,
              opens: contest.zone.text(of: stage.window.opens),
              closes: contest.zone.text(of: stage.window.closes),
              questions: stage.blueprint.questionCount,
              allowanceMilliseconds: stage.allowance.count, triesPerDay: stage.tries.perDay,
              triesInAll: stage.tries.total, policies: stage.policies.map(\.text))
          })
      })
  }
}

extension RosterRefused {
  fileprivate static let empty = RosterRefused(
    problems: [
      RosterProblem(
        row: nil, code: "roster-empty", zhHans: "名单中没有选手", en: "the roster names nobody")
    ], problemCount: 1)
}
