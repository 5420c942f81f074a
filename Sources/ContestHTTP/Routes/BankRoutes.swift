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
        guard !versions.isEmpty else { throw NotFound() }
        return try .json(
          BankVersions(bank: bank.text, versions: versions.map(BankImport.Version.init)))
      },
      Route(.get, Path.bankExport, organizers) { call in
        let bank: BankID = try call.identifier("bank")
        let name = call.query["format"] ?? "native"
        guard let format = BankFormats.named(name) else {
          let known = BankFormats.names.joined(separator: ", ")
          throw BadRequest(
            code: "format-unknown", zhHans: "未知格式；可用：\(known)",
            en: "unknown format; known: \(known)")
        }
        let version = try call.number("version", in: 1...Int(Int32.max))
        let questions = try await backend.questions(of: bank, version: version)
        guard !questions.isEmpty else { throw NotFound() }
        try await backend.audit(call, "bank-export", bank.text, name)
        return .file(
          try format.write(questions, bank: bank.text), type: "application/octet-stream")
      },
    ]
  }
}

extension Backend {
  fileprivate func importBank(_ call: Call) async throws -> BankImport {
    let bank: BankID = try call.identifier("bank")
    let filename = call.query["filename"] ?? ""
    let reading = BankReading(
      call.body, filename: filename, format: call.query["format"], for: bank)
    let current = try await banks.versions(of: bank).first
    let changes: ChangeSet? =
      reading.isSound
      ? ChangeSet(
        from: try await questions(of: bank, version: current?.number), to: reading.questions)
      : nil
    if changes != nil { try await refuseTooFew(reading.questions, in: bank) }
    var published: BankVersion?
    if let changes, !changes.isEmpty, !call.flag("dry-run") {
      published = try await banks.publish(
        reading.questions, to: bank, after: current?.number ?? 0,
        hash: BankVersion.hash(of: reading.questions), at: now(), author: try call.caller().name,
        source: filename)
      guard let published else {
        throw Conflict(
          code: "bank-changed", zhHans: "题库刚被他人更新，请重新导入",
          en: "somebody else has just changed the bank; please import again")
      }
      try await audit(call, "bank-publish", bank.text, "\(published.number) \(published.hash)")
    }
    return BankImport(
      bank: bank.text, format: reading.format, questions: reading.questions.count,
      errors: reading.errors, warnings: reading.findings.count - reading.errors,
      findings: reading.findings.map { Place.detail($0, in: call.language) },
      changes: changes.map(BankImport.Changes.init),
      published: published.map(BankImport.Version.init))
  }

  /// A bank that could no longer fill the papers of a stage that is still to be played is refused.
  private func refuseTooFew(_ questions: [KeyedQuestion], in bank: BankID) async throws {
    let shapes = questions.map { QuestionShape($0.question) }
    for contest in try await directory.contests() {
      let states = try await contests.states(of: contest.id)
      for event in contest.events where event.bank == bank {
        for stage in event.stages {
          let path = StagePath(contest: contest.id, event: event.id, stage: stage.id)
          guard (states[path] ?? .draft) <= .open else { continue }
          _ = try PaperDealer(blueprint: stage.blueprint, questions: shapes)
        }
      }
    }
  }

  /// The questions of a version with their keys; of the newest when none is named.
  fileprivate func questions(of bank: BankID, version: Int?) async throws -> [KeyedQuestion] {
    var number = version
    if number == nil { number = try await banks.versions(of: bank).first?.number }
    guard let number else { return [] }
    let questions = try await banks.questions(of: bank, version: number)
    let keys = try await keys.answerKeys(of: bank, version: number)
    return zip(questions, keys).map(KeyedQuestion.init)
  }
}

extension BankImport.Changes {
  fileprivate init(_ changes: ChangeSet) {
    self.init(
      added: changes.added.count, removed: changes.removed.count, unchanged: changes.unchanged,
      changed: Dictionary(
        uniqueKeysWithValues: changes.changed.map { ($0.question.text, $0.fields) }))
  }
}

extension BankImport.Version {
  fileprivate init(_ version: BankVersion) {
    self.init(
      number: version.number, hash: version.hash, questions: version.questionCount,
      publishedAt: version.publishedAt.milliseconds, author: version.author,
      source: version.source)
  }
}
