/// Where contests are kept. Each method is one transaction.
package protocol ContestStore: Sendable {
  /// Keeps a new contest with all its stages as drafts, and the plan's own text.
  ///
  /// - Returns: `false` when a contest of that id exists; nothing is changed then.
  ///
  /// - Parameter policies: the versions of the policy packs that hold for the contest from now on.
  func create(
    _ contest: Contest, plan: String, policies: [PackID: Int]
  ) async throws -> Bool

  /// The versions of the policy packs with which a contest was created.
  func policyVersions(of contest: ContestID) async throws -> [PackID: Int]

  func contest(_ id: ContestID) async throws -> Contest?

  /// Every contest, in the order of its id.
  func contests() async throws -> [Contest]

  /// The states of all stages of a contest; empty when there is no such contest.
  func states(of contest: ContestID) async throws -> [StagePath: StageState]

  /// The newest certified results of the stages of a contest that have some.
  func certifications(of contest: ContestID) async throws -> [StagePath: StageCertification]

  /// The stages of a contest that are frozen.
  func freezes(of contest: ContestID) async throws -> [StagePath: StageFreeze]

  /// When the last freeze of a stage ended that began before it was certified; absent when none did.
  func lastUnfreeze(of stage: StagePath) async throws -> Instant?

  /// Freezes a stage at the results that have been recorded.
  ///
  /// - Throws: `FreezeRefusal` when it is frozen or certified already; nothing is changed then.
  func freeze(_ stage: StagePath, _ note: StaffNote) async throws -> StageFreeze

  /// Ends a freeze; what was noted of it stays.
  ///
  /// - Returns: `false` when the stage is not frozen.
  func unfreeze(_ stage: StagePath, _ note: StaffNote) async throws -> Bool

  /// Moves a stage forward; a stage never moves back.
  ///
  /// - Returns: `false` when the stage is not in one of `from`; nothing is changed then.
  func move(_ stage: StagePath, from: Set<StageState>, to: StageState) async throws -> Bool
}
