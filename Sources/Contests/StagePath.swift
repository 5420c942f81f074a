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
    let slash = UInt8(ascii: "/")
    guard let first = text.utf8.firstIndex(of: slash),
      let last = text.utf8.lastIndex(of: slash), first < last,
      case let middle = text[text.utf8.index(after: first)..<last], !middle.utf8.contains(slash)
    else { throw InvalidIdentifier(text: text) }
    contest = try ContestID(String(text[..<first]))
    event = try EventID(String(middle))
    stage = try StageID(String(text[text.utf8.index(after: last)...]))
  }

  package var description: String { "\(contest)/\(event)/\(stage)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.contest, left.event, left.stage) < (right.contest, right.event, right.stage)
  }
}
