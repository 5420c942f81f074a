package import AttemptRecords
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
  package static let format = "leitai-results/3"
  /// Forms that are still read: the former had no corrections.
  static let knownFormats = ["leitai-results/2", format]

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
  /// What judges ruled about questions, in their order; absent when they ruled nothing.
  package let corrections: [KeyCorrection]?
  /// What stood in the way of certifying and was set aside; absent when nothing was.
  package let waivers: [Waiver]?
  /// The orders that decided ties on the cut; absent when there were none.
  package let playOffs: [PlayOff]?
  /// In the order of the standings.
  package let entries: [Entry]
  /// Who has no rank and why, by admission number; absent when everybody has one.
  package var unranked: [Unranked]?
  /// Everything that judges entered and ruled, oldest first; absent when nothing.
  package var judging: [JudgingRecord]?
  /// Which documents of earlier stages count as parts; absent when none does.
  package var carried: [Carried]?
  /// The standings of the teams; absent where the stage declares no rule for them, or there are none.
  package var teams: [Team]?

  /// A contestant without a rank, with the result that there would be. The entry's rank is 0.
  package struct Unranked: Hashable, Sendable, Codable {
    package let reasons: [UnrankedReason]
    package let entry: Entry
  }

  /// A certified document of an earlier stage whose scores count here.
  package struct Carried: Hashable, Sendable, Codable {
    package let part: PartID
    package let stage: StageID
    package let version: Int
    /// The hash of its results.
    package let hash: String
  }

  /// Something that stands in the way of certifying and that judges set aside, with their reason.
  package struct Waiver: Hashable, Sendable, Codable {
    /// The blocker's code, such as `open-appeals`.
    package let code: String
    package let count: Int
    package let judge: String
    package let reason: String
  }

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
      /// Premises of a matching question, blanks of a fill-in question, 1 where a numeric question
      /// asks for the unit.
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
    /// What the score is made of; absent where it is that of the paper alone.
    package var parts: [PartScore]?
    /// Absent for whoever stands alone.
    package var team: TeamName?
  }

  /// Ranked or not.
  package var everyone: [Entry] { entries + (unranked ?? []).map(\.entry) }

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

  /// The version of the stage's keys by which it was marked.
  package var keyVersion: Int {
    corrections?.last?.keyVersion ?? KeyCorrection.originalVersion
  }

  /// Whether another document has the same results by the same rules, whoever certified it and when.
  package func saysTheSame(as other: CertifiedResults) -> Bool {
    path == other.path && stage == other.stage && banks == other.banks
      && corrections == other.corrections && entries == other.entries
      && unranked == other.unranked && judging == other.judging && carried == other.carried
  }

  /// SHA-256 over the canonical bytes, 64 lower-case hexadecimal digits.
  package var hash: String { SHA256.hash(data: canonicalBytes).hexadecimal }

  /// Compact JSON with sorted keys: the same results give the same bytes on every machine.
  package var canonicalBytes: Data { (try? Self.encoder().encode(self)) ?? Data() }

  /// Reads a document, without checking that it is right.
  ///
  /// - Throws: `DecodingError` when the bytes are no such document.
  package static func read(
    document: [UInt8]
  ) throws -> (results: CertifiedResults, claimedHash: String) {
    let document = try CertifiedDocument(bytes: document)
    return (document.results, document.hash)
  }

  fileprivate static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// Certified results as they are kept, `{"hash", "results", "signature"}`, and handed out, with
/// `cosignatures` before them where other judges signed.
package struct CertifiedDocument: Codable, Sendable {
  package let hash: String
  package let results: CertifiedResults
  /// Absent in documents from before results were signed.
  package let signature: Signature?
  /// Of judges besides those who certified; absent in what is kept, and when there are none.
  package var coSignatures: [CoSignature]?

  private enum CodingKeys: String, CodingKey {
    case hash, results, signature
    case coSignatures = "cosignatures"
  }

  /// A server's signature, Ed25519.
  package struct Signature: Codable, Hashable, Sendable {
    /// The public key, 64 hexadecimal digits.
    package let signer: String
    /// 128 hexadecimal digits.
    package let value: String

    /// Made by storage drivers and by whoever signs.
    package init(signer: String, value: String) {
      self.signer = signer
      self.value = value
    }

    /// - Throws: an error of the library when it cannot sign.
    init(of statement: some SignedStatement, by key: ReceiptKey) throws {
      self.init(
        signer: key.publicKey.bytes.hexadecimal,
        value: try key.signature(of: statement).hexadecimal)
    }

    /// The key that it names; absent when that is none.
    package var publicKey: ReceiptPublicKey? {
      [UInt8](hexadecimal: signer).flatMap(ReceiptPublicKey.init(bytes:))
    }

    /// Whether it is that key's, or of the one that it names, over a statement.
    func holds(for statement: some SignedStatement, by key: ReceiptPublicKey?) -> Bool {
      guard let named = publicKey, let value = [UInt8](hexadecimal: value) else { return false }
      return (key.map { $0.bytes == named.bytes } ?? true)
        && named.verifies(value, of: statement)
    }
  }

  /// - Throws: an error of the library when it cannot sign.
  package init(_ results: CertifiedResults, signedBy key: ReceiptKey) throws {
    try self.init(results, hash: results.hash, signedBy: key)
  }

  private init(_ results: CertifiedResults, hash: String, signedBy key: ReceiptKey) throws {
    self.results = results
    self.hash = hash
    signature = try Signature(of: ResultsStatement(results, hash: hash), by: key)
  }

  /// Signs results and gives the document with its bytes; the results, nearly all of it, are encoded
  /// once.
  ///
  /// - Throws: an error of the coder, or of the library when it cannot sign.
  package static func sign(
    _ results: CertifiedResults, with key: ReceiptKey
  ) throws -> (document: CertifiedDocument, bytes: [UInt8]) {
    let canonical = try CertifiedResults.encoder().encode(results)
    let hash = SHA256.hash(data: canonical).hexadecimal
    let document = try CertifiedDocument(results, hash: hash, signedBy: key)
    var bytes = Array(#"{"hash":"\#(hash)","results":"#.utf8)
    bytes += canonical
    bytes += #","signature":"#.utf8
    bytes += try CertifiedResults.encoder().encode(document.signature)
    bytes += "}".utf8
    return (document, bytes)
  }

  /// Reads a document, without checking that it is right.
  ///
  /// - Throws: `DecodingError` when the bytes are no such document.
  package init(bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(CertifiedDocument.self, from: Data(bytes))
  }

  /// The document itself: compact JSON with sorted keys.
  ///
  /// - Throws: an error of the coder.
  package func bytes() throws -> [UInt8] { Array(try CertifiedResults.encoder().encode(self)) }

  /// Whether the signature is one of that key, or of the one that the document names, over the hash
  /// that the results have.
  ///
  /// - Returns: `nil` when there is none.
  package func isSigned(by key: ReceiptPublicKey? = nil) -> Bool? {
    signature?.holds(for: ResultsStatement(results, hash: results.hash), by: key)
  }

  /// A document as it is kept, with what judges signed beside it; the document itself stays, byte for
  /// byte.
  ///
  /// - Throws: an error of the coder.
  package static func bytes(
    _ kept: [UInt8], signedBy coSignatures: [CoSignature]
  ) throws -> [UInt8] {
    guard !coSignatures.isEmpty else { return kept }
    return Array(#"{"cosignatures":"#.utf8)
      + (try CertifiedResults.encoder().encode(coSignatures)) + Array(",".utf8) + kept.dropFirst()
  }
}

/// What a server signs when results are certified: format, stage, version and hash, joined by line
/// feeds.
package struct ResultsStatement: SignedStatement {
  /// The name of the form, which is part of what is signed.
  package static let format = "leitai-results-signature/1"

  package let bytes: [UInt8]

  init(_ results: CertifiedResults, hash: String) {
    bytes = Array("\(Self.format)\n\(results.path)\n\(results.version)\n\(hash)".utf8)
  }
}
