import ContestAPI

/// The commands of an attempt that the server has not acknowledged, in order and numbered.
///
/// They keep their numbers until they are acknowledged, however often they are sent: the server
/// answers a number that it knows as the first time. Only when the server has refused one of them are
/// they numbered anew, by `rebase(onto:)`.
///
/// Invariant: the numbers of `waiting` follow one another, and the last one is `lastSequence`.
struct CommandQueue: Equatable, Sendable {
  /// Oldest first.
  private(set) var waiting: [Command] = []
  /// The highest number that was given out.
  private var lastSequence: Int
  /// How many of the oldest are on their way.
  private var underWay = 0
  /// The oldest was refused and with it all others; nothing is sent until `rebase(onto:)`.
  private var isOutOfStep = false

  /// The most commands that one request may carry.
  static let batch = 200

  /// - Parameter lastSequence: the number of the last command that the server saved.
  /// - Parameter kept: what waited when the program ended the last time, with its numbers.
  init(lastSequence: Int, kept: [Command] = []) {
    self.lastSequence = lastSequence
    guard let first = kept.first else { return }
    waiting = kept.enumerated().map { $1.renumbered(first.sequence + $0) }
    self.lastSequence = first.sequence + kept.count - 1
  }

  /// What is to be told to the server.
  enum Wish: Equatable, Sendable {
    case answer(item: Int, Answer)
    case clear(item: Int)
    case flag(item: Int, Bool)
    case signal(PlaySignal)
    case heartbeat
    case submit

    fileprivate func numbered(_ sequence: Int) -> Command {
      switch self {
      case .answer(let item, let answer): .answer(sequence, item: item, answer)
      case .clear(let item): .clear(sequence, item: item)
      case .flag(let item, let isFlagged): .flag(sequence, item: item, isFlagged)
      case .signal(let signal): .signal(sequence, signal.rawValue)
      case .heartbeat: .heartbeat(sequence)
      case .submit: .submit(sequence)
      }
    }
  }

  mutating func append(_ wish: Wish) {
    lastSequence += 1
    waiting.append(wish.numbered(lastSequence))
  }

  /// What to send now; empty while a batch is on its way, and when nothing waits.
  mutating func takeBatch() -> [Command] {
    guard underWay == 0, !isOutOfStep else { return [] }
    underWay = min(waiting.count, Self.batch)
    return Array(waiting.prefix(underWay))
  }

  /// The batch got no answer: it will be taken again as it is.
  mutating func sendingFailed() { underWay = 0 }

  /// What the replies to a batch come to.
  struct Settlement: Equatable {
    /// What was saved for good, oldest first.
    var acknowledged: [Acknowledgement] = []
    /// What would have been right, by the position of the item that was answered.
    var solutions: [Int: Solution] = [:]
    var refusal: Refusal?

    /// The attempt was handed in by one of them.
    var isSubmitted: Bool { acknowledged.contains { $0.command.kind == "submit" } }
  }

  /// Why the rest of a batch was not carried out.
  enum Refusal: Equatable {
    /// The server expects another number: ask it for the attempt, then `rebase(onto:)`.
    case outOfStep
    /// The bell has not rung, or staff has stopped the clock: later, as for `outOfStep`.
    case notBegun, suspended
    /// Nothing is accepted any more.
    case pastDeadline, alreadySubmitted, voided
    /// This command cannot be carried out and was dropped; then as for `outOfStep`.
    case unacceptable(Command, APIError)
  }

  /// Takes the replies to the batch: what is acknowledged waits no longer.
  mutating func settle(_ replies: [CommandReply]) -> Settlement {
    underWay = 0
    var settlement = Settlement()
    for reply in replies {
      guard let first = waiting.first, reply.sequence == first.sequence else { continue }
      if let refusal = reply.refusal {
        settlement.refusal = refuse(first, refusal, expected: reply.expectedSequence)
        break
      }
      guard let acknowledgement = Acknowledgement(first, reply) else { break }
      waiting.removeFirst()
      settlement.acknowledged.append(acknowledgement)
      if let item = first.item, let solution = reply.solution {
        settlement.solutions[item] = solution
      }
    }
    return settlement
  }

  private mutating func refuse(
    _ command: Command, _ refusal: APIError, expected: Int?
  ) -> Refusal {
    switch refusal.code {
    case "past-deadline": return .pastDeadline
    case "already-submitted": return .alreadySubmitted
    case "voided": return .voided
    case "not-begun":
      isOutOfStep = true
      return .notBegun
    case "suspended":
      isOutOfStep = true
      return .suspended
    case "sequence-gap", "stale-sequence":
      isOutOfStep = true
      return .outOfStep
    default:
      isOutOfStep = true
      if expected != nil { return .outOfStep }
      waiting.removeFirst()
      return .unacceptable(command, refusal)
    }
  }

  /// Numbers what waits anew, after the last command that the server saved.
  mutating func rebase(onto lastSequence: Int) {
    isOutOfStep = false
    underWay = 0
    waiting = waiting.enumerated().map { $1.renumbered(lastSequence + 1 + $0) }
    self.lastSequence = lastSequence + waiting.count
  }

  /// Takes over what the server saved last. What waits and was not refused keeps its numbers: the
  /// server may have it already.
  mutating func adopt(_ lastSequence: Int) {
    if isOutOfStep || waiting.isEmpty { rebase(onto: lastSequence) }
  }

  /// Drops what was refused and is of no use later.
  mutating func dropRefused(where isUseless: (Command) -> Bool) {
    // The numbers of the others change, which only those may that the server does not have.
    if isOutOfStep { waiting.removeAll(where: isUseless) }
  }

  /// Takes a submission back that the server does not have.
  mutating func withdrawSubmission() {
    guard underWay == 0, waiting.last?.kind == "submit" else { return }
    waiting.removeLast()
    lastSequence -= 1
  }

  /// Forgets what waits: nothing is accepted any more.
  mutating func abandon() {
    underWay = 0
    waiting = []
  }

  /// What waits and matters to the contestant.
  var unsaved: [Command] { waiting.filter { !$0.isSignOfLife } }

  /// Responses as they will be when everything that waits has been carried out.
  func applied(to responses: [Answer]) -> [Answer] {
    var responses = responses
    for command in waiting where ["answer", "clear"].contains(command.kind) {
      guard let item = command.item, responses.indices.contains(item) else { continue }
      responses[item] = command.answer ?? .none
    }
    return responses
  }

  /// The marks on items as they will be then.
  func applied(to flags: [Bool]) -> [Bool] {
    var flags = flags
    for command in waiting {
      guard let item = command.item, let isFlagged = command.flagged, flags.indices.contains(item)
      else { continue }
      flags[item] = isFlagged
    }
    return flags
  }
}

extension Command {
  /// The client sends it on its own; nobody wished for it.
  var isSignOfLife: Bool { ["signal", "heartbeat"].contains(kind) }

  fileprivate func renumbered(_ sequence: Int) -> Command {
    Command(
      sequence: sequence, kind: kind, item: item, answer: answer, flagged: flagged, signal: signal)
  }
}
