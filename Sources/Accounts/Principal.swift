package import Contests

/// Who is calling: a member of staff or a contestant.
package struct Principal: Hashable, Sendable, CustomStringConvertible {
  package let role: Role
  /// The user name, or the admission number of a contestant.
  package let name: String
  /// Present exactly when `role` is `.contestant`.
  package let contestant: ContestantID?
  /// The contest on whose roster the contestant stands; absent for staff.
  package let contest: ContestID?

  /// A member of staff.
  ///
  /// - Precondition: `role` is not `.contestant`.
  package init(staff name: UserName, role: Role) {
    precondition(role != .contestant, "staff never act as contestants")
    self.role = role
    self.name = name.text
    contestant = nil
    contest = nil
  }

  /// A contestant, whose name is the admission number.
  package init(contestant: ContestantID, contest: ContestID) {
    role = .contestant
    name = contestant.text
    self.contestant = contestant
    self.contest = contest
  }

  /// The form in which the audit log names an actor: `judge/wang`.
  package var description: String { "\(role.rawValue)/\(name)" }
}

/// The name by which a member of staff signs in.
///
/// 2 to 32 ASCII letters, digits, `.`, `-` or `_`, the first a letter; kept in lower case, so that
/// `Wang` and `wang` are the same person.
package struct UserName: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// `nil` when the text breaks that form.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (2...32).contains(bytes.count), let first = text.first, first.isASCII, first.isLetter,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })
    else { return nil }
    self.text = text.lowercased()
  }

  package var description: String { text }
}

/// A member of staff as the store keeps it: with the password only as a hash.
package struct StaffAccount: Hashable, Sendable {
  package let name: UserName
  /// Never `.contestant`.
  package let role: Role
  package let password: Password

  package init(name: UserName, role: Role, password: Password) {
    self.name = name
    self.role = role
    self.password = password
  }
}
