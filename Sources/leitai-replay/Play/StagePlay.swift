import ContestAPI
import ContestClient
import QuestionBanks

/// One contestant at one stage, from the first start to the last submission.
struct StagePlay: Sendable {
  let contestant: SimulatedContestant
  let stage: StageSummary
  let isLastStage: Bool
  let book: AnswerBook
  let record: PlayRecord
  let attemptsPath: String
  /// Without a token, for signing in.
  let visitor: PatientClient
  /// With the contestant's token.
  private(set) var client: PatientClient
  private var random: SeededGenerator

  init(
    _ player: Player, at stage: StageSummary, attemptsPath: String, isLastStage: Bool,
    book: AnswerBook, record: PlayRecord, visitor: PatientClient
  ) {
    contestant = player.contestant
    client = player.client
    random = player.contestant.random(for: stage.id)
    self.stage = stage
    self.attemptsPath = attemptsPath
    self.isLastStage = isLastStage
    self.book = book
    self.record = record
    self.visitor = visitor
  }

  /// A contestant who has signed in.
  struct Player: Sendable {
    let contestant: SimulatedContestant
    let client: PatientClient
  }

  /// An attempt whose contestant waits until the time is up.
  struct Waiting: Sendable {
    let play: StagePlay
    let attempt: OpenAttempt
    /// Not before the deadline: the server told the time left before its answer arrived.
    let deadline: ContinuousClock.Instant
    /// What is tried when it is too late.
    let lateAnswer: PlannedAnswer
  }

  /// Plays every round.
  ///
  /// - Returns: the attempt that is left to its deadline, if this contestant leaves one.
  mutating func play() async -> Waiting? {
    for _ in 0..<rounds() {
      guard let view = await start() else { return nil }
      var attempt = OpenAttempt(view)
      let plan = AnswerPlan(
        items: view.items, style: stage.questions <= 10 ? .oneByOne : .inBatches,
        ability: contestant.ability, book: book, using: &random)
      record.noteUnknownItems(plan.unknownItems)
      if isLastStage, [.runsOutOfTime, .abandons].contains(contestant.behaviour) {
        return await answerSome(of: plan, in: &attempt, view)
      }
      guard await carryOut(plan, in: &attempt) else { return nil }
    }
    return nil
  }

  /// One for most, two or three for a sixth of the contestants where the stage lets them.
  private mutating func rounds() -> Int {
    let limit = min(stage.triesPerDay ?? 3, stage.triesInAll ?? 3)
    let wish = random.below(6) == 0 ? 2 + random.below(2) : 1
    return min(wish, limit)
  }

  // MARK: Starting

  /// Absent when the contestant may not start; noted then.
  private func start() async -> AttemptView? {
    let views: [AttemptView]
    do throws(ContestClient.Failure) {
      views = contestant.behaviour == .startsTwice ? try await startTwice() : [try await begin()]
    } catch {
      note(error, doing: "start", tolerates: { status, _ in status != 401 && status < 500 })
      return nil
    }
    if Set(views.map(\.attempt)).count > 1 {
      note(.startsDiffer, views.map(\.attempt).joined(separator: ", "))
    }
    return views.first
  }

  private func begin() async throws(ContestClient.Failure) -> AttemptView {
    record.note([.startAsked])
    let view: AttemptView = try await client.post(attemptsPath, EmptyBody())
    acknowledge(.started(view))
    return view
  }

  /// - Throws: `ContestClient.Failure` when both starts fail.
  private func startTwice() async throws(ContestClient.Failure) -> [AttemptView] {
    async let first = outcome(begin)
    async let second = outcome(begin)
    switch (await first, await second) {
    case (.success(let one), .success(let other)): return [one, other]
    case (.failure(let failure), .failure): throw failure
    case (.success(let view), .failure(let failure)), (.failure(let failure), .success(let view)):
      note(.startsDiffer, "\(view.attempt), \(failure.sentence)")
      return [view]
    }
  }

  // MARK: Answering

  /// - Returns: whether the attempt was handed in.
  private mutating func carryOut(_ plan: AnswerPlan, in attempt: inout OpenAttempt) async -> Bool {
    var batches = plan.batches[...]
    // Counted from the end.
    var breaksAt =
      contestant.behaviour == .disconnects ? random.below(max(1, batches.count)) : nil
    let submitsWithAnswers = random.below(4) > 0
    while let batch = batches.popFirst() {
      if batches.count == breaksAt {
        breaksAt = nil
        guard await breakOff(sending: batch, in: &attempt) else { return false }
        batches = Self.unsaved([batch] + batches, in: attempt)[...]
        continue
      }
      let submits = submitsWithAnswers && batches.isEmpty
      guard await send(attempt.commands(batch, submit: submits), in: &attempt) else { return false }
      if submits { return true }
    }
    return await send(attempt.commands([], submit: true), in: &attempt)
  }

  /// The answers that the server does not have, in the same requests.
  private static func unsaved(
    _ batches: [[PlannedAnswer]], in attempt: OpenAttempt
  ) -> [[PlannedAnswer]] {
    batches.map { batch in batch.filter { attempt.responses[$0.item] != $0.answer } }
      .filter { !$0.isEmpty }
  }

  /// Answers the first half, and at least one item, and leaves.
  private mutating func answerSome(
    of plan: AnswerPlan, in attempt: inout OpenAttempt, _ view: AttemptView
  ) async -> Waiting? {
    let left = view.deadline - view.serverTime
    let deadline = ContinuousClock.now + .milliseconds(left)
    for batch in plan.batches.prefix((plan.batches.count + 1) / 2) {
      guard await send(attempt.commands(batch), in: &attempt) else { return nil }
    }
    guard contestant.behaviour == .runsOutOfTime, let lateAnswer = plan.batches.last?.last else {
      return nil
    }
    return Waiting(play: self, attempt: attempt, deadline: deadline, lateAnswer: lateAnswer)
  }

  /// - Returns: whether all was saved.
  private mutating func send(
    _ commands: Commands, in attempt: inout OpenAttempt
  ) async -> Bool {
    let path = Path.fill(Path.commands, [attempt.id])
    let isRepeated = random.below(100) < 30
    ask(commands, of: attempt.id)
    do throws(ContestClient.Failure) {
      let replies: CommandReplies
      switch contestant.behaviour {
      case .answersTwice where isRepeated: replies = try await postTwice(commands, path)
      case .retries where isRepeated:
        replies = try await client.post(path, commands)
        compare(replies, try await client.post(path, commands), of: attempt.id)
      default: replies = try await client.post(path, commands)
      }
      return take(replies, to: commands, in: &attempt)
    } catch {
      note(
        error, doing: attempt.id,
        tolerates: { _, code in OpenAttempt.closingCodes.contains(code) })
      return false
    }
  }

  private func postTwice(
    _ commands: Commands, _ path: String
  ) async throws(ContestClient.Failure) -> CommandReplies {
    let post = { @Sendable [client] () async throws(ContestClient.Failure) -> CommandReplies in
      try await client.post(path, commands)
    }
    async let first = outcome(post)
    async let second = outcome(post)
    let (one, other) = (try await first.get(), try await second.get())
    compare(one, other, of: path)
    return one
  }

  /// What was saved must be told in the same words; a refusal may have become another.
  private func compare(_ first: CommandReplies, _ second: CommandReplies, of attempt: String) {
    let agrees =
      first.replies.count == second.replies.count
      && zip(first.replies, second.replies).allSatisfy { one, other in
        one == other || (one.savedAt == nil && other.savedAt == nil)
      }
    if !agrees { note(.repliesDiffer, attempt) }
  }

  /// - Returns: whether all was saved.
  private func take(
    _ replies: CommandReplies, to commands: Commands, in attempt: inout OpenAttempt
  ) -> Bool {
    acknowledge(replies, to: commands, of: attempt.id)
    switch attempt.take(replies, to: commands) {
    case .saved: return true
    case .over(let code): record.noteRefusal(code)
    case .wrong(let kind, let text): note(kind, text)
    }
    return false
  }

  // MARK: A broken connection

  /// Sends answers, drops the connection, and comes back as if on another device.
  ///
  /// - Returns: whether the attempt goes on.
  private mutating func breakOff(
    sending batch: [PlannedAnswer], in attempt: inout OpenAttempt
  ) async -> Bool {
    let commands = attempt.commands(batch)
    let path = Path.fill(Path.commands, [attempt.id])
    let delay = Duration.microseconds(random.below(8000))
    ask(commands, of: attempt.id)
    let replies = await withTaskGroup(of: CommandReplies?.self) { [client] group in
      group.addTask { () -> CommandReplies? in try? await client.post(path, commands) }
      group.addTask {
        try? await Task.sleep(for: delay)
        return nil
      }
      var replies: CommandReplies?
      for await reply in group {
        group.cancelAll()
        replies = replies ?? reply
      }
      return replies
    }
    if let replies { acknowledge(replies, to: commands, of: attempt.id) }
    guard await signIn(), let view = await start() else { return false }
    guard view.attempt == attempt.id else {
      note(.attemptLost, "\(attempt.id) was open, \(view.attempt) is")
      return false
    }
    if let loss = attempt.loss(in: view, inFlight: commands) { note(.answerLost, loss) }
    attempt = OpenAttempt(view)
    return true
  }

  private mutating func signIn() async -> Bool {
    do throws(ContestClient.Failure) {
      client = try await contestant.signIn(visitor)
      return true
    } catch {
      note(error, doing: "sign-in")
      return false
    }
  }
}

extension StagePlay {
  // MARK: Notes

  func ask(_ commands: Commands, of attempt: String) {
    record.note(commands.commands.map { .asked($0, of: attempt) })
  }

  /// A view tells what is durable, so it acknowledges the newest record.
  func acknowledge(_ view: AttemptView) { acknowledge(.seen(view)) }

  func acknowledge(_ replies: CommandReplies, to commands: Commands, of attempt: String) {
    let saved = replies.saved(commands, of: attempt)
    if let sequence = record.note(saved) { note(.headsDiffer, "\(attempt): \(sequence)") }
    let answers = zip(commands.commands, replies.replies).count { command, reply in
      command.kind == "answer" && reply.head != nil
    }
    record.noteAnswers(answers)
  }

  private func acknowledge(_ entry: LedgerEntry) {
    if let sequence = record.note([entry]) {
      note(.headsDiffer, "\(entry.attempt): \(sequence)")
    }
  }

  func note(_ kind: Violation.Kind, _ text: String) {
    record.note(Violation(kind: kind, admission: contestant.admission, text: text))
  }

  func note(
    _ failure: ContestClient.Failure, doing action: String,
    tolerates: (Int, String) -> Bool = { _, _ in false }
  ) {
    if let kind = record.note(failure, tolerates: tolerates) {
      note(kind, "\(action): \(failure.sentence)")
    }
  }
}

extension PlayRecord {
  /// Counts a refusal.
  ///
  /// - Returns: what is wrong with the failure; absent for a refusal that is tolerated by its
  ///   status and code.
  func note(
    _ failure: ContestClient.Failure, tolerates: (Int, String) -> Bool
  ) -> Violation.Kind? {
    switch failure {
    case .unreachable, .busy: return .gaveUp
    case .unintelligible: return .unintelligible
    case .refused(let status, let error):
      noteRefusal(error.code)
      return tolerates(status, error.code) ? nil : .unexpectedRefusal
    }
  }
}

extension SimulatedContestant {
  /// - Returns: the client with a new token.
  /// - Throws: `ContestClient.Failure`.
  func signIn(_ visitor: PatientClient) async throws(ContestClient.Failure) -> PatientClient {
    let signedIn: SignedIn = try await visitor.post(
      Path.contestantSignIn, ContestantSignIn(admission: admission, code: code))
    return visitor.signedIn(signedIn.token)
  }
}

/// The body `{}`.
struct EmptyBody: Encodable {}

extension CommandReplies {
  /// What was acknowledged of the commands to which these are the replies.
  func saved(_ commands: Commands, of attempt: String) -> [LedgerEntry] {
    zip(commands.commands, replies).compactMap { command, reply in
      guard command.sequence == reply.sequence, let head = reply.head else { return nil }
      return .saved(command, of: attempt, head: head)
    }
  }
}

/// What became of a request, for those that run beside others.
func outcome<Answer: Sendable>(
  _ work: () async throws(ContestClient.Failure) -> Answer
) async -> Result<Answer, ContestClient.Failure> {
  do throws(ContestClient.Failure) {
    return .success(try await work())
  } catch {
    return .failure(error)
  }
}
