package import Contests
import Foundation
import GRDB
package import QuestionBanks

extension SQLiteStore: BankDraftStore {
  static let draftSchema = """
    CREATE TABLE bank_draft (
      bank TEXT NOT NULL,
      draft INTEGER NOT NULL CHECK (draft >= 1),
      base INTEGER NOT NULL CHECK (base >= 0),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      question_count INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      author TEXT NOT NULL,
      source TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('draft', 'reviewed', 'rejected', 'withdrawn', 'published')),
      reviewer TEXT CHECK (reviewer <> author),
      reviewed_at INTEGER,
      note TEXT,
      version INTEGER,
      -- The questions with their keys, as DraftContent writes them. They never change.
      content BLOB NOT NULL,
      PRIMARY KEY (bank, draft),
      CHECK (state NOT IN ('reviewed', 'published') OR reviewer IS NOT NULL),
      CHECK ((state = 'published') = (version IS NOT NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE picture (
      id TEXT PRIMARY KEY CHECK (length(id) = 64),
      bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  package func keep(
    _ contents: BankContents, as proposal: BankDraftProposal
  ) async throws -> BankDraft {
    let content = try DraftContent.bytes(contents.questions)
    return try await write { database in
      let open = try Row.fetchOne(
        database,
        sql: """
          SELECT \(Self.draftColumns) FROM bank_draft
          WHERE bank = ? AND base = ? AND hash = ? AND state IN ('draft', 'reviewed')
          ORDER BY draft DESC LIMIT 1
          """, arguments: [proposal.bank.text, proposal.base, proposal.hash])
      if let open { return try Self.draft(open, of: proposal.bank) }
      let last =
        try Int.fetchOne(
          database, sql: "SELECT max(draft) FROM bank_draft WHERE bank = ?",
          arguments: [proposal.bank.text]) ?? 0
      try database.execute(
        sql: """
          INSERT INTO bank_draft
            (bank, draft, base, hash, question_count, created_at, author, source, state, content)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?)
          """,
        arguments: [
          proposal.bank.text, last + 1, proposal.base, proposal.hash, contents.questions.count,
          proposal.createdAt.milliseconds, proposal.author, proposal.source, content,
        ])
      for picture in contents.pictures.values {
        try database.execute(
          sql: "INSERT INTO picture (id, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
          arguments: [picture.id.text, Data(picture.bytes)])
      }
      return BankDraft(
        bank: proposal.bank, number: last + 1, base: proposal.base, hash: proposal.hash,
        questionCount: contents.questions.count, createdAt: proposal.createdAt,
        author: proposal.author, source: proposal.source)
    }
  }

  package func drafts(of bank: BankID) async throws -> [BankDraft] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT \(Self.draftColumns) FROM bank_draft WHERE bank = ? ORDER BY draft DESC",
        arguments: [bank.text]
      ).map { try Self.draft($0, of: bank) }
    }
  }

  package func draft(of bank: BankID, number: Int) async throws -> BankDraft? {
    try await pool.read { try Self.draft(of: bank, number: number, in: $0) }
  }

  package func contents(of draft: BankDraft) async throws -> [KeyedQuestion] {
    try await pool.read { try Self.contents(of: draft, in: $0) }
  }

  package func replace(_ draft: BankDraft, with next: BankDraft) async throws -> Bool {
    try await write { try Self.replace(draft, with: next, in: $0) }
  }

  package func publish(
    _ draft: BankDraft, as next: BankDraft, at instant: Instant
  ) async throws -> BankVersion? {
    guard let number = next.version else { return nil }
    let version = BankVersion(
      bank: draft.bank, number: number, hash: draft.hash, questionCount: draft.questionCount,
      publishedAt: instant, author: draft.author, reviewer: draft.review?.reviewer,
      source: draft.source)
    return try await write { database in
      let newest =
        try Int.fetchOne(
          database, sql: "SELECT max(version) FROM bank_version WHERE bank = ?",
          arguments: [draft.bank.text]) ?? 0
      guard newest == number - 1, try Self.replace(draft, with: next, in: database) else {
        return nil
      }
      try database.execute(
        sql: """
          INSERT INTO bank_version
            (bank, version, hash, published_at, author, reviewer, source, question_count)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          version.bank.text, number, version.hash, instant.milliseconds, version.author,
          version.reviewer, version.source, version.questionCount,
        ])
      // What was approved is what is published, to the byte.
      let questions = try Self.contents(of: draft, in: database)
      let isWhole = BankVersion.hash(of: questions) == draft.hash
      try Self.insert(
        try sound(isWhole ? questions : nil, "bank_draft", draft.hash), bank: draft.bank,
        version: number, in: database)
      return version
    }
  }

  package func picture(_ id: PictureID) async throws -> Picture? {
    try await pool.read { database in
      guard
        let bytes = try Data.fetchOne(
          database, sql: "SELECT bytes FROM picture WHERE id = ?", arguments: [id.text])
      else { return nil }
      return try sound(try? Picture(Array(bytes)), "picture", id.text)
    }
  }

  private static let draftColumns = """
    draft, base, hash, question_count, created_at, author, source, state, reviewer, reviewed_at,
    note, version
    """

  private static func draft(_ row: Row, of bank: BankID) throws -> BankDraft {
    var review: BankDraft.Review?
    if let reviewer: String = row["reviewer"] {
      review = BankDraft.Review(
        reviewer: reviewer, at: Instant(milliseconds: row["reviewed_at"]), note: row["note"])
    }
    return BankDraft(
      bank: bank, number: row["draft"], base: row["base"], hash: row["hash"],
      questionCount: row["question_count"],
      createdAt: Instant(milliseconds: row["created_at"]), author: row["author"],
      source: row["source"],
      state: try sound(BankDraft.State(rawValue: row["state"]), "bank_draft", row["state"]),
      review: review, version: row["version"])
  }

  private static func draft(
    of bank: BankID, number: Int, in database: Database
  ) throws -> BankDraft? {
    try Row.fetchOne(
      database, sql: "SELECT \(draftColumns) FROM bank_draft WHERE bank = ? AND draft = ?",
      arguments: [bank.text, number]
    ).map { try draft($0, of: bank) }
  }

  private static func replace(
    _ draft: BankDraft, with next: BankDraft, in database: Database
  ) throws -> Bool {
    guard try Self.draft(of: draft.bank, number: draft.number, in: database) == draft else {
      return false
    }
    try database.execute(
      sql: """
        UPDATE bank_draft SET state = ?, reviewer = ?, reviewed_at = ?, note = ?, version = ?
        WHERE bank = ? AND draft = ?
        """,
      arguments: [
        next.state.rawValue, next.review?.reviewer, next.review?.at.milliseconds,
        next.review?.note, next.version, draft.bank.text, draft.number,
      ])
    return true
  }

  private static func contents(
    of draft: BankDraft, in database: Database
  ) throws -> [KeyedQuestion] {
    let content = try Data.fetchOne(
      database, sql: "SELECT content FROM bank_draft WHERE bank = ? AND draft = ?",
      arguments: [draft.bank.text, draft.number])
    return try DraftContent.questions(content ?? Data())
  }
}

/// The questions of a draft as stored bytes: JSON, a row a question. The form is this driver's own.
private enum DraftContent {
  private struct StoredQuestion: Codable {
    let id, kind, passage, stem: String
    let premises, options: [String]
    let blanks: Int
    let unit, knowledge, level, difficulty, solution, explanation: String
  }

  static func bytes(_ questions: [KeyedQuestion]) throws -> Data {
    try JSONEncoder().encode(
      questions.map { keyed in
        let asked = keyed.question
        return StoredQuestion(
          id: asked.id.text, kind: asked.kind.rawValue, passage: asked.passage, stem: asked.stem,
          premises: asked.premises, options: asked.options, blanks: asked.blanks,
          unit: asked.unit, knowledge: asked.knowledge, level: asked.level.name,
          difficulty: asked.difficulty.rawValue, solution: KeyText.text(keyed.key.solution),
          explanation: keyed.key.explanation)
      })
  }

  static func questions(_ bytes: Data) throws -> [KeyedQuestion] {
    try JSONDecoder().decode([StoredQuestion].self, from: bytes).map { stored in
      let id = try QuestionID(stored.id)
      let kind = try sound(QuestionKind(rawValue: stored.kind), "bank_draft", stored.kind)
      return KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: stored.stem, options: stored.options,
          premises: stored.premises, blanks: stored.blanks, unit: stored.unit,
          passage: stored.passage, knowledge: stored.knowledge,
          level: try sound(SkillLevel(name: stored.level), "bank_draft", stored.level),
          difficulty: try sound(
            Difficulty(rawValue: stored.difficulty), "bank_draft", stored.difficulty)),
        key: AnswerKey(
          question: id,
          solution: try sound(
            KeyText.solution(stored.solution, of: kind), "bank_draft", stored.solution),
          explanation: stored.explanation))
    }
  }
}
