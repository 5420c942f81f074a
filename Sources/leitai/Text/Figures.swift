import Foundation

extension Int {
  /// With a comma between groups of three digits: `1,032`.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text
  }

  /// Points that are given in thousandths: `1`, `0.5`, `12.125`.
  var points: String {
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1000)
    var fraction = String(rest + 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (self < 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// An English count with its noun: `1 error`, `3 errors`.
  func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}

extension Int64 {
  /// Milliseconds as a countdown, rounded up to the second: `59:58`, `1:02:03`; never negative.
  var countdown: String { Swift.max(0, (self + 999) / 1000).clock }

  /// Milliseconds as time spent: `12:03.512`.
  var elapsed: String { "\((self / 1000).clock).\(String(self % 1000 + 1000).dropFirst())" }

  /// Seconds as `m:ss` or `h:mm:ss`.
  private var clock: String {
    let (hours, minutes, seconds) = (self / 3600, self / 60 % 60, self % 60)
    return hours > 0
      ? "\(hours):\(minutes.twoDigits):\(seconds.twoDigits)"
      : "\(minutes.twoDigits):\(seconds.twoDigits)"
  }

  private var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }

  /// An instant, in milliseconds since 1970, as the time of day: `10:42:07`.
  func timeOfDay(in zone: TimeZone) -> String {
    let date = Date(timeIntervalSince1970: Double(self / 1000))
    let day: Int64 = 86_400
    let local = (self / 1000 + Int64(zone.secondsFromGMT(for: date))) % day
    let seconds = (local + day) % day
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map(\.twoDigits)
      .joined(separator: ":")
  }

  /// An instant, in milliseconds since 1970, as day and time: `2025-04-01 10:42:07`.
  func dayAndTime(in zone: TimeZone) -> String {
    let date = Date(timeIntervalSince1970: Double(self / 1000))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    let day = [parts.year, parts.month, parts.day].map { Int64($0 ?? 0).twoDigits }
    return day.joined(separator: "-") + " " + timeOfDay(in: zone)
  }
}
