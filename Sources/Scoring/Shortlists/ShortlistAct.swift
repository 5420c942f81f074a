package import Contests

/// Something that was done about a shortlist; never changed and never taken back.
package struct ShortlistAct: Hashable, Sendable {
  /// What was done.
  package enum Kind: Hashable, Sendable {
    /// The order of equals was recorded, the winner first.
    case playOff([ContestantID])
    /// Somebody fell out: withdrew, or an objection in the public-notice period was upheld.
    case withdrawal(ContestantID)
  }

  /// 1 for the first of a stage.
  package let number: Int
  /// What was done.
  package let kind: Kind
  /// The version of the certified results that were in force; 0 before the first. A play-off counts
  /// on the cut of every later version and becomes part of its document.
  package let resultsVersion: Int
  /// Reserves who moved up by it, in order; they hold their place as long as those results are in
  /// force.
  package let movedUp: [ContestantID]
  /// The user name of whoever did it.
  package let actor: String
  /// When it was done.
  package let at: Instant
  /// Why, in words that are kept.
  package let reason: String

  package init(
    number: Int, kind: Kind, resultsVersion: Int, movedUp: [ContestantID], actor: String,
    at: Instant, reason: String
  ) {
    self.number = number
    self.kind = kind
    self.resultsVersion = resultsVersion
    self.movedUp = movedUp
    self.actor = actor
    self.at = at
    self.reason = reason
  }

  /// Who fell out by it; absent for a play-off.
  var withdrawn: ContestantID? {
    if case .withdrawal(let contestant) = kind { contestant } else { nil }
  }

  fileprivate var playOff: PlayOff? {
    guard case .playOff(let order) = kind else { return nil }
    return PlayOff(order: order, judge: actor, at: at, reason: reason)
  }
}

extension [ShortlistAct] {
  /// The play-offs that decide the cut of a version of the results: whatever was known by then.
  package func playOffs(before resultsVersion: Int) -> [PlayOff] {
    filter { $0.resultsVersion < resultsVersion }.compactMap(\.playOff)
  }

  /// All play-offs.
  var playOffs: [PlayOff] { compactMap(\.playOff) }
}

/// Where acts about shortlists are kept. Each method is one transaction.
package protocol ShortlistStore: Sendable {
  /// The acts of a stage, the oldest first.
  func shortlistActs(of stage: StagePath) async throws -> [ShortlistAct]

  /// Who is on the shortlist of a stage now, whether the public sees it or not, and for which city they
  /// stand, by admission number; nobody while nothing is certified.
  func shortlisted(at stage: StagePath) async throws -> [(ContestantID, RegionCode)]

  /// Adds an act; who may enter a later stage follows it at once.
  ///
  /// - Returns: `false` when its number is not the next one, or its results are no longer in force:
  ///   somebody else was quicker.
  func append(_ act: ShortlistAct, to stage: StagePath) async throws -> Bool
}
