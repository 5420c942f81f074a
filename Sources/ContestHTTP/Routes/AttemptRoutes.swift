import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring
import Sessions

extension Routes {
  /// What contestants do, and the auditors' view of it.
  static func attempts(_ backend: Backend) -> [Route] {
    let contestants = Route.Access.roles([.contestant])
    return [
      Route(.post, Path.attempts, contestants) { call in
        let place = try await backend.stage(call)
        guard let contestant = try await backend.contestants.contestant(try call.contestant())
        else { throw NotFound() }
        let sitting = try await backend.engine.start(contestant, at: place)
        return try .json(try await backend.view(of: sitting))
      },
      Route(.get, Path.attempt, contestants) { call in
        let sitting = try await backend.engine.sitting(
          try call.attemptID(), of: try call.contestant())
        guard let sitting else { throw SessionFailure.unknownAttempt }
        return try .json(try await backend.view(of: sitting))
      },
      Route(.get, Path.attemptPicture, contestants) { call in
        let sitting = try await backend.engine.sitting(
          try call.attemptID(), of: try call.contestant())
        guard let sitting else { throw SessionFailure.unknownAttempt }
        let id = try call.pictureID()
        let shown = sitting.paper.items.contains { item in
          sitting.questions[item.question].texts.contains { text in
            PictureReference.all(in: text).contains { $0.picture == id }
          }
        }
        guard shown else { throw NotFound() }
        return try await backend.picture(id)
      },
      Route(.post, Path.commands, contestants) { call in
        try .json(try await backend.perform(call))
      },
      Route(.get, Path.records, .roles([.auditor])) { call in
        try .json(try await backend.records(call))
      },
    ]
  }
}

extension Call {
  /// The picture that the path names.
  func pictureID() throws -> PictureID {
    guard let id = PictureID(segments["picture"] ?? "") else { throw NotFound() }
    return id
  }

  fileprivate func attemptID() throws -> AttemptID {
    guard let id = AttemptID(segments["attempt"] ?? "") else { throw SessionFailure.unknownAttempt }
    return id
  }
}

extension Backend {
  /// A picture as a file.
  func picture(_ id: PictureID) async throws -> Reply {
    guard let picture = try await banks.picture(id) else { throw NotFound() }
    return .file(picture.bytes, type: picture.type.mediaType)
  }

  /// An attempt as its contestant may see it, item by item from types that have no room for a key.
  fileprivate func view(of sitting: SessionEngine.Sitting) async throws -> AttemptView {
    let attempt = sitting.attempt
    var score: Points?
    if !attempt.isOpen, let place = try await directory.stage(attempt.start.stage),
      place.stage.feedback == .score
    {
      score = try await results.result(of: attempt.id)?.score
    }
    return AttemptView(
      attempt: attempt.id.description, stage: attempt.start.stage.description,
      number: attempt.start.number, startedAt: attempt.startedAt.milliseconds,
      deadline: attempt.start.deadline.milliseconds, serverTime: now().milliseconds,
      lastSequence: attempt.last.sequence, head: attempt.last.head.description,
      submittedAt: attempt.submission?.at.milliseconds,
      items: sitting.paper.items.map { item in
        let question = sitting.questions[item.question]
        return AttemptView.Item(
          kind: item.kind.rawValue, passage: question.passage, stem: question.stem,
          options: item.optionOrder.map { question.options[Int($0)] },
          premises: question.premises, blanks: question.blanks, unit: question.unit,
          points: item.points.thousandths)
      },
      responses: attempt.responses.map(Answer.init),
      score: score?.thousandths,
      maximum: sitting.paper.items.reduce(0) { $0 + $1.points.thousandths })
  }

  fileprivate func perform(_ call: Call) async throws -> CommandReplies {
    let wish: Commands = try call.decode()
    guard (1...Limits.commandsPerRequest).contains(wish.commands.count) else {
      throw BadRequest(
        code: "commands-count", zhHans: "一次可发送 1 至 \(Limits.commandsPerRequest) 条命令",
        en: "1 to \(Limits.commandsPerRequest) commands go into one request")
    }
    let commands = try wish.commands.map(NumberedCommand.init)
    let outcomes = try await engine.perform(
      commands, on: try call.attemptID(), by: try call.contestant())
    let replies = zip(commands, outcomes).map { numbered, outcome in
      CommandReply(numbered.sequence, outcome, in: call.language)
    }
    let acknowledged = replies.count { $0.refusal == nil }
    metrics.count(acknowledged: acknowledged, rejected: replies.count - acknowledged)
    return CommandReplies(replies: replies, serverTime: now().milliseconds)
  }

  fileprivate func records(_ call: Call) async throws -> RecordPage {
    let contest = try await contest(call)
    let after = try call.number("after", in: 0...Int.max) ?? 0
    let limit = try call.number("limit", in: 1...Limits.pageRows) ?? 1000
    let page = try await journal.feed(of: contest.id, after: Int64(after), limit: limit)
    return RecordPage(
      records: page.map { entry in
        RecordPage.Record(
          attempt: entry.record.attempt.description, sequence: entry.record.sequence,
          kind: entry.record.event.name, at: entry.record.at.milliseconds,
          head: entry.record.head.description)
      }, next: page.last?.position ?? Int64(after))
  }
}

extension AttemptEvent {
  fileprivate var name: String {
    switch self {
    case .started: "started"
    case .answered: "answered"
    case .cleared: "cleared"
    case .submitted: "submitted"
    }
  }
}

extension NumberedCommand {
  /// - Throws: `BadRequest` when the command has no form that any item could take.
  fileprivate init(_ command: Command) throws {
    let parsed: Attempt.Command? =
      switch (command.kind, command.item, command.answer) {
      case ("submit", nil, nil): .submit
      case ("clear", let item?, nil): .clear(item: item)
      case ("answer", let item?, let answer?):
        Response(answer).map { .answer(item: item, $0) }
      default: nil
      }
    guard let parsed else {
      throw BadRequest(
        code: "command-unreadable", zhHans: "第 \(command.sequence) 条命令无法识别",
        en: "command \(command.sequence) cannot be read")
    }
    self.init(sequence: command.sequence, command: parsed)
  }
}

extension Response {
  /// An answer with nothing in it is a choice of nothing. `nil` for one that no item could have: more
  /// than one field, or an option beyond all.
  fileprivate init?(_ answer: Answer) {
    switch (answer.choices.isEmpty, answer.places.isEmpty, answer.texts.isEmpty) {
    case (false, true, true):
      guard let choices = Choices(positions: answer.choices) else { return nil }
      self = .choices(choices)
    case (true, false, true):
      guard answer.places.count <= Limits.options,
        answer.places.allSatisfy((-1..<Limits.options).contains)
      else { return nil }
      self = .places(answer.places.map { $0 < 0 ? nil : UInt8($0) })
    case (true, true, true): self = .choices([])
    case (true, true, false):
      guard answer.texts.count <= Limits.blanks else { return nil }
      self = .texts(answer.texts)
    default: return nil
    }
  }
}

extension Answer {
  fileprivate init(_ response: Response?) {
    switch response {
    case .choices(let choices): self.init(choices: choices.positions)
    case .places(let places): self.init(places: places.map { $0.map(Int.init) ?? -1 })
    case .texts(let texts): self.init(texts: texts)
    case nil: self = .none
    }
  }
}

extension CommandReply {
  fileprivate init(
    _ sequence: Int, _ outcome: Result<Acknowledgement, Attempt.Rejection>, in language: Language
  ) {
    switch outcome {
    case .success(let acknowledgement):
      self.init(
        sequence: sequence, savedAt: acknowledgement.savedAt.milliseconds,
        head: acknowledgement.head.description, refusal: nil, expectedSequence: nil)
    case .failure(let rejection):
      self.init(
        sequence: sequence, savedAt: nil, head: nil,
        refusal: APIError(code: rejection.code, message: rejection.text.text(in: language)),
        expectedSequence: rejection.expectedSequence)
    }
  }
}

extension Attempt.Rejection {
  fileprivate var code: String {
    switch self {
    case .alreadySubmitted: "already-submitted"
    case .pastDeadline: "past-deadline"
    case .staleSequence: "stale-sequence"
    case .sequenceGap: "sequence-gap"
    case .tooManyCommands: "too-many-commands"
    case .noSuchItem: "no-such-item"
    case .noSuchOption: "no-such-option"
    case .tooManyChoices: "too-many-choices"
    case .noChoice: "no-choice"
    case .wrongForm: "wrong-form"
    case .notANumber: "not-a-number"
    case .textTooLong: "text-too-long"
    }
  }

  fileprivate var expectedSequence: Int? {
    switch self {
    case .staleSequence(let next), .sequenceGap(let next): next
    default: nil
    }
  }

  fileprivate var text: LocalizedText {
    switch self {
    case .alreadySubmitted: LocalizedText(zhHans: "已经交卷", en: "the attempt has been submitted")
    case .pastDeadline: LocalizedText(zhHans: "作答时间已到", en: "the time is up")
    case .staleSequence(let next):
      LocalizedText(
        zhHans: "序号已用于另一条命令，应为 \(next)",
        en: "the number was used for another command; next is \(next)")
    case .sequenceGap(let next):
      LocalizedText(zhHans: "序号不连续，应为 \(next)", en: "numbers are missing; next is \(next)")
    case .tooManyCommands:
      LocalizedText(
        zhHans: "操作次数过多，只能交卷", en: "too many commands; the attempt can only be submitted")
    case .noSuchItem: LocalizedText(zhHans: "没有这道题", en: "there is no such question")
    case .noSuchOption: LocalizedText(zhHans: "没有这个选项", en: "there is no such option")
    case .tooManyChoices: LocalizedText(zhHans: "本题只能选一项", en: "this question takes one option")
    case .noChoice: LocalizedText(zhHans: "没有选择任何选项", en: "no option was chosen")
    case .wrongForm:
      LocalizedText(
        zhHans: "答案的形式与题型不符", en: "the answer is not of the form that the question asks for")
    case .notANumber: LocalizedText(zhHans: "请填写一个数", en: "a number is needed")
    case .textTooLong: LocalizedText(zhHans: "答案过长", en: "the answer is too long")
    }
  }
}
