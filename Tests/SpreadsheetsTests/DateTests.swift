import Testing

@testable import Spreadsheets

@Suite struct NumberFormatTests {
  @Test(arguments: [
    "yyyy-mm-dd", "m/d/yy", #"yyyy"年"m"月"d"日"#, "[$-804]yyyy年m月", "mmm", "[Red]d-mmm",
    "YYYY/M/D;@",
  ])
  func dateCodeIsDate(code: String) {
    #expect(NumberFormat.custom(code) == .date(.init(hasDate: true)))
  }

  @Test func minuteAndMonthAreToldApart() {
    #expect(NumberFormat.custom("h:mm") == .date(.init(hasTime: true)))
    #expect(NumberFormat.custom("mm:ss.0") == .date(.init(hasTime: true)))
    #expect(
      NumberFormat.custom("yyyy-mm-dd hh:mm") == .date(.init(hasDate: true, hasTime: true)))
    #expect(NumberFormat.custom("[h]:mm:ss") == .date(.init(hasTime: true, isElapsed: true)))
    #expect(NumberFormat.custom("[mm]") == .date(.init(hasTime: true, isElapsed: true)))
  }

  @Test(arguments: [
    "General", "0.00x", "#,##0.", "# ?/?", #"0"day""#, #"0\d"#, "[Red]0", "@", #"0"%""#, "0_d",
    "*d0",
    "0.00E+00", "General;[Red]yyyy", "0;yyyy", "", "0",
  ])
  func numberCodeIsGeneral(code: String) {
    #expect(NumberFormat.custom(code) == .number(.general))
  }

  @Test(arguments: [
    ("0.0", 1, false), ("0.00_ ", 2, false), ("#,##0", 0, true), ("#,##0.00", 2, true),
    ("#,##0.00_);[Red](#,##0.00)", 2, true), ("0.000;-0.000", 3, false),
  ])
  func decimalsAndThousandsAreRecognised(code: String, decimals: UInt8, hasThousands: Bool) {
    #expect(
      NumberFormat.custom(code) == .number(.fixed(decimals: decimals, hasThousands: hasThousands)))
  }

  @Test func percentAndPaddingAreRecognised() {
    #expect(NumberFormat.custom("0.0%") == .number(.percent))
    #expect(NumberFormat.custom("00000") == .number(.zeroPadded(width: 5)))
    #expect(NumberFormat.builtIn(9) == .number(.percent))
    #expect(NumberFormat.builtIn(8) == .number(.general))
    #expect(NumberFormat.builtIn(11) == .number(.general))
    #expect(NumberFormat.builtIn(57) == .date(.init(hasDate: true)))
  }
}

@Suite struct SerialDateTests {
  private let date = NumberFormat.DateLayout(hasDate: true)
  private let moment = NumberFormat.DateLayout(hasDate: true, hasTime: true)
  private let time = NumberFormat.DateLayout(hasTime: true)

  @Test(arguments: [
    (1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (25_569.0, "1970-01-01"),
    (45_351.0, "2024-02-29"), (46_082.0, "2026-03-01"), (46_082.9999999, "2026-03-01"),
    (2_958_465.0, "9999-12-31"),
  ])
  func serialIsDate(serial: Double, iso: String) {
    #expect(SerialDate.iso(serial: serial, layout: date, uses1904: false) == iso)
  }

  @Test(arguments: [0.0, 0.5, 60.0, 60.9, -1.0, 2_958_466.0, 1e300])
  func serialOutsideTheCalendarIsNone(serial: Double) {
    #expect(SerialDate.iso(serial: serial, layout: date, uses1904: false) == nil)
  }

  @Test func oldMacintoshSystemBeginsIn1904() {
    #expect(SerialDate.iso(serial: 0, layout: date, uses1904: true) == "1904-01-01")
    #expect(SerialDate.iso(serial: 60, layout: date, uses1904: true) == "1904-03-01")
    #expect(SerialDate.iso(serial: 44_620, layout: date, uses1904: true) == "2026-03-01")
    #expect(SerialDate.iso(serial: 2_958_465, layout: date, uses1904: true) == nil)
  }

  @Test func timeIsRoundedToTheSecond() {
    #expect(
      SerialDate.iso(serial: 46_082.395833333336, layout: moment, uses1904: false)
        == "2026-03-01T09:30:00")
    #expect(
      SerialDate.iso(serial: 46_082.999999, layout: moment, uses1904: false)
        == "2026-03-02T00:00:00")
    #expect(SerialDate.iso(serial: 0.395833333333333, layout: time, uses1904: false) == "09:30:00")
  }

  @Test func onlyDurationRunsPastMidnight() {
    let elapsed = NumberFormat.DateLayout(hasTime: true, isElapsed: true)
    #expect(SerialDate.iso(serial: 1.0625, layout: elapsed, uses1904: false) == "25:30:00")
    #expect(
      SerialDate.iso(serial: 1.0625, layout: time, uses1904: false) == "1900-01-01T01:30:00")
  }
}
