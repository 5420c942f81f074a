import Accounts
import ContestAPI
import Contests
import HTTPTypes

extension Routes {
  /// What staff does about people, and what auditors see of it.
  static func staff(_ backend: Backend) -> [Route] {
    [
      Route(.post, Path.staff, .roles([.admin])) { call in
        let wish: NewStaff = try call.decode()
        guard let role = Role(rawValue: wish.role) else { throw SignInRefusal.roleUnfit }
        try await backend.desk.addStaff(
          named: wish.user, password: wish.password, role: role, by: try call.caller(),
          at: backend.now())
        return try .json(
          Account(role: role.rawValue, name: wish.user, contest: nil, event: nil))
      },
      Route(.post, Path.identity, .roles([.organizer, .judge, .auditor])) { call in
        let wish: IdentityRequest = try call.decode()
        let contestant: ContestantID = try call.identifier("contestant")
        let paper = try await backend.vault.reveal(
          contestant, from: backend.accounts, to: try call.caller(), because: wish.reason,
          at: backend.now())
        return try .json(
          IdentityRevealed(contestant: contestant.text, kind: paper.kind, number: paper.number))
      },
      Route(.get, Path.audit, .roles([.auditor])) { call in
        try .json(try await backend.auditPage(call))
      },
    ]
  }
}

extension Backend {
  /// A page of the log, checked against the entry before it.
  fileprivate func auditPage(_ call: Call) async throws -> AuditPage {
    let after = try call.number("after", in: 0...Int(Int32.max)) ?? 0
    let limit = try call.number("limit", in: 1...Limits.pageRows) ?? 1000
    var chain = AuditChain()
    if after > 0 {
      guard let before = try await accounts.auditEntries(after: after - 1, limit: 1).first else {
        return AuditPage(entries: [], next: after, broken: nil)
      }
      chain = AuditChain(after: before)
    }
    let entries = try await accounts.auditEntries(after: after, limit: limit)
    var broken: Int?
    do throws(AuditChain.Broken) { try chain.verify(entries) } catch { broken = error.sequence }
    return AuditPage(
      entries: entries.map { entry in
        AuditPage.Entry(
          sequence: entry.sequence, at: entry.record.at.milliseconds, actor: entry.record.actor,
          action: entry.record.action, subject: entry.record.subject,
          detail: entry.record.detail, hash: entry.hash)
      }, next: entries.last?.sequence ?? after, broken: broken)
  }
}
