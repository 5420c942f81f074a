/// Dates as spreadsheets store them: days since an epoch, with the time of day as the fraction.
enum SerialDate {
  private static let secondsPerDay = 86_400

  /// ISO 8601 text to the second, or nil if the serial number is no date.
  ///
  /// In the 1900 system serial 60 is 29 February 1900, which never was: nil, as is day 0. In the
  /// 1904 system day 0 is 1 January 1904. The last date is 31 December 9999.
  static func iso(
    serial: Double, layout: NumberFormat.DateLayout, uses1904: Bool
  ) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    // A cell that shows no time shows the day that has begun, so only a shown time is rounded.
    let seconds =
      layout.hasTime
      ? Int((serial * Double(secondsPerDay)).rounded()) : Int(serial) * secondsPerDay
    let days = seconds / secondsPerDay
    if !layout.hasDate, layout.isElapsed || days == 0 {
      return clock(seconds)
    }
    guard let date = calendarDate(days, uses1904: uses1904) else { return nil }
    return layout.hasTime ? "\(date)T\(clock(seconds % secondsPerDay))" : date
  }

  private static func clock(_ seconds: Int) -> String {
    "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  }

  private static func calendarDate(_ days: Int, uses1904: Bool) -> String? {
    if uses1904 { return civil(daysSince1970: days - 24_107) }
    guard days != 0, days != 60 else { return nil }
    // Before the 29 February that never was, the count is one day short.
    return civil(daysSince1970: days - (days < 60 ? 25_568 : 25_569))
  }

  /// Days to a Gregorian date, by Howard Hinnant's `civil_from_days`
  /// (https://howardhinnant.github.io/date_algorithms.html), for days from 1 March of year 0 on.
  private static func civil(daysSince1970: Int) -> String? {
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard year <= 9_999 else { return nil }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
