package import Accounts
package import Contests

/// Where registered issuers are kept. Each method is one transaction; nothing is ever
/// changed or deleted.
package protocol IssuerStore: Sendable {
  /// Adds entries of the register and the record that says so. One that is there already, word for
  /// word, is left out; a later entry of the same body, number, occupation, levels and first day takes
  /// the place of an earlier one.
  ///
  /// - Returns: how many were added.
  func add(
    _ entries: [IssuerRegistration], at instant: Instant, noting record: AuditRecord
  ) async throws -> Int

  /// The entries in force, of an occupation when one is given, in the order in which they were added.
  func issuers(for occupation: OccupationCode?) async throws -> [IssuerRegistration]
}
