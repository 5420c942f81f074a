import Contests
import Foundation
import Testing

@Suite struct RegionPrefixTests {
  @Test(arguments: [
    ("32", "32"), ("3200", "32"), ("320000", "32"), ("3203", "3203"), ("320300", "3203"),
    ("320302", "320302"), ("3210", "3210"), ("321000", "3210"), ("429000", "4290"),
    ("429004", "429004"), ("11", "11"), ("82", "82"),
  ])
  func trailingZerosStandForTheWholeDivision(text: String, digits: String) {
    #expect(RegionPrefix(text)?.digits == digits)
  }

  @Test(arguments: [
    "", "3", "320", "32030", "3203000", "10", "83", "00", "0000", "000000", "003203", "３２", "+3",
    "-3", "3 ", "32.3", "3203O0",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(RegionPrefix(text) == nil)
  }

  @Test(arguments: [
    ("32", "320000", true), ("32", "320302", true), ("32", "330000", false),
    ("32", "310320", false), ("3203", "320300", true), ("3203", "320399", true),
    ("3203", "320400", false), ("3203", "320200", false), ("3203", "320000", false),
    ("320302", "320302", true), ("320302", "320303", false), ("320302", "320301", false),
    ("320302", "320300", false), ("320700", "320703", true), ("320000", "320703", true),
    ("3210", "321002", true), ("3210", "321102", false),
  ])
  func divisionHoldsItselfAndWhatLiesInIt(
    prefix: String, region: String, isInside: Bool
  ) throws {
    let prefix = try #require(RegionPrefix(prefix))
    #expect(prefix.contains(try #require(RegionCode(region))) == isInside)
  }

  @Test func twoSpellingsOfOneDivisionAreEqual() {
    #expect(RegionPrefix("3207") == RegionPrefix("320700"))
    #expect(RegionPrefix("3207") != RegionPrefix("320703"))
  }

  @Test func codingIsThePlainTextAndRefusesOthers() throws {
    let prefix = try #require(RegionPrefix("320700"))
    let bytes = try JSONEncoder().encode([prefix])
    #expect(String(decoding: bytes, as: UTF8.self) == #"["3207"]"#)
    #expect(try JSONDecoder().decode([RegionPrefix].self, from: bytes) == [prefix])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([RegionPrefix].self, from: Data(#"["320"]"#.utf8))
    }
  }
}
