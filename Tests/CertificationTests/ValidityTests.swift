import Contests
import Foundation
import Testing

@testable import Certification

/// How long certificates hold.
@Suite struct ValidityTests {
  @Test(arguments: [
    ("2025-06-10", "3 years", "2028-06-10"), ("2025-06-10", "18 months", "2026-12-10"),
    ("2024-02-29", "1 year", "2025-03-01"), ("2024-02-29", "4 years", "2028-02-29"),
    ("2025-01-31", "1 month", "2025-03-01"), ("2025-12-31", "1 month", "2026-01-31"),
    ("2025-10-31", "1 month", "2025-12-01"),
  ])
  func itEndsOnTheSameDayOfALaterMonthOrAfterItsEnd(
    from day: String, validity: String, end: String
  ) throws {
    let validity = try #require(Validity(validity))
    #expect(validity.end(from: try #require(CalendarDate(day)))?.description == end)
  }

  @Test(arguments: [
    "", "3", "years", "0 years", "-1 years", "101 years", "1201 months", "3 weeks", "3  years",
  ])
  func whatIsNoLengthOfTimeIsRefused(text: String) { #expect(Validity(text) == nil) }

  /// What the schema of packs lets editors take is what is read.
  @Test(arguments: [
    "1 year", "1 years", "3 years", "99 years", "100 years", "101 years", "9999 years", "0 years",
    "03 years", "+3 years", "1 month", "12 months", "999 months", "1000 months", "1199 months",
    "1200 months", "1201 months", "012 months", "3  years", "3 years ", "3 weeks", "三 years",
  ])
  func theSchemaSaysTheSame(text: String) throws {
    let file = Fixtures.policies.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "policy-pack.schema.json")
    let schema = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let field = try #require(schema.range(of: "\"valid-for\""))
    let found = try #require(schema[field.upperBound...].firstMatch(of: /"pattern": "([^"]+)"/))
    let pattern = try Regex(String(found.1))
    #expect((text.wholeMatch(of: pattern) != nil) == (Validity(text) != nil))
  }

  @Test func onlyCertificatesOfContestantsEnd() throws {
    for outcome in [
      "{ recommendation: 市技术能手, valid-for: 3 years }",
      "{ eligibility: skill-level, level: 技师, valid-for: 3 years }",
      "{ grant: 证书, name: 证明, valid-for: soon }",
    ] {
      #expect(throws: (any Error).self, "\(outcome)") {
        try Fixtures.pack(when: "rank: 1", outcome: outcome)
      }
    }
    #expect(throws: (any Error).self) {
      try Fixtures.pack(
        when: "rank: 1", outcome: "{ grant: 证书, name: 证明, valid-for: 3 years }",
        needs: "for: team")
    }
  }

  /// The end is midnight where the contest is, and what has none is signed as it always was.
  @Test func theCertificateSaysWhenItEnds() throws {
    func badge(_ outcome: String) throws -> OpenBadge {
      let pack = try Fixtures.pack(when: "rank: 1", outcome: outcome)
      let decisions = pack.decide(try Fixtures.facts(), at: Fixtures.later)
      let unsigned = try Fixtures.issuance().credentials(for: decisions, at: Fixtures.later)
      return try #require(unsigned.first).badge
    }
    let ending = try badge("{ grant: 证书, name: 证明, valid-for: 3 years }")
    #expect(ending.validUntil == "2028-06-08T16:00:00Z")
    #expect(ending.exp.flatMap { Instant(second: $0) }?.utcText == ending.validUntil)
    let endless = try badge("{ grant: 证书, name: 证明 }")
    #expect(endless.validUntil == nil && endless.exp == nil)
  }
}
