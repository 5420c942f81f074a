/// The number of a Chinese resident identity card (居民身份证), 18 characters.
///
/// Source: GB 11643-1999: six digits of the place of registration, eight of the date of birth,
/// three of the order, and a check character (ISO 7064, MOD 11-2), which may be `X`.
package struct ResidentNumber: Hashable, Sendable {
  /// Why a text is not such a number.
  package enum Flaw: String, Error, Sendable {
    /// Not 17 digits and a digit or X.
    case form
    /// The eight digits of the birth are not a date since 1800.
    case birthDate
    /// The last character does not follow from the others.
    case checksum
  }

  package let text: String

  /// Reads a number; spaces at the ends, full width and a small x are forgiven.
  ///
  /// - Throws: the first `Flaw`.
  package init(_ text: String) throws(Flaw) {
    let text = text.halfWidth.trimmed.uppercased()
    let bytes = Array(text.utf8)
    let zero = UInt8(ascii: "0")
    let digits = bytes.dropLast().map { Int($0) - Int(zero) }
    guard bytes.count == 18, digits.allSatisfy({ (0...9).contains($0) }),
      let last = bytes.last, Self.checkCharacters.contains(last)
    else { throw .form }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard Self.isDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) else {
      throw .birthDate
    }
    let sum = zip(digits, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard last == Self.checkCharacters[sum % 11] else { throw .checksum }
    self.text = text
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkCharacters = Array("10X98765432".utf8)

  private static func isDate(year: Int, month: Int, day: Int) -> Bool {
    guard year >= 1800, (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}

/// The paper by which a person is known to the authorities.
package enum IdentityPaper: Hashable, Sendable {
  case resident(ResidentNumber)
  /// Any other paper, such as a passport (护照): its kind and number as the roster gives them.
  case other(OtherPaper)

  /// A paper without a rule that could be checked.
  package struct OtherPaper: Hashable, Sendable {
    /// 1 to 40 characters.
    package let kind: String
    /// 1 to 40 ASCII letters, digits and hyphens or brackets, in upper case.
    package let number: String

    /// `nil` when either is out of its bounds.
    package init?(kind: String, number: String) {
      let kind = kind.trimmed
      let number = number.halfWidth.trimmed.uppercased()
      guard (1...40).contains(kind.count), !kind.contains(where: \.isNewline),
        (1...40).contains(number.count),
        number.allSatisfy({
          $0.isASCII && ($0.isLetter || $0.isNumber || "-()".contains($0))
        })
      else { return nil }
      self.kind = kind
      self.number = number
    }
  }

  /// The official name of the paper.
  package var kind: String {
    switch self {
    case .resident: Self.residentKind
    case .other(let paper): paper.kind
    }
  }

  package var number: String {
    switch self {
    case .resident(let number): number.text
    case .other(let paper): paper.number
    }
  }

  /// What may be shown to everyone who works with results: `320302********1234`, for other papers
  /// the first and last 2 characters, and nothing at all of 4 characters or fewer.
  package var masked: String {
    let number = number
    let (first, last) =
      switch self {
      case .resident: (6, 4)
      case .other: number.count > 4 ? (2, 2) : (0, 0)
      }
    let stars = String(repeating: "*", count: number.count - first - last)
    return number.prefix(first) + stars + number.suffix(last)
  }

  /// The name of the resident identity card among kinds of paper.
  package static let residentKind = "居民身份证"
}
