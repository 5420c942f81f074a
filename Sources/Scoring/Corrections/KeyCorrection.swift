package import Contests
package import QuestionBanks

/// A judge's ruling that a question of a stage is marked otherwise than its key says.
///
/// The first ruling makes key version 2 of the stage, each further one the next. None is ever
/// changed or taken back: who errs rules again, and the newer ruling holds for its question.
package struct KeyCorrection: Hashable, Sendable, Codable {
  /// The version of the stage's keys from this ruling on; 2 or more.
  package let keyVersion: Int
  package let question: QuestionID
  /// The version of the bank whose question it concerns; absent: all up to `newestBankVersion`.
  package let bankVersion: Int?
  /// The bank's newest version at the time: one that is published later has keys of its own, and the
  /// question may be another there. Absent in rulings of earlier versions of Leitai, which hold for
  /// all.
  package let newestBankVersion: Int?
  package let treatment: Treatment
  /// The answer that is right, as `KeyText` writes it; only where the treatment names one.
  package let answer: String?
  /// Whether an attempt keeps its score where the ruling would lower it.
  package let onlyIfItHelps: Bool
  /// The number of the appeal that caused it; absent where a judge ruled without one.
  package let appeal: Int?
  package let judge: String
  package let at: Instant
  package let reason: String

  /// What becomes of the question's points.
  package enum Treatment: String, Hashable, Sendable, Codable, CaseIterable {
    /// The question counts for nobody; what the rest of a paper earned is scaled to the paper's full
    /// points and rounded down. A paper of nothing else earns them all.
    case rescale
    /// Everybody who had the question earns its points, also without an answer.
    case fullMarks = "full-marks"
    /// Another answer is right as well; each attempt has the better of the two.
    case accept
    /// Another answer is right, and the one of the key is not.
    case replace

    /// Whether it says what is right.
    package var namesAnswer: Bool { self == .accept || self == .replace }
  }

  /// What a judge asks for, before it has a number.
  package struct Wish: Hashable, Sendable {
    package let question: QuestionID
    package let bankVersion: Int?
    package let treatment: Treatment
    package let answer: String?
    package let onlyIfItHelps: Bool
    package let appeal: Int?

    package init(
      question: QuestionID, bankVersion: Int?, treatment: Treatment, answer: String?,
      onlyIfItHelps: Bool, appeal: Int? = nil
    ) {
      self.appeal = appeal
      self.question = question
      self.bankVersion = bankVersion
      self.treatment = treatment
      self.answer = answer
      self.onlyIfItHelps = onlyIfItHelps
    }
  }

  package init(_ wish: Wish, _ note: StaffNote, keyVersion: Int, newestBankVersion: Int? = nil) {
    self.keyVersion = keyVersion
    self.newestBankVersion = newestBankVersion
    question = wish.question
    bankVersion = wish.bankVersion
    treatment = wish.treatment
    answer = wish.answer
    onlyIfItHelps = wish.onlyIfItHelps
    appeal = wish.appeal
    judge = note.actor
    at = note.at
    reason = note.reason
  }

  /// The key version of a stage without corrections.
  package static let originalVersion = 1

  /// Whether it concerns a question of a version of the bank.
  func concerns(_ question: QuestionID, ofVersion version: Int) -> Bool {
    self.question == question && version <= newestBankVersion ?? .max
      && (bankVersion ?? version) == version
  }
}
