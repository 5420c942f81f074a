package import Contests

/// The identity of a credential, a UUID text of version 8 in lower case.
///
/// It follows from the outcome that the credential certifies, so that issuing again gives the same
/// one; see `init(stage:contestant:pack:rule:generation:)`.
package struct CredentialID: Hashable, Sendable, CustomStringConvertible {
  /// 36 characters.
  package let text: String

  /// The first 16 bytes of SHA-256 over the outcome. The versions of results and pack are left
  /// out: one person gets one certificate by one rule of one pack for one stage.
  ///
  /// - Parameter generation: 0, and one more each time that somebody grants it anew after it had ended.
  package init(
    stage: StagePath, contestant: ContestantID, pack: PackID, rule: RuleID, generation: Int = 0
  ) {
    text = Fingerprint.uuid(
      of: [
        "leitai credential", stage.contest.text, stage.event.text, stage.stage.text,
        contestant.text, pack.text, rule.text,
      ] + (generation == 0 ? [] : [String(generation)]))
  }

  /// `nil` unless `text` is a UUID of version 8 in lower case.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [8, 4, 4, 4, 12],
      parts.allSatisfy({ $0.allSatisfy { $0.isHexDigit && $0.isASCII && !$0.isUppercase } }),
      parts[2].first == "8", "89ab".contains(parts[3].prefix(1))
    else { return nil }
    self.text = String(text)
  }

  /// As credentials write it: `urn:uuid:…`.
  package var urn: String { "urn:uuid:\(text)" }

  /// `nil` unless `urn` is `urn:uuid:` before an id.
  package init?(urn: some StringProtocol) {
    guard urn.hasPrefix("urn:uuid:") else { return nil }
    self.init(urn.dropFirst("urn:uuid:".count))
  }

  /// Same as `text`.
  package var description: String { text }
}

/// A number of the platform's own series, `LT-2025-00000001`: gapless within a year, but for certificates
/// whose outcome was ended or objected to while they were being signed, and that were never issued.
///
/// It is no level certificate number; those are assigned by the authorities.
package struct SerialNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 2000 to 9999.
  package let year: Int
  /// 1 to 99,999,999.
  package let number: Int

  /// The years that have a series.
  package static let years = 2000...9999
  /// The numbers of one year.
  package static let numbers = 1...99_999_999

  /// `nil` when the year or the number is out of bounds.
  package init?(year: Int, number: Int) {
    guard Self.years.contains(year), Self.numbers.contains(number) else { return nil }
    self.year = year
    self.number = number
  }

  /// `nil` unless `text` has the form `LT-dddd-dddddddd`.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 4, 8], parts[0] == "LT",
      parts[1...].allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[1]), let number = Int(parts[2])
    else { return nil }
    self.init(year: year, number: number)
  }

  package var description: String {
    let digits = String(number)
    return "LT-\(year)-\(String(repeating: "0", count: 8 - digits.count))\(digits)"
  }

  package static func < (left: SerialNumber, right: SerialNumber) -> Bool {
    (left.year, left.number) < (right.year, right.number)
  }
}
