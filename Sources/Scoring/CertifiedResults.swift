package import Contests
import Crypto
package import Foundation
package import QuestionBanks

/// The final results of a stage with everything from which they follow: rules, keys and answers.
/// Whoever has this document can compute every mark and every rank again without the server.
///
/// It holds answer keys and is for judges and auditors only.
package struct CertifiedResults: Hashable, Sendable, Codable {
  /// Names this form of the document.
  package static let format = "leitai-results/2"

  package let format: String
  package let path: StagePath
  package let contestTitle: LocalizedText
  package let eventTitle: LocalizedText
  package let tier: Tier
  package let zone: ContestZone
  package let occupation: OccupationCode
  /// The stage with all its rules.
  package let stage: Stage
  /// 1 for the first certification of the stage.
  package let version: Int
  /// The user names of those who certified.
  package let judges: [String]
  package let certifiedAt: Instant
  package let banks: [Bank]
  /// The orders that decided ties on the cut; absent when there were none.
  package let playOffs: [PlayOff]?
  /// In the order of the standings.
  package let entries: [Entry]

  /// A bank version that papers were dealt from, with what decides dealing and marking.
  package struct Bank: Hashable, Sendable, Codable {
    package let id: BankID
    package let version: Int
    /// The version's content hash.
    package let hash: String
    package let questions: [Item]

    /// A question without its text.
    package struct Item: Hashable, Sendable, Codable {
      package let id: String
      package let kind: QuestionKind
      package let options: Int
      /// Premises of a matching question, blanks of a fill-in question.
      package let parts: Int
      package let knowledge: String
      package let level: SkillLevel
      package let difficulty: Difficulty
      /// The same for all questions of one case; absent for a question by itself.
      package let caseNumber: Int?
      /// What is right, as `KeyText` writes it: `AC`, `12.5±0.1`.
      package let key: String

      /// What decides dealing and the form of a response.
      package var shape: QuestionShape {
        QuestionShape(
          kind: kind, optionCount: options, partCount: parts, knowledge: knowledge, level: level,
          difficulty: difficulty, caseNumber: caseNumber)
      }
    }
  }

  /// A contestant's result.
  package struct Entry: Hashable, Sendable, Codable {
    package let rank: Int
    package let contestant: ContestantID
    package let name: String
    package let unit: UnitName
    package let region: RegionCode
    package let city: String
    package let level: SkillLevel?
    package let score: Points
    package let maximum: Points
    package let elapsed: Milliseconds
    package let submittedAt: Instant
    /// Whether the contestant passed the cut.
    package let shortlisted: Bool
    package let attempts: [Submitted]
  }

  /// A submitted attempt.
  package struct Submitted: Hashable, Sendable, Codable {
    /// 16 hexadecimal digits.
    package let attempt: String
    package let number: Int
    package let bankVersion: Int
    /// The paper's seed, 16 hexadecimal digits.
    package let seed: String
    package let startedAt: Instant
    package let deadline: Instant
    package let submittedAt: Instant
    /// For how long the clock stood still before that; absent when it never did.
    package let paused: Milliseconds?
    package let score: Points
    /// For each item of the paper the answer as `Response.line`; empty when there is none.
    package let responses: [String]
    /// The head of the attempt's chain.
    package let head: String
  }

  /// SHA-256 over the canonical bytes, 64 lower-case hexadecimal digits.
  package var hash: String { SHA256.hash(data: canonicalBytes).hexadecimal }

  /// Compact JSON with sorted keys: the same results give the same bytes on every machine.
  package var canonicalBytes: Data { (try? Self.encoder().encode(self)) ?? Data() }

  /// The document as it is kept and handed out: `{"hash": ..., "results": ...}`.
  package func document() throws -> [UInt8] {
    Array(try Self.encoder().encode(Document(hash: hash, results: self)))
  }

  /// Reads a document, without checking that it is right.
  ///
  /// - Throws: `DecodingError` when the bytes are no such document.
  package static func read(
    document: [UInt8]
  ) throws -> (results: CertifiedResults, claimedHash: String) {
    let document = try JSONDecoder().decode(Document.self, from: Data(document))
    return (document.results, document.hash)
  }

  private struct Document: Codable {
    let hash: String
    let results: CertifiedResults
  }

  private static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
