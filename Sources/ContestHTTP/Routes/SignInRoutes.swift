import Accounts
import ContestAPI
import Contests
import HTTPTypes

extension Routes {
  /// Who somebody is.
  static func signIn(_ backend: Backend) -> [Route] {
    [
      Route(.post, Path.contestantSignIn, .everyone) { call in
        let wish: ContestantSignIn = try call.decode()
        let signedIn = try await backend.desk.signIn(
          contestant: wish.admission, code: wish.code, at: backend.now())
        return try .json(try await backend.signedIn(signedIn))
      },
      Route(.post, Path.staffSignIn, .everyone) { call in
        let wish: StaffSignIn = try call.decode()
        let signedIn = try await backend.desk.signIn(
          staff: wish.user, password: wish.password, at: backend.now())
        return try .json(try await backend.signedIn(signedIn))
      },
      Route(.get, Path.me, .signedIn) { call in
        try .json(try await backend.account(of: try call.caller()))
      },
      Route(.post, Path.signOut, .signedIn) { call in
        let account = try await backend.account(of: try call.caller())
        if let token = call.token { _ = try await backend.desk.signOut(token) }
        return try .json(account)
      },
    ]
  }
}

extension Backend {
  fileprivate func signedIn(_ signedIn: Accounts.SignedIn) async throws -> ContestAPI.SignedIn {
    ContestAPI.SignedIn(
      token: signedIn.token.text, expiresAt: signedIn.expires.milliseconds,
      account: try await account(of: signedIn.principal))
  }

  fileprivate func account(of principal: Principal) async throws -> Account {
    var event: EventID?
    if let id = principal.contestant { event = try await contestants.contestant(id)?.event }
    return Account(
      role: principal.role.rawValue, name: principal.name, contest: principal.contest?.text,
      event: event?.text)
  }
}
