/// Who goes on from a stage, who would be next, and what was done about it.
package struct ShortlistReport: Codable, Hashable, Sendable {
  package let stage: String
  package let title: String
  /// `provisional` before the results are certified, `certified` after that.
  package let status: String
  /// Those on the list, those who wait, the reserves by city, and those who fell out.
  package let rows: [ShortlistRow]
  /// Groups of equals by admission number that wait for a play-off.
  package let undecided: [[String]]
  /// What was done, the oldest first.
  package let acts: [ShortlistActReport]

  package init(
    stage: String, title: String, status: String, rows: [ShortlistRow], undecided: [[String]],
    acts: [ShortlistActReport]
  ) {
    self.stage = stage
    self.title = title
    self.status = status
    self.rows = rows
    self.undecided = undecided
    self.acts = acts
  }
}

package struct ShortlistRow: Codable, Hashable, Sendable {
  /// `admitted`, `moved-up`, `undecided`, `reserve` or `withdrawn`.
  package let status: String
  /// 1 for the next reserve of the city; absent for everybody else.
  package let reserve: Int?
  package let rank: Int
  package let admission: String
  package let name: String
  package let unit: String
  package let city: String
  /// In thousandths of a point.
  package let score: Int
  /// Why somebody fell out; absent for everybody else.
  package let reason: String?

  package init(
    status: String, reserve: Int?, rank: Int, admission: String, name: String, unit: String,
    city: String, score: Int, reason: String?
  ) {
    self.status = status
    self.reserve = reserve
    self.rank = rank
    self.admission = admission
    self.name = name
    self.unit = unit
    self.city = city
    self.score = score
    self.reason = reason
  }
}

/// Something that was done about a shortlist.
package struct ShortlistActReport: Codable, Hashable, Sendable {
  /// 1 for the first of a stage.
  package let number: Int
  /// `play-off` or `withdrawal`.
  package let kind: String
  /// The order of a play-off, the winner first, or whoever fell out.
  package let contestants: [String]
  /// Reserves who moved up by it.
  package let movedUp: [String]
  package let actor: String
  /// Milliseconds since 1970.
  package let at: Int64
  package let reason: String

  package init(
    number: Int, kind: String, contestants: [String], movedUp: [String], actor: String, at: Int64,
    reason: String
  ) {
    self.number = number
    self.kind = kind
    self.contestants = contestants
    self.movedUp = movedUp
    self.actor = actor
    self.at = at
    self.reason = reason
  }
}

/// The order that a play-off gave to equals.
package struct PlayOffWish: Codable, Hashable, Sendable {
  /// Admission numbers, the winner first: everybody of one group, once.
  package let order: [String]
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(order: [String], reason: String) {
    self.order = order
    self.reason = reason
  }
}

/// Who falls out of a shortlist, and why.
package struct WithdrawalWish: Codable, Hashable, Sendable {
  package let contestant: String
  /// 1 to 600 bytes on one line; it is kept.
  package let reason: String

  package init(contestant: String, reason: String) {
    self.contestant = contestant
    self.reason = reason
  }
}
