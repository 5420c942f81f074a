/// The name of one thing of the field, unique among things of its kind.
///
/// 1 to 64 letters or digits of any script, and `-`, `_`, `.`; it starts with a letter or a
/// digit. Accents that stand apart count as well, and invisible signs are refused. The phantom
/// `Subject` keeps a contest's identifier from being taken for an event's.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The characters as they stand in plans, paths and exports.
  package let text: String

  /// - Throws: `InvalidIdentifier` when `text` is empty, too long or holds another character.
  package init(_ text: String) throws(InvalidIdentifier) {
    guard Self.isPlain(text) || Self.isValid(text) else { throw InvalidIdentifier(text: text) }
    self.text = text
  }

  private static func isValid(_ text: String) -> Bool {
    guard let first = text.first else { return false }
    return (first.isLetter || first.isNumber) && text.unicodeScalars.count <= 64
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
      && !text.unicodeScalars.contains(where: \.properties.isDefaultIgnorableCodePoint)
  }

  /// Whether it is valid and all ASCII, as nearly all are: this needs no tables of Unicode.
  private static func isPlain(_ text: String) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    let bytes = text.utf8
    return bytes.count <= 64 && bytes.first.map(isAlphanumeric) ?? false
      && bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
  }

  package var description: String { text }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Text that was offered as an identifier and cannot be one.
package struct InvalidIdentifier: Error, Equatable {
  package let text: String
}

package typealias BankID = Identifier<QuestionBankSubject>
package typealias PackID = Identifier<PolicyPackSubject>

/// Names the question bank as a subject of identifiers below the module that owns banks.
package enum QuestionBankSubject {}
/// Names the policy pack as a subject of identifiers below the module that owns packs.
package enum PolicyPackSubject {}
