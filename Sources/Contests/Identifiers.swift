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
    guard let first = text.first, first.isLetter || first.isNumber,
      text.unicodeScalars.count <= 64,
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }),
      !text.unicodeScalars.contains(where: \.properties.isDefaultIgnorableCodePoint)
    else { throw InvalidIdentifier(text: text) }
    self.text = text
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
