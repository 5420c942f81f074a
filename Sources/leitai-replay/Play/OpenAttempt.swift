import ContestAPI

/// What a contestant knows of an attempt: what the server acknowledged, and nothing else.
struct OpenAttempt: Sendable {
  let id: String
  /// Milliseconds since 1970 by the server's clock.
  let deadline: Int64
  private(set) var lastSequence: Int
  /// The answer to each item, with its choices in ascending order.
  private(set) var responses: [Answer]

  init(_ view: AttemptView) {
    id = view.attempt
    deadline = view.deadline
    lastSequence = view.lastSequence
    responses = view.responses.map(\.ordered)
  }

  /// What a reply means for the attempt.
  enum Verdict: Hashable, Sendable {
    /// Every command was saved.
    case saved
    /// The attempt takes no more commands.
    case over(code: String)
    /// The server answered what it must not answer.
    case wrong(Violation.Kind, String)
  }

  /// Codes with which an attempt that has been handed in, or is due, refuses commands.
  static let closingCodes: Set<String> = ["past-deadline", "already-submitted"]

  /// The next commands: these answers and, if wanted, the submission.
  func commands(_ answers: some Sequence<PlannedAnswer>, submit: Bool = false) -> Commands {
    var commands: [Command] = []
    for answer in answers {
      commands.append(
        .answer(lastSequence + commands.count + 1, item: answer.item, answer.answer))
    }
    if submit { commands.append(.submit(lastSequence + commands.count + 1)) }
    return Commands(commands: commands)
  }

  /// Takes the reply to commands that were made by `commands(_:submit:)`.
  mutating func take(_ replies: CommandReplies, to sent: Commands) -> Verdict {
    guard replies.replies.map(\.sequence) == sent.commands.map(\.sequence) else {
      return .wrong(.unintelligible, "\(id): a reply to other commands")
    }
    for (command, reply) in zip(sent.commands, replies.replies) {
      if let refusal = reply.refusal {
        return verdict(on: refusal, at: replies.serverTime, command.sequence)
      }
      guard reply.head != nil, reply.savedAt != nil else {
        return .wrong(.unintelligible, "\(id): \(command.sequence) neither saved nor refused")
      }
      lastSequence = command.sequence
      if let item = command.item { responses[item] = command.answer?.ordered ?? .none }
    }
    return .saved
  }

  /// Whether another view of the attempt holds all that was acknowledged.
  ///
  /// - Parameter inFlight: commands whose reply never came; they may have been carried out.
  /// - Returns: what is lost; absent when nothing is.
  func loss(in view: AttemptView, inFlight: Commands? = nil) -> String? {
    guard view.lastSequence >= lastSequence else {
      return "\(id): \(lastSequence) was acknowledged, the last is now \(view.lastSequence)"
    }
    let uncertain = Set((inFlight?.commands ?? []).compactMap(\.item))
    for (item, response) in responses.enumerated() where !uncertain.contains(item) {
      guard item < view.responses.count, view.responses[item].ordered == response else {
        return "\(id): the acknowledged answer to item \(item) is not there"
      }
    }
    return nil
  }

  private func verdict(on refusal: APIError, at serverTime: Int64, _ sequence: Int) -> Verdict {
    let isEarly = refusal.code == "past-deadline" && serverTime <= deadline
    guard Self.closingCodes.contains(refusal.code), !isEarly else {
      return .wrong(.unexpectedRefusal, "\(id): \(sequence) refused as \(refusal.code)")
    }
    return .over(code: refusal.code)
  }
}
