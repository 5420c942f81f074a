import Contests
import Foundation

/// An Open Badges 3.0 credential as the payload of a VC-JWT.
///
/// Source: 1EdTech, Open Badges Specification 3.0, section 8.2, JSON Web Token Proof Format.
struct OpenBadge: Codable, Equatable {
  static let contexts = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  ]
  static let types = ["VerifiableCredential", "OpenBadgeCredential"]

  var context = Self.contexts
  var id: String
  var type = Self.types
  var issuer: Profile
  /// RFC 3339 in UTC with whole seconds, the same moment as `nbf`.
  var validFrom: String
  /// The same moment as `exp`; exclusive.
  var validUntil: String?
  var name: String
  var credentialSubject: Subject
  var evidence: [Evidence]
  /// Absent in certificates from before there were status lists.
  var credentialStatus: Status?
  var iss: String
  var jti: String
  var sub: String
  /// Seconds since 1970.
  var nbf: Int64
  /// Seconds since 1970.
  var iat: Int64
  /// Seconds since 1970; exclusive.
  var exp: Int64?

  struct Profile: Codable, Equatable {
    var id: String
    var type = ["Profile"]
    var name: String
  }

  struct Subject: Codable, Equatable {
    var id: String
    var type = ["AchievementSubject"]
    var identifier: [Identity]
    var licenseNumber: String
    var achievement: Achievement
    var result: [Result]
  }

  /// `sha256$` before the hexadecimal SHA-256 over the identity followed by the salt.
  struct Identity: Codable, Equatable {
    var type = "IdentityObject"
    var hashed = true
    var identityHash: String
    var identityType: String
    var salt: String

    static let admissionNumber = "ext:admissionNumber"
    static let personName = "ext:name"

    init(of identity: String, type: String, salt: String) {
      identityHash = Self.hash(identity, salt)
      identityType = type
      self.salt = salt
    }

    func matches(_ identity: String) -> Bool { identityHash == Self.hash(identity, salt) }

    private static func hash(_ identity: String, _ salt: String) -> String {
      "sha256$" + Fingerprint.hex(of: identity + salt)
    }
  }

  struct Achievement: Codable, Equatable {
    var id: String
    var type = ["Achievement"]
    var name: String
    var description: String
    var criteria: Criteria
    var alignment: [Alignment]
    var resultDescription: [ResultDescription]
  }

  struct Criteria: Codable, Equatable {
    var narrative: String
  }

  struct Alignment: Codable, Equatable {
    var type = ["Alignment"]
    var targetCode: String
    var targetFramework: String
    var targetName: String
    var targetUrl: String
  }

  struct ResultDescription: Codable, Equatable {
    var id: String
    var type = ["ResultDescription"]
    var name: String
    var resultType: String
    var valueMax: String?
  }

  struct Result: Codable, Equatable {
    var type = ["Result"]
    var resultDescription: String
    var value: String
  }

  struct Evidence: Codable, Equatable {
    var type = ["Evidence"]
    var name: String
    var narrative: String
  }

  /// Where the status is: one entry, since Open Badges 3.0 has room for one (credentialStatus, 0..1), or
  /// those of certificates from before that was kept to.
  struct Status: Codable, Equatable {
    let entries: [StatusEntry]

    init(_ entries: StatusEntry...) { self.entries = entries }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      entries =
        try (try? container.decode([StatusEntry].self)) ?? [container.decode(StatusEntry.self)]
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if entries.count == 1 {
        try container.encode(entries[0])
      } else {
        try container.encode(entries)
      }
    }
  }

  /// Source: W3C Bitstring Status List 1.0, section 3.1.
  struct StatusEntry: Codable, Equatable {
    var id: String
    var type = "BitstringStatusListEntry"
    var statusPurpose: String
    /// Decimal digits.
    var statusListIndex: String
    var statusListCredential: String
  }

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case id, type, issuer, validFrom, validUntil, name, credentialSubject, evidence
    case credentialStatus
    case iss, jti, sub, nbf, iat, exp
  }
}

extension Instant {
  /// 9999-12-31T23:59:59Z, the last second that RFC 3339 can write.
  static let lastSecond: Int64 = 253_402_300_799

  /// The start of a second since 1970; `nil` before 1970 and after year 9999.
  init?(second: Int64) {
    guard (0...Self.lastSecond).contains(second) else { return nil }
    self.init(milliseconds: second * 1000)
  }

  /// Whole seconds since 1970 for a moment from then on.
  var second: Int64 { milliseconds / 1000 }

  /// RFC 3339 in UTC with whole seconds: `2025-06-01T08:00:00Z`.
  var utcText: String { Date(timeIntervalSince1970: TimeInterval(second)).ISO8601Format() }
}
