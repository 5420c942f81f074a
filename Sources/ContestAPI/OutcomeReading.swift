/// One outcome with everything by which it was decided.
package struct OutcomeDetail: Codable, Hashable, Sendable {
  package let outcome: OutcomeRow
  package let packVersion: Int
  package let packHash: String
  package let resultsVersion: Int
  package let resultsHash: String
  /// The hash and the text of the facts; with the pack's text, anybody can decide again. Absent for
  /// outcomes of earlier versions.
  package let factsHash: String?
  package let facts: String?

  package init(
    outcome: OutcomeRow, packVersion: Int, packHash: String, resultsVersion: Int,
    resultsHash: String, factsHash: String?, facts: String?
  ) {
    self.outcome = outcome
    self.packVersion = packVersion
    self.packHash = packHash
    self.resultsVersion = resultsVersion
    self.resultsHash = resultsHash
    self.factsHash = factsHash
    self.facts = facts
  }
}

/// What is shown to the public for objections (公示) at the moment.
package struct OutcomeNotice: Codable, Hashable, Sendable {
  package let contest: String
  /// By the numbers of the outcomes.
  package let rows: [Row]

  package init(contest: String, rows: [Row]) {
    self.contest = contest
    self.rows = rows
  }

  /// An outcome in public notice. Names and admission numbers of people are masked.
  package struct Row: Codable, Hashable, Sendable {
    package let number: Int
    package let stage: String
    package let contestant: String
    package let name: String
    package let unit: String
    package let kind: String
    package let outcome: String
    /// As in `OutcomeRow`.
    package let recipient: String
    package let recipientName: String?
    /// The period of the notice, in milliseconds since 1970; `until` is the first moment after it.
    package let from: Int64
    package let until: Int64

    package init(
      number: Int, stage: String, contestant: String, name: String, unit: String, kind: String,
      outcome: String, recipient: String, recipientName: String?, from: Int64, until: Int64
    ) {
      self.number = number
      self.stage = stage
      self.contestant = contestant
      self.name = name
      self.unit = unit
      self.kind = kind
      self.outcome = outcome
      self.recipient = recipient
      self.recipientName = recipientName
      self.from = from
      self.until = until
    }
  }
}
