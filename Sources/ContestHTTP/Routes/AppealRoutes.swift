import Accounts
import AttemptRecords
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring
import Sessions

extension Routes {
  /// Appeals against questions and results.
  static func appeals(_ backend: Backend) -> [Route] {
    [
      Route(.post, Path.appeals, .roles([.contestant])) { call in
        try .json(try await backend.fileAppeal(call))
      },
      Route(.get, Path.appeals, .roles([.contestant, .organizer, .judge, .auditor])) { call in
        let place = try await backend.stage(call)
        let caller = try call.caller()
        if let own = caller.contest, own != place.contest.id { throw NotFound() }
        return try .json(
          AppealList(
            stage: place.path.description,
            appeals: try await backend.appeals(at: place, by: caller.contestant)))
      },
      Route(.post, Path.appealSteps, .roles([.judge])) { call in
        try .json(try await backend.settleAppeal(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func appeals(
    at place: StagePlace, by contestant: ContestantID?
  ) async throws -> [AppealRow] {
    // What became of an own appeal is told, of a frozen stage when it is shown again; of keys nothing
    // more than the stage tells anyway.
    let isForStaff = contestant == nil
    let freeze = isForStaff ? nil : place.freeze
    let corrections = isForStaff ? try await results.corrections(of: place.path) : []
    let acts = isForStaff ? try await judging.judging(of: place.path).records : []
    return try await results.appeals(of: place.path, by: contestant).map { appeal in
      AppealRow(
        freeze.map { appeal.before($0.at) } ?? appeal, isForStaff: isForStaff,
        keyVersions: corrections.filter { $0.appeal == appeal.number }.map(\.keyVersion),
        judgingActs: acts.filter { $0.appeal == appeal.number }.map(\.number))
    }
  }

  fileprivate func fileAppeal(_ call: Call) async throws -> AppealRow {
    let place = try await stage(call)
    let contestant = try call.contestant()
    guard try call.caller().contest == place.contest.id else { throw NotFound() }
    let wish: AppealWish = try call.decode()
    try BadRequest.requireReason(wish.text)
    guard place.stage.takesAppeals(at: now(), in: place.publicState) else {
      throw Conflict(
        code: "appeals-over", zhHans: "申诉时间已过", en: "the time for appeals is over")
    }
    let subject = try await subject(of: wish, by: contestant, at: place)
    let number = try await results.file(
      subject, wish.text, by: contestant, at: place.path, now())
    guard let number else {
      throw Conflict(
        code: "appeals-used", zhHans: "每个阶段最多申诉 \(Limits.appealsPerStage) 次",
        en: "there are at most \(Limits.appealsPerStage) appeals to a stage")
    }
    try await audit(call, "appeal-file", "\(place.path) \(number)", wish.text)
    return try await appeal(number, at: place, by: contestant)
  }

  /// - Throws: what the contestant cannot appeal.
  private func subject(
    of wish: AppealWish, by contestant: ContestantID, at place: StagePlace
  ) async throws -> Appeal.Subject {
    guard let attempt = wish.attempt, let item = wish.item else {
      guard wish.attempt == nil, wish.item == nil else {
        throw BadRequest(
          code: "appeal-unreadable", zhHans: "应同时给出答卷和题号，或都不给",
          en: "name an attempt and a question, or neither")
      }
      let own = try await journal.standing(
        of: try await self.contestant(contestant), at: place.path)
      // What judges entered since a freeze is not told by taking an appeal either.
      let judged = try await judging.judging(of: place.path, upTo: place.freeze?.judging)[
        contestant]
      guard judged != nil || own.attempts.contains(where: { !$0.isOpen }) else {
        throw Conflict(
          code: "no-result", zhHans: "你在本阶段还没有成绩", en: "you have no result at this stage")
      }
      return .result
    }
    guard let id = AttemptID(attempt),
      let sitting = try await engine.sitting(id, of: contestant), sitting.place.path == place.path
    else { throw SessionFailure.unknownAttempt }
    guard sitting.attempt.phase == .submitted else {
      throw Conflict(
        code: "not-submitted", zhHans: "交卷之后才能申诉", en: "hand in before you appeal")
    }
    guard sitting.paper.items.indices.contains(item) else {
      let count = sitting.paper.items.count
      throw BadRequest(
        code: "no-such-item", zhHans: "试卷只有 \(count) 题", en: "the paper has \(count) questions")
    }
    let question = sitting.questions[sitting.paper.items[item].question]
    return .question(question.id, attempt: id, item: item)
  }

  private func contestant(_ id: ContestantID) async throws -> Contestant {
    guard let contestant = try await contestants.contestant(id) else { throw NotFound() }
    return contestant
  }

  private func appeal(
    _ number: Int, at place: StagePlace, by contestant: ContestantID?
  ) async throws -> AppealRow {
    let rows = try await appeals(at: place, by: contestant)
    guard let row = rows.first(where: { $0.number == number }) else {
      throw NotFound(zhHans: "申诉 \(number)", en: "appeal \(number)")
    }
    return row
  }

  fileprivate func settleAppeal(_ call: Call) async throws -> AppealRow {
    let place = try await stage(call)
    let wish: AppealStepWish = try call.decode()
    guard let kind = Appeal.Kind(rawValue: wish.kind) else {
      throw BadRequest(
        code: "step-unreadable", zhHans: "应为 uphold、reject、confirm 或 return",
        en: "it must be uphold, reject, confirm or return")
    }
    try BadRequest.requireReason(wish.reason)
    let number = Int(call.segments["appeal"] ?? "")
    let known = try await results.appeals(of: place.path, by: nil)
    guard let appeal = known.first(where: { $0.number == number }) else { throw NotFound() }
    let step = Appeal.Step(
      kind: kind, judge: try call.caller().name, at: now(), reason: wish.reason)
    try appeal.require(step)
    guard
      try await results.add(
        step, to: appeal.number, of: place.path, after: appeal.steps.count)
    else {
      throw Conflict(
        code: "appeal-changed", zhHans: "另一位裁判刚处理过这项申诉",
        en: "another judge has just dealt with this appeal")
    }
    try await audit(
      call, "appeal-\(kind.rawValue)", "\(place.path) \(appeal.number)", wish.reason)
    return try await self.appeal(appeal.number, at: place, by: nil)
  }

  /// - Throws: unless two judges upheld the appeal, and it is about a result, or about that question as
  ///   that version of the bank has it.
  func requireConfirmed(
    _ number: Int, of place: StagePlace, about question: QuestionID, bankVersion: Int?
  ) async throws {
    let appeal = try await confirmedAppeal(number, of: place)
    guard case .question(let own, let attempt, _) = appeal.subject else { return }
    guard own == question else {
      throw Conflict(
        code: "appeal-of-another-question", zhHans: "申诉 \(number) 说的不是这道题",
        en: "appeal \(number) is not about this question")
    }
    if let bankVersion, let dealt = try await self.bankVersion(of: attempt), dealt != bankVersion {
      throw Conflict(
        code: "appeal-of-another-version",
        zhHans: "申诉 \(number) 的试卷出自题库第 \(dealt) 版",
        en: "the paper of appeal \(number) was dealt from version \(dealt) of the bank")
    }
  }

  /// - Throws: when judges have not settled an appeal about that question, as that version of the bank
  ///   has it: a correction would uphold it without the second judge.
  func requireNothingPending(
    at place: StagePlace, about question: QuestionID, bankVersion: Int?
  ) async throws {
    for appeal in try await results.appeals(of: place.path, by: nil) where appeal.state.isPending {
      guard case .question(question, let attempt, _) = appeal.subject else { continue }
      if let bankVersion, try await self.bankVersion(of: attempt) != bankVersion { continue }
      let number = appeal.number
      throw Conflict(
        code: "appeal-pending",
        zhHans: "申诉 \(number) 针对这道题，尚未处理完：请先由裁判驳回，"
          + "或由两位裁判认可后以 --appeal \(number) 更正",
        en: "appeal \(number) is about this question and not settled: reject it first, or have two "
          + "judges uphold it and name it with --appeal \(number)")
    }
  }

  /// From which version of the bank the paper of an attempt was dealt.
  private func bankVersion(of attempt: AttemptID) async throws -> Int? {
    try await engine.sitting(attempt)?.transcript.start.bankVersion
  }

  /// - Parameter contestant: the admission number; absent for an act that may be about anybody.
  /// - Throws: unless two judges upheld the appeal, and it is about that contestant's result.
  func confirmedAppeal(
    _ number: Int, of place: StagePlace, settledAbout contestant: String?
  ) async throws -> Appeal {
    let appeal = try await confirmedAppeal(number, of: place)
    guard appeal.question == nil else {
      throw Conflict(
        code: "appeal-of-a-question", zhHans: "申诉 \(number) 针对题目，应以更正答案处理",
        en: "appeal \(number) is about a question: what settles it is a correction of the key")
    }
    guard contestant == nil || contestant == appeal.contestant.text else {
      throw Conflict(
        code: "appeal-of-another-contestant", zhHans: "申诉 \(number) 说的不是这名选手的成绩",
        en: "appeal \(number) is not about this contestant's result")
    }
    return appeal
  }

  private func confirmedAppeal(_ number: Int, of place: StagePlace) async throws -> Appeal {
    let known = try await results.appeals(of: place.path, by: nil)
    guard let appeal = known.first(where: { $0.number == number }) else {
      throw NotFound(zhHans: "申诉 \(number)", en: "appeal \(number)")
    }
    guard appeal.state == .confirmed else {
      throw Conflict(
        code: "appeal-not-confirmed", zhHans: "申诉 \(number) 还没有两位裁判认可",
        en: "appeal \(number) was not upheld by two judges")
    }
    return appeal
  }
}

extension AppealRow {
  fileprivate init(
    _ appeal: Appeal, isForStaff: Bool, keyVersions: [Int], judgingActs: [Int64]
  ) {
    var (attempt, item): (String?, Int?)
    if case .question(_, let of, let position) = appeal.subject {
      (attempt, item) = (of.description, position)
    }
    // A judge's opinion is told when it is the decision.
    let isDecided = !appeal.state.isPending
    self.init(
      number: appeal.number, contestant: appeal.contestant.text, attempt: attempt, item: item,
      question: isForStaff ? appeal.question?.text : nil, text: appeal.text,
      filedAt: appeal.filedAt.milliseconds,
      state: isForStaff || isDecided ? appeal.state.rawValue : Appeal.State.open.rawValue,
      steps: isForStaff || isDecided
        ? appeal.steps.map { step in
          Step(
            kind: step.kind.rawValue, judge: isForStaff ? step.judge : nil,
            at: step.at.milliseconds, reason: step.reason)
        } : [],
      keyVersions: keyVersions, judgingActs: judgingActs)
  }
}
