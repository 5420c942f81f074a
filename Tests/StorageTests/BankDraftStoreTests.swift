import Contests
import Fixtures
import Foundation
import GRDB
import QuestionBanks
import SQLiteStorage
import Testing

@Suite struct BankDraftStoreTests {
  private let store: SQLiteStore
  private let bank: BankID
  private let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    bank = try BankID("fitter")
  }

  /// One question of every kind, two of them a case, with awkward texts.
  private func everyKind() throws -> [KeyedQuestion] {
    func keyed(
      _ id: String, _ kind: QuestionKind, _ solution: Solution, options: [String] = [],
      premises: [String] = [], blanks: Int = 0, unit: String = "", passage: String = ""
    ) throws -> KeyedQuestion {
      let id = try QuestionID(id)
      return KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: "题\n“\(id)” '; DROP TABLE question; --", options: options,
          premises: premises, blanks: blanks, unit: unit, passage: passage, knowledge: "章/节",
          level: .senior, difficulty: .hard),
        key: AnswerKey(question: id, solution: solution, explanation: "因为\t\\"))
    }
    let options = ["甲|乙", "丙；丁", "戊"]
    let value = try #require(ExactNumber("-12.5"))
    return [
      try keyed("1", .single, .choices(Choices(position: 2)), options: options),
      try keyed(
        "2", .multiple, .choices([Choices(position: 0), Choices(position: 2)]), options: options),
      try keyed("3", .trueFalse, .choices(Choices(position: 1)), options: Question.truthOptions),
      try keyed("4", .fillIn, .blanks([["欧姆|x", "Ω"], ["a；b\\"]]), blanks: 2),
      try keyed("5", .numeric, .number(NumericKey(value, tolerance: .absolute(.zero))), unit: "mm"),
      try keyed("6", .ordering, .order([2, 0, 1]), options: options, passage: "材料"),
      try keyed(
        "7", .matching, .matches([1, 1]), options: options, premises: ["子", "丑"], passage: "材料"),
    ]
  }

  private func proposal(
    _ questions: [KeyedQuestion], base: Int = 0, author: String = "li"
  ) -> BankDraftProposal {
    BankDraftProposal(
      bank: bank, base: base, hash: BankVersion.hash(of: questions), createdAt: Sample.start,
      author: author, source: "a.xlsx")
  }

  @Test func everyKindComesBackEqualFromDraftAndVersion() async throws {
    let questions = try everyKind()
    let draft = try await store.keep(
      BankContents(questions: questions), as: proposal(questions))
    #expect(try await store.contents(of: draft) == questions)
    let version = try await store.publish(questions, to: bank, at: Sample.start)
    #expect(version.reviewer == "test-reviewer")
    #expect(try await store.questions(of: bank, version: 1) == questions.map(\.question))
    #expect(try await store.answerKeys(of: bank, version: 1) == questions.map(\.key))
    #expect(try await store.versions(of: bank) == [version])
  }

  @Test func aDraftThatIsNotWhatItsHashSaysIsNotPublished() async throws {
    let questions = try everyKind()
    let draft = try await store.keep(
      BankContents(questions: questions), as: proposal(Array(questions.dropLast())))
    let reviewed = try draft.reviewed(
      approving: true, BankDraft.Review(reviewer: "wang", at: Sample.start, note: ""))
    let published = try reviewed.published(after: 0)
    #expect(try await store.replace(draft, with: reviewed))
    await #expect(throws: (any Error).self) {
      try await store.publish(reviewed, as: published, at: Sample.start)
    }
    #expect(try await store.versions(of: bank).isEmpty)
    #expect(try await store.draft(of: bank, number: 1)?.state == .reviewed)
  }

  @Test func theSameImportIsKeptOnce() async throws {
    let questions = try Sample.bank()
    let contents = BankContents(questions: questions)
    let first = try await store.keep(contents, as: proposal(questions))
    let again = try await store.keep(contents, as: proposal(questions, author: "wang"))
    #expect(first == again)
    #expect(try await store.replace(first, with: first.withdrawn(by: first.author)))
    let third = try await store.keep(contents, as: proposal(questions))
    #expect(third.number == 2)
    #expect(try await store.drafts(of: bank).map(\.number) == [2, 1])
  }

  @Test func twoReviewersDoNotBothWin() async throws {
    let questions = try Sample.bank()
    let draft = try await store.keep(
      BankContents(questions: questions), as: proposal(questions))
    let review = BankDraft.Review(reviewer: "wang", at: Sample.start, note: "好")
    let approved = try draft.reviewed(approving: true, review)
    let rejected = try draft.reviewed(approving: false, review)
    #expect(try await store.replace(draft, with: approved))
    #expect(try await !store.replace(draft, with: rejected))
    #expect(try await store.draft(of: bank, number: 1) == approved)
    #expect(try await store.draft(of: bank, number: 2) == nil)
  }

  @Test func twoDraftsOnOneVersionAreNotBothPublished() async throws {
    let one = try Sample.bank()
    let two = Array(one.dropLast())
    var reviewed: [BankDraft] = []
    for questions in [one, two] {
      let draft = try await store.keep(
        BankContents(questions: questions), as: proposal(questions))
      let next = try draft.reviewed(
        approving: true, BankDraft.Review(reviewer: "wang", at: Sample.start, note: ""))
      #expect(try await store.replace(draft, with: next))
      reviewed.append(next)
    }
    let published = try reviewed.map { try $0.published(after: 0) }
    #expect(try await store.publish(reviewed[0], as: published[0], at: Sample.start)?.number == 1)
    #expect(try await store.publish(reviewed[1], as: published[1], at: Sample.start) == nil)
    #expect(try await store.publish(reviewed[0], as: published[0], at: Sample.start) == nil)
    #expect(try await store.versions(of: bank).count == 1)
    #expect(try await store.draft(of: bank, number: 2)?.state == .reviewed)
  }

  @Test func picturesAreKeptOnce() async throws {
    let bytes: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
    let picture = try Picture(bytes)
    let questions = try Sample.bank()
    for number in 0..<2 {
      let some = Array(questions.dropLast(number))
      _ = try await store.keep(
        BankContents(questions: some, pictures: [picture.id: picture]), as: proposal(some))
    }
    #expect(try await store.picture(picture.id) == picture)
    #expect(try await store.picture(PictureID(of: [0])) == nil)
    #expect(
      try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM picture") } == 1)
  }

  /// A data folder of the first release, with a bank of choices in it.
  @Test func banksFromBeforeTheNewKindsAreKept() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let old = try SQLiteStore(
        folder: folder, upTo: "1 contests, banks, accounts, journal, results, credentials")
      try await old.pool.write { database in
        try database.execute(
          sql: """
            INSERT INTO bank_version VALUES ('old', 1, '\(String(repeating: "0", count: 64))', 5, 'li', 'a', 1);
            INSERT INTO question VALUES ('old', 1, 0, 'q', 'multiple', '题', '甲\u{1F}乙\u{1F}丙', 'k', '高级工', 'easy');
            INSERT INTO answer_key VALUES ('old', 1, 0, 5, '因为');
            """)
      }
      try old.close()
    }
    let new = try SQLiteStore(folder: folder)
    let id = try BankID("old")
    #expect(try await new.versions(of: id).map(\.reviewer) == [nil])
    #expect(try await new.questions(of: id, version: 1).map(\.options) == [["甲", "乙", "丙"]])
    let keys = try await new.answerKeys(of: id, version: 1)
    #expect(keys.map(\.solution) == [.choices([Choices(position: 0), Choices(position: 2)])])
    #expect(keys.map(\.explanation) == ["因为"])
  }
}
