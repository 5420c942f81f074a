import Accounts
import Certification
import ContestAPI
import Contests
import Crypto
import QuestionBanks
import Scoring
import Spreadsheets

/// A certified version of a stage.
struct CertifiedVersion: Hashable {
  let stage: StagePath
  let number: Int

  init(_ finding: OutcomeFinding) {
    (stage, number) = (finding.subject.stage, finding.resultsVersion)
  }
}

/// What is needed of certified results to name people's results.
struct CertifiedEntries {
  let certifiedOn: CalendarDate
  let entries: [ContestantID: CertifiedResults.Entry]
}

extension Backend {
  /// How often an answer is judged again when somebody else changed its outcomes meanwhile.
  private static let rounds = 3

  /// Takes what a body wrote into the workbook of a batch: all of it or nothing.
  func takeAnswer(_ call: Call) async throws -> HandOverAnswered {
    let contest = try await contest(call)
    let (reason, corrects) = (call.query["reason"], call.flag("correct"))
    if reason != nil || corrects { try BadRequest.requireReason(reason ?? "") }
    let table: FirstTable
    do throws(SpreadsheetError) {
      table = try FirstTable(call.body)
    } catch {
      throw BankFileRefused(error)
    }
    let answer = try HandOverAnswer(table, of: contest.id)
    let isDryRun = call.flag("dry-run")
    let (caller, hash) = (try call.caller(), SHA256.hash(data: call.body).hexadecimal)
    for _ in 0..<Self.rounds {
      let batches = try await lives.handOvers(of: contest.id)
      let note = StaffNote(
        actor: caller.name, at: now(), reason: reason ?? "file \(hash.prefix(16))")
      let (judgement, all) = try await judge(
        answer, in: contest, batches, issuer: nil, corrections: corrects ? .too : .no,
        skipsBlocked: call.flag("skip-blocked"), note)
      let batch = batches.first { $0.number == judgement.batch }
      let changed = try await take(
        judgement, answer, of: contest,
        noting: AuditRecord(
          at: note.at, actor: caller.description, action: "outcomes-answer",
          subject: contest.id.text,
          detail: "\(batch.map { "\($0.number) \($0.name)" } ?? "-"): \(judgement.issued) issued, "
            + "\(judgement.corrected) corrected, \(judgement.rejected) rejected, "
            + "\(judgement.returned) returned, \(judgement.skipped.count) skipped, "
            + "\(judgement.belated.count) belated, \(hash)"),
        isDryRun: isDryRun)
      guard let changed else { continue }
      let done = Set(changed.map(\.number))
      return HandOverAnswered(
        contest: contest.id.text, batch: batch?.name, issued: judgement.issued,
        corrected: judgement.corrected, rejected: judgement.rejected,
        returned: judgement.returned,
        skipped: answer.warnings(judgement.skipped, call.language),
        belated: answer.warnings(judgement.belated, call.language),
        known: judgement.known,
        unanswered: all.count {
          $0.state == .submitted && $0.batch == judgement.batch && !done.contains($0.number)
        }, isDryRun: isDryRun)
    }
    throw Conflict.outcomesChanged
  }

  /// Notes what a body issued for one outcome, or corrects what was noted.
  ///
  /// - Returns: the outcome, with a warning when it does not stand.
  func noteOfficial(
    _ wish: OutcomeWish, in contest: Contest, _ call: Call
  ) async throws -> (cases: [OutcomeCase], belated: [APIError.Detail]) {
    guard let number = wish.numbers?.first, wish.numbers?.count == 1,
      let day = wish.on.flatMap({ CalendarDate($0) })
    else {
      throw BadRequest(
        code: "issued-unfit", zhHans: "请写明一项成果、证书编号和发证日期（如 2025-06-01）",
        en: "name one outcome, the certificate's number and its date, such as 2025-06-01")
    }
    let answer = HandOverAnswer([
      HandOverAnswer.Row(
        outcome: number, verdict: .passed(number: wish.certificate ?? "", on: day))
    ])
    let caller = try call.caller()
    for _ in 0..<Self.rounds {
      let note = StaffNote(actor: caller.name, at: now(), reason: wish.reason)
      let (judgement, all) = try await judge(
        answer, in: contest, try await lives.handOvers(of: contest.id), issuer: wish.issuer,
        corrections: wish.act == "correct" ? .only : .no, note)
      let changed = try await take(
        judgement, answer, of: contest,
        noting: AuditRecord(
          at: note.at, actor: caller.description, action: "outcomes-\(wish.act)",
          subject: contest.id.text,
          detail: [
            "\(number)", wish.certificate, "\(day)", wish.issuer, wish.reason,
          ].compactMap { $0 }.joined(separator: " ")), isDryRun: false)
      if let changed {
        return (
          changed.isEmpty ? all.filter { $0.number == number } : changed,
          answer.warnings(judgement.belated, call.language)
        )
      }
    }
    throw Conflict.outcomesChanged
  }

  /// - Returns: the outcomes that change; `nil` when somebody else changed one meanwhile.
  private func take(
    _ judgement: HandOverJudgement, _ answer: HandOverAnswer, of contest: Contest,
    noting record: AuditRecord, isDryRun: Bool
  ) async throws -> [OutcomeCase]? {
    guard !judgement.answers.change.steps.isEmpty else { return [] }
    do {
      return try await lives.take(
        judgement.answers, of: contest.id, noting: record, isDryRun: isDryRun)
    } catch let conflicts as IssuedConflicts {
      throw answer.refusal(conflicts)
    }
  }

  private func judge(
    _ answer: HandOverAnswer, in contest: Contest, _ batches: [HandOver], issuer: String?,
    corrections: HandOverJudgement.Corrections, skipsBlocked: Bool = false, _ note: StaffNote
  ) async throws -> (judgement: HandOverJudgement, all: [OutcomeCase]) {
    let seen = try await seenOutcomes(of: contest)
    let all = seen.all
    let answered = Set(answer.rows.map(\.outcome))
    let answeredCases = all.filter { answered.contains($0.number) }
    let named: HandOver.Body? =
      if let issuer {
        try await body(issuer, isRegistered: answeredCases.contains { $0.finding.level != nil })
      } else { nil }
    let subjects = try await subjects(
      of: answeredCases.filter { !$0.batches.isEmpty }, in: contest, batches, issuer: named,
      at: note.at)
    let obstacles = try await obstacles(
      for: .issued(number: "", on: nil), of: answeredCases, seen,
      by: try await review(contest, seen, of: answeredCases))
    let judgement = try HandOverJudgement(
      answer, all: all, batches: batches, subjects: subjects, corrections: corrections,
      skipsBlocked: skipsBlocked,
      at: seen.stages, against: obstacles, on: seen.basis, note)
    return (judgement, all)
  }

  /// What is known of outcomes that were handed over.
  private func subjects(
    of cases: [OutcomeCase], in contest: Contest, _ batches: [HandOver],
    issuer: HandOver.Body?, at instant: Instant
  ) async throws -> [Int: HandOverJudgement.Subject] {
    let people = try await roster(of: contest)
    let employers = try await employers(of: people, in: contest)
    let register = try await ledger.issuers(for: nil)
    let certified = try await certifiedEntries(of: cases)
    guard let today = contest.zone.date(of: instant) else { throw NotFound() }
    var subjects: [Int: HandOverJudgement.Subject] = [:]
    for one in cases {
      let (subject, last) = (one.finding.subject, one.batches.last)
      guard let body = issuer ?? batches.first(where: { $0.number == last })?.body else {
        throw BadRequest(
          code: "issuer-missing", zhHans: "成果 \(one.number) 没有批次，请写明发证机构",
          en: "outcome \(one.number) is in no batch: name the issuer")
      }
      let person = people[subject.contestant]
      guard let name = one.finding.recipientName ?? person?.name,
        let occupation = contest.event(subject.stage.event)?.occupation,
        let results = certified[CertifiedVersion(one.finding)]
      else { throw NotFound() }
      // Of mentors, unions, teams and units there are no identity papers.
      let identity =
        one.finding.recipient == .person
        ? try await accounts.identity(of: subject.contestant) : nil
      subjects[one.number] = HandOverJudgement.Subject(
        name: name,
        grounds: OfficialCertificate.Grounds(
          level: one.finding.level, occupation: occupation,
          employer: employers[subject.contestant],
          certifiedOn: results.certifiedOn, today: today, body: body,
          register: register.filter { $0.isOf(body) }),
        isPerson: { [vault] kind, number in
          identity.map {
            vault.isPaper(kind: kind, number: number, of: $0, of: subject.contestant)
          } ?? false
        })
    }
    return subjects
  }

  // MARK: What both directions need

  /// Everybody on the roster by admission number.
  func roster(of contest: Contest) async throws -> [ContestantID: Contestant] {
    let roster = try await contestants.contestants(of: contest.id, event: nil)
    return Dictionary(roster.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The employers by which decisions are made: what the ledger says, otherwise the roster's units.
  func employers(
    of people: [ContestantID: Contestant], in contest: Contest
  ) async throws -> [ContestantID: UnitName] {
    let known = try await ledger.achievements(of: contest.id, event: nil)
    return people.mapValues { person in
      guard let facts = known[person.id], let event = contest.event(person.event) else {
        return person.unit
      }
      let record = PersonRecord(facts, occupation: event.occupation)
      return record.employer.value.flatMap { UnitName($0) } ?? person.unit
    }
  }

  /// The certified results on which outcomes rest.
  func certifiedEntries(
    of cases: [OutcomeCase]
  ) async throws -> [CertifiedVersion: CertifiedEntries] {
    var found: [CertifiedVersion: CertifiedEntries] = [:]
    for version in Set(cases.map { CertifiedVersion($0.finding) }) {
      guard let document = try await results.certified(version.stage, version: version.number)
      else { throw NotFound() }
      let (results, _) = try CertifiedResults.read(document: document)
      guard let day = results.zone.date(of: results.certifiedAt) else { throw NotFound() }
      found[version] = CertifiedEntries(
        certifiedOn: day,
        entries: Dictionary(results.everyone.map { ($0.contestant, $0) }) { first, _ in first })
    }
    return found
  }

  /// A body by its name, or also by its number where it has to be in the register of issuers.
  ///
  /// - Throws: `BadRequest` for what is no name; see also `issuer`.
  func body(_ text: String, isRegistered: Bool) async throws -> HandOver.Body {
    let text = try Self.line(text, "body-unfit", 200, zhHans: "机构", en: "a body")
    guard isRegistered else { return HandOver.Body(name: text, number: nil) }
    let entry = try await issuer(text).first
    return HandOver.Body(name: entry?.name ?? text, number: entry?.registerNumber)
  }

  /// The entries of a body in the register of issuers, by its number there or by its name.
  ///
  /// - Throws: `NotFound`, or `Conflict` when several bodies are meant.
  func issuer(_ text: String) async throws -> [IssuerRegistration] {
    let register = try await ledger.issuers(for: nil)
    let numbered = register.filter { $0.registerNumber == text }
    let found = numbered.isEmpty ? register.filter { $0.name == text } : numbered
    guard !found.isEmpty else {
      throw NotFound(zhHans: "备案机构 \(text)", en: "registered issuer \(text)")
    }
    let bodies = Set(found.map { "\($0.name) \($0.registerNumber)" }).sorted()
    guard bodies.count == 1 else {
      throw Conflict(
        code: "body-ambiguous", zhHans: "“\(text)”可以是：\(bodies.joined(separator: "、"))",
        en: "\(text) may be: \(bodies.joined(separator: ", "))")
    }
    return found
  }
}

extension HandOverAnswer {
  fileprivate func warnings(
    _ problems: [RosterProblem], _ language: Language
  ) -> [APIError.Detail] {
    problems.map { problem in
      APIError.Detail(
        severity: "warning",
        place: Place.text(sheet: sheet, row: problem.row, column: problem.column),
        field: problem.field, code: problem.code, message: problem.text.text(in: language))
    }
  }
}

extension IssuerRegistration {
  /// Whether it is an entry of the body.
  func isOf(_ body: HandOver.Body) -> Bool {
    body.number == registerNumber && body.name == name
  }
}

extension IdentityVault {
  /// Whether that is a contestant's paper, given in full or masked.
  ///
  /// - Parameter kind: empty: the kind that the contestant's paper has.
  fileprivate func isPaper(
    kind: String, number: String, of identity: ProtectedIdentity, of contestant: ContestantID
  ) -> Bool {
    if number.contains("*") { return number == identity.masked }
    let own = (try? self.kind(of: identity, of: contestant)) ?? ""
    let kind = kind.isEmpty ? own : kind == "身份证" ? IdentityPaper.residentKind : kind
    if kind == IdentityPaper.residentKind {
      guard let number = try? ResidentNumber(number) else { return false }
      return lookup(of: .resident(number)) == identity.lookup
    }
    return IdentityPaper.OtherPaper(kind: kind, number: number).map {
      lookup(of: .other($0)) == identity.lookup
    } ?? false
  }
}
