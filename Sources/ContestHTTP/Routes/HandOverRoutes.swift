import Accounts
import Certification
import ContestAPI
import Contests
import Crypto
import HTTPTypes
import Scoring

extension Routes {
  /// Batches of outcomes for competent bodies.
  static func handOvers(_ backend: Backend) -> [Route] {
    let staff = Route.Access.roles([.organizer, .judge])
    return [
      Route(.post, Path.handOvers, staff) { call in
        try .json(try await backend.handOver(call))
      },
      Route(.get, Path.handOvers, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.handOvers(call))
      },
      Route(.get, Path.handOverFile, staff) { call in
        .file(try await backend.handOverFile(call), type: ExportFormat.xlsx.type)
      },
      Route(.post, Path.handOverAnswers, staff, bodyLimit: Limits.uploadBytes) { call in
        try .json(try await backend.takeAnswer(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func handOver(_ call: Call) async throws -> HandedOver {
    let contest = try await contest(call)
    let wish: HandOverWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    let caller = try call.caller()
    let note = StaffNote(actor: caller.name, at: now(), reason: wish.reason)
    let name = try Self.line(wish.batch, "batch-unfit", 60, zhHans: "批次名称", en: "a batch's name")
    guard let kind = HandOver.Kind(rawValue: wish.kind) else {
      throw BadRequest(
        code: "kind-unknown",
        zhHans: "类别应为 level、recommendation、eligibility、subsidy 或 award",
        en: "a kind is level, recommendation, eligibility, subsidy or award")
    }
    let body = try await body(wish.body, isRegistered: kind == .level)
    let register = try await ledger.issuers(for: nil).filter { $0.isOf(body) }
    let seen = try await seenOutcomes(of: contest)
    let all = seen.all
    if let unknown = wish.numbers?.first(where: { $0 < 1 || $0 > all.count }) {
      throw NotFound(zhHans: "成果 \(unknown)", en: "outcome \(unknown)")
    }
    let people = try await roster(of: contest)
    let employers = try await employers(of: people, in: contest)
    guard let today = contest.zone.date(of: note.at) else { throw NotFound() }
    let number = 1 + (all.flatMap(\.batches).max() ?? 0)
    let named = wish.numbers.map(Set.init)
    let meant = named.map { numbers in all.filter { numbers.contains($0.number) } }
    let review = try await review(contest, seen, of: meant ?? all)
    let obstacles = try await obstacles(
      for: .submitted(batch: number), of: meant, seen, by: review)
    let selection = try HandOverSelection(
      HandOverSelection.Wish(kind: kind, numbers: wish.numbers, outcome: wish.outcome),
      // What is named and stands in nobody's good is refused by its number.
      from: named == nil ? all.filter { obstacles($0).isEmpty } : all,
      for: kind == .level
        ? HandOverSelection.Competence(
          register: register, day: today, occupation: { contest.event($0.event)?.occupation },
          employer: { employers[$0] }) : nil)
    let chosen = Set(selection.chosen.map(\.number))
    let change = try OutcomeTransition(
      after: all, at: seen.stages,
      taking: { chosen.contains($0.number) ? .submitted(batch: number) : nil },
      against: obstacles, note)
    let rows = try await rows(
      of: selection.chosen, by: review.decisions, in: contest, people, for: caller)
    let sheet = HandOverSheet(batch: name, kind: kind, body: body, language: call.language)
    let file = try await exports.write { try sheet.workbook(rows) }
    let batch = HandOver(
      number: number, name: name, kind: kind, body: body,
      fileHash: SHA256.hash(data: file).hexadecimal, note: note)
    let changed = try await lives.handOver(
      batch, sealed: try vault.seal(file, named: batch.fileName(in: contest.id)), taking: change,
      of: contest.id,
      noting: AuditRecord(
        at: note.at, actor: caller.description, action: "outcomes-hand-over",
        subject: contest.id.text,
        detail: "\(number) \(name): \(chosen.count) \(kind.rawValue), \(body.name) "
          + "\(body.number ?? "") \(batch.fileHash) \(wish.reason)"))
    guard let changed else { throw Conflict.outcomesChanged }
    return HandedOver(batch: HandOverBatch(batch, changed), left: selection.left.count)
  }

  /// A text on one line, without white space at its ends.
  static func line(
    _ text: String, _ code: String, _ most: Int, zhHans: String, en: String
  ) throws -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard (1...most).contains(words.count), words.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
    else {
      throw BadRequest(
        code: code, zhHans: "\(zhHans)为 1 至 \(most) 个字符", en: "\(en) has 1 to \(most) characters")
    }
    return words
  }

  /// What a body learns of outcomes: results by the newest certification, whenever the outcomes began
  /// their lives.
  private func rows(
    of cases: [OutcomeCase], by decisions: [Decision], in contest: Contest,
    _ people: [ContestantID: Contestant], for caller: Principal
  ) async throws -> [HandOverSheet.Row] {
    let papers = try await vault.papers(
      of: cases.filter { $0.finding.recipient == .person }.map(\.finding.subject.contestant),
      from: accounts, for: caller)
    let found = decisions.about(Set(cases.map(\.finding.subject)))
    return try cases.map { one in
      let subject = one.finding.subject
      let person = people[subject.contestant]
      guard let name = one.finding.recipientName ?? person?.name,
        let event = contest.event(subject.stage.event)
      else { throw NotFound() }
      guard let decision = found[subject],
        let certifiedOn = contest.zone.date(of: decision.facts.result.certifiedAt)
      else { throw OutcomeTransition.Refused(refusals: [(one.number, .followsNoMore)]) }
      // What a mentor or a unit is granted says nothing of the person from whom it follows.
      let isPerson = one.finding.recipient == .person
      let result = isPerson ? decision.facts.result : nil
      return HandOverSheet.Row(
        outcome: one, name: name, paper: isPerson ? papers[subject.contestant] : nil,
        unit: isPerson ? person?.unit : nil, occupation: event.occupation, contest: contest.title,
        event: event.title,
        rank: isPerson ? decision.rank : nil, score: result?.score, maximum: result?.maximum,
        certifiedOn: certifiedOn)
    }
  }

  fileprivate func handOvers(_ call: Call) async throws -> HandOverList {
    let contest = try await contest(call)
    let all = try await lives.outcomes(of: contest.id, of: nil)
    return HandOverList(
      contest: contest.id.text,
      batches: try await lives.handOvers(of: contest.id).map { HandOverBatch($0, all) })
  }

  /// The file of a batch as it was made, after noting that each number in it was seen.
  fileprivate func handOverFile(_ call: Call) async throws -> [UInt8] {
    let contest = try await contest(call)
    let text = call.segments["batch"] ?? ""
    guard
      let batch = try await lives.handOvers(of: contest.id).first(where: { "\($0.number)" == text })
    else { throw NotFound(zhHans: "批次 \(text)", en: "batch \(text)") }
    let (actor, instant) = (try call.caller().description, now())
    let contestants = Set(
      try await lives.outcomes(of: contest.id, of: nil).filter {
        $0.batches.contains(batch.number) && $0.finding.recipient == .person
      }.map(\.finding.subject.contestant))
    let records =
      [
        AuditRecord(
          at: instant, actor: actor, action: "outcomes-hand-over-file",
          subject: contest.id.text, detail: "\(batch.number) \(batch.name) \(batch.fileHash)")
      ]
      + contestants.sorted().map {
        AuditRecord(
          at: instant, actor: actor, action: "identity-reveal", subject: $0.text,
          detail: "outcomes-hand-over \(contest.id) \(batch.number) \(batch.name)")
      }
    guard
      let sealed = try await lives.handOverFile(batch.number, of: contest.id, noting: records)
    else { throw NotFound() }
    return try vault.open(sealed, named: batch.fileName(in: contest.id))
  }
}

extension HandOver {
  /// Under which its file is sealed.
  fileprivate func fileName(in contest: ContestID) -> String { "\(contest)\n\(name)" }
}

extension HandOverBatch {
  /// - Parameter cases: among which are all of the batch.
  fileprivate init(_ batch: HandOver, _ cases: [OutcomeCase]) {
    let members = cases.filter { $0.batches.contains(batch.number) }
    // One that came back and was handed over again counts here as returned.
    let last = members.filter { $0.batch == batch.number }
    func count(_ states: Set<OutcomeCase.State>) -> Int {
      last.count { states.contains($0.state) }
    }
    self.init(
      number: batch.number, name: batch.name, kind: batch.kind.rawValue, body: batch.body.name,
      bodyNumber: batch.body.number, fileHash: batch.fileHash, at: batch.note.at.milliseconds,
      by: batch.note.actor, reason: batch.note.reason, outcomes: members.map(\.number),
      waiting: count([.submitted]), issued: count([.issued, .revoked]),
      rejected: count([.rejected, .expired]), returned: members.count - last.count)
  }
}
