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
    let start = sitting.transcript.start
    let source = KeySource(bank: start.bank, bankVersion: start.bankVersion)
    let explanations = try await solutions.explanations(
      of: sitting.transcript.responses, on: sitting.paper, questions: sitting.questions,
      source: source)
    return AttemptExplanation(
      sitting, explanations, source,
      recorded: try await results.result(of: id)?.outcome.score, in: call.language)
  }
}

extension AttemptExplanation {
  fileprivate init(
    _ sitting: Sitting, _ explanations: [MarkExplanation], _ source: KeySource,
    recorded: Points?, in language: Language
  ) {
    let start = sitting.transcript.start
    self.init(
      attempt: sitting.attempt.id.description, stage: start.stage.description,
      contestant: start.contestant.text, number: start.number, bank: source.bank.text,
      bankVersion: source.bankVersion, keyVersion: source.keyVersion,
      score: explanations.reduce(0) { $0 + $1.mark.points.thousandths },
      maximum: sitting.paper.items.reduce(0) { $0 + $1.points.thousandths },
      recorded: recorded?.thousandths,
      marks: explanations.map { explained in
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
      parts: mark.parts.map(AttemptExplanation.Part.init), points: mark.points.thousandths,
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
