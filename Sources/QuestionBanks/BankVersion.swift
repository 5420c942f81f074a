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
  /// The user who wrote it.
  package let author: String
  /// Who approved it; absent for versions from before there were reviews.
  package let reviewer: String?
  /// The file from which it came.
  package let source: String

  package init(
    bank: BankID, number: Int, hash: String, questionCount: Int, publishedAt: Instant,
    author: String, reviewer: String?, source: String
  ) {
    self.bank = bank
    self.number = number
    self.hash = hash
    self.questionCount = questionCount
    self.publishedAt = publishedAt
    self.author = author
    self.reviewer = reviewer
    self.source = source
  }

  /// SHA-256 over every field of every question and key in order, each preceded by its length in
  /// bytes, so that no two different contents share their bytes. Pictures are part of it through
  /// the names by which texts refer to them.
  package static func hash(of questions: [KeyedQuestion]) -> String {
    var digest = SHA256()
    func add(_ text: String) {
      digest.update(data: Array("\(text.utf8.count):".utf8))
      digest.update(data: Array(text.utf8))
    }
    func add(_ list: [String]) {
      add("\(list.count)")
      list.forEach(add)
    }
    add("leitai-bank/2")
    for keyed in questions {
      let question = keyed.question
      add(question.id.text)
      add(question.options)
      add(question.premises)
      for field in keyed.fields where field.name != "options" && field.name != "premises" {
        add(field.text)
      }
    }
    return digest.finalize().hexadecimal
  }
}

/// Where published versions are kept. Each method is one transaction.
package protocol QuestionBankStore: Sendable {
  /// Newest first; empty when there is no such bank.
  func versions(of bank: BankID) async throws -> [BankVersion]

  /// The questions of a version in the bank's order, without keys; empty when it does not exist.
  func questions(of bank: BankID, version: Int) async throws -> [Question]

  /// A picture to which a question refers, of whatever bank; absent when there is none.
  func picture(_ id: PictureID) async throws -> Picture?
}

/// Where answer keys are read. Only `Scoring` and the organizer's own export are handed one.
package protocol AnswerKeyStore: Sendable {
  /// The keys of a version, in the order of its questions; empty when it does not exist.
  func answerKeys(of bank: BankID, version: Int) async throws -> [AnswerKey]
}
