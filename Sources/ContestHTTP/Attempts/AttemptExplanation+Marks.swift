import Accounts
import AttemptRecords
import ContestAPI
import Contests
import QuestionBanks
import Scoring
import Sessions

extension Backend {
  /// Why an attempt has its score. A contestant is told about an own attempt, and only once its
  /// stage tells keys and scores.
  func explanation(_ call: Call) async throws -> AttemptExplanation {
    let id = try call.attemptID()
    let sitting = try await engine.sitting(id)
    let caller = try call.caller().contestant
    guard let sitting, caller == nil || caller == sitting.attempt.contestant else {
      throw SessionFailure.unknownAttempt
    }
    if caller != nil {
      // Says the same whatever was answered, and whether or not the attempt was handed in.
      guard try await tellsKeys(of: sitting, at: now()), sitting.place.tellsScores else {
        throw Conflict(
          code: "explanation-not-told", zhHans: "该阶段现在不公布答案和得分说明",
          en: "the stage does not tell keys and marks now")
      }
    }
    guard sitting.attempt.phase == .submitted else {
      throw Conflict(
        code: "attempt-not-submitted", zhHans: "答卷尚未交卷或已作废，没有得分",
        en: "the attempt was not handed in or is void; it has no marks")
    }
    let keyVersion = caller == nil ? nil : sitting.place.publicKeyVersion
    let explanation = try await solutions.explanation(
      of: sitting.transcript.responses, on: sitting.paper, sitting.transcript.start,
      questions: sitting.questions, under: keyVersion)
    return AttemptExplanation(
      sitting, explanation,
      recorded: try await results.result(of: id)?.outcome(under: keyVersion).score,
      in: call.language)
  }
}

extension AttemptExplanation {
  fileprivate init(
    _ sitting: Sitting, _ explanation: PaperExplanation, recorded: Points?,
    in language: Language
  ) {
    let start = sitting.transcript.start
    self.init(
      attempt: sitting.attempt.id.description, stage: start.stage.description,
      contestant: start.contestant.text, number: start.number, bank: explanation.bank.text,
      bankVersion: explanation.bankVersion, keyVersion: explanation.keyVersion,
      score: explanation.score.thousandths,
      maximum: sitting.paper.items.reduce(0) { $0 + $1.points.thousandths },
      recorded: recorded?.thousandths,
      marks: explanation.marks.map { explained in
        let question = sitting.paper.items[explained.position].question
        return Mark(explained, stem: sitting.questions[question].stem, in: language)
      })
  }
}

extension AttemptExplanation.Mark {
  fileprivate init(_ explained: MarkExplanation, stem: String, in language: Language) {
    let mark = explained.mark
    self.init(
      position: explained.position + 1, question: explained.question.text,
      kind: explained.kind.rawValue, stem: stem, response: Answer(explained.response),
      solution: ContestAPI.Solution(explained.solution), key: explained.key,
      scheme: explained.marking.name,
      wrong: explained.marking.costs?.wrong.thousandths,
      least: explained.marking.least.thousandths, rule: explained.rule.text(in: language),
      parts: mark.parts.map(AttemptExplanation.Part.init),
      corrections: explained.corrections.map { $0.sentence.text(in: language) },
      points: explained.earned.thousandths,
      maximum: explained.maximum.thousandths)
  }
}

extension AttemptExplanation.Part {
  fileprivate init(_ marked: MarkedPart) {
    let (part, position) =
      switch marked.part {
      case .option(let place): ("option", place)
      case .place(let place): ("place", place)
      case .pair(let first): ("pair", first)
      case .premise(let premise): ("premise", premise)
      case .blank(let blank): ("blank", blank)
      case .number: ("number", 0)
      }
    self.init(part: part, position: position, verdict: marked.verdict.rawValue)
  }
}

extension MarkingScheme {
  /// As the API names it.
  fileprivate var name: String {
    switch self {
    case .allOrNothing: "all-or-nothing"
    case .partial: "partial"
    case .each: "each"
    case .pairs: "pairs"
    }
  }
}

extension KeyCorrection {
  /// What was ruled and why, for whoever reads the marks.
  fileprivate var sentence: LocalizedText {
    let ruling =
      switch treatment {
      case .rescale: LocalizedText(zhHans: "作废，其余折算", en: "void, the rest is scaled")
      case .fullMarks: LocalizedText(zhHans: "作废，给满分", en: "void, full marks for everybody")
      case .accept:
        LocalizedText(zhHans: "\(answer ?? "") 也算对", en: "\(answer ?? "") is right as well")
      case .replace:
        LocalizedText(zhHans: "改为 \(answer ?? "")", en: "\(answer ?? "") is right instead")
      }
    let help =
      onlyIfItHelps
      ? LocalizedText(zhHans: "，分数不降", en: ", where it raises the score")
      : LocalizedText(zhHans: "", en: "")
    return LocalizedText(
      zhHans: "答案第 \(keyVersion) 版：\(ruling.zhHans ?? "")\(help.zhHans ?? "")（\(reason)）",
      en: "key version \(keyVersion): \(ruling.en ?? "")\(help.en ?? "") (\(reason))")
  }
}
