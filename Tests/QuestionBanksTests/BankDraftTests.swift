import Contests
import QuestionBanks
import Testing

@Suite struct BankDraftTests {
  private func draft(base: Int = 2) throws -> BankDraft {
    BankDraft(
      bank: try BankID("fitter"), number: 1, base: base, hash: "h", questionCount: 1,
      createdAt: Instant(milliseconds: 0), author: "li", source: "a.xlsx")
  }

  private func review(by reviewer: String) -> BankDraft.Review {
    BankDraft.Review(reviewer: reviewer, at: Instant(milliseconds: 1), note: "")
  }

  @Test func aDraftIsReviewedBySomebodyElseAndPublished() throws {
    let reviewed = try draft().reviewed(approving: true, review(by: "wang"))
    #expect(reviewed.state == .reviewed)
    let published = try reviewed.published(after: 2)
    #expect(published.state == .published)
    #expect(published.version == 3)
    #expect(published.review?.reviewer == "wang")
  }

  @Test func nobodyReviewsHisOwnDraft() throws {
    let draft = try draft()
    for approving in [true, false] {
      #expect(throws: BankDraft.Refusal.ownDraft) {
        try draft.reviewed(approving: approving, review(by: "li"))
      }
    }
  }

  @Test func onlyAReviewedDraftIsPublished() throws {
    #expect(throws: BankDraft.Refusal.wrongState(.draft)) { try draft().published(after: 2) }
    let rejected = try draft().reviewed(approving: false, review(by: "wang"))
    #expect(throws: BankDraft.Refusal.wrongState(.rejected)) { try rejected.published(after: 2) }
    #expect(throws: BankDraft.Refusal.wrongState(.rejected)) {
      try rejected.withdrawn(by: rejected.author)
    }
    #expect(throws: BankDraft.Refusal.wrongState(.rejected)) {
      try rejected.reviewed(approving: true, review(by: "wang"))
    }
  }

  @Test func aDraftOnAnOlderVersionIsNotPublished() throws {
    let reviewed = try draft(base: 1).reviewed(approving: true, review(by: "wang"))
    #expect(throws: BankDraft.Refusal.outdated(newest: 2)) { try reviewed.published(after: 2) }
  }

  @Test func whatWasPublishedIsNotTakenBack() throws {
    let reviewed = try draft().reviewed(approving: true, review(by: "wang"))
    #expect(try reviewed.withdrawn(by: reviewed.author).state == .withdrawn)
    let published = try reviewed.published(after: 2)
    #expect(throws: BankDraft.Refusal.wrongState(.published)) {
      try published.withdrawn(by: published.author)
    }
    #expect(throws: BankDraft.Refusal.wrongState(.published)) { try published.published(after: 3) }
  }
}
