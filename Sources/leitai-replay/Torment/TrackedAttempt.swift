import ContestAPI

/// An attempt as its contestant believes it to stand.
struct TrackedAttempt: Sendable {
  private(set) var open: OpenAttempt
  let stage: String
  /// 1 for the contestant's first at the stage.
  let number: Int
  let items: [AttemptView.Item]
  /// Commands that got no answer under numbers of which nothing is known: they may be stored.
  private(set) var uncertain: [Command] = []
  /// Whether the attempt takes no more commands.
  var isOver = false
  /// Whether a submission was sent, answered or not.
  var hasAskedToSubmit = false

  init(_ view: AttemptView) {
    open = OpenAttempt(view)
    stage = view.stage
    number = view.number
    items = view.items
    isOver = view.submittedAt != nil
  }

  var id: String { open.id }

  /// Takes the reply to commands that go on from the last number.
  mutating func take(_ replies: CommandReplies, to sent: Commands) -> OpenAttempt.Verdict {
    let verdict = open.take(replies, to: sent)
    forgetTheCertain()
    return verdict
  }

  /// Notes commands whose answer never came.
  mutating func leave(_ commands: Commands) { uncertain += commands.commands }

  /// Takes the server's word for where the attempt stands.
  ///
  /// - Returns: what was acknowledged and is not there; absent when nothing is lost.
  mutating func resume(_ view: AttemptView) -> String? {
    let loss = loss(in: view)
    open = OpenAttempt(view)
    isOver = view.submittedAt != nil
    forgetTheCertain()
    return loss
  }

  /// What was acknowledged and is not in a view; absent when nothing is lost.
  func loss(in view: AttemptView) -> String? {
    guard view.attempt == id else { return "\(id): asked for it, got \(view.attempt)" }
    return open.loss(in: view, inFlight: Commands(commands: uncertain))
      ?? wrongGuess(in: view)
  }

  /// An item for which the view shows neither what was acknowledged nor what may be stored.
  private func wrongGuess(in view: AttemptView) -> String? {
    for (item, response) in view.responses.enumerated() {
      let sent = uncertain.filter { $0.item == item }.map { $0.answer?.ordered ?? .none }
      guard !sent.isEmpty, !sent.contains(response.ordered),
        response.ordered != open.responses[item]
      else { continue }
      return "\(id): item \(item) shows what nobody sent"
    }
    return nil
  }

  private mutating func forgetTheCertain() {
    uncertain.removeAll { $0.sequence <= open.lastSequence }
  }
}
