package import Contests
package import HTTPTypes

/// One path and method, who may call it, and what it does. All routes stand in `Routes.all`.
package struct Route: Sendable {
  package let method: HTTPRequest.Method
  /// As in `ContestAPI.Path`, with `{name}` for a segment.
  package let path: String
  package let access: Access
  /// The most bytes that a body may have.
  let bodyLimit: Int
  let handle: @Sendable (Call) async throws -> Reply

  /// Who may call a route.
  package enum Access: Hashable, Sendable {
    case everyone
    case roles(Set<Role>)

    /// Everyone who is signed in.
    package static let signedIn = Access.roles(Set(Role.allCases))
    /// Everyone who works on contests.
    package static let staff = Access.roles([.organizer, .judge, .auditor, .admin])

    /// - Parameter role: absent for somebody who is not signed in.
    package func admits(_ role: Role?) -> Bool {
      switch self {
      case .everyone: true
      case .roles(let roles): role.map(roles.contains) ?? false
      }
    }
  }

  init(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access,
    bodyLimit: Int = Limits.requestBytes,
    _ handle: @escaping @Sendable (Call) async throws -> Reply
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.bodyLimit = bodyLimit
    self.handle = handle
  }
}

/// The routes of the API.
package enum Routes {
  /// Every route, in the order of the floors that they lead to.
  package static func all(_ backend: Backend) -> [Route] {
    [
      service, signIn, staff, banks, drafts, blueprints, contests, rosters, attempts, results,
      coSignatures,
      headcounts, rollups, streams, corrections, appeals, judging, shortlists, eligibility,
      achievements, issuers, certificates, certificateProofs, issuerKeys, prints,
      certificateTemplates, verification, outcomes, handOvers,
    ].flatMap { $0(backend) }
  }
}
