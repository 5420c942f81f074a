import AttemptRecords
import Contests
import Sessions

/// A contestant's client. It numbers its commands, asks until it gets an answer, and asks for the
/// same with the same numbers.
final class Device {
  enum Mode { case entering, playing, done }

  let number: Int
  let contestant: Int
  let stage: Int
  private unowned let world: Simulation
  private(set) var mode = Mode.entering
  private var attempt: AttemptID?
  /// The number for the next new command.
  private var next = 1
  /// The newest number of which it knows that it was used.
  private var used = 0
  private var pending: [NumberedCommand] = []
  /// What it had acknowledged, to ask again.
  private var past: [NumberedCommand] = []
  /// Commands to come before it hands in.
  private var wishes = 0
  private var walksAway = false
  private var attemptsLeft: Int
  private var deadline: Instant?
  /// What it does next; whatever was planned under an earlier number is void.
  private var turn = 0
  private var request = 0
  private var daysWaited = 0

  init(_ number: Int, of contestant: Int, at stage: Int, in world: Simulation) {
    self.number = number
    self.contestant = contestant
    self.stage = stage
    self.world = world
    attemptsLeft = world.dice.number(in: 1...3)
  }

  /// Plans its next step.
  func act(after milliseconds: Int64) {
    turn += 1
    request += 1
    world.put(.wake(device: number, turn: turn), after: milliseconds)
  }

  /// Does the step that was planned, and asks again later unless there is an answer.
  func wake(_ turn: Int) {
    guard turn == self.turn else { return }
    let wish: Request.Wish
    switch mode {
    case .done: return
    case .entering: wish = .enter(stage: stage)
    case .playing:
      guard let attempt else { return }
      if pending.isEmpty {
        if let wait = choose() { return act(after: wait) }
      }
      if world.dice.chance(20) { pry(attempt) }
      wish = .perform(pending, on: attempt)
    }
    world.send(
      Request(
        contestant: contestant, wish: wish, caller: .device(number, request: request)))
    world.put(
      .wake(device: number, turn: turn), after: 80 + world.dice.delay(in: 0...300))
  }

  /// Asks for the attempt in another contestant's name.
  private func pry(_ attempt: AttemptID) {
    world.send(
      Request(
        contestant: (contestant + 1) % world.scenario.contestants.count,
        wish: .perform([NumberedCommand(number: 1, command: .heartbeat)], on: attempt),
        caller: .stranger))
  }

  // MARK: Wishes

  /// Makes up what comes next.
  ///
  /// - Returns: for how long to wait before that.
  private func choose() -> Int64? {
    if wishes == 0 && walksAway {
      walksAway = false
      return Int64(world.dice.number(in: 500...3000))
    }
    if let deadline, world.dice.chance(80) {
      self.deadline = nil
      if world.dice.chance(600) { wishes = 0 }
      let grace = world.scenario.places[stage].stage.grace
      if let wait = world.aim(at: deadline + grace) { return wait }
    }
    if let repeated = world.dice.one(of: past), world.dice.chance(80) {
      let command = world.dice.chance(300) ? command() : repeated.command
      pending = [NumberedCommand(number: repeated.number, command: command)]
      return nil
    }
    if wishes > 0 && world.dice.chance(80) {
      chooseMany()
      return nil
    }
    var count = 1
    if wishes > 0 && world.dice.chance(200) { count = world.dice.number(in: 2...4) }
    for _ in 0..<count {
      pending.append(
        NumberedCommand(number: next, command: wishes == 0 ? .submit : command()))
      next += 1
      wishes = max(0, wishes - 1)
    }
    if count > 1 { world.tally.count(.batch) }
    return nil
  }

  /// So many at once that the database keeps several in a row, now and then more than fill one; sometimes
  /// with the submission at their end.
  private func chooseMany() {
    for _ in 0..<world.dice.number(in: 3...20) {
      pending.append(NumberedCommand(number: next, command: command()))
      next += 1
    }
    wishes -= 1
    world.tally.count(.largeBatch)
    guard world.dice.chance(150) else { return }
    pending.append(NumberedCommand(number: next, command: .submit))
    next += 1
    wishes = 0
  }

  private func command() -> Attempt.Command {
    let item = world.dice.chance(15) ? 4 : world.dice.number(in: 0...3)
    switch world.dice.number(in: 0...11) {
    case 0...6:
      var choices = Choices(position: world.dice.number(in: 0...3))
      if world.dice.chance(item >= 2 ? 500 : 20) {
        choices.insert(Choices(position: world.dice.number(in: 0...3)))
      }
      return .answer(item: item, .choices(choices))
    case 7: return .clear(item: item)
    case 8: return .flag(item: item, world.dice.chance(500))
    case 9: return .signal(.focusLost)
    default: return .heartbeat
    }
  }

  // MARK: Answers

  func take(_ answer: Answer, to request: Int) {
    guard request == self.request, mode != .done else { return }
    switch answer {
    case .session(.success(let reply)): take(reply)
    case .session(.failure(.unknownAttempt)):
      // The laws have judged it; there is nothing to go on with.
      leave()
    case .session(.failure), .failed: act(after: 20 + world.dice.delay(in: 0...150))
    case .entered(let status): enter(status)
    case .refused(let refusal): take(refusal)
    }
  }

  private func enter(_ status: AttemptStatus) {
    guard status.phase == .open || status.phase == .suspended else { return leave() }
    mode = .playing
    attempt = status.attempt
    deadline = status.deadline
    used = status.lastCommand
    next = used + 1
    pending = []
    past = []
    wishes = world.dice.number(in: 1...7)
    walksAway = world.dice.chance(250)
    act(after: think())
  }

  private func take(_ refusal: EntryRule.Refusal) {
    switch refusal {
    case .notYet: act(after: 300)
    case .triesUsedToday where daysWaited < 3:
      daysWaited += 1
      act(after: Int64(world.dice.number(in: 200...2500)))
    default: mode = .done
    }
  }

  private func take(_ reply: SessionReply) {
    var wait = think()
    for outcome in reply.outcomes {
      guard let numbered = pending.first else { break }
      switch outcome {
      case .saved:
        pending.removeFirst()
        past.append(numbered)
        used = max(used, numbered.number)
        if numbered.command == .submit { return leave() }
      case .rejected(.alreadySubmitted), .rejected(.voided): return leave()
      case .rejected(.pastDeadline):
        // The server hands in.
        return leave()
      case .rejected(.suspended), .rejected(.notBegun):
        wait = Int64(world.dice.number(in: 50...250))
      case .rejected(.staleSequence), .rejected(.sequenceGap): break
      default: pending.removeFirst()
      }
      guard case .saved = outcome else { break }
    }
    deadline = reply.status.deadline
    // A server that is behind says what this device knows better.
    used = max(used, reply.status.lastCommand)
    next = used + 1
    pending = pending.map { numbered in
      defer { next += 1 }
      return NumberedCommand(number: next, command: numbered.command)
    }
    act(after: wait)
  }

  /// The attempt is over; perhaps there is another.
  private func leave() {
    attempt = nil
    deadline = nil
    attemptsLeft -= 1
    mode = attemptsLeft > 0 ? .entering : .done
    if mode == .entering {
      world.tally.count(.triedAgain)
      act(after: think())
    }
  }

  private func think() -> Int64 { world.dice.delay(in: 2...(world.isCalm ? 50 : 500)) }
}
