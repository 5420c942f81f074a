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

  package func publish(
    _ questions: [KeyedQuestion], to bank: BankID, after previous: Int, hash: String,
    at instant: Instant, author: String, source: String
  ) async throws -> BankVersion? {
    try await pool.write { database in
      let newest =
        try Int.fetchOne(
          database, sql: "SELECT max(version) FROM bank_version WHERE bank = ?",
          arguments: [bank.text]) ?? 0
      guard newest == previous else { return nil }
      let version = BankVersion(
        bank: bank, number: previous + 1, hash: hash, questionCount: questions.count,
        publishedAt: instant, author: author, source: source)
      try database.execute(
        sql: """
          INSERT INTO bank_version
            (bank, version, hash, published_at, author, source, question_count)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          bank.text, version.number, hash, instant.milliseconds, author, source, questions.count,
        ])
      try Self.insert(questions, bank: bank, version: version.number, in: database)
      return version
    }
  }

  private static func insert(
    _ questions: [KeyedQuestion], bank: BankID, version: Int, in database: Database
  ) throws {
    let question = try database.cachedStatement(
      sql: """
        INSERT INTO question
          (bank, version, position, id, kind, stem, options, knowledge, level, difficulty)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let key = try database.cachedStatement(
      sql: """
        INSERT INTO answer_key (bank, version, position, correct, explanation)
        VALUES (?, ?, ?, ?, ?)
        """)
    for (position, keyed) in questions.enumerated() {
      let asked = keyed.question
      try question.execute(arguments: [
        bank.text, version, position, asked.id.text, asked.kind.rawValue, asked.stem,
        asked.options.joined(separator: "\u{1F}"), asked.knowledge, asked.level.name,
        asked.difficulty.rawValue,
      ])
      try key.execute(arguments: [
        bank.text, version, position, Int(keyed.key.correct.rawValue), keyed.key.explanation,
      ])
    }
  }

  package func versions(of bank: BankID) async throws -> [BankVersion] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT version, hash, published_at, author, source, question_count
          FROM bank_version WHERE bank = ? ORDER BY version DESC
          """, arguments: [bank.text]
      ).map { row in
        BankVersion(
          bank: bank, number: row["version"], hash: row["hash"],
          questionCount: row["question_count"],
          publishedAt: Instant(milliseconds: row["published_at"]), author: row["author"],
          source: row["source"])
      }
    }
  }

  package func questions(of bank: BankID, version: Int) async throws -> [Question] {
    try await pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, kind, stem, options, knowledge, level, difficulty
          FROM question WHERE bank = ? AND version = ? ORDER BY position
          """, arguments: [bank.text, version]
      ).map { row in
        let options: String = row["options"]
        return Question(
          id: try QuestionID(row["id"]),
          kind: try sound(QuestionKind(rawValue: row["kind"]), "question", row["kind"]),
          stem: row["stem"],
          options: options.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            .map(String.init),
          knowledge: row["knowledge"],
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
          SELECT question.id, answer_key.correct, answer_key.explanation
          FROM answer_key JOIN question USING (bank, version, position)
          WHERE bank = ? AND version = ? ORDER BY position
          """, arguments: [bank.text, version]
      ).map { row in
        AnswerKey(
          question: try QuestionID(row["id"]), correct: Choices(rawValue: row["correct"]),
          explanation: row["explanation"])
      }
    }
  }
}
