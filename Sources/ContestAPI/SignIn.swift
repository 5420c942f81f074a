package struct ContestantSignIn: Codable, Hashable, Sendable {
  /// The admission number (准考证号).
  package let admission: String
  /// The access code; case, spaces and hyphens do not matter.
  package let code: String

  package init(admission: String, code: String) {
    self.admission = admission
    self.code = code
  }
}

package struct StaffSignIn: Codable, Hashable, Sendable {
  package let user: String
  package let password: String

  package init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

/// A new access token. It is sent as `Authorization: Bearer TOKEN`.
package struct SignedIn: Codable, Hashable, Sendable {
  package let token: String
  /// Milliseconds since 1970.
  package let expiresAt: Int64
  package let account: Account

  package init(token: String, expiresAt: Int64, account: Account) {
    self.token = token
    self.expiresAt = expiresAt
    self.account = account
  }
}

/// Who is signed in.
package struct Account: Codable, Hashable, Sendable {
  /// `contestant`, `organizer`, `judge`, `auditor` or `admin`.
  package let role: String
  /// The user name or admission number.
  package let name: String
  /// A contestant's contest and event; absent for staff.
  package let contest: String?
  package let event: String?

  package init(role: String, name: String, contest: String?, event: String?) {
    self.role = role
    self.name = name
    self.contest = contest
    self.event = event
  }
}
