import ContestAPI

/// The commands of an attempt that the server has not acknowledged, in order and numbered.
///
/// They keep their numbers until they are acknowledged, however often they are sent: the server
/// answers a number that it knows as the first time. Only when the server expects another number
/// are they numbered anew, by `rebase(onto:)`.
///
/// Invariant: the numbers of `waiting` follow one another, and the last one is `lastSequence`.
struct CommandQueue: Equatable, Sendable {
  /// Oldest first.
  private(set) var waiting: [Command] = []
  /// The highest number that was given out.
  private var lastSequence: Int
  /// How many of the oldest are on their way.
  private var underWay = 0
  /// The numbers do not fit what the server has; nothing is sent until `rebase(onto:)`.
  private var isOutOfStep = false

  /// The most commands that one request may carry.
  static let batch = 200

  /// - Parameter lastSequence: the number of the last command that the server saved.
  init(lastSequence: Int) { self.lastSequence = lastSequence }

  /// What a contestant wants.
  enum Wish: Equatable, Sendable {
    case answer(item: Int, Answer)
    case clear(item: Int)
    case submit

    fileprivate func numbered(_ sequence: Int) -> Command {
      switch self {
      case .answer(let item, let answer): .answer(sequence, item: item, answer)
      case .clear(let item): .clear(sequence, item: item)
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
    /// How many commands were acknowledged.
    var saved = 0
    /// When the last of them was saved, and the head of the chain with it.
    var savedAt: Int64?
    var head: String?
    /// The attempt was handed in by one of them.
    var isSubmitted = false
    var refusal: Refusal?
  }

  /// Why the rest of a batch was not carried out.
  enum Refusal: Equatable {
    /// The server expects another number: ask it for the attempt, then `rebase(onto:)`.
    case outOfStep
    /// Nothing is accepted any more.
    case pastDeadline, alreadySubmitted
    /// This command cannot be carried out and was dropped; then as for `outOfStep`.
    case unacceptable(String)
  }

  /// Takes the replies to the batch: what is acknowledged waits no longer.
  mutating func settle(_ replies: [CommandReply]) -> Settlement {
    underWay = 0
    var settlement = Settlement()
    for reply in replies {
      guard let first = waiting.first, reply.sequence == first.sequence else { continue }
      if let refusal = reply.refusal {
        settlement.refusal = refuse(refusal, expected: reply.expectedSequence)
        break
      }
      guard let savedAt = reply.savedAt else { break }
      waiting.removeFirst()
      settlement.saved += 1
      settlement.savedAt = savedAt
      settlement.head = reply.head ?? settlement.head
      settlement.isSubmitted = settlement.isSubmitted || first.kind == "submit"
    }
    return settlement
  }

  private mutating func refuse(_ refusal: APIError, expected: Int?) -> Refusal {
    switch refusal.code {
    case "past-deadline": return .pastDeadline
    case "already-submitted": return .alreadySubmitted
    case "sequence-gap", "stale-sequence":
      isOutOfStep = true
      return .outOfStep
    default:
      isOutOfStep = true
      if expected != nil { return .outOfStep }
      waiting.removeFirst()
      return .unacceptable(refusal.message)
    }
  }

  /// Numbers what waits anew, after the last command that the server saved.
  mutating func rebase(onto lastSequence: Int) {
    isOutOfStep = false
    underWay = 0
    waiting = waiting.enumerated().map { $1.renumbered(lastSequence + 1 + $0) }
    self.lastSequence = lastSequence + waiting.count
  }

  /// Forgets what waits: nothing is accepted any more.
  mutating func abandon() {
    underWay = 0
    waiting = []
  }

  /// Responses as they will be when everything that waits has been carried out.
  func applied(to responses: [Answer]) -> [Answer] {
    var responses = responses
    for command in waiting {
      guard let item = command.item, responses.indices.contains(item) else { continue }
      responses[item] = command.answer ?? .none
    }
    return responses
  }
}

extension Command {
  fileprivate func renumbered(_ sequence: Int) -> Command {
    Command(sequence: sequence, kind: kind, item: item, answer: answer)
  }
}
