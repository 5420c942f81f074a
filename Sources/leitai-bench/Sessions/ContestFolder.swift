import Accounts
import AttemptRecords
import Certification
import ContestHTTP
import Contests
import Foundation
import Logging
import QuestionBanks
import SQLiteStorage
import Sessions

/// A data folder with the contest of the bench, which is open, and its contestants, who are signed
/// in.
struct ContestFolder {
  let url: URL
  private let store: SQLiteStore
  private let shapes: [QuestionShape]
  private let now: Instant

  /// Makes the folder.
  ///
  /// - Parameter questions: the bank; more than a paper has.
  /// - Parameter plan: that of `BenchContest`, perhaps with a bell.
  init(
    _ url: URL, questions: [KeyedQuestion], plan: String = BenchContest.plan, now: Instant
  ) async throws {
    self.url = url
    self.now = now
    store = try SQLiteStore(folder: url)
    shapes = QuestionShape.all(of: questions.map(\.question))
    try await publish(questions)
    let contest = try Contest(plan: plan)
    guard try await store.create(contest, plan: plan, policies: [:]) else {
      throw NotMeasured("\(url.path) holds a contest already")
    }
    for path in contest.stagePaths {
      guard try await store.move(path, from: [.draft], to: .open) else {
        throw NotMeasured("\(path) cannot be opened")
      }
    }
  }

  /// Nothing of the folder stays in this process, which may now copy it.
  func close() throws { try store.close() }

  private func publish(_ questions: [KeyedQuestion]) async throws {
    let draft = try await store.keep(
      BankContents(questions: questions, pictures: [:]),
      as: BankDraftProposal(
        bank: BankID("fitter"), base: 0, hash: BankVersion.hash(of: questions), createdAt: now,
        author: "author", source: "bench"))
    let reviewed = try draft.reviewed(
      approving: true, BankDraft.Review(reviewer: "reviewer", at: now, note: ""))
    guard try await store.replace(draft, with: reviewed),
      try await store.publish(reviewed, as: reviewed.published(after: 0), at: now) != nil
    else { throw NotMeasured("the bank cannot be published") }
  }

  /// Puts contestants on the roster.
  ///
  /// - Returns: the access token of each.
  func signIn(_ contestants: [ContestantID]) async throws -> [String] {
    let contest = try BenchContest.stage("practice").contest
    guard let vault = IdentityVault(key: randomBytes(32), randomBytes: randomBytes),
      let unit = UnitName("甲厂"), let region = RegionCode("320300")
    else { throw NotMeasured("the roster cannot be made") }
    let roster = try contestants.map { id in
      guard let paper = IdentityPaper.OtherPaper(kind: "护照", number: id.text) else {
        throw NotMeasured("\(id) is no passport")
      }
      return RosterEntry(
        contestant: Contestant(
          id: id, contest: contest, event: try EventID("fitter"), name: "选手\(id)", unit: unit,
          region: region, cityName: "徐州市", level: nil),
        identity: try vault.protect(.other(paper), of: id),
        codeDigest: AccessCode(randomBytes: randomBytes).digest)
    }
    let addition = try await store.add(
      roster,
      noting: AuditRecord(at: now, actor: "bench", action: "roster-import", subject: contest.text))
    guard addition.conflicts.isEmpty else { throw NotMeasured("the roster was refused") }
    var tokens: [String] = []
    for id in contestants {
      let token = AccessToken(randomBytes: randomBytes)
      try await store.keep(
        TokenRecord(
          digest: token.digest, principal: Principal(contestant: id, contest: contest),
          expires: now + AccessToken.lifetime(of: .contestant)), at: now)
      tokens.append(token.text)
    }
    return tokens
  }

  /// Begins an attempt at the examination for every contestant, and leaves it open.
  ///
  /// - Parameter answers: how many questions are answered, from the first on.
  /// - Returns: the attempts in the same order.
  func beginAttempts(
    of contestants: [ContestantID], answers: Int = 0
  ) async throws -> [AttemptID] {
    let stage = try BenchContest.stage("examination")
    guard let examination = try Contest(plan: BenchContest.plan).stage(stage) else {
      throw NotMeasured("the contest has no \(stage)")
    }
    let dealer = try PaperDealer(blueprint: examination.blueprint, questions: shapes)
    var entries: [JournalEntry] = []
    for (index, contestant) in contestants.enumerated() {
      let start = AttemptStart(
        contestant: contestant, stage: stage, number: 1, bank: try BankID("fitter"),
        bankVersion: 1, seed: UInt64(index), deadline: now + examination.allowance,
        due: now + examination.allowance + examination.grace)
      // One begins in each millisecond, so that no two have the same id.
      let id = AttemptID(at: now + Milliseconds(Int64(index)), random: .random(in: .min ... .max))
      entries.append(
        JournalEntry(records: try records(of: id, start, answers: answers, dealer), base: .empty))
    }
    for begin in stride(from: 0, to: entries.count, by: 1000) {
      let batch = Array(entries[begin..<min(entries.count, begin + 1000)])
      guard try await store.append(batch).allSatisfy({ $0 }) else {
        throw NotMeasured("attempts cannot be begun")
      }
    }
    return entries.map(\.records[0].attempt)
  }

  /// Has every contestant play one round of the practice: answer all questions and hand in.
  func handInRounds(of contestants: [ContestantID]) async throws {
    let stage = try BenchContest.stage("practice")
    guard let practice = try Contest(plan: BenchContest.plan).stage(stage) else {
      throw NotMeasured("the contest has no \(stage)")
    }
    let dealer = try PaperDealer(blueprint: practice.blueprint, questions: shapes)
    for begin in stride(from: 0, to: contestants.count, by: 1000) {
      let batch = try (begin..<min(contestants.count, begin + 1000)).map { index in
        let start = AttemptStart(
          contestant: contestants[index], stage: stage, number: 1, bank: try BankID("fitter"),
          bankVersion: 1, seed: UInt64(index), deadline: now + practice.allowance,
          due: now + practice.allowance + practice.grace)
        let id = AttemptID(at: now + Milliseconds(Int64(index)), random: .random(in: .min ... .max))
        return JournalEntry(
          records: try records(
            of: id, start, answers: BenchContest.questionsOfPractice, dealer, handsIn: true),
          base: .empty)
      }
      guard try await store.append(batch).allSatisfy({ $0 }) else {
        throw NotMeasured("rounds cannot be played")
      }
    }
  }

  private func records(
    of id: AttemptID, _ start: AttemptStart, answers: Int, _ dealer: PaperDealer,
    handsIn: Bool = false
  ) throws -> [AttemptRecord] {
    let first = Attempt.record(of: start, id, at: now)
    var attempt = Attempt(
      starting: start, first, paper: dealer.paper(seed: start.seed), answersAreFinal: false)
    var records = [first]
    for item in 0..<answers {
      let choice = Response.choices(Choices(position: item & 1))
      let effect = try attempt.apply(
        .answer(item: item, choice), number: item + 1, at: now + .seconds(Int64(item)))
      guard case .append(let record) = effect else { throw NotMeasured("an answer was not taken") }
      records.append(record)
    }
    if handsIn {
      let effect = try attempt.apply(
        .submit, number: answers + 1, at: now + .seconds(Int64(answers)))
      guard case .append(let record) = effect else { throw NotMeasured("it was not handed in") }
      records.append(record)
    }
    return records
  }
}

/// Random bits for what is to be hard to guess.
func randomBytes(_ count: Int) -> [UInt8] {
  (0..<count).map { _ in UInt8.random(in: .min ... .max) }
}
