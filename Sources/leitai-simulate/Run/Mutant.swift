/// A way to build the shell of the engine wrongly. Each breaks a promise, and the simulation must notice.
enum Mutant: String, CaseIterable, Sendable {
  /// Says that an entry is durable as soon as it is in the queue.
  case acknowledgesBeforeCommit
  /// Says that an entry is durable when somebody else's stands in its place.
  case takesConflictForSuccess
  /// Says that an entry is durable when its commit failed.
  case takesFailedCommitForSuccess
  /// Says nothing at all of entries whose commit failed.
  case forgetsFailedCommits
  /// Reads an attempt once, and gives the same state whenever it is to be read again.
  case answersFromStaleRead
  /// Writes records whatever they build on.
  case forgetsBase
  /// Writes starts whose number or seat is taken.
  case forgetsUniqueness
  /// Commits without waiting for the disk.
  case commitsWithoutSync
  /// Takes the machine's clock as it is.
  case trustsWallClock
  /// Acknowledges a repeated number without comparing the commands.
  case repliesToRepeatsWithoutLooking
  /// Does not look whether the stage was closed while a start was on its way.
  case startsWithoutSecondLook
  /// Does not look whether the stage of an open attempt was closed when its contestant comes back.
  case resumesWithoutLook
  /// Does not look for what is open at closed stages.
  case leavesClosedStages
  /// Moves the projector's bookmark before the results are kept.
  case bookmarksBeforeResults
}
