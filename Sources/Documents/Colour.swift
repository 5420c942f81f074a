/// A colour of print, without transparency.
package struct Colour: Hashable, Sendable {
  private let red: UInt8
  private let green: UInt8
  private let blue: UInt8

  private init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `nil` unless `text` is written as `#9B1C1C`.
  package init?(_ text: String) {
    guard text.utf8.count == 7, text.hasPrefix("#"),
      text.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let number = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }

  /// What text has unless it says otherwise.
  package static let black = Colour(red: 0, green: 0, blue: 0)
  /// What a QR code stands on.
  static let white = Colour(red: 255, green: 255, blue: 255)

  /// Red, green and blue from 0 to 1.
  var parts: (Double, Double, Double) {
    (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
  }
}
