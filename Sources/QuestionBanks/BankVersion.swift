package import Contests
import Crypto

/// A published state of a question bank. It never changes; a correction is a new version.
package struct BankVersion: Hashable, Sendable {
  package let bank: BankID
  /// 1 for the first version.
  package let number: Int
  /// The hash of the contents, 64 lower-case hexadecimal digits; see `BankVersion.hash(of:)`.
  package let hash: String
  package let questionCount: Int
  package let publishedAt: Instant
  /// The user who published it.
  package let author: String
  /// The file from which it came.
  package let source: String

  package init(
    bank: BankID, number: Int, hash: String, questionCount: Int, publishedAt: Instant,
    author: String, source: String
  ) {
    self.bank = bank
    self.number = number
    self.hash = hash
    self.questionCount = questionCount
    self.publishedAt = publishedAt
    self.author = author
    self.source = source
  }

  /// SHA-256 over every field of every question and key in order, each preceded by its length in
  /// bytes, so that no two different contents share their bytes.
  package static func hash(of questions: [KeyedQuestion]) -> String {
    var digest = SHA256()
    func add(_ text: String) {
      digest.update(data: Array("\(text.utf8.count):".utf8))
      digest.update(data: Array(text.utf8))
    }
    for keyed in questions {
      let question = keyed.question
      add(question.id.text)
      add(question.kind.rawValue)
      add(question.stem)
      add("\(question.options.count)")
      question.options.forEach(add)
      add(question.knowledge)
      add(question.level.name)
      add(question.difficulty.rawValue)
      add(keyed.key.correct.letters)
      add(keyed.key.explanation)
    }
    return digest.finalize().hexadecimal
  }
}

/// Where published versions are kept. Each method is one transaction.
package protocol QuestionBankStore: Sendable {
  /// Publishes the questions as the version after `previous`.
  ///
  /// - Returns: the new version, or `nil` when the newest version is no longer `previous`;
  ///   nothing is changed then.
  func publish(
    _ questions: [KeyedQuestion], to bank: BankID, after previous: Int, hash: String,
    at instant: Instant, author: String, source: String
  ) async throws -> BankVersion?

  /// Newest first; empty when there is no such bank.
  func versions(of bank: BankID) async throws -> [BankVersion]

  /// The questions of a version in the bank's order, without keys; empty when it does not exist.
  func questions(of bank: BankID, version: Int) async throws -> [Question]
}

/// Where answer keys are read. Only `Scoring` and the organizer's own export are handed one.
package protocol AnswerKeyStore: Sendable {
  /// The keys of a version, in the order of its questions; empty when it does not exist.
  func answerKeys(of bank: BankID, version: Int) async throws -> [AnswerKey]
}
