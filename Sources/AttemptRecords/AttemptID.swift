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
    guard text.utf8.count == 16, text.utf8.first != UInt8(ascii: "+"),
      let number = Int64(text, radix: 16), number > 0
    else { return nil }
    self.number = number
  }

  package var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: AttemptID, right: AttemptID) -> Bool { left.number < right.number }
}
