package import Contests

/// What the items of a paper earned, and what they come to.
package struct PaperMarks: Hashable, Sendable {
  /// In the order of the paper.
  package private(set) var items: [Item]

  /// What one item earned.
  package struct Item: Hashable, Sendable {
    package let worth: Points
    package fileprivate(set) var earned: Points
    /// Whether the item counts for nobody.
    package fileprivate(set) var isDropped = false
  }

  init(_ items: [(worth: Points, earned: Points)]) {
    self.items = items.map { Item(worth: $0.worth, earned: $0.earned) }
  }

  /// What the paper can earn, dropped items included: dropping one changes nobody's maximum.
  package var maximum: Points { items.reduce(.zero) { $0 + $1.worth } }

  /// What the items earned together. Where some are dropped the rest is scaled to the maximum and
  /// rounded down to a thousandth, so that equal answers have equal points whatever paper they were
  /// given on.
  package var score: Points {
    let counted = items.filter { !$0.isDropped }
    let earned = counted.reduce(0) { $0 + $1.earned.thousandths }
    guard counted.count < items.count else { return Points(thousandths: earned) }
    let worth = counted.reduce(0) { $0 + $1.worth.thousandths }
    guard worth > 0 else { return maximum }
    let scaled = earned * maximum.thousandths
    // Down also below zero, where a division by itself rounds up.
    return Points(thousandths: (scaled - (scaled < 0 ? worth - 1 : 0)) / worth)
  }

  mutating func drop(_ position: Int) { items[position].isDropped = true }

  mutating func give(_ points: Points, to position: Int) {
    items[position].earned = points
    items[position].isDropped = false
  }
}
