package import Contests

/// One act of a judge or an organizer about one contestant of a stage. Acts are only ever added; what
/// holds now follows from all of them in order.
package struct JudgingRecord: Hashable, Sendable, Codable {
  /// What was done.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// `judge` is to score the contestant in `part`.
    case assigned
    /// And no longer; what that judge entered does not count any more.
    case released
    /// `judge` gave `score` in `part`; it supersedes what the same judge gave before.
    case scored
    /// Somebody looked again at scores of `part` that lie far apart, and lets them stand.
    case settled
    case disqualified
    case reinstated
  }

  /// What is to be added, before the store gives it a number.
  package struct Entry: Hashable, Sendable {
    package let contestant: ContestantID
    package let kind: Kind
    package let part: PartID?
    /// The user name.
    package let judge: String?
    package let score: Points?
    /// What the judge remarked (备注); may be empty.
    package let note: String
    /// Why; may be empty where none is asked for.
    package let reason: String
    /// The number of the appeal against the result that caused it; absent for an act without one.
    package let appeal: Int?
    /// The user name of who did it.
    package let actor: String
    package let at: Instant

    package init(
      _ kind: Kind, _ contestant: ContestantID, part: PartID? = nil, judge: String? = nil,
      score: Points? = nil, note: String = "", reason: String = "", appeal: Int? = nil,
      actor: String, at: Instant
    ) {
      self.contestant = contestant
      self.kind = kind
      self.part = part
      self.judge = judge
      self.score = score
      self.note = note
      self.reason = reason
      self.appeal = appeal
      self.actor = actor
      self.at = at
    }
  }

  /// Greater than that of every act before, in any stage.
  package let number: Int64
  package let contestant: ContestantID
  package let kind: Kind
  package let part: PartID?
  package let judge: String?
  package let score: Points?
  package let note: String
  package let reason: String
  package let appeal: Int?
  package let actor: String
  package let at: Instant

  package init(_ entry: Entry, number: Int64) {
    self.number = number
    contestant = entry.contestant
    kind = entry.kind
    part = entry.part
    judge = entry.judge
    score = entry.score
    note = entry.note
    reason = entry.reason
    appeal = entry.appeal
    actor = entry.actor
    at = entry.at
  }
}

/// Where the acts of judges are kept. Each method is one transaction.
package protocol JudgingStore: Sendable {
  /// The acts of a stage, oldest first.
  ///
  /// - Parameter number: of the last one that counts; absent: all.
  func judging(of stage: StagePath, upTo number: Int64?) async throws -> [JudgingRecord]

  /// Adds acts, all or none.
  ///
  /// - Parameter last: the number of the stage's newest act that the author saw; 0 for none.
  /// - Returns: `nil` when there is a newer one, or the stage is certified and one of them settles no
  ///   appeal; nothing is changed then.
  func append(
    _ entries: [JudgingRecord.Entry], at stage: StagePath, after last: Int64
  ) async throws -> [JudgingRecord]?

  /// Whether somebody may be judged at a stage to which a shortlist admits: whoever is on it, also while
  /// the public does not see it, and whoever has begun the stage or was judged at it already.
  func isJudged(
    _ contestant: ContestantID, at stage: StagePath, shortlist: StagePath
  ) async throws -> Bool

  /// The newest certified document of a stage that others may build on; absent while there is none or
  /// the public does not see it.
  ///
  /// - Parameter instant: as it was then; absent: now.
  func carried(from stage: StagePath, at instant: Instant?) async throws -> [UInt8]?
}
