/// The newest certified results of a stage.
package struct StageCertification: Hashable, Sendable {
  /// The version of the results, from 1.
  package let version: Int
  /// The version of the stage's keys by which they were marked.
  package let keyVersion: Int
  /// When they were certified.
  package let at: Instant

  package init(version: Int, keyVersion: Int, at: Instant) {
    self.version = version
    self.keyVersion = keyVersion
    self.at = at
  }
}
