import QuestionBanks
import Testing

@Suite struct ExactNumberTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("+12.50", "12.5"), ("-0.001", "-0.001"),
    (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("1.2E-3", "0.0012"), ("１２．５", "12.5"),
    ("−3", "-3"), ("0.000000000001", "0.000000000001"), ("999999999999", "999999999999"),
    ("0.10000000000000", "0.1"), ("0e99", "0"),
  ])
  func numbersAreReadWithoutRounding(text: String, shown: String) throws {
    let number = try #require(ExactNumber(text))
    #expect(number.description == shown)
    #expect(ExactNumber(number.description) == number)
  }

  @Test(arguments: [
    "", " ", "-", ".", "1,000", "1 2", "0x10", "1e", "1e+", "e5", "--1", "1.2.3", "∞", "NaN", "一",
    "1000000000000", "1e12", "0.0000000000001", "1e-13", "1e999", "٣", "1/3", "5%",
  ])
  func otherTextsAreNoNumbers(text: String) { #expect(ExactNumber(text) == nil) }

  @Test func aBookOfDigitsIsNoNumber() {
    #expect(ExactNumber(String(repeating: "0", count: 1_000_000)) == nil)
  }

  @Test(arguments: [
    ("12.5±0.1", "12.4", true), ("12.5±0.1", "12.6", true), ("12.5±0.1", "12.3999999", false),
    ("12.5±0.1", "12.600001", false), ("12.5", "12.5", true), ("12.5", "12.50000001", false),
    ("200±2%", "204", true), ("200±2%", "204.0001", false), ("200±2%", "196", true),
    ("-200±2%", "-196", true), ("-200±2%", "-195.99", false),
    ("999999999999±99%", "1", false), ("999999999999±99%", "999999999998", true),
    ("0.000000000001±50%", "0.000000000002", false),
  ])
  func toleranceIncludesItsBounds(key: String, response: String, isRight: Bool) throws {
    let number = try #require(KeyText.number(key)).key
    #expect(number.accepts(try #require(ExactNumber(response))) == isRight)
  }
}
