import AttemptRecords
package import Contests

/// Handing in what contestants have not: their time is up, or their stage is closed.
extension SessionEngine {
  /// Hands in every open attempt of a stage that has been closed.
  ///
  /// - Throws: the first failure, after all have been tried.
  package func close(_ stage: StagePath) async throws {
    try await submit(try await journal.openAttempts(of: stage), by: .closing)
  }

  /// Hands in whatever is open at stages that are closed: those who closed them were interrupted, or a
  /// start became durable after they had looked.
  ///
  /// - Returns: how many attempts there were.
  /// - Throws: the first failure, after all have been tried, or an error of the store.
  package func submitClosed() async throws -> Int {
    var left: [AttemptID] = []
    for path in try await journal.openStages() {
      guard let place = try await directory.stage(path), place.endsAttempts else { continue }
      left += try await journal.openAttempts(of: path)
    }
    try await submit(left, by: .closing)
    return left.count
  }

  /// Hands in attempts whose time is up.
  ///
  /// - Returns: how many there were, at most 1,000.
  /// - Throws: the first failure, after all have been tried, or an error of the store.
  package func submitOverdue() async throws -> Int {
    let overdue = try await journal.overdue(at: now(), limit: 1000)
    try await submit(overdue, by: .deadline)
    return overdue.count
  }

  /// A sitting as its contestant gets it: handed in where the stage ends it.
  ///
  /// The stage is looked at after the start is durable, and whoever closes it looks for starts
  /// afterwards: one of both sees the other.
  func closed(_ sitting: Sitting) async throws -> Sitting {
    let attempt = sitting.attempt
    guard sitting.place.ends(attempt) else { return sitting }
    _ = try await ask(.submit(by: .closing), on: attempt.id)
    guard let closed = try await self.sitting(attempt.id) else {
      throw SessionFailure.damaged(attempt.id)
    }
    return closed
  }

  /// How many attempts are handed in together; contestants' answers must still find room.
  private static let submissionsAtOnce = 1000

  /// Many at once, so that they share commits. One that cannot be handed in keeps no other from it.
  ///
  /// - Throws: the first failure, after all have been tried.
  private func submit(_ ids: [AttemptID], by submitter: AttemptEvent.Submitter) async throws {
    var failure: (any Error)?
    for start in stride(from: 0, to: ids.count, by: Self.submissionsAtOnce) {
      let failures = await withTaskGroup(of: (any Error)?.self) { group in
        for id in ids[start..<min(ids.count, start + Self.submissionsAtOnce)] {
          group.addTask {
            do {
              _ = try await self.ask(.submit(by: submitter), on: id)
              return nil
            } catch {
              return error
            }
          }
        }
        return await group.compactMap { $0 }.reduce(into: [any Error]()) { $0.append($1) }
      }
      failure = failure ?? failures.first
    }
    if let failure { throw failure }
  }
}

extension StagePlace {
  /// Whether whatever is open at this stage is to be handed in.
  package var endsAttempts: Bool { state > .open }

  /// Whether an attempt at this stage is to be handed in because the stage is closed.
  package func ends(_ attempt: Attempt) -> Bool { endsAttempts && !attempt.isOver }
}
