/// A day of the calendar, without a time or a zone.
package struct CalendarDate: Hashable, Sendable, Comparable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  /// `nil` for a day that the Gregorian calendar does not have, and outside the years 1800 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1800...9999).contains(year), lengths.indices.contains(month - 1),
      (1...lengths[month - 1]).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2025-06-01`, also `2025/6/1`, `2025.6.1`, `2025年6月1日` and `20250601`, as people write
  /// them in tables. What follows a T or a blank, a time, is left out.
  package init?(_ text: some StringProtocol) {
    let date = String(text.prefix { $0 != "T" && $0 != " " })
    var parts = date.split(omittingEmptySubsequences: false) { "-/.年月".contains($0) }
      .map(String.init)
    if parts.count == 3, parts[2].hasSuffix("日") { parts[2].removeLast() }
    if parts.count == 1, date.utf8.count == 8 {
      parts = [String(date.prefix(4)), String(date.dropFirst(4).prefix(2)), String(date.suffix(2))]
    }
    guard parts.count == 3, (1...2).contains(parts[1].count), (1...2).contains(parts[2].count),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Whole years from this day until another: on the anniversary one more. Who was born on the 29th
  /// of February has the anniversary on the 1st of March in years without that day.
  package func years(until other: CalendarDate) -> Int {
    let isComplete = (other.month, other.day) >= (month, day)
    return other.year - year - (isComplete ? 0 : 1)
  }

  /// The same day so many years earlier, the 28th where a 29th of February has none; `nil` before
  /// 1800.
  package func before(years: Int) -> CalendarDate? {
    CalendarDate(year: year - years, month: month, day: day)
      ?? CalendarDate(year: year - years, month: month, day: 28)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `2025-06-01`.
  package var description: String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
