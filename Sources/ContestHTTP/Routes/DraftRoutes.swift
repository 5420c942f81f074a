import Accounts
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Sessions

extension Routes {
  /// Drafts of question banks, from the import to the version.
  static func drafts(_ backend: Backend) -> [Route] {
    let organizers = Route.Access.roles([.organizer])
    return [
      Route(.get, Path.bankDrafts, organizers) { call in
        let bank: BankID = try call.identifier("bank")
        let drafts = try await backend.drafts.drafts(of: bank)
        return try .json(BankDrafts(bank: bank.text, drafts: drafts.map(BankDraftView.init)))
      },
      Route(.get, Path.bankDraft, organizers) { call in
        let draft = try await backend.draft(call)
        let changes = ChangeSet(
          from: try await backend.questions(
            of: draft.bank, version: draft.base == 0 ? nil : draft.base),
          to: try await backend.drafts.contents(of: draft))
        return try .json(
          BankDraftDetail(
            bank: draft.bank.text, draft: BankDraftView(draft), changes: BankChanges(changes)))
      },
      Route(.post, Path.draftReview, organizers) { call in
        try .json(try await backend.review(call))
      },
      Route(.post, Path.draftWithdrawal, organizers) { call in
        let draft = try await backend.draft(call)
        let next = try draft.withdrawn(by: try call.caller().name)
        try await backend.put(next, inPlaceOf: draft)
        try await backend.audit(call, "bank-withdraw", draft.bank.text, "draft \(draft.number)")
        return try .json(BankDraftView(next))
      },
      Route(.post, Path.draftPublication, organizers) { call in
        try .json(try await backend.publish(call))
      },
    ]
  }
}

extension Backend {
  /// The draft that the path names.
  ///
  /// - Throws: `NotFound`.
  fileprivate func draft(_ call: Call) async throws -> BankDraft {
    let bank: BankID = try call.identifier("bank")
    let text = call.segments["draft"] ?? ""
    guard let number = Int(text), let draft = try await drafts.draft(of: bank, number: number)
    else { throw NotFound(zhHans: "题库 \(bank) 的草稿 \(text)", en: "draft \(text) of \(bank)") }
    return draft
  }

  fileprivate func put(_ next: BankDraft, inPlaceOf draft: BankDraft) async throws {
    guard try await drafts.replace(draft, with: next) else { throw Self.draftChanged }
  }

  private static let draftChanged = Conflict(
    code: "draft-changed", zhHans: "草稿刚被他人改动，请重试",
    en: "somebody else has just changed the draft; please try again")

  fileprivate func review(_ call: Call) async throws -> BankDraftView {
    let draft = try await draft(call)
    let verdict: DraftVerdict = try call.decode()
    let isWorded = verdict.approves || !verdict.note.trimmed.isEmpty
    guard isWorded, verdict.note.unicodeScalars.count <= 1000 else {
      throw BadRequest(
        code: "review-note", zhHans: "退回须写明理由（1 至 1000 字）",
        en: "a rejection needs a reason of 1 to 1,000 characters")
    }
    let next = try draft.reviewed(
      approving: verdict.approves,
      BankDraft.Review(reviewer: try call.caller().name, at: now(), note: verdict.note))
    try await put(next, inPlaceOf: draft)
    try await audit(
      call, verdict.approves ? "bank-approve" : "bank-reject", draft.bank.text,
      "draft \(draft.number) \(draft.hash)")
    return BankDraftView(next)
  }

  fileprivate func publish(_ call: Call) async throws -> BankVersions.Version {
    let draft = try await draft(call)
    let newest = try await banks.versions(of: draft.bank).first?.number ?? 0
    let next = try draft.published(after: newest)
    try await refuseTooFew(try await drafts.contents(of: draft), in: draft.bank)
    guard let version = try await publish(draft, as: next) else { throw Self.draftChanged }
    await engine.prepareForBells()
    try await audit(call, "bank-publish", draft.bank.text, "\(version.number) \(version.hash)")
    return BankVersions.Version(version)
  }

  private func publish(_ draft: BankDraft, as next: BankDraft) async throws -> BankVersion? {
    // Also when it is said to have failed: it may have been published all the same.
    defer { engine.papers.forget(draft.bank) }
    return try await drafts.publish(draft, as: next, at: now())
  }
}

extension BankDraftView {
  init(_ draft: BankDraft) {
    self.init(
      number: draft.number, base: draft.base, hash: draft.hash, questions: draft.questionCount,
      createdAt: draft.createdAt.milliseconds, author: draft.author, source: draft.source,
      state: draft.state.rawValue, reviewer: draft.review?.reviewer, note: draft.review?.note,
      version: draft.version)
  }
}
