package import Contests

/// One person on a roster, as the store keeps it.
package struct RosterEntry: Hashable, Sendable {
  package let contestant: Contestant
  package let identity: ProtectedIdentity
  package let codeDigest: SecretDigest

  package init(contestant: Contestant, identity: ProtectedIdentity, codeDigest: SecretDigest) {
    self.contestant = contestant
    self.identity = identity
    self.codeDigest = codeDigest
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
  package let repeatedAdmissions: [ContestantID]
  /// Entries whose person is on the event's roster under another admission number.
  package let repeatedIdentities: [ContestantID]

  package init(repeatedAdmissions: [ContestantID], repeatedIdentities: [ContestantID]) {
    self.repeatedAdmissions = repeatedAdmissions
    self.repeatedIdentities = repeatedIdentities
  }

  package var isEmpty: Bool { repeatedAdmissions.isEmpty && repeatedIdentities.isEmpty }
}
