package import Contests

/// One contestant's one try at one stage, by a number that is unique on all servers: when it was
/// given and 21 random bits, so that what is used together stands together in a database.
package struct AttemptID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// From 1 to `Int64.max`, so that every database holds it.
  package let number: Int64

  package init(number: Int64) { self.number = number }

  /// A new id. That two servers choose the same one within a millisecond is possible; the journal takes
  /// only the first.
  ///
  /// - Parameter instant: when it is given, after 1970 and before 2109.
  /// - Parameter random: unpredictable bits.
  package init(at instant: Instant, random: UInt64) {
    let time = Int64(clamping: instant.milliseconds) & (1 << 42 - 1)
    number = max(1, time << 21 | Int64(random >> 43))
  }

  /// Reads the form that `description` writes: 16 hexadecimal digits.
  package init?(_ text: some StringProtocol) {
    // Asked at every answer: `Int64(_:radix:)` would take ten times as long.
    var text = String(text)
    var number: UInt64 = 0
    let isRead = text.withUTF8 { digits in
      guard digits.count == 16 else { return false }
      for digit in digits {
        let value: UInt8
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
        default: return false
        }
        number = number << 4 | UInt64(value)
      }
      return true
    }
    guard isRead, number > 0, let signed = Int64(exactly: number) else { return nil }
    self.number = signed
  }

  package var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: AttemptID, right: AttemptID) -> Bool { left.number < right.number }
}
