/// The name of one thing of the field, unique among things of its kind.
///
/// 1 to 64 letters or digits of any script, and `-`, `_`, `.`; it starts with a letter or a
/// digit. The phantom `Subject` keeps a contest's identifier from being taken for an event's.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The characters as they stand in plans, paths and exports.
  package let text: String

  /// - Throws: `InvalidIdentifier` when `text` is empty, too long or holds another character.
  package init(_ text: String) throws(InvalidIdentifier) {
    guard let first = text.first, first.isLetter || first.isNumber, text.count <= 64,
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." })
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

package typealias ContestID = Identifier<Contest>
package typealias EventID = Identifier<Event>
package typealias StageID = Identifier<Stage>
/// A contestant is known by the admission number (准考证号), unique on one server.
package typealias ContestantID = Identifier<Contestant>
package typealias BankID = Identifier<QuestionBankSubject>
package typealias PackID = Identifier<PolicyPackSubject>

/// Names the question bank as a subject of identifiers below the module that owns banks.
package enum QuestionBankSubject {}
/// Names the policy pack as a subject of identifiers below the module that owns packs.
package enum PolicyPackSubject {}

/// Where a stage stands: contest, event and stage, written `contest/event/stage`.
package struct StagePath: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let contest: ContestID
  package let event: EventID
  package let stage: StageID

  package init(contest: ContestID, event: EventID, stage: StageID) {
    self.contest = contest
    self.event = event
    self.stage = stage
  }

  /// - Throws: `InvalidIdentifier` when `text` is not three identifiers joined by `/`.
  package init(_ text: String) throws(InvalidIdentifier) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw InvalidIdentifier(text: text) }
    contest = try ContestID(String(parts[0]))
    event = try EventID(String(parts[1]))
    stage = try StageID(String(parts[2]))
  }

  package var description: String { "\(contest)/\(event)/\(stage)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.contest, left.event, left.stage) < (right.contest, right.event, right.stage)
  }
}
