import Contests
import Foundation
import Testing

@Suite struct ContestZoneTests {
  private let shanghai: ContestZone
  private let berlin: ContestZone
  private let newYork: ContestZone

  init() throws {
    shanghai = try #require(ContestZone("Asia/Shanghai"))
    berlin = try #require(ContestZone("Europe/Berlin"))
    newYork = try #require(ContestZone("America/New_York"))
  }

  /// The local midnight that follows each of so many civil days.
  private func midnights(from year: Int, days: Int) -> [String] {
    var texts: [String] = []
    var (year, month, day) = (year, 1, 1)
    for _ in 0..<days {
      let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      texts.append("\(year)-\(two(month))-\(two(day))T00:00:00")
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    return texts
  }

  @Test(arguments: [
    "", "Asia/Nowhere", "asia", "../../etc/passwd", "/etc/localtime", "Asia/Shanghai ",
  ])
  func unknownZoneIsAbsent(name: String) {
    #expect(ContestZone(name) == nil)
  }

  @Test func shanghaiIsEightHoursAhead() {
    #expect(
      shanghai.instant(of: "2025-04-01T10:00") == Instant(milliseconds: 1_743_472_800_000))
    #expect(
      shanghai.text(of: Instant(milliseconds: 1_743_472_800_000)) == "2025-04-01T10:00:00")
    #expect(shanghai.text(of: Instant(milliseconds: 0)) == "1970-01-01T08:00:00")
  }

  @Test func everyDayOfFortyYearsComesBack() throws {
    var previous: Int?
    for text in midnights(from: 1999, days: 40 * 365 + 10) {
      let instant = try #require(shanghai.instant(of: text), "\(text)")
      #expect(shanghai.text(of: instant) == text)
      let day = shanghai.day(of: instant)
      if let previous { #expect(day == previous + 1, "\(text)") }
      previous = day
    }
  }

  @Test func instantsBeforeTheEpochComeBack() throws {
    for text in ["1969-12-31T23:59:59", "1969-12-31T00:00:00", "1960-02-29T12:34:56"] {
      #expect(shanghai.text(of: try #require(shanghai.instant(of: text))) == text)
    }
  }

  @Test func millisecondsBeforeTheEpochBelongToTheSecondBefore() throws {
    let utc = try #require(ContestZone("UTC"))
    #expect(utc.text(of: Instant(milliseconds: -1)) == "1969-12-31T23:59:59")
    #expect(utc.day(of: Instant(milliseconds: -1)) == -1)
    #expect(utc.text(of: Instant(milliseconds: 999)) == "1970-01-01T00:00:00")
    #expect(utc.day(of: Instant(milliseconds: 0)) == 0)
    #expect(utc.day(of: Instant(milliseconds: -86_400_000)) == -1)
    #expect(utc.day(of: Instant(milliseconds: -86_400_001)) == -2)
  }

  @Test(arguments: ["2000-02-29", "2024-02-29", "2400-02-29", "2025-12-31", "2025-01-01"])
  func dateThatExistsIsRead(date: String) throws {
    let instant = try #require(shanghai.instant(of: "\(date)T12:00"))
    #expect(shanghai.text(of: instant) == "\(date)T12:00:00")
  }

  @Test(arguments: [
    "1900-02-29", "2025-02-29", "2100-02-29", "2025-02-30", "2025-04-31", "2025-13-01",
    "2025-00-01", "2025-01-00", "2025-01-32",
  ])
  func dateThatDoesNotExistIsRefused(date: String) {
    #expect(shanghai.instant(of: "\(date)T12:00") == nil)
  }

  @Test(arguments: [
    "", "T", "2025-04-01", "2025-04-01 10:00", "2025-4-1T10:00", "25-04-01T10:00",
    "2025-04-01T10", "2025-04-01T10:00:00:00", "2025-04-01T10:00:0", "2025-04-01T10:00Z",
    "2025-04-01T10:00+08:00", "2025-04-01T10:00:00.5", "2025-04-01T24:00", "2025-04-01T23:60",
    "2025-04-01T23:59:60", "2025/04/01T10:00", "2025-04-01t10:00", "２０２５-04-01T10:00",
    "2025-04-01T10:00 ", "2025-04-01T10:00T10:00", "-2025-04-01T10:00", "2025-04-01T1a:00",
  ])
  func anyOtherFormIsRefused(text: String) {
    #expect(shanghai.instant(of: text) == nil)
  }

  @Test(arguments: [
    "2025-+4-01T10:00", "+025-04-01T10:00", "2025-04-01T+9:00", "2025-04-01T-0:00",
    "2025-04-01T10:+5", "2025-04-01T10:00:-0",
  ])
  func signsAreNoDigits(text: String) {
    #expect(shanghai.instant(of: text) == nil)
  }

  @Test func lastSecondOfADayIsTaken() throws {
    let last = try #require(shanghai.instant(of: "2025-04-01T23:59:59"))
    #expect(shanghai.instant(of: "2025-04-02T00:00") == last + .seconds(1))
  }

  @Test func dayTurnsAtLocalMidnight() throws {
    let midnight = try #require(shanghai.instant(of: "2025-04-02T00:00"))
    let before = Instant(milliseconds: midnight.milliseconds - 1)
    #expect(shanghai.day(of: before) + 1 == shanghai.day(of: midnight))
    #expect(shanghai.text(of: before) == "2025-04-01T23:59:59")
    // It is still the first of April in Greenwich and in New York.
    let utc = try #require(ContestZone("UTC"))
    #expect(utc.day(of: midnight) + 1 == shanghai.day(of: midnight))
    #expect(newYork.day(of: midnight) + 1 == shanghai.day(of: midnight))
  }

  @Test func daysOfSummerTimeAreStillCountedOneByOne() throws {
    for zone in [berlin, newYork, shanghai] {
      // Shanghai had summer time from 1986 to 1991.
      for year in [1986, 1990, 2025] {
        let days = try midnights(from: year, days: 365)
          .map { zone.day(of: try #require(zone.instant(of: $0.replacing("T00", with: "T12")))) }
        #expect(days == Array(days[0]..<(days[0] + 365)))
      }
    }
  }

  @Test func hoursAroundBothChangesOfBerlinComeBack() throws {
    let texts = [
      "2025-03-30T00:30:00", "2025-03-30T01:59:59", "2025-03-30T03:00:00", "2025-03-30T04:30:00",
      "2025-10-26T01:59:59", "2025-10-26T02:30:00", "2025-10-26T03:00:00", "2025-10-26T04:00:00",
    ]
    for text in texts {
      #expect(berlin.text(of: try #require(berlin.instant(of: text))) == text)
    }
  }

  @Test func hoursAroundBothChangesOfNewYorkComeBack() throws {
    let texts = [
      "2025-03-09T00:00:00", "2025-03-09T01:59:59", "2025-03-09T03:00:00", "2025-03-09T06:00:00",
      "2025-11-02T00:59:59", "2025-11-02T01:30:00", "2025-11-02T02:00:00", "2025-11-02T07:00:00",
    ]
    for text in texts {
      #expect(newYork.text(of: try #require(newYork.instant(of: text))) == text)
    }
  }

  @Test func dayOfTheSpringChangeHasTwentyThreeHours() throws {
    let start = try #require(berlin.instant(of: "2025-03-30T00:00"))
    let end = try #require(berlin.instant(of: "2025-03-31T00:00"))
    #expect(end - start == Milliseconds(23 * 3_600_000))
    #expect(berlin.day(of: end) == berlin.day(of: start) + 1)
  }

  @Test func yearsHaveFourDigits() throws {
    let early = try #require(shanghai.instant(of: "0999-06-01T00:00:00"))
    #expect(shanghai.text(of: early) == "0999-06-01T00:00:00")
  }

  @Test func codingIsTheName() throws {
    let bytes = try JSONEncoder().encode([berlin])
    #expect(String(decoding: bytes, as: UTF8.self).contains("Berlin"))
    #expect(try JSONDecoder().decode([ContestZone].self, from: bytes) == [berlin])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ContestZone].self, from: Data(#"["Asia/Nowhere"]"#.utf8))
    }
  }
}
