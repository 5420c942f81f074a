import ContestAPI
import ContestClient
import QuestionBanks

/// A contestant who answers, clears, repeats and hands in while the server is tormented, and holds
/// the server to every acknowledgement.
struct TormentClient: Sendable {
  let code: AccessCode
  let record: PlayRecord
  private let visitor: PatientClient
  private(set) var client: PatientClient
  var random: SeededGenerator
  /// Every attempt of which this contestant was ever told.
  var attempts: [String: TrackedAttempt] = [:]
  /// The attempts that were open when last heard of, by stage.
  private var open: [String: String] = [:]

  init(_ code: AccessCode, visitor: PatientClient, record: PlayRecord, seed: UInt64) {
    self.code = code
    self.record = record
    self.visitor = visitor
    client = visitor
    random = SeededGenerator(seed: seed)
  }

  /// Plays attempt after attempt; what is under way at the end is answered first.
  ///
  /// - Parameter losesDevices: whether now and then everything but the code is forgotten.
  mutating func play(losesDevices: Bool, while goesOn: @Sendable () -> Bool) async {
    guard await signIn() else { return }
    while goesOn() {
      if losesDevices, random.below(20) == 0 { guard await signIn() else { return } }
      let stage = TormentContest.stages[random.below(5) < 3 ? 0 : 1]
      guard var attempt = await start(stage) else { return }
      var rest = 1 + random.below(10)
      while rest > 0, !attempt.isOver, goesOn() {
        await answer(&attempt, submitting: rest == 1 && random.below(4) > 0)
        rest -= 1
      }
      if attempt.isOver, random.below(4) == 0 { await knock(at: &attempt) }
      attempts[attempt.id] = attempt
      open[stage] = attempt.isOver ? nil : attempt.id
    }
  }

  mutating func signIn() async -> Bool {
    do throws(ContestClient.Failure) {
      let signedIn: SignedIn = try await visitor.post(
        Path.contestantSignIn, ContestantSignIn(admission: code.admission, code: code.code))
      client = visitor.signedIn(signedIn.token)
      return true
    } catch {
      note(error, doing: "sign-in")
      return false
    }
  }

  // MARK: Starting

  /// Absent when there is no attempt, which is noted.
  mutating func start(_ stage: String) async -> TrackedAttempt? {
    let path = TormentContest.path(of: stage, Path.attempts)
    let begin = { @Sendable [client, record] () async throws(ContestClient.Failure) in
      record.note([.startAsked])
      let view: AttemptView = try await client.post(path, EmptyBody())
      return view
    }
    let views: [AttemptView]
    do throws(ContestClient.Failure) {
      if random.below(8) == 0 {
        async let first = outcome(begin)
        async let second = outcome(begin)
        views = [try await first.get(), try await second.get()]
      } else {
        views = [try await begin()]
      }
    } catch {
      note(error, doing: "start of \(stage)")
      return nil
    }
    for view in views { acknowledge([.started(view)]) }
    guard let view = views.first else { return nil }
    // At the short stage the first of two starts may be over when the second arrives; at the long one
    // a submission that was left behind may arrive between the two.
    let mayEnd = open[stage].flatMap { attempts[$0] }?.hasAskedToSubmit ?? false
    if stage == "long", !mayEnd, Set(views.map(\.attempt)).count > 1 {
      note(.startsDiffer, views.map(\.attempt).joined(separator: ", "))
    }
    for other in views.dropFirst() where attempts[other.attempt] == nil {
      attempts[other.attempt] = TrackedAttempt(other)
    }
    return await resumed(view, at: stage)
  }

  private mutating func resumed(_ view: AttemptView, at stage: String) async -> TrackedAttempt? {
    if let before = open[stage], before != view.attempt, let left = attempts[before] {
      // Only an attempt that is over makes room for another.
      guard let now = await look(at: left) else { return nil }
      if now.submittedAt == nil { note(.attemptLost, "\(before) is open, \(view.attempt) too") }
    }
    guard var attempt = attempts[view.attempt] else { return TrackedAttempt(view) }
    if let loss = attempt.resume(view) { note(.answerLost, loss) }
    return attempt
  }

  // MARK: Answering

  private mutating func answer(_ attempt: inout TrackedAttempt, submitting: Bool) async {
    var number = attempt.open.lastSequence
    var commands: [Command] = []
    let count = random.below(5) < 2 ? 1 : 1 + random.below(12)
    for _ in 0..<(submitting && random.below(3) == 0 ? 0 : count) {
      number += 1
      let item = random.below(attempt.items.count)
      commands.append(
        random.below(5) == 0
          ? .clear(number, item: item)
          : .answer(number, item: item, Answer.guess(attempt.items[item], using: &random)))
    }
    if submitting {
      commands.append(.submit(number + 1))
      attempt.hasAskedToSubmit = true
    }
    await send(Commands(commands: commands), in: &attempt)
  }

  private mutating func send(_ commands: Commands, in attempt: inout TrackedAttempt) async {
    record.note(commands.commands.map { .asked($0, of: attempt.id) })
    let path = Path.fill(Path.commands, [attempt.id])
    do throws(ContestClient.Failure) {
      let replies: CommandReplies
      switch random.below(20) {
      case 0..<3: replies = try await twice(commands, path, of: attempt.id)
      case 3..<6:
        replies = try await client.post(path, commands)
        compare(replies, try await client.post(path, commands), of: attempt.id)
      case 6..<8: return await leave(commands, path, in: &attempt)
      case 8..<11:
        // Asks what became of it instead of sending it again.
        do throws(ContestClient.Failure) {
          record.noteRequest(isRetry: false)
          replies = try await client.impatient.post(path, commands)
        } catch {
          guard case .unreachable = error else { throw error }
          return await ask(after: commands, in: &attempt)
        }
      default: replies = try await client.post(path, commands)
      }
      await take(replies, to: commands, in: &attempt)
    } catch {
      if case .busy = error {} else { note(error, doing: attempt.id) }
      await ask(after: commands, in: &attempt)
    }
  }

  private func twice(
    _ commands: Commands, _ path: String, of attempt: String
  ) async throws(ContestClient.Failure) -> CommandReplies {
    let post = { @Sendable [client] () async throws(ContestClient.Failure) -> CommandReplies in
      try await client.post(path, commands)
    }
    async let first = outcome(post)
    async let second = outcome(post)
    let (one, other) = (try await first.get(), try await second.get())
    compare(one, other, of: attempt)
    return one
  }

  /// Drops the connection before the answer comes.
  private mutating func leave(
    _ commands: Commands, _ path: String, in attempt: inout TrackedAttempt
  ) async {
    let delay = Duration.microseconds(random.below(8000))
    await withTaskGroup(of: Void.self) { [client] group in
      group.addTask {
        let _: CommandReplies? = try? await client.impatient.post(path, commands)
      }
      group.addTask { try? await Task.sleep(for: delay) }
      await group.next()
      group.cancelAll()
    }
    await ask(after: commands, in: &attempt)
  }

  /// Finds out where the attempt stands after commands whose answer is unknown.
  private mutating func ask(after commands: Commands, in attempt: inout TrackedAttempt) async {
    attempt.leave(commands)
    guard let view = await look(at: attempt) else {
      attempt.isOver = true
      return
    }
    if let loss = attempt.resume(view) { note(.answerLost, loss) }
  }

  private mutating func take(
    _ replies: CommandReplies, to commands: Commands, in attempt: inout TrackedAttempt
  ) async {
    acknowledge(replies.saved(commands, of: attempt.id))
    record.noteAnswers(replies.replies.count { $0.head != nil })
    let codes = replies.replies.compactMap(\.refusal?.code)
    let isOvertaken = codes.contains { ["stale-sequence", "sequence-gap"].contains($0) }
    let mayBeOvertaken = !attempt.uncertain.isEmpty
    switch attempt.take(replies, to: commands) {
    case .saved: if commands.commands.last?.kind == "submit" { attempt.isOver = true }
    case .over(let code):
      record.noteRefusal(code)
      // Before the deadline nobody but the contestant hands in.
      let isEarly = replies.serverTime <= attempt.open.deadline
      if code == "already-submitted", isEarly, !attempt.hasAskedToSubmit {
        note(.unexpectedRefusal, "\(attempt.id): already submitted, but not by its contestant")
      }
      attempt.isOver = true
    case .wrong where isOvertaken && mayBeOvertaken:
      // What was left behind arrived after all.
      await ask(after: commands, in: &attempt)
    case .wrong(let kind, let text):
      note(kind, text)
      attempt.isOver = true
    }
  }

  /// Tries to answer after the submission, which must be refused.
  private mutating func knock(at attempt: inout TrackedAttempt) async {
    guard let view = await look(at: attempt) else { return }
    if let loss = attempt.resume(view) { note(.answerLost, loss) }
    guard view.submittedAt != nil else { return }
    let late = Commands(commands: [
      .answer(
        view.lastSequence + 1, item: 0, Answer.guess(attempt.items[0], using: &random))
    ])
    do throws(ContestClient.Failure) {
      record.note(late.commands.map { .asked($0, of: attempt.id) })
      let replies: CommandReplies = try await client.post(
        Path.fill(Path.commands, [attempt.id]), late)
      if replies.replies.first?.refusal?.code != "already-submitted" {
        note(.lateAnswerTaken, "\(attempt.id): \(view.lastSequence + 1)")
      }
    } catch {
      note(error, doing: "\(attempt.id), submitted")
    }
  }
}
