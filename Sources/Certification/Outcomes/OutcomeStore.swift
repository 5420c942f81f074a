package import Accounts
package import Contests

/// Where the lives of outcomes are kept. Each method is one transaction, and nothing that is kept ever
/// changes.
package protocol OutcomeStore: Sendable {
  /// The outcomes of a contest, by number.
  ///
  /// - Parameter contestant: whose; absent: everybody's.
  func outcomes(of contest: ContestID, of contestant: ContestantID?) async throws -> [OutcomeCase]

  /// The outcomes of a contest whose public notice is not over then, by number, whatever became of them
  /// since.
  func outcomes(of contest: ContestID, inNoticeAt instant: Instant) async throws -> [OutcomeCase]

  /// The facts by which an outcome was decided, as `FactsSnapshot` writes them; absent for an unknown
  /// number and for an outcome of an earlier version.
  func facts(of number: Int, in contest: ContestID) async throws -> String?

  /// Does all of it or nothing, with the record that says so, numbering new cases from the next free
  /// number on. The certificate of a grant that ends is revoked with it.
  ///
  /// - Returns: the cases as they are afterwards, those that are new behind the others; `nil` when
  ///   somebody else did something to one of the cases, opened one, objected, or certified other results
  ///   meanwhile.
  /// - Throws: `IssuedNumberTaken` for a number under which something else was issued.
  func record(
    _ change: OutcomeTransition, in contest: ContestID, noting record: AuditRecord
  ) async throws -> [OutcomeCase]?

  /// Keeps signed certificates as `CredentialStore.keep` does, and what that makes of their outcomes:
  /// all of it or nothing, so that no certificate is in force that is on nobody's record, that other
  /// results carry, or to whose person somebody objected before.
  ///
  /// - Returns: the kept certificates, in the order of the batch; `nil` as for `record`.
  /// - Throws: as `CredentialStore.keep` and `record` do.
  func issue(
    _ batch: [Credential], taking change: OutcomeTransition, in contest: ContestID,
    random: @escaping @Sendable () -> UInt64, noting record: AuditRecord
  ) async throws -> [Credential]?
}

/// A number under which something was issued already, in any contest.
package struct IssuedNumberTaken: Error, Hashable, Sendable {
  package let number: String

  /// Made by storage drivers only.
  package init(number: String) { self.number = number }
}
