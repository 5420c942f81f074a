import Contests
import Testing

@testable import Certification

/// What a body says that it issued, against outcome, register and calendar.
@Suite struct OfficialCertificateTests {
  private static let code = "S000032000001"

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func grounds(
    level: SkillLevel? = .technician, kind: IssuerRegistration.Kind = .body,
    levels: ClosedRange<SkillLevel> = .junior ... .technician, until: String? = nil,
    occupation: String = "6-31-01-02", number: String = code, employer: String = "甲厂"
  ) throws -> OfficialCertificate.Grounds {
    let name = kind == .firm ? "甲厂" : "徐州中心"
    return OfficialCertificate.Grounds(
      level: level, occupation: try #require(OccupationCode("6-31-01-02")),
      employer: UnitName(employer), certifiedOn: try day("2025-05-01"),
      today: try day("2025-06-30"), body: HandOver.Body(name: name, number: number),
      register: [
        IssuerRegistration(
          name: name, kind: kind, occupation: try #require(OccupationCode(occupation)),
          levels: levels, from: try day("2020-01-01"), until: try until.map { try day($0) },
          evidence: "register:\(number)")
      ])
  }

  private func flaws(
    _ number: String, on date: String = "2025-06-01", _ grounds: OfficialCertificate.Grounds
  ) throws -> [String] {
    do {
      _ = try OfficialCertificate(number: number, on: try day(date), grounds)
      return []
    } catch let unfit as OfficialCertificate.Unfit {
      #expect(unfit.flaws.allSatisfy { $0.text.zhHans != nil && $0.text.en != nil })
      return unfit.flaws.map(\.code)
    }
  }

  @Test func aNumberThatFitsIsTakenInItsOfficialForm() throws {
    let one = try OfficialCertificate(
      number: "s000032 000001 25 2 000001", on: try day("2025-06-01"), try grounds())
    #expect(one.number == "S000032000001252000001")
    #expect(one.levelNumber?.level == .technician && one.issuer == "徐州中心")
    // A register's number that is no code says nothing of certificates.
    #expect(try flaws("S999944999999252000001", grounds(number: "苏备1号")) == [])
    #expect(
      try flaws("Y000032000001252000001", grounds(kind: .firm, number: "Y000032000001")) == [])
  }

  @Test(arguments: [
    ("", "2025-06-01", ["certificate-missing"]),
    ("一号", "2025-06-01", ["certificate-unfit"]),
    ("S00003200000125200000", "2025-06-01", ["certificate-unfit"]),
    ("S000099000001252000001", "2025-06-01", ["certificate-unfit"]),
    ("S000032000001250000001", "2025-06-01", ["certificate-unfit"]),
    ("S000032000001252000000", "2025-06-01", ["certificate-unfit"]),
    ("S000032000001253000001", "2025-06-01", ["certificate-level"]),
    ("S000032000001242000001", "2025-06-01", ["certificate-year"]),
    ("Y000032000001252000001", "2025-06-01", ["certificate-kind", "certificate-body"]),
    ("S000132000001252000001", "2025-06-01", ["certificate-body"]),
    ("S000034000001252000001", "2025-06-01", ["certificate-body"]),
    ("S000032000002252000001", "2025-06-01", ["certificate-body"]),
    ("S000032000001252000001", "2025-07-01", ["date-in-future"]),
    ("S000032000001252000001", "2025-04-30", ["date-before-results"]),
    (
      "S000034000001243000001", "2025-07-01",
      ["date-in-future", "certificate-level", "certificate-year", "certificate-body"]
    ),
  ])
  func everythingThatIsWrongIsSaid(number: String, date: String, codes: [String]) throws {
    #expect(try flaws(number, on: date, grounds()) == codes)
  }

  /// On the days themselves it may have been issued.
  @Test func theFirstAndTheLastDayAreGoodDays() throws {
    for date in ["2025-05-01", "2025-06-30"] {
      #expect(try flaws("S000032000001252000001", on: date, grounds(until: "2025-06-30")) == [])
    }
    #expect(
      try flaws("S000032000001252000001", on: "2025-06-30", grounds(until: "2025-06-29"))
        == ["issuer-not-registered"])
  }

  @Test func theIssuerIsRegisteredForLevelOccupationAndEmployer() throws {
    let number = "S000032000001252000001"
    #expect(try flaws(number, grounds(levels: .junior ... .senior)) == ["issuer-not-registered"])
    #expect(try flaws(number, grounds(occupation: "6-31-01-03")) == ["issuer-not-registered"])
    #expect(
      try flaws(
        "Y000032000001252000001",
        grounds(kind: .firm, number: "Y000032000001", employer: "乙厂"))
        == ["issuer-not-registered"])
  }

  @Test func whatIsNoLevelHasAnyNumberOrNone() throws {
    let free = try grounds(level: nil)
    #expect(try flaws("", free) == [])
    #expect(try flaws("徐工办〔2025〕7号", free) == [])
    #expect(try flaws(String(repeating: "号", count: 100), free) == [])
    #expect(try flaws(String(repeating: "号", count: 101), free) == ["text-unfit"])
    #expect(try flaws("LT-2025-00000001", free) == ["number-of-platform"])
    #expect(try flaws("7", on: "2025-07-01", free) == ["date-in-future"])
  }
}
