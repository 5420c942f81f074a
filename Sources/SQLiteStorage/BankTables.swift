package import Contests
import GRDB
package import QuestionBanks

extension SQLiteStore: QuestionBankStore, AnswerKeyStore {
  /// Keys stand in a table of their own: a query for questions cannot bring one along.
  static let bankSchema = """
    CREATE TABLE bank_version (
      bank TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      published_at INTEGER NOT NULL,
      author TEXT NOT NULL,
      source TEXT NOT NULL,
      question_count INTEGER NOT NULL,
      PRIMARY KEY (bank, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE question (
      bank TEXT NOT NULL,
      version INTEGER NOT NULL,
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      stem TEXT NOT NULL,
      -- The options joined by the unit separator U+001F; an import refuses control characters.
      options TEXT NOT NULL,
      knowledge TEXT NOT NULL,
      level TEXT NOT NULL,
      difficulty TEXT NOT NULL,
      PRIMARY KEY (bank, version, position),
      UNIQUE (bank, version, id),
      FOREIGN KEY (bank, version) REFERENCES bank_version(bank, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE answer_key (
      bank TEXT NOT NULL,
      version INTEGER NOT NULL,
      position INTEGER NOT NULL,
      correct INTEGER NOT NULL CHECK (correct BETWEEN 1 AND 255),
      explanation TEXT NOT NULL,
      PRIMARY KEY (bank, version, position),
      FOREIGN KEY (bank, version, position) REFERENCES question(bank, version, position)
    ) STRICT, WITHOUT ROWID;
    """

  /// Kinds beyond choices, and who reviewed. What is right becomes the text of `KeyText`: for the
  /// choices that there were, their letters.
  static let bankKindsSchema = """
    ALTER TABLE bank_version ADD COLUMN reviewer TEXT;
    -- Joined like the options; empty for kinds without premises.
    ALTER TABLE question ADD COLUMN premises TEXT NOT NULL DEFAULT '';
    ALTER TABLE question ADD COLUMN blanks INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE question ADD COLUMN unit TEXT NOT NULL DEFAULT '';
    ALTER TABLE question ADD COLUMN passage TEXT NOT NULL DEFAULT '';

    CREATE TABLE solution (
      bank TEXT NOT NULL,
      version INTEGER NOT NULL,
      position INTEGER NOT NULL,
      solution TEXT NOT NULL CHECK (solution <> ''),
      explanation TEXT NOT NULL,
      PRIMARY KEY (bank, version, position),
      FOREIGN KEY (bank, version, position) REFERENCES question(bank, version, position)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO solution (bank, version, position, solution, explanation)
    SELECT bank, version, position,
      CASE WHEN correct & 1 THEN 'A' ELSE '' END || CASE WHEN correct & 2 THEN 'B' ELSE '' END
      || CASE WHEN correct & 4 THEN 'C' ELSE '' END || CASE WHEN correct & 8 THEN 'D' ELSE '' END
      || CASE WHEN correct & 16 THEN 'E' ELSE '' END || CASE WHEN correct & 32 THEN 'F' ELSE '' END
      || CASE WHEN correct & 64 THEN 'G' ELSE '' END || CASE WHEN correct & 128 THEN 'H' ELSE '' END,
      explanation
    FROM answer_key;

    DROP TABLE answer_key;
    ALTER TABLE solution RENAME TO answer_key;
    """

  /// Writes a version's questions and keys, in a transaction of the caller.
  static func insert(
    _ questions: [KeyedQuestion], bank: BankID, version: Int, in database: Database
  ) throws {
    let question = try database.cachedStatement(
      sql: """
        INSERT INTO question
          (bank, version, position, id, kind, passage, stem, premises, options, blanks, unit,
           knowledge, level, difficulty)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let key = try database.cachedStatement(
      sql: """
        INSERT INTO answer_key (bank, version, position, solution, explanation)
        VALUES (?, ?, ?, ?, ?)
        """)
    for (position, keyed) in questions.enumerated() {
      let asked = keyed.question
      try question.execute(arguments: [
        bank.text, version, position, asked.id.text, asked.kind.rawValue, asked.passage,
        asked.stem, ListColumn.text(asked.premises), ListColumn.text(asked.options),
        asked.blanks, asked.unit, asked.knowledge, asked.level.name, asked.difficulty.rawValue,
      ])
      try key.execute(arguments: [
        bank.text, version, position, KeyText.text(keyed.key.solution), keyed.key.explanation,
      ])
    }
  }

  package func versions(of bank: BankID) async throws -> [BankVersion] {
    try readHere { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT version, hash, published_at, author, reviewer, source, question_count
          FROM bank_version WHERE bank = ? ORDER BY version DESC
          """, arguments: [bank.text]
      ).map { row in
        BankVersion(
          bank: bank, number: row["version"], hash: row["hash"],
          questionCount: row["question_count"],
          publishedAt: Instant(milliseconds: row["published_at"]), author: row["author"],
          reviewer: row["reviewer"], source: row["source"])
      }
    }
  }

  package func questions(of bank: BankID, version: Int) async throws -> [Question] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, kind, passage, stem, premises, options, blanks, unit, knowledge, level,
            difficulty
          FROM question WHERE bank = ? AND version = ? ORDER BY position
          """, arguments: [bank.text, version]
      ).map { row in
        Question(
          id: try QuestionID(row["id"]),
          kind: try sound(QuestionKind(rawValue: row["kind"]), "question", row["kind"]),
          stem: row["stem"], options: ListColumn.list(row["options"]),
          premises: ListColumn.list(row["premises"]), blanks: row["blanks"], unit: row["unit"],
          passage: row["passage"], knowledge: row["knowledge"],
          level: try sound(SkillLevel(name: row["level"] as String), "question", row["level"]),
          difficulty: try sound(
            Difficulty(rawValue: row["difficulty"]), "question", row["difficulty"]))
      }
    }
  }

  package func answerKeys(of bank: BankID, version: Int) async throws -> [AnswerKey] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT question.id, question.kind, answer_key.solution, answer_key.explanation
          FROM answer_key JOIN question USING (bank, version, position)
          WHERE bank = ? AND version = ? ORDER BY position
          """, arguments: [bank.text, version]
      ).map { row in
        let text: String = row["solution"]
        let kind = try sound(QuestionKind(rawValue: row["kind"]), "question", row["kind"])
        return AnswerKey(
          question: try QuestionID(row["id"]),
          solution: try sound(KeyText.solution(text, of: kind), "answer_key", text),
          explanation: row["explanation"])
      }
    }
  }
}

/// A list of texts in one column, joined by the unit separator; an import refuses it in texts.
enum ListColumn {
  static func text(_ list: [String]) -> String { list.joined(separator: "\u{1F}") }

  static func list(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    return text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
  }
}
