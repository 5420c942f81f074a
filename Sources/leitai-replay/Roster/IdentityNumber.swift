/// Writes resident identity numbers as GB 11643-1999 has them.
enum IdentityNumber {
  /// The number with its check character.
  ///
  /// - Parameter region: six digits.
  /// - Parameter birth: eight digits, `yyyymmdd`.
  /// - Parameter order: 1 to 999; odd for men, even for women.
  static func text(region: String, birth: String, order: Int) -> String {
    let digits = region + birth + padded(order, to: 3)
    return digits + String(checkCharacter(of: digits))
  }

  /// The last character, ISO 7064 MOD 11-2.
  ///
  /// - Precondition: `digits` are the first 17.
  static func checkCharacter(of digits: String) -> Character {
    precondition(digits.utf8.count == weights.count, "an identity number has 17 digits and a check")
    let sum = zip(digits.utf8, weights).reduce(0) { $0 + Int($1.0 - UInt8(ascii: "0")) * $1.1 }
    return checkCharacters[sum % 11]
  }

  /// A number with leading zeros.
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkCharacters = Array("10X98765432")
}
