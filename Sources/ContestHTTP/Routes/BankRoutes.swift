import Accounts
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks

extension Routes {
  /// Question banks. Everything here may show keys, so only organizers come in.
  static func banks(_ backend: Backend) -> [Route] {
    let organizers = Route.Access.roles([.organizer])
    return [
      Route(.post, Path.bankImports, organizers, bodyLimit: Limits.uploadBytes) { call in
        try .json(try await backend.importBank(call))
      },
      Route(.get, Path.bankVersions, organizers) { call in
        let bank: BankID = try call.identifier("bank")
        let versions = try await backend.banks.versions(of: bank)
        guard !versions.isEmpty else { throw NotFound.bank(bank) }
        return try .json(
          BankVersions(bank: bank.text, versions: versions.map(BankVersions.Version.init)))
      },
      Route(.get, Path.bankDiff, organizers) { call in
        try .json(try await backend.diff(call))
      },
      Route(.get, Path.bankExport, organizers) { call in
        try await backend.export(call)
      },
      Route(.get, Path.bankPicture, organizers) { call in
        try await backend.picture(try call.pictureID())
      },
    ]
  }
}

extension Backend {
  fileprivate func importBank(_ call: Call) async throws -> BankImport {
    let bank: BankID = try call.identifier("bank")
    let filename = call.query["filename"] ?? ""
    let reading = BankReading(
      call.body, filename: filename, format: call.query["format"],
      options: try call.readingOptions(), for: bank)
    let newest = try await banks.versions(of: bank).first
    let current = try await questions(of: bank, version: newest?.number)
    let changes = reading.isSound ? ChangeSet(from: current, to: reading.questions) : nil
    if changes != nil { try await refuseTooFew(reading.questions, in: bank) }
    var draft: BankDraft?
    if let changes, !changes.isEmpty, !call.flag("dry-run") {
      let kept = try await drafts.keep(
        BankContents(questions: reading.questions, pictures: reading.pictures),
        as: BankDraftProposal(
          bank: bank, base: newest?.number ?? 0, hash: BankVersion.hash(of: reading.questions),
          createdAt: now(), author: try call.caller().name, source: filename))
      try await audit(call, "bank-import", bank.text, "draft \(kept.number) \(kept.hash)")
      draft = kept
    }
    return BankImport(
      bank: bank.text, format: reading.format, questions: reading.questions.count,
      leftOut: reading.leftOut, pictures: reading.pictures.count, errors: reading.errors,
      warnings: reading.findings.count - reading.errors,
      findings: reading.findings.map { Place.detail($0, in: call.language) },
      base: newest?.number ?? 0, changes: changes.map(BankChanges.init),
      draft: draft.map(BankDraftView.init))
  }

  fileprivate func diff(_ call: Call) async throws -> BankDiff {
    let bank: BankID = try call.identifier("bank")
    let numbers = try await banks.versions(of: bank).map(\.number)
    let to = try call.number("to", in: 1...Int(Int32.max)) ?? numbers.first ?? 0
    let from = try call.number("from", in: 1...Int(Int32.max)) ?? to - 1
    guard !numbers.isEmpty else { throw NotFound.bank(bank) }
    for number in [from, to] where number > 0 && !numbers.contains(number) {
      throw NotFound.version(number, of: bank)
    }
    let changes = ChangeSet(
      from: try await questions(of: bank, version: from == 0 ? nil : from),
      to: try await questions(of: bank, version: to))
    return BankDiff(bank: bank.text, from: from, to: to, changes: BankChanges(changes))
  }

  fileprivate func export(_ call: Call) async throws -> Reply {
    let bank: BankID = try call.identifier("bank")
    let name = call.query["format"] ?? "native"
    guard let format = BankFormats.named(name) else {
      let known = BankFormats.names.joined(separator: ", ")
      throw BadRequest(
        code: "format-unknown", zhHans: "未知格式；可用：\(known)", en: "unknown format; known: \(known)")
    }
    let wanted = try call.number("version", in: 1...Int(Int32.max))
    let newest = try await banks.versions(of: bank).first?.number
    let all = try await questions(of: bank, version: wanted ?? newest)
    guard !all.isEmpty else {
      throw wanted.map { NotFound.version($0, of: bank) } ?? .bank(bank)
    }
    let losses = all.map { ($0, format.losses(of: $0)) }
    let lossy = losses.filter { !$0.1.isEmpty }
    guard lossy.isEmpty || call.flag("accept-losses") else {
      throw ExportWouldLose(
        format: name, losses: lossy.map { ($0.0.question.id, $0.1.sorted()) })
    }
    let kept = losses.filter { !$0.1.contains(.question) }.map(\.0)
    let contents = BankContents(questions: kept, pictures: try await pictures(of: kept))
    try await audit(call, "bank-export", bank.text, name)
    return .file(
      try format.write(contents, bank: bank.text), type: "application/octet-stream")
  }

  private func pictures(of questions: [KeyedQuestion]) async throws -> [PictureID: Picture] {
    var pictures: [PictureID: Picture] = [:]
    for keyed in questions {
      for text in keyed.question.texts + [keyed.key.explanation] {
        for case let id? in PictureReference.all(in: text).map(\.picture)
        where pictures[id] == nil {
          pictures[id] = try await banks.picture(id)
        }
      }
    }
    return pictures
  }

  /// A bank that could no longer fill the papers of a stage that is still to be played is refused.
  func refuseTooFew(_ questions: [KeyedQuestion], in bank: BankID) async throws {
    let shapes = QuestionShape.all(of: questions.map(\.question))
    for contest in try await directory.contests() {
      let states = try await contests.states(of: contest.id)
      for event in contest.events where event.bank == bank {
        for stage in event.stages where stage.hasPaper {
          let path = StagePath(contest: contest.id, event: event.id, stage: stage.id)
          guard (states[path] ?? .draft) <= .open else { continue }
          _ = try PaperDealer(blueprint: stage.blueprint, questions: shapes)
        }
      }
    }
  }

  /// The questions of a version with their keys; none without a version.
  func questions(of bank: BankID, version: Int?) async throws -> [KeyedQuestion] {
    guard let version else { return [] }
    let questions = try await banks.questions(of: bank, version: version)
    let keys = try await keys.answerKeys(of: bank, version: version)
    return zip(questions, keys).map(KeyedQuestion.init)
  }
}

extension Call {
  /// What the organizer says about the file: `map` holds one mapping on each line.
  fileprivate func readingOptions() throws -> ReadingOptions {
    let lines = (query["map"] ?? "").split(whereSeparator: \.isNewline)
    let headers = try lines.map { line in
      guard let mapping = FieldMapping(String(line)) else {
        throw BadRequest(
          code: "map-unreadable", zhHans: "无法识别的列对应“\(line)”；例：stem=问题",
          en: "the mapping \"\(line)\" cannot be read; an example: stem=问题")
      }
      return mapping
    }
    return ReadingOptions(headers: headers)
  }
}

extension BankChanges {
  init(_ changes: ChangeSet) {
    self.init(
      added: changes.added.map(\.text), removed: changes.removed.map(\.text),
      unchanged: changes.unchanged,
      changed: changes.changed.map { change in
        Change(
          question: change.question.text,
          fields: change.fields.map {
            Field(field: $0.field, before: $0.before, after: $0.after)
          })
      })
  }
}

extension BankVersions.Version {
  init(_ version: BankVersion) {
    self.init(
      number: version.number, hash: version.hash, questions: version.questionCount,
      publishedAt: version.publishedAt.milliseconds, author: version.author,
      reviewer: version.reviewer, source: version.source)
  }
}
