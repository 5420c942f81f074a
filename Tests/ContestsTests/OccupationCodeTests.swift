import Contests
import Foundation
import Testing

@Suite struct OccupationCodeTests {
  @Test(arguments: ["6-31-01-02", "1-01-00-01", "6-28-01-14", "0-00-00-00"])
  func fourGroupsOfDigitsAreTaken(text: String) {
    #expect(OccupationCode(text)?.description == text)
  }

  @Test(arguments: [
    "", "6", "6-31", "6-31-01", "6-31-01-02-01", "06-31-01-02", "6-31-1-02", "6-31-01-2",
    "6-31-01-002",
    "6_31_01_02", "６-31-01-02", "6-31-01-0a", "6–31–01–02", " 6-31-01-02", "6-31-01-02 ", "---",
    "6-+1-01-02",
  ])
  func anyOtherFormIsRefused(text: String) {
    #expect(OccupationCode(text) == nil)
  }

  @Test func codingComesBackEqual() throws {
    let codes = [try #require(OccupationCode("6-31-01-02"))]
    let bytes = try JSONEncoder().encode(codes)
    #expect(try JSONDecoder().decode([OccupationCode].self, from: bytes) == codes)
  }

  @Test(.enabled(if: ProjectFiles.hasData("occupations/occupations-2022.csv")))
  func exactlyTheOccupationsOfTheClassificationAreTaken() throws {
    let rows = try ProjectFiles.rows(ofData: "occupations/occupations-2022.csv")
    try #require(rows.count > 2000)
    for row in rows {
      #expect((OccupationCode(row[0]) != nil) == (row[2] == "occupation"), "\(row)")
    }
  }

  @Test(.enabled(if: ProjectFiles.hasData("occupations/occupations-2022.csv")))
  func referencePlanNamesOccupationsOfTheClassification() throws {
    let rows = try ProjectFiles.rows(ofData: "occupations/occupations-2022.csv")
    let names = Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    let plan = try ProjectFiles.text("QuestionBanks/reference/contest.yaml")
    let occupations = try Contest(plan: plan).events.map { names[$0.occupation.text] ?? "" }
    #expect(occupations.map { $0.prefix(2) } == ["机修", "变配", "电工", "焊工"])
  }
}

@Suite struct UnitNameTests {
  @Test func oneToAHundredCharactersAreTaken() {
    #expect(UnitName("厂")?.text == "厂")
    #expect(UnitName(String(repeating: "厂", count: 100)) != nil)
    #expect(UnitName(String(repeating: "厂", count: 101)) == nil)
    #expect(UnitName("") == nil)
  }

  @Test(arguments: ["甲\n厂", "甲\u{0}", "\u{7F}甲", "甲\t厂", "\u{1B}[31m甲"])
  func controlCharactersAreRefused(text: String) {
    #expect(UnitName(text) == nil)
  }

  @Test func everyOtherTextStaysAsItIs() {
    let text = "徐工集团（一分厂） & Söhne"
    #expect(UnitName(text)?.description == text)
  }

  @Test func combiningMarksCountAsCharacters() {
    #expect(UnitName("a" + String(repeating: "\u{301}", count: 100)) == nil)
  }
}
