import Foundation

/// The time zone in which a contest's windows and days are meant.
package struct ContestZone: Hashable, Sendable {
  /// An IANA name such as `Asia/Shanghai`.
  package let name: String
  private let zone: TimeZone

  /// `nil` when the zone is unknown.
  package init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    self.zone = zone
  }

  /// The civil day of an instant, counted from 1970-01-01 as day 0.
  package func day(of instant: Instant) -> Int {
    let seconds = Self.floor(instant.milliseconds, by: 1000)
    return Int(Self.floor(seconds + offset(at: seconds), by: 86_400))
  }

  /// The civil date of an instant; `nil` outside the years of `CalendarDate`.
  package func date(of instant: Instant) -> CalendarDate? {
    let (year, month, day) = Self.civil(days: Int64(day(of: instant)))
    return CalendarDate(year: Int(year), month: Int(month), day: Int(day))
  }

  /// Local date and time with seconds: `2025-04-01T08:30:00`.
  package func text(of instant: Instant) -> String {
    let seconds = Self.floor(instant.milliseconds, by: 1000)
    let local = seconds + offset(at: seconds)
    let days = Self.floor(local, by: 86_400)
    let (year, month, day) = Self.civil(days: days)
    let rest = local - days * 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let padding = String(repeating: "0", count: max(0, 4 - "\(year)".count))
    return "\(padding)\(year)-\(two(month))-\(two(day))"
      + "T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }

  /// Reads `2025-04-01T00:00` or `2025-04-01T00:00:00` as local time; `nil` for anything else and
  /// for dates that do not exist.
  package func instant(of text: some StringProtocol) -> Instant? {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    let time = halves[1].split(separator: ":", omittingEmptySubsequences: false)
    guard date.map(\.count) == [4, 2, 2], time.allSatisfy({ $0.count == 2 }),
      (2...3).contains(time.count)
    else { return nil }
    let parts = date + time
    guard parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    let days = Self.days(year: numbers[0], month: numbers[1], day: numbers[2])
    let second = numbers.count == 6 ? numbers[5] : 0
    guard let days, numbers[3] < 24, numbers[4] < 60, second < 60 else { return nil }
    let local = days * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + second
    let guess = local - offset(at: local)
    return Instant(milliseconds: (local - offset(at: guess)) * 1000)
  }

  private func offset(at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

  private static func floor(_ number: Int64, by unit: Int64) -> Int64 {
    number >= 0 ? number / unit : -((-number + unit - 1) / unit)
  }

  /// Days since 1970-01-01 of a proleptic Gregorian date; `nil` when it does not exist.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = floor(shifted, by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let back = civil(days: days)
    return back == (year, month, day) ? days : nil
  }

  private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floor(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }
}

extension ContestZone: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let zone = ContestZone(name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "unknown time zone \(name)")
    }
    self = zone
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
