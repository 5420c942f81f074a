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
