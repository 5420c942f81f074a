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
  /// The version of the certified results that the public sees: 0 where there was none when the freeze
  /// began. Certified results were frozen by earlier versions of the server alone.
  package let resultsVersion: Int

  package init(
    position: Int64, keyVersion: Int = 1, at: Instant, judging: Int64 = 0, resultsVersion: Int = 0
  ) {
    self.position = position
    self.keyVersion = keyVersion
    self.at = at
    self.judging = judging
    self.resultsVersion = resultsVersion
  }

  /// What everybody is told of the state of the stage: nothing of a certification since.
  package func publicState(of state: StageState) -> StageState {
    resultsVersion > 0 ? state : min(state, .closed)
  }
}
