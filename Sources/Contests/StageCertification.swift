/// The newest certified results of a stage.
package struct StageCertification: Hashable, Sendable {
  /// The version of the results, from 1.
  package let version: Int
  /// The version of the stage's keys by which they were marked.
  package let keyVersion: Int

  package init(version: Int, keyVersion: Int) {
    self.version = version
    self.keyVersion = keyVersion
  }
}
