import Foundation
import Testing

@testable import leitai

@Suite struct TextTests {
  @Test(arguments: [
    ("abc", 3), ("机修钳工", 8), ("（　）", 6), ("℃", 1), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("❤️", 2), ("", 0),
    ("a\u{200B}b", 2), ("ｱ", 1), ("한", 2),
  ])
  func wideCharactersTakeTwoColumns(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func truncationCountsColumnsAndShowsThatItCut() {
    #expect("机修钳工".truncated(to: 8) == "机修钳工")
    #expect("机修钳工".truncated(to: 7) == "机修钳…")
    #expect("机修钳工".truncated(to: 6) == "机修…")
    #expect("机修钳工".truncated(to: 0) == "")
  }

  @Test func chineseWrapsBetweenCharactersAndKeepsPunctuation() {
    #expect("一二三四五六".wrapped(to: 6) == ["一二三", "四五六"])
    // The full stop does not begin a line, so it takes the character before it along.
    #expect("一二三。四".wrapped(to: 6) == ["一二", "三。四"])
    #expect("一二（三）".wrapped(to: 6) == ["一二", "（三）"])
  }

  @Test func wordsWrapAtSpacesAndLongOnesInside() {
    #expect("the quick brown".wrapped(to: 9) == ["the quick", "brown"])
    #expect("abcdefgh".wrapped(to: 3) == ["abc", "def", "gh"])
    #expect("温度 85 ℃".wrapped(to: 7) == ["温度 85", "℃"])
  }

  @Test func lineFeedsAreKeptAndNothingIsOneEmptyLine() {
    #expect("a\n\nb".wrapped(to: 10) == ["a", "", "b"])
    #expect("".wrapped(to: 10) == [""])
  }

  @Test func noLineIsWiderThanAsked() {
    let text = "在“设备点检”中，PLC-200 的温度升高到 85 ℃ 以上（含），应当立即停机！！！并上报。"
    for width in 2...60 {
      for line in text.wrapped(to: width) { #expect(line.columns <= max(width, 2)) }
      #expect(text.wrapped(to: width).joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test func whatSteersATerminalIsMadeVisible() {
    #expect("a\u{1B}[31mb".withoutControls == "a\u{FFFD}[31mb")
    #expect("a\tb\r\nc\u{202E}".withoutControls == "a b\nc\u{FFFD}")
  }

  @Test func columnsOfATableStandUnderEachOther() {
    let table = Table(
      [("名次", .right), ("姓名", .left), ("unit", .left)],
      rows: [["1", "欧阳小明", "x\ny"], ["12", "Li", ""]])
    #expect(
      table.lines(indent: 1) == [
        " 名次  姓名      unit", "    1  欧阳小明  x y", "   12  Li",
      ])
    #expect(Table(rows: []).lines().isEmpty)
  }

  @Test func csvQuotesOnlyWhatItMust() {
    #expect(CSV.record(["a", "b c", ""]) == Array("a,b c,\r\n".utf8))
    #expect(
      CSV.record(["a,b", "say \"x\"", "1\r\n2"])
        == Array("\"a,b\",\"say \"\"x\"\"\",\"1\r\n2\"\r\n".utf8))
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_032, "1,032"), (1_520_000, "1,520,000"), (-1_000, "-1,000"),
  ])
  func digitsAreGroupedByThree(number: Int, expected: String) {
    #expect(number.grouped == expected)
  }

  @Test(arguments: [(0, "0"), (1_000, "1"), (1_500, "1.5"), (12_125, "12.125"), (-500, "-0.5")])
  func pointsAreThousandths(number: Int, expected: String) { #expect(number.points == expected) }

  @Test(arguments: [
    (Int64(59_001), "01:00"), (59_000, "00:59"), (1, "00:01"), (0, "00:00"), (-5, "00:00"),
    (3_723_000, "1:02:03"),
  ])
  func theCountdownRoundsUpAndStopsAtZero(milliseconds: Int64, expected: String) {
    #expect(milliseconds.countdown == expected)
  }

  @Test func instantsAreShownInAZone() throws {
    let shanghai = try #require(TimeZone(identifier: "Asia/Shanghai"))
    #expect(Int64(1_743_475_327_999).timeOfDay(in: shanghai) == "10:42:07")
    #expect(Int64(1_743_475_327_999).dayAndTime(in: shanghai) == "2025-04-01 10:42:07")
    #expect(Int64(-1_000).timeOfDay(in: .gmt) == "23:59:59")
    #expect(Int64(723_512).elapsed == "12:03.512")
  }
}
