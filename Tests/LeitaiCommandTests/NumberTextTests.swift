import Testing

@testable import leitai

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("12", "12"), ("-0.5", "-0.5"), ("+3.20", "+3.20"), ("1.2e-3", "1.2e-3"), (".5", ".5"),
    ("5.", "5."), (" 7 ", "7"), ("１２．５", "12.5"), ("－３", "-3"), ("−3", "-3"), ("1E+02", "1E+02"),
    ("　8", "8"), ("0.000000000001", "0.000000000001"), ("999999999999", "999999999999"),
    ("0e99", "0e99"), ("10e-13", "10e-13"), ("00012", "00012"),
  ])
  func aNumberIsReadAsTheServerReadsIt(typed: String, expected: String) {
    #expect(NumberText.reading(typed) == expected)
  }

  @Test(arguments: [
    "", " ", ".", "-", "+", "e5", "1e", "1e+", "1e100", "1.2.3", "--1", "1-", "1 2", "1,000",
    "12mm", "½",
    "Ⅻ", "٣", "一", "0x1F", "1e5e5", "inf", "nan", "1000000000000", "1e12", "0.0000000000001",
    "1e-13",
    "3。5", "1\u{301}", "1.0000000000000000000000000", "1_000",
  ])
  func anythingElseIsRefused(typed: String) {
    #expect(NumberText.reading(typed) == nil)
  }

  @Test func aNumberHasAtMostEightyBytes() {
    #expect(NumberText.reading(String(repeating: "0", count: 80)) != nil)
    #expect(NumberText.reading(String(repeating: "0", count: 81)) == nil)
  }
}
