/// One contestant's one try at one stage, by a random number that is unique on all servers.
package struct AttemptID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// From 1 to `Int64.max`, so that every database holds it.
  package let number: Int64

  package init(number: Int64) { self.number = number }

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
