/// A team (代表队) by the name under which the roster lists it: two contestants of a stage with the
/// same text belong to the same team.
///
/// 1 to 100 characters without control characters, as the name of a unit.
package struct TeamName: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let text: String

  package init?(_ text: some StringProtocol) {
    guard let name = UnitName(text) else { return nil }
    self.text = name.text
  }

  package var description: String { text }

  package static func < (left: TeamName, right: TeamName) -> Bool { left.text < right.text }
}
