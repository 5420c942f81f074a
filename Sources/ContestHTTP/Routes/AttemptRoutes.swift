import Accounts
import AttemptRecords
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring
import Sessions

extension Routes {
  /// What contestants do, and the view that staff has of it.
  static func attempts(_ backend: Backend) -> [Route] {
    let contestants = Route.Access.roles([.contestant])
    return [
      Route(.post, Path.attempts, contestants) { call in
        .json(try await backend.begin(try call.stagePath(), by: try call.contestant()))
      },
      Route(.get, Path.attempt, contestants) { call in
        .json(try await backend.view(of: try await backend.sitting(call)))
      },
      Route(.get, Path.attemptPicture, contestants) { call in
        let sitting = try await backend.sitting(call)
        let id = try call.pictureID()
        guard sitting.isVisible(at: backend.now()), sitting.shows(id) else { throw NotFound() }
        return try await backend.picture(id)
      },
      Route(.post, Path.commands, contestants) { call in
        let wish: Commands = try call.decode()
        let commands = try wish.numbered()
        let reply = try await backend.engine.perform(
          commands, on: try call.attemptID(), by: try call.contestant())
        return try .json(try await backend.replies(to: commands, reply, in: call.language))
      },
      Route(.get, Path.attemptHistory, .roles([.contestant, .organizer, .judge, .auditor])) {
        call in
        try .json(try await backend.history(call))
      },
      Route(.get, Path.attemptExplanation, .roles([.contestant, .judge, .auditor])) { call in
        try .json(try await backend.explanation(call))
      },
      Route(.get, Path.attempts, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.attempts(call))
      },
      Route(.post, Path.interventions, .roles([.organizer, .judge])) { call in
        try .json(try await backend.intervene(call))
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

  func attemptID() throws -> AttemptID {
    guard let id = AttemptID(segments["attempt"] ?? "") else { throw SessionFailure.unknownAttempt }
    return id
  }
}

extension Commands {
  /// - Throws: `BadRequest` when there are too many or one cannot be read.
  func numbered() throws(BadRequest) -> [NumberedCommand] {
    guard (1...Limits.commandsPerRequest).contains(commands.count) else {
      throw BadRequest(
        code: "commands-count", zhHans: "一次可发送 1 至 \(Limits.commandsPerRequest) 条命令",
        en: "1 to \(Limits.commandsPerRequest) commands go into one request")
    }
    var numbered: [NumberedCommand] = []
    for command in commands { numbered.append(try NumberedCommand(command)) }
    return numbered
  }
}

extension Sitting {
  /// Whether the paper holds a picture.
  fileprivate func shows(_ picture: PictureID) -> Bool {
    paper.items.contains { item in
      questions[item.question].texts.contains { text in
        PictureReference.all(in: text).contains { $0.picture == picture }
      }
    }
  }
}

extension Backend {
  /// A picture as a file.
  func picture(_ id: PictureID) async throws -> Reply {
    guard let picture = try await banks.picture(id) else { throw NotFound() }
    return .file(picture.bytes, type: picture.type.mediaType)
  }

  /// Begins a contestant's attempt, or goes on with the one that is open.
  func begin(_ path: StagePath, by contestant: ContestantID) async throws -> AttemptView {
    let place = try await stage(path)
    guard let contestant = try await contestants.contestant(contestant) else { throw NotFound() }
    return try await view(of: try await engine.start(contestant, at: place))
  }

  /// The caller's own attempt.
  fileprivate func sitting(_ call: Call) async throws -> Sitting {
    let sitting = try await engine.sitting(try call.attemptID(), of: try call.contestant())
    guard let sitting else { throw SessionFailure.unknownAttempt }
    return sitting
  }

  /// The whole history of an attempt; a contestant sees only an own one, and none before the bell:
  /// it begins with what the paper is made of.
  fileprivate func history(_ call: Call) async throws -> AttemptHistory {
    let sitting = try await engine.sitting(try call.attemptID())
    let caller = try call.caller().contestant
    guard let sitting, caller == nil || caller == sitting.attempt.contestant else {
      throw SessionFailure.unknownAttempt
    }
    return AttemptHistory(
      sitting, receipt: try receipt(of: sitting),
      showsRecords: caller == nil || sitting.isVisible(at: now()))
  }

  /// The attempts at a stage, page by page.
  fileprivate func attempts(_ call: Call) async throws -> AttemptPage {
    let place = try await stage(call)
    let limit = try call.number("limit", in: 1...Limits.pageRows) ?? 1000
    var after: AttemptID?
    if let text = call.query["after"] {
      guard let id = AttemptID(text) else { throw SessionFailure.unknownAttempt }
      after = id
    }
    let page = try await journal.attempts(of: place.path, after: after, limit: limit)
    return AttemptPage(
      attempts: page.map(AttemptRow.init),
      next: page.count == limit ? page.last?.id.description : nil)
  }

  fileprivate func intervene(_ call: Call) async throws -> AttemptStanding {
    let id = try call.attemptID()
    let wish: Intervention = try call.decode()
    let intervention = try Attempt.Intervention(wish)
    let status = try await engine.rule(
      intervention, Note(actor: try call.caller().name, reason: wish.reason), on: id)
    try await audit(call, "attempt-\(wish.kind)", id.description, wish.reason)
    // The act is done; that it cannot be told more of it changes nothing.
    let stage = try? await engine.sitting(id)?.place.stage
    return AttemptStanding(
      attempt: id.description, state: status.phase.name,
      deadline: status.deadline.milliseconds,
      windowCloses: stage?.window.closes.milliseconds)
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

extension BadRequest {
  /// - Throws: `BadRequest` for a reason that is none, too long or of several lines.
  static func requireReason(_ reason: String) throws(BadRequest) {
    guard (1...Limits.reasonBytes).contains(reason.utf8.count),
      reason.unicodeScalars.allSatisfy({ $0.value >= 0x20 }),
      reason.contains(where: { !$0.isWhitespace })
    else {
      throw BadRequest(
        code: "reason-unfit", zhHans: "请写明理由（1 至 \(Limits.reasonBytes) 字节，不分行）",
        en: "give a reason of 1 to \(Limits.reasonBytes) bytes on one line")
    }
  }
}

extension Attempt.Intervention {
  /// - Throws: `BadRequest` for anything that is none, or without a reason.
  fileprivate init(_ wish: Intervention) throws(BadRequest) {
    try BadRequest.requireReason(wish.reason)
    switch (wish.kind, wish.seconds, wish.mayRetry) {
    case ("extend", let seconds?, nil) where (1...86_400).contains(seconds):
      self = .extend(by: .seconds(Int64(seconds)))
    case ("suspend", nil, nil): self = .suspend
    case ("resume", nil, nil): self = .resume
    case ("void", nil, let mayRetry): self = .void(mayRetry: mayRetry ?? false)
    default:
      throw BadRequest(
        code: "intervention-unreadable",
        zhHans: "应为 extend（seconds 为 1 至 86400）、suspend、resume 或 void",
        en: "it must be extend (with 1 to 86400 seconds), suspend, resume or void")
    }
  }
}
