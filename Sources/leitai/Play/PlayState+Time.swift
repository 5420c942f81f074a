/// What passes without a key or a reply.
extension PlayState {
  /// Without a command for so long, in milliseconds, the client says that it is there.
  static let heartbeatGap: Int64 = 30_000
  /// In the waiting room the server is asked so often, in milliseconds, and not shortly before the
  /// bell.
  private static let waitingGap: Int64 = 60_000
  private static let quietBeforeBell: Int64 = 10_000
  /// Where all sit together what was right is told when nobody can answer any more; the server is asked
  /// so often, in milliseconds.
  private static let solutionsGap: Int64 = 10_000

  /// The monotonic clock moved on.
  mutating func tick(_ now: Int64) {
    self.now = max(now, self.now)
    switch phase {
    case .waiting: waitForBell()
    case .suspended: break
    case .question, .overview, .confirmingSubmit, .confirmingLeave:
      if remaining <= 0 { return timeIsUp() }
      sendSignals()
      if queue.waiting.isEmpty, self.now - courier.sentAt >= Self.heartbeatGap {
        queue.append(.heartbeat)
      }
    case .receipt: waitForSolutions()
    case .submitting, .collecting, .review, .voided, .stopped: break
    }
  }

  /// What is right will be told once all are done.
  var awaitsSolutions: Bool { ["at-end", "after-each"].contains(feedback) && solutions.isEmpty }

  private mutating func waitForSolutions() {
    guard awaitsSolutions, isSettled, serverNow > deadline, solutionPolls > 0, !courier.isUnderWay,
      now - lookedAt >= Self.solutionsGap
    else { return }
    solutionPolls -= 1
    lookedAt = now
    courier.ask()
  }

  /// Milliseconds until the bell; negative after it.
  var untilBell: Int64 { begins - serverNow }

  private mutating func waitForBell() {
    guard !courier.isUnderWay, !courier.wantsAttempt else { return }
    if untilBell <= 0 {
      courier.ask()
    } else if untilBell > Self.quietBeforeBell, now - lookedAt >= Self.waitingGap {
      lookedAt = now
      courier.ask()
    }
  }

  /// What waits goes first. Then the server is asked: staff may have given more time.
  private mutating func timeIsUp() {
    phase = .submitting(.timeUp)
    if queue.waiting.isEmpty, !courier.isUnderWay { courier.ask() }
  }

  /// Hands in, unless the deadline has moved.
  mutating func endUnlessThereIsMoreTime() {
    if remaining > 0 {
      queue.withdrawSubmission()
      phase = .question
    } else if queue.waiting.isEmpty {
      queue.append(.submit)
    }
  }

  /// Notes what the terminal tells about its window, while answers can be given.
  mutating func note(_ signal: PlaySignal) {
    guard recordsSignals, isAnswering else { return }
    watch.note(signal, at: now)
    sendSignals()
  }

  private mutating func sendSignals() {
    for signal in watch.due(at: now) { queue.append(.signal(signal)) }
  }
}
