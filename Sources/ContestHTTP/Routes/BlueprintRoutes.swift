import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Sessions

extension Routes {
  /// Papers before they are dealt: what a bank gives to a blueprint, and parallel forms.
  static func blueprints(_ backend: Backend) -> [Route] {
    let organizers = Route.Access.roles([.organizer])
    return [
      Route(.post, Path.blueprintCheck, organizers) { call in
        let query: BlueprintQuery = try call.decode()
        var checks: [BlueprintChecks.StageCheck] = []
        for place in try await backend.places(query) {
          checks.append(try await backend.check(place, query, in: call.language))
        }
        return try .json(BlueprintChecks(stages: checks))
      },
      Route(.post, Path.paperForms, organizers) { call in
        try await backend.forms(call)
      },
    ]
  }
}

/// A stage with the version that its papers are to be made of.
private struct BlueprintPlace {
  let path: StagePath
  let blueprint: Blueprint
  let bank: BankID
  let version: Int
}

extension Backend {
  /// The stages that are asked about.
  ///
  /// - Throws: `BadRequest`, `DeclarationRefused`, `NotFound` for a name that is not there, and
  ///   `Conflict` for a bank that was never imported.
  fileprivate func places(_ query: BlueprintQuery) async throws -> [BlueprintPlace] {
    let contest: Contest
    switch (query.plan, query.contest) {
    case (let plan?, nil): contest = try Contest(plan: plan)
    case (nil, let id?):
      guard let id = try? ContestID(id), let known = try await directory.contest(id) else {
        throw NotFound(zhHans: "竞赛 \(id)", en: "contest \(id)")
      }
      contest = known
    default:
      throw BadRequest(
        code: "blueprint-unclear", zhHans: "请给出方案或竞赛，二者选一", en: "give either a plan or a contest")
    }
    var places: [BlueprintPlace] = []
    for event in contest.events where query.event == nil || event.id.text == query.event {
      let stages = event.stages.filter { query.stage == nil || $0.id.text == query.stage }
      if query.stage != nil, stages.contains(where: { !$0.hasPaper }) {
        throw EntryRule.Refusal.noPaper
      }
      guard stages.contains(where: \.hasPaper) else { continue }
      let version = try await version(query.version, of: event)
      for stage in stages where stage.hasPaper {
        places.append(
          BlueprintPlace(
            path: StagePath(contest: contest.id, event: event.id, stage: stage.id),
            blueprint: stage.blueprint, bank: event.bank, version: version))
      }
    }
    guard !places.isEmpty else {
      let name = [query.event, query.stage].compactMap(\.self).joined(separator: "/")
      throw NotFound(zhHans: "赛项或阶段 \(name)", en: "event or stage \(name)")
    }
    return places
  }

  private func version(_ wanted: Int?, of event: Event) async throws -> Int {
    let versions = try await banks.versions(of: event.bank)
    guard let newest = versions.first else { throw Conflict.bankMissing(of: event) }
    guard let wanted else { return newest.number }
    guard versions.contains(where: { $0.number == wanted }) else {
      throw NotFound.version(wanted, of: event.bank)
    }
    return wanted
  }

  fileprivate func check(
    _ place: BlueprintPlace, _ query: BlueprintQuery, in language: Language
  ) async throws -> BlueprintChecks.StageCheck {
    let shapes = QuestionShape.all(
      of: try await banks.questions(of: place.bank, version: place.version))
    let report = BlueprintReport(
      blueprint: place.blueprint, questions: shapes, attempts: query.attempts ?? 1_000)
    return BlueprintChecks.StageCheck(
      stage: place.path.description, bank: place.bank.text, version: place.version,
      questions: shapes.count, attempts: report.attempts,
      parts: report.parts.map { part in
        BlueprintChecks.Part(
          section: part.section + 1, wanted: part.wanted.words(in: language),
          needed: part.needed, available: part.available, pool: part.pool,
          exposure: part.exposure.map {
            BlueprintChecks.Exposure(
              minimum: $0.minimum, mean: $0.mean, maximum: $0.maximum, isExact: $0.isExact)
          })
      },
      shortages: report.shortages.map { $0.sentence(in: language) },
      forecast: report.forecast.map {
        BlueprintChecks.Forecast(
          unreachable: $0.unreachable, neverDealt: $0.neverDealt, overlap: $0.overlap)
      })
  }

  /// Forms as JSON, or with `format=xlsx` as a workbook with the questions and their keys.
  fileprivate func forms(_ call: Call) async throws -> Reply {
    let query: BlueprintQuery = try call.decode()
    let places = try await places(query)
    guard let place = places.first, places.count == 1 else {
      throw BadRequest(
        code: "stage-unclear", zhHans: "请指明赛项和阶段", en: "name the event and the stage")
    }
    var declared = 20
    if case .forms(let count) = place.blueprint.dealing { declared = count }
    let count = query.forms ?? declared
    guard Blueprint.formCounts.contains(count) else {
      let most = Blueprint.formCounts.upperBound
      throw BadRequest(
        code: "forms-out-of-range", zhHans: "卷数应为 1 至 \(most)", en: "1 to \(most) forms")
    }
    let questions = try await questions(of: place.bank, version: place.version)
    let forms = try PaperForms.assemble(
      count: count, blueprint: place.blueprint,
      questions: QuestionShape.all(of: questions.map(\.question)), seed: place.blueprint.digest)
    if call.query["format"] == "xlsx" {
      try await audit(call, "paper-forms", place.path.description, "\(count)")
      return .file(
        try forms.workbook(of: questions, blueprint: place.blueprint, in: call.language),
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
    return try .json(
      PaperFormsView(
        stage: place.path.description, bank: place.bank.text, version: place.version,
        spread: forms.spread, largestOverlap: forms.largestOverlap,
        forms: forms.forms.enumerated().map { index, form in
          PaperFormsView.Form(
            number: index + 1,
            difficulty: (form.difficultySum + form.questions.count / 2) / form.questions.count,
            sections: forms.sections(of: form, place.blueprint).map { section in
              section.map { questions[$0].question.id.text }
            })
        }))
  }
}

extension Conflict {
  /// An event whose question bank was never imported.
  static func bankMissing(of event: Event) -> Conflict {
    Conflict(
      code: "bank-missing", zhHans: "赛项 \(event.id) 的题库 \(event.bank) 还没有导入",
      en: "event \(event.id) needs the question bank \(event.bank), which was never imported")
  }
}
