/// What the engine promises, whatever happens.
enum Promise: String, CaseIterable, Sendable {
  /// What was acknowledged is stored, with the same head, and stays.
  case acknowledgedIsStored
  /// A number has one record and one reply.
  case oneReplyForEachNumber
  /// Sequences have no gap and the chain no break.
  case wholeChain
  /// Of two starts, submissions or commands at once one wins; one attempt is open at a time.
  case oneWinner
  /// Tries, tries a day and the seats of a unit are not exceeded.
  case quotas
  case nothingAfterTheEnd
  /// Nothing of a contestant before the bell, while the clock stands still or after `due`; the
  /// server hands in after `due` and not before.
  case timeKept
  /// An item whose key was shown is not answered again.
  case answersStayFinal
  /// Nobody is told of a state that was not durable, or of one from before what was told already.
  case toldIsDurable
  /// A refusal gives a reason that holds.
  case refusedForAReason
  /// Nobody but the contestant gets at an attempt.
  case ownAttemptsOnly
  /// Whoever enters a closed stage learns that the attempt is over, and what was open there is handed
  /// in when a server has had time to look, also after a restart.
  case closedIsClosed
  /// The state in memory is the one that the records give.
  case replayEqualsLive
  /// Every submitted attempt has one result, the one that a fresh projection gives.
  case oneResultEach
  /// When all is well, everybody gets an answer and every attempt comes to its end.
  case progress
  /// A server's time goes neither back nor away from the monotonic clock.
  case steadyTime
}

/// The first promise that a run has found broken.
final class Verdict {
  struct Broken: Hashable, Sendable, CustomStringConvertible {
    let promise: Promise
    let text: String

    var description: String { "\(promise): \(text)" }
  }

  private(set) var broken: Broken?

  /// Notes that a promise is broken unless the condition holds.
  func hold(_ promise: Promise, _ condition: Bool, _ text: @autoclosure () -> String) {
    if !condition && broken == nil { broken = Broken(promise: promise, text: text()) }
  }
}
