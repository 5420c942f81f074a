package import Contests

/// One person on a roster, as the store keeps it.
package struct RosterEntry: Hashable, Sendable {
  package let contestant: Contestant
  package let identity: ProtectedIdentity
  package let codeDigest: SecretDigest
  /// Whether the file gave the admission number, or it was generated.
  package let isNumbered: Bool
  /// Whether the file says for which team somebody stands, be it none.
  package let namesTeam: Bool

  package init(
    contestant: Contestant, identity: ProtectedIdentity, codeDigest: SecretDigest,
    isNumbered: Bool = true, namesTeam: Bool = false
  ) {
    self.contestant = contestant
    self.identity = identity
    self.codeDigest = codeDigest
    self.isNumbered = isNumbered
    self.namesTeam = namesTeam
  }
}

/// What became of a roster.
package struct RosterAddition: Hashable, Sendable {
  /// Empty when the roster was added; otherwise nothing was changed.
  package var conflicts = RosterConflicts(repeatedAdmissions: [], repeatedIdentities: [])
  /// Entries, by the admission numbers that they came with, of people who were on the roster already
  /// and of whom the file says the same but for the team. Their access codes stay.
  package var known: Set<ContestantID> = []
  /// Those of them who have another team now, in the order of the roster.
  package var moved: [Move] = []

  /// Nobody.
  package init() {}

  /// A change of teams; absent is no team.
  package struct Move: Hashable, Sendable {
    package let contestant: ContestantID
    package let from: TeamName?
    package let to: TeamName?

    package init(_ contestant: ContestantID, from: TeamName?, to: TeamName?) {
      self.contestant = contestant
      self.from = from
      self.to = to
    }
  }
}

/// A contestant's access code in clear, to be handed over once; it is never stored.
package struct IssuedCode: Hashable, Sendable {
  package let contestant: ContestantID
  package let code: AccessCode
}

/// What decides whether a contestant may sign in.
package struct ContestantCredentials: Hashable, Sendable {
  package let contest: ContestID
  package let codeDigest: SecretDigest

  package init(contest: ContestID, codeDigest: SecretDigest) {
    self.contest = contest
    self.codeDigest = codeDigest
  }
}

/// Why a roster cannot be added to those that the store holds; in the order of the roster.
package struct RosterConflicts: Hashable, Sendable {
  /// Entries whose admission number belongs to somebody.
  package var repeatedAdmissions: [ContestantID]
  /// Entries whose person is on the event's roster under another admission number.
  package var repeatedIdentities: [ContestantID]

  package init(repeatedAdmissions: [ContestantID], repeatedIdentities: [ContestantID]) {
    self.repeatedAdmissions = repeatedAdmissions
    self.repeatedIdentities = repeatedIdentities
  }

  package var isEmpty: Bool { repeatedAdmissions.isEmpty && repeatedIdentities.isEmpty }
}
