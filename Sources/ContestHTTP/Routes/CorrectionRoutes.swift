import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks
import Scoring

extension Routes {
  /// Corrections of a stage's keys.
  static func corrections(_ backend: Backend) -> [Route] {
    [
      Route(.post, Path.corrections, .roles([.judge])) { call in
        try .json(try await backend.correct(call))
      },
      Route(.get, Path.corrections, .roles([.organizer, .judge, .auditor])) { call in
        let place = try await backend.stage(call)
        let corrections = try await backend.results.corrections(of: place.path)
        return try .json(
          CorrectionList(
            stage: place.path.description, corrections: corrections.map(Correction.init)))
      },
    ]
  }
}

extension Backend {
  /// Makes a correction, or tells what it would change.
  fileprivate func correct(_ call: Call) async throws -> CorrectionReport {
    let place = try await stage(call)
    let told: CorrectionWish = try call.decode()
    let wish = try KeyCorrection.Wish(told)
    if !told.isPreview { try BadRequest.requireReason(told.reason) }
    if let appeal = wish.appeal {
      try await requireConfirmed(
        appeal, of: place, about: wish.question, bankVersion: wish.bankVersion)
    } else if !told.isPreview {
      try await requireNothingPending(
        at: place, about: wish.question, bankVersion: wish.bankVersion)
    }
    let note = StaffNote(actor: try call.caller().name, at: now(), reason: told.reason)
    let (correction, effect) =
      told.isPreview
      ? try await corrections.preview(wish, note, at: place)
      : try await corrections.apply(wish, note, at: place)
    if !told.isPreview {
      try await audit(
        call, "key-correct", "\(place.path) \(wish.question)",
        "\(correction.keyVersion) \(correction.treatment.rawValue) \(correction.answer ?? "") "
          + told.reason)
    }
    let outcomes = try await outcomeChanges(effect, at: place, in: call.language)
    return CorrectionReport(
      place.path, correction, effect, isApplied: !told.isPreview, top: max(1, told.top),
      outcomes: outcomes.map { Array($0.prefix(Limits.pageRows)) })
  }

  /// Who would gain and lose which outcome; `nil` where no policy pack judges the stage.
  private func outcomeChanges(
    _ effect: CorrectionEffect, at place: StagePlace, in language: Language
  ) async throws -> [CorrectionReport.OutcomeChange]? {
    let packs = try await policyPacks(of: place.stage, in: place.contest)
    guard !packs.isEmpty else { return nil }
    let instant = now()
    let surroundings = try await surroundings(of: place.path, in: place.contest)
    func facts(_ outlook: CorrectionEffect.Outlook) -> [Facts] {
      Facts.of(
        outlook, days: effect.days, at: place, with: surroundings, certifiedAt: instant,
        about: Set(packs.flatMap(\.subjects)))
    }
    let (before, after) = (facts(effect.before), facts(effect.after))
    return packs.flatMap { $0.changes(from: before, to: after, at: instant) }.map {
      CorrectionReport.OutcomeChange($0, in: language)
    }
  }
}

extension KeyCorrection.Wish {
  /// - Throws: `BadRequest` for what cannot be read.
  fileprivate init(_ wish: CorrectionWish) throws(BadRequest) {
    guard let treatment = KeyCorrection.Treatment(rawValue: wish.treatment),
      treatment.namesAnswer == (wish.answer != nil)
    else {
      throw BadRequest(
        code: "treatment-unreadable",
        zhHans: "处理方式应为 rescale、full-marks，或带答案的 accept、replace",
        en: "a treatment is rescale or full-marks, or accept or replace with an answer")
    }
    guard let question = try? QuestionID(wish.question) else {
      throw BadRequest(
        code: "question-unreadable", zhHans: "“\(wish.question)”不是题目标识",
        en: "“\(wish.question)” is no question's id")
    }
    self.init(
      question: question, bankVersion: wish.bankVersion, treatment: treatment,
      answer: wish.answer, onlyIfItHelps: wish.onlyIfItHelps, appeal: wish.appeal)
  }
}

extension Correction {
  init(_ correction: KeyCorrection) {
    self.init(
      keyVersion: correction.keyVersion, question: correction.question.text,
      treatment: correction.treatment.rawValue, answer: correction.answer,
      onlyIfItHelps: correction.onlyIfItHelps, bankVersion: correction.bankVersion,
      appeal: correction.appeal, judge: correction.judge, at: correction.at.milliseconds,
      reason: correction.reason)
  }
}

extension CorrectionReport {
  fileprivate init(
    _ stage: StagePath, _ correction: KeyCorrection, _ effect: CorrectionEffect,
    isApplied: Bool, top: Int, outcomes: [OutcomeChange]?
  ) {
    let changes = effect.changes
    // Others only move because somebody passed them.
    let isOwn = { (change: CorrectionEffect.Change) in
      change.before.score != change.after.score
        || change.before.isShortlisted != change.after.isShortlisted
    }
    let told = changes.filter(isOwn) + changes.filter { !isOwn($0) }
    self.init(
      stage: stage.description, correction: Correction(correction), isApplied: isApplied,
      attempts: effect.attempts, changedAttempts: effect.changedAttempts,
      changedScores: changes.count { $0.before.score != $0.after.score },
      changedRanks: changes.count { $0.before.rank != $0.after.rank },
      admitted: changes.count { !$0.before.isShortlisted && $0.after.isShortlisted },
      excluded: changes.count { $0.before.isShortlisted && !$0.after.isShortlisted },
      changes: told.prefix(top).map { change in
        Change(
          admission: change.contestant.id.text, name: change.contestant.name,
          unit: change.contestant.unit.text, city: change.contestant.cityName,
          before: Position(change.before), after: Position(change.after))
      }, outcomes: outcomes)
  }
}

extension CorrectionReport.OutcomeChange {
  fileprivate init(_ change: OutcomeChange, in language: Language) {
    let outcome = change.after ?? change.before
    self.init(
      admission: change.person.contestant.text, name: change.person.name, pack: change.pack.text,
      rule: change.rule.text, title: change.title.text(in: language),
      kind: outcome?.kind.rawValue ?? "", outcome: outcome?.sentence(in: language) ?? "",
      isGained: change.after != nil)
  }
}

extension CorrectionReport.Position {
  fileprivate init(_ position: CorrectionEffect.Position) {
    self.init(
      score: position.score.thousandths, rank: position.rank,
      isShortlisted: position.isShortlisted)
  }
}
