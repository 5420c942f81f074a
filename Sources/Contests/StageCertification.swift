/// The newest certified results of a stage.
package struct StageCertification: Hashable, Sendable {
  /// The version of the results, from 1.
  package let version: Int
  /// The version of the stage's keys by which they were marked.
  package let keyVersion: Int
  /// The number of the last act of judges that stands in them; 0 for none.
  package let judging: Int64

  package init(version: Int, keyVersion: Int, judging: Int64 = 0) {
    self.version = version
    self.keyVersion = keyVersion
    self.judging = judging
  }
}
