import ContestAPI
import ContestClient

/// What the server says, and what follows from it.
extension PlayState {
  /// How often a suspended attempt is asked about.
  private static let poll = Duration.seconds(5)

  // Replies to commands

  mutating func take(_ replies: CommandReplies) {
    courier.cameBack()
    trouble = nil
    deadline = replies.deadline
    let settlement = queue.settle(replies.replies)
    if !settlement.acknowledged.isEmpty {
      savedAt = settlement.acknowledged.last { !$0.command.isSignOfLife }?.savedAt ?? savedAt
      courier.progressed()
      journal.note(settlement.acknowledged)
      journalHasChanged = true
    }
    solutions.merge(settlement.solutions) { _, new in new }
    if let receipt = replies.receipt { journal.receipt = receipt }
    if settlement.isSubmitted, let last = settlement.acknowledged.last {
      return finish(head: last.head, at: last.savedAt, score: nil)
    }
    switch settlement.refusal {
    case .pastDeadline: collect(.timeUp)
    case .alreadySubmitted: collect(remaining > 0 ? .elsewhere : .timeUp)
    case .voided: void()
    case .suspended: suspend()
    case .outOfStep, .notBegun: courier.resynchronise()
    case .unacceptable(let command, let refusal):
      if !command.isSignOfLife { complaint = refusal.message }
      courier.resynchronise()
    case nil:
      switch replies.state {
      case "suspended": suspend()
      case "voided": void()
      default:
        if settlement.acknowledged.isEmpty { courier.backOff() }
        if phase == .submitting(.timeUp) { endUnlessThereIsMoreTime() }
      }
    }
  }

  private mutating func collect(_ reason: Reason) {
    abandonQueue()
    courier.ask()
    phase = .collecting(reason)
  }

  // The attempt

  mutating func take(_ view: AttemptView) {
    begins = view.begins
    deadline = view.deadline
    if let receipt = view.receipt { journal.receipt = receipt }
    if let submittedAt = view.submittedAt {
      // Only what the server has; nothing that waits will be added to it.
      finish(head: view.head, at: submittedAt, score: view.score)
      return restore(view)
    }
    switch view.state {
    case "voided": void()
    case "suspended":
      if !view.items.isEmpty { restore(view) }
      suspend()
    case "waiting":
      queue.adopt(view.lastSequence)
      phase = .waiting
      stoodStillAt = nil
      ruling = nil
      // This machine may be ahead of the server by a moment.
      if serverNow >= begins { courier.ask(after: .milliseconds(50)) }
    default: goOn(with: view)
    }
  }

  private mutating func goOn(with view: AttemptView) {
    let wasSuspended = phase == .suspended
    stoodStillAt = nil
    switch phase {
    case .collecting where remaining <= 0: return courier.ask(after: .seconds(1))
    case .receipt, .review: return awaitScore()
    case .suspended, .waiting, .collecting:
      queue.dropRefused { $0.kind == "heartbeat" }
      // Whoever handed in before the pause has handed in.
      let isSubmitting = queue.waiting.contains { $0.kind == "submit" }
      phase = isSubmitting ? .submitting(.handedIn) : .question
      courier.begin(at: now)
    default: break
    }
    queue.adopt(view.lastSequence)
    let isFirst = items.isEmpty
    restore(view)
    if isFirst { open(unanswered.first ?? 0) }
    if wasSuspended { ruling = nil }
    if phase == .submitting(.timeUp) { endUnlessThereIsMoreTime() }
  }

  /// Takes over what the server has, under what has not yet been sent. An order that was begun
  /// remains where there is no answer.
  private mutating func restore(_ view: AttemptView) {
    items = view.items
    responses = queue.applied(to: Self.fitted(view.responses, to: items.count, or: .none))
    flags = queue.applied(to: Self.fitted(view.flags, to: items.count, or: false))
    for (item, solution) in view.solutions.enumerated() {
      if let solution { solutions[item] = solution }
    }
    orders = orders.filter { responses.indices.contains($0.key) && responses[$0.key].isEmpty }
    drafts = drafts.filter { responses.indices.contains($0.key) && responses[$0.key].isEmpty }
  }

  private static func fitted<Value>(_ values: [Value], to count: Int, or none: Value) -> [Value] {
    Array(values.prefix(count)) + Array(repeating: none, count: max(0, count - values.count))
  }

  // Interventions by staff

  /// The clock stands still, nothing is taken, and the server is asked until it goes on.
  private mutating func suspend() {
    if phase != .suspended {
      // Nobody is out of time before the clock goes on.
      if phase == .submitting(.timeUp) { queue.dropRefused { $0.kind == "submit" } }
      phase = .suspended
      stoodStillAt = serverNow
      askForRuling()
    }
    courier.ask(after: Self.poll)
  }

  private mutating func void() {
    abandonQueue()
    journal.isOver = true
    journalHasChanged = true
    edit = nil
    phase = .voided
    askForRuling()
  }

  private mutating func askForRuling() {
    ruling = nil
    awaitsRuling = true
    askedForRuling = false
  }

  mutating func take(_ ruling: StaffRuling?) {
    awaitsRuling = false
    self.ruling = ruling
    if phase == .suspended, let ruling { stoodStillAt = ruling.at }
  }

  // The end

  /// The attempt is handed in. The score may come a moment later.
  private mutating func finish(head: String, at submittedAt: Int64, score: Int?) {
    let reason: Reason =
      switch phase {
      case .submitting(let reason), .collecting(let reason): reason
      case .receipt(let receipt), .review(let receipt): receipt.reason
      default: .elsewhere
      }
    abandonQueue()
    edit = nil
    stoodStillAt = nil
    if filing == nil { isFiling = true }
    let tells = feedback != "none"
    let receipt = Receipt(
      reason: reason, head: head, submittedAt: submittedAt, score: score,
      isWaiting: score == nil && tells)
    if case .review = phase { phase = .review(receipt) } else { phase = .receipt(receipt) }
    if receipt.isWaiting { awaitScore() }
  }

  private mutating func abandonQueue() {
    lost += queue.waiting.count { ["answer", "clear"].contains($0.kind) }
    queue.abandon()
  }

  /// Asks for the score every half second, six times in all.
  private mutating func awaitScore() {
    guard case .receipt(var receipt) = phase else { return }
    if scorePolls > 0 {
      scorePolls -= 1
      courier.ask(after: .milliseconds(500))
    } else {
      receipt.isWaiting = false
      phase = .receipt(receipt)
      courier.askNoMore()
    }
  }

  mutating func take(_ filing: ReceiptFiling) {
    isFiling = false
    self.filing = filing
  }

  // No answer

  mutating func take(_ failure: ContestClient.Failure) {
    courier.cameBack()
    queue.sendingFailed()
    switch phase {
    case .receipt, .review: return awaitScore()
    case .voided: return
    default: break
    }
    trouble = failure
    switch failure {
    case .busy(let seconds, _): courier.waitAsAsked(seconds)
    case .refused(401, _): courier.backOff()  // Until the contestant signs in anew.
    default:
      guard failure.status == .unreachable else {
        phase = .stopped
        return
      }
      courier.backOff()
    }
    // Meanwhile staff may have given more time.
    if phase == .submitting(.timeUp), queue.waiting.allSatisfy({ $0.kind == "submit" }) {
      courier.askNext()
    }
  }
}
