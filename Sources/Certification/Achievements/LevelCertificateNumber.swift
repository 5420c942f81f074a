package import Contests

/// The number of a level certificate (职业技能等级证书编号): a letter and 21 digits.
///
/// `Y` for a firm or `S` for a body, 4 digits of the body, 2 of the province, 6 of the site, 2 of the
/// year, 1 of the level (1 for 高级技师 to 5 for 初级工) and 6 of the serial. The authorities assign it;
/// it is checked and kept here and never minted.
package struct LevelCertificateNumber: Hashable, Sendable, CustomStringConvertible {
  /// 22 characters.
  package let text: String

  /// Same as `text`.
  package var description: String { text }

  /// Why a text is no such number.
  package enum Flaw: String, Error, Sendable {
    /// Not a Y or S and 21 digits.
    case form
    /// The province is none of GB/T 2260.
    case province
    /// The level is not 1 to 5.
    case level
    /// The serial is zero.
    case serial
  }

  /// Reads a number; spaces and small letters are forgiven.
  ///
  /// - Throws: the first `Flaw`.
  package init(_ text: some StringProtocol) throws(Flaw) {
    let text = text.uppercased().filter { !$0.isWhitespace }
    let digits = text.dropFirst().utf8.map { Int($0) - 48 }
    guard text.first == "Y" || text.first == "S", digits.count == 21,
      digits.allSatisfy({ (0...9).contains($0) })
    else { throw .form }
    guard Self.provinces.contains(digits[4] * 10 + digits[5]) else { throw .province }
    guard (1...5).contains(digits[14]) else { throw .level }
    guard digits[15...].contains(where: { $0 != 0 }) else { throw .serial }
    self.text = text
  }

  private func digits(_ range: Range<Int>) -> Substring {
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.index(start, offsetBy: range.count)]
  }

  /// The level that the number names.
  package var level: SkillLevel {
    switch digits(15..<16) {
    case "1": .seniorTechnician
    case "2": .technician
    case "3": .senior
    case "4": .intermediate
    default: .junior
    }
  }

  /// The last two digits of the year of issue.
  package var yearOfCentury: Int { Int(digits(13..<15)) ?? 0 }

  /// GB/T 2260, of provinces the first two digits.
  private static let provinces: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
    52, 53, 54, 61, 62, 63, 64, 65, 66, 71, 81, 82,
  ]
}
