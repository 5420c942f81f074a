/// Why the public view of a stage cannot be made to stand still.
package enum FreezeRefusal: Error, Hashable {
  case frozenAlready(StagePath)
  /// Certified results are public and never change, so that there is nothing to keep back.
  case certified(StagePath)
}

/// The moment from which the public sees nothing new of a stage (封榜).
package struct StageFreeze: Hashable, Sendable {
  /// Results are public whose submissions stand in the journal up to here.
  package let position: Int64
  /// And they count as this version of the stage's keys had it.
  package let keyVersion: Int
  package let at: Instant
  /// What judges entered and ruled is public up to this number.
  package let judging: Int64

  package init(position: Int64, keyVersion: Int = 1, at: Instant, judging: Int64 = 0) {
    self.position = position
    self.keyVersion = keyVersion
    self.at = at
    self.judging = judging
  }
}
