import AttemptRecords
import ContestAPI
import Contests
import QuestionBanks
import Scoring
import Sessions

extension Backend {
  /// An attempt as its contestant may see it, item by item from types that have no room for a key;
  /// what is right is said apart, where the stage tells it by now.
  func view(of sitting: Sitting) async throws -> AttemptView {
    let (transcript, attempt) = (sitting.transcript, sitting.attempt)
    let instant = now()
    let isVisible = sitting.isVisible(at: instant)
    var score: Points?
    if attempt.phase == .submitted, sitting.place.tellsScores {
      let keyVersion = sitting.place.publicKeyVersion
      score = try await results.result(of: attempt.id)?.outcome(under: keyVersion).score
    }
    return AttemptView(
      attempt: attempt.id.description, stage: transcript.start.stage.description,
      number: transcript.start.number,
      state: isVisible || attempt.phase != .open ? attempt.phase.name : "waiting",
      startedAt: transcript.startedAt.milliseconds, begins: attempt.begins.milliseconds,
      deadline: attempt.deadline.milliseconds, serverTime: instant.milliseconds,
      lastSequence: attempt.lastCommand, lastRecord: attempt.sequence,
      head: attempt.head.description,
      submittedAt: transcript.submission?.at.milliseconds, receipt: try receipt(of: sitting),
      items: isVisible ? sitting.items : [],
      responses: isVisible ? transcript.responses.map(Answer.init) : [],
      flags: isVisible ? transcript.flags : [],
      solutions: isVisible ? try await solutions(of: sitting, at: instant) : [],
      feedback: sitting.place.stage.feedback.rawValue, score: score?.thousandths,
      maximum: sitting.paper.items.reduce(0) { $0 + $1.points.thousandths })
  }

  /// What is right for each item, where the stage tells it by now.
  private func solutions(
    of sitting: Sitting, at instant: Instant
  ) async throws -> [ContestAPI.Solution?] {
    let responses = sitting.transcript.responses
    let tellsAll = try await tellsKeys(of: sitting, at: instant)
    let tellsEach = sitting.place.stage.feedback == .afterEach
    let told = responses.indices.filter { tellsAll || tellsEach && responses[$0] != nil }
    guard !told.isEmpty else { return [] }
    let solutions = try await solutions(to: told, of: sitting)
    return responses.indices.map { solutions[$0].map(ContestAPI.Solution.init) }
  }

  /// What is right for some items, and what they earned, as the public sees it.
  private func solutions(
    to items: [Int], of sitting: Sitting
  ) async throws -> [Int: ItemSolution] {
    try await solutions.solutions(
      to: items, of: sitting.paper, sitting.transcript.start, questions: sitting.questions,
      responses: sitting.transcript.responses, under: sitting.place.publicKeyVersion)
  }

  /// Whether the contestant of an attempt may see all keys by now.
  func tellsKeys(of sitting: Sitting, at instant: Instant) async throws -> Bool {
    switch sitting.place.stage.feedback {
    case .none, .score: false
    case .atEnd, .afterEach: try await isOver(sitting, at: instant)
    }
  }

  /// Whether the keys can harm nobody any more. Where all sit together, somebody may have been given
  /// more time than the others.
  private func isOver(_ sitting: Sitting, at instant: Instant) async throws -> Bool {
    guard sitting.attempt.phase == .submitted else { return false }
    guard sitting.transcript.start.bell != nil else { return true }
    guard instant > sitting.attempt.due else { return false }
    return try await !journal.hasOpenAttempts(of: sitting.place.path)
  }

  /// The server's signature; absent while nothing was handed in.
  func receipt(of sitting: Sitting) throws -> Receipt? {
    guard let submission = sitting.transcript.submission else { return nil }
    return try receipt(
      ReceiptStatement(
        attempt: sitting.attempt.id, records: sitting.attempt.sequence + 1,
        head: sitting.attempt.head, submittedAt: submission.at))
  }

  func receipt(_ statement: ReceiptStatement) throws -> Receipt {
    Receipt(
      format: ReceiptStatement.format, attempt: statement.attempt.description,
      records: statement.records, head: statement.head.description,
      submittedAt: statement.submittedAt.milliseconds, signer: receipts.publicKey.id,
      signature: try receipts.signature(of: statement).hexadecimal)
  }

  /// What the contestant's commands came to.
  func replies(
    to commands: [NumberedCommand], _ reply: SessionReply, in language: Language
  ) async throws -> CommandReplies {
    let id = reply.status.attempt
    var solutions: [Int: ItemSolution] = [:]
    if reply.status.answersAreFinal {
      let answered = zip(commands, reply.outcomes).compactMap { command, outcome in
        if case .saved = outcome { command.answered } else { nil }
      }
      if !answered.isEmpty, let sitting = try await engine.sitting(id) {
        solutions = try await self.solutions(to: answered, of: sitting)
      }
    }
    let replies = zip(commands, reply.outcomes).map { command, outcome in
      CommandReply(
        command.number, outcome, command.answered.flatMap { solutions[$0] }, in: language)
    }
    metrics.count(reply)
    return CommandReplies(
      replies: replies, serverTime: now().milliseconds,
      deadline: reply.status.deadline.milliseconds, state: reply.status.phase.name,
      receipt: try reply.submission(to: commands).map { try receipt($0) })
  }
}

extension SessionReply {
  /// What is signed, when one of the commands handed the attempt in.
  func submission(to commands: [NumberedCommand]) -> ReceiptStatement? {
    for (numbered, outcome) in zip(commands, outcomes) where numbered.command == .submit {
      if case .saved(let acknowledgement) = outcome {
        return ReceiptStatement(
          attempt: status.attempt, records: acknowledgement.sequence + 1,
          head: acknowledgement.head, submittedAt: acknowledgement.savedAt)
      }
    }
    return nil
  }
}

extension NumberedCommand {
  /// The item that it answers.
  fileprivate var answered: Int? {
    if case .answer(let item, _) = command { item } else { nil }
  }
}

extension Sitting {
  /// The questions as the paper shows them.
  fileprivate var items: [AttemptView.Item] {
    paper.items.map { item in
      // Field by field: a copy of the question would cost more than all that is needed of it.
      let place = item.question
      return AttemptView.Item(
        kind: item.kind.rawValue, passage: questions[place].passage, stem: questions[place].stem,
        options: item.optionOrder.map { questions[place].options[Int($0)] },
        premises: questions[place].premises, blanks: questions[place].blanks,
        unit: questions[place].unit, points: item.points.thousandths)
    }
  }
}

extension Attempt.Phase {
  /// As the API names it.
  var name: String {
    switch self {
    case .open: "open"
    case .suspended: "suspended"
    case .submitted: "submitted"
    case .voided: "voided"
    }
  }
}

extension CommandReply {
  fileprivate init(
    _ sequence: Int, _ outcome: CommandOutcome, _ solution: ItemSolution?, in language: Language
  ) {
    switch outcome {
    case .saved(let acknowledgement):
      self.init(
        sequence: sequence, record: acknowledgement.sequence,
        savedAt: acknowledgement.savedAt.milliseconds,
        head: acknowledgement.head.description, refusal: nil, expectedSequence: nil,
        solution: solution.map(ContestAPI.Solution.init))
    case .rejected(let rejection):
      self.init(
        sequence: sequence, savedAt: nil, head: nil,
        refusal: APIError(code: rejection.code, message: rejection.text.text(in: language)),
        expectedSequence: rejection.expectedSequence)
    case .repeated:
      preconditionFailure("the engine settles repeated numbers")
    }
  }
}

extension ContestAPI.Solution {
  init(_ solution: ItemSolution) {
    let (explanation, points) = (solution.explanation, solution.points?.thousandths)
    let isVoid = solution.isDropped ? true : nil
    switch solution.right {
    case .choices(let choices):
      self.init(choices: choices, explanation: explanation, points: points, isVoid: isVoid)
    case .places(let places):
      self.init(places: places, explanation: explanation, points: points, isVoid: isVoid)
    case .texts(let texts):
      self.init(texts: texts, explanation: explanation, points: points, isVoid: isVoid)
    }
  }
}
