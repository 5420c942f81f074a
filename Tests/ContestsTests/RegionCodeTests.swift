import Contests
import Foundation
import Testing

@Suite struct RegionCodeTests {
  @Test(arguments: ["320300", "110000", "820000", "320302", "659001"])
  func sixDigitsOfAProvinceAreTaken(text: String) {
    #expect(RegionCode(text)?.description == text)
  }

  @Test(arguments: [
    "", "32030", "3203000", "100000", "830000", "000000", "3203O0", "３２０３００", " 32030", "+20300",
    "-20300", "32.300", "32030٣",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(RegionCode(text) == nil)
  }

  @Test func provinceBoundsAreElevenAndEightyTwo() {
    #expect(RegionCode("109999") == nil)
    #expect(RegionCode("110000") != nil)
    #expect(RegionCode("829999") != nil)
    #expect(RegionCode("830000") == nil)
  }

  @Test func countyStandsInItsCityAndProvince() throws {
    let county = try #require(RegionCode("320302"))
    #expect(county.city.text == "320300")
    #expect(county.province.text == "320000")
    #expect(county.city.city == county.city)
    #expect(county.city.province.province.text == "320000")
  }

  @Test func codesAreOrderedByNumber() throws {
    let codes = try ["411400", "320300", "340600"].map { try #require(RegionCode($0)) }
    #expect(codes.sorted().map(\.text) == ["320300", "340600", "411400"])
  }

  @Test func codingIsThePlainText() throws {
    let code = try #require(RegionCode("320300"))
    let bytes = try JSONEncoder().encode([code])
    #expect(String(decoding: bytes, as: UTF8.self) == #"["320300"]"#)
    #expect(try JSONDecoder().decode([RegionCode].self, from: bytes) == [code])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([RegionCode].self, from: Data(#"["32030"]"#.utf8))
    }
  }

  @Test(.enabled(if: ProjectFiles.hasData("regions/regions.csv")))
  func everyPublishedCodeStandsInItsParent() throws {
    let rows = try ProjectFiles.rows(ofData: "regions/regions.csv")
    try #require(rows.count > 300)
    for row in rows {
      let code = try #require(RegionCode(row[0]), "\(row)")
      if row[2] == "province" {
        #expect(code.province == code)
      } else {
        #expect(code.city == code, "\(row)")
        #expect(code.province.text == row[3], "\(row)")
      }
    }
  }
}
