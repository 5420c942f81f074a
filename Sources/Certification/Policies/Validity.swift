package import Contests

/// How long a certificate holds, in months of the calendar from the day on which it is issued.
package struct Validity: Hashable, Sendable {
  /// 1 to 1,200.
  package let months: Int

  /// Reads `3 years`, `1 year`, `18 months` or `1 month`; `nil` for anything else, and for more than a
  /// hundred years.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), (1...1_200).contains(number),
      parts[0] == String(number)
    else { return nil }
    switch parts[1] {
    case "year", "years": months = number * 12
    case "month", "months": months = number
    default: return nil
    }
    guard months <= 1_200 else { return nil }
  }

  /// The first day on which something does not hold any more that was issued on `day`: the same day of a
  /// later month, or the day after its end where that month is too short. Absent behind the calendar.
  package func end(from day: CalendarDate) -> CalendarDate? {
    let month = day.year * 12 + day.month - 1 + months
    return CalendarDate(year: month / 12, month: month % 12 + 1, day: day.day)
      ?? CalendarDate(year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
  }

  /// The moment at which something ends to hold that was issued at `instant`: midnight in the zone.
  package func end(from instant: Instant, in zone: ContestZone) -> Instant? {
    zone.date(of: instant).flatMap { end(from: $0) }.flatMap { zone.instant(of: "\($0)T00:00") }
  }
}
