/// A score or the worth of a question in integer thousandths of a point.
///
/// Ranks depend on points, so they are never floating point.
package struct Points: Hashable, Sendable, Comparable, Codable {
  /// 1 point is 1000.
  package let thousandths: Int

  package init(thousandths: Int) { self.thousandths = thousandths }

  /// Whole points.
  package init(_ whole: Int) { thousandths = whole * 1000 }

  /// Reads `2`, `0.5` or `12.125`: at most three decimals, no sign, below 1,000,000.
  package init?(decimal text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Self.digits(parts[0]), whole < 1_000_000
    else { return nil }
    guard parts.count == 2 else {
      self.init(whole)
      return
    }
    guard parts[1].count <= 3, let fraction = Self.digits(parts[1]) else { return nil }
    let scale = [1000, 100, 10, 1][parts[1].count]
    self.init(thousandths: whole * 1000 + fraction * scale)
  }

  package static let zero = Points(thousandths: 0)

  package static func < (left: Points, right: Points) -> Bool {
    left.thousandths < right.thousandths
  }

  package static func + (left: Points, right: Points) -> Points {
    Points(thousandths: left.thousandths + right.thousandths)
  }

  package static func += (left: inout Points, right: Points) { left = left + right }

  private static func digits(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}

extension Points: CustomStringConvertible {
  /// Decimal text without trailing zeros: `37`, `37.5`, `0.333`.
  package var description: String {
    let magnitude = thousandths.magnitude
    let sign = thousandths < 0 ? "-" : ""
    guard magnitude % 1000 != 0 else { return "\(sign)\(magnitude / 1000)" }
    var fraction = String(magnitude % 1000 + 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(magnitude / 1000).\(fraction)"
  }
}

/// A moment of the server's clock in integer milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Sendable, Comparable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package static func + (left: Instant, right: Milliseconds) -> Instant {
    Instant(milliseconds: left.milliseconds + right.count)
  }

  package static func - (left: Instant, right: Instant) -> Milliseconds {
    Milliseconds(left.milliseconds - right.milliseconds)
  }
}

/// A length of time in integer milliseconds.
package struct Milliseconds: Hashable, Sendable, Comparable, Codable {
  package let count: Int64

  package init(_ count: Int64) { self.count = count }

  /// Whole seconds.
  package static func seconds(_ seconds: Int64) -> Milliseconds { Milliseconds(seconds * 1000) }

  /// Reads `20s`, `5m`, `2h` or `7d`: a positive whole number and one unit, at most 366 days.
  package init?(text: some StringProtocol) {
    let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let last = text.last, let unit = units[last],
      text.first != "+", let number = Int64(text.dropLast()), number > 0,
      number <= 366 * 86_400_000 / unit
    else { return nil }
    count = number * unit
  }

  package static func < (left: Milliseconds, right: Milliseconds) -> Bool {
    left.count < right.count
  }
}
