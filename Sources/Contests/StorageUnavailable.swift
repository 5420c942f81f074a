/// The store cannot keep or read anything at the moment: the disk is full, failing or read-only. What
/// was asked for has not been done, and may be asked for again.
package struct StorageUnavailable: Error, Hashable {
  /// What the database said, for the log.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}
