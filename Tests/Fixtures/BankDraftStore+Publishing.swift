package import Contests
package import QuestionBanks

extension BankDraftStore {
  /// Takes questions the whole way to the bank's next version: imported by one, approved by another.
  package func publish(
    _ questions: [KeyedQuestion], pictures: [PictureID: Picture] = [:], to bank: BankID,
    after base: Int = 0, at instant: Instant
  ) async throws -> BankVersion {
    let draft = try await keep(
      BankContents(questions: questions, pictures: pictures),
      as: BankDraftProposal(
        bank: bank, base: base, hash: BankVersion.hash(of: questions), createdAt: instant,
        author: "test-author", source: "test"))
    let reviewed = try draft.reviewed(
      approving: true, BankDraft.Review(reviewer: "test-reviewer", at: instant, note: ""))
    let next = try reviewed.published(after: base)
    guard try await replace(draft, with: reviewed),
      let version = try await publish(reviewed, as: next, at: instant)
    else { throw NotPublished() }
    return version
  }
}

private struct NotPublished: Error {}
