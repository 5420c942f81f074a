/// How much an archive may ask of the process that reads it. Every limit is inclusive.
package struct ArchiveLimits: Equatable, Sendable {
  /// Bytes that the parts of one archive may inflate to, together; a part read twice counts twice.
  package var maxInflatedBytes = 256 << 20

  /// Inflated bytes for each compressed one, in any one part. Counted from 4 MiB inflated on, since
  /// small parts of honest files compress very well.
  package var maxInflateRatio = 200

  /// Entries in one archive, folders included.
  package var maxParts = 4_096

  /// The defaults, which admit question banks and rankings of any contest.
  package init() {}
}
