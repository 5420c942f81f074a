import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes

/// Why outcomes are not handed over, and why a body's answer is not taken.
extension Refusals {
  static func refusal(_ error: HandOverAnswerRefused, in language: Language) -> Refusal {
    Refusal(
      .unprocessableContent, "answer-refused",
      zhHans: "答复有 \(error.problemCount) 处错误，未作任何改动",
      en: "the answer has \(counted(error.problemCount, "error")); nothing was changed",
      details: error.problems.map { problem in
        detail(
          Place.text(sheet: error.sheet, row: problem.row, column: problem.column), problem.field,
          problem.code, problem.text.text(in: language))
      })
  }

  static func refusal(_ error: HandOverSelection.Refusal, in language: Language) -> Refusal {
    func places(_ numbers: [Int], _ code: String, _ text: LocalizedText) -> [APIError.Detail] {
      numbers.prefix(Limits.pageRows).map { detail("\($0)", "", code, text.text(in: language)) }
    }
    switch error {
    case .nothingDue:
      return Refusal(
        .conflict, "nothing-due", zhHans: "没有可移交给该机构的已确认成果",
        en: "nothing that is confirmed is for that body")
    case .otherKind(let numbers):
      return Refusal(
        .conflict, "other-kind", zhHans: "\(numbers.count) 项成果不是这一类别，一个批次只有一个类别",
        en: "\(numbers.count) outcomes are of another kind; a batch has one kind",
        details: places(
          numbers, "other-kind", LocalizedText(zhHans: "不是这一类别", en: "of another kind")))
    case .notRegistered(let numbers):
      return Refusal(
        .conflict, "body-not-registered", zhHans: "该机构当日未备案 \(numbers.count) 项成果的职业和等级",
        en: "the body is not registered today for \(numbers.count) outcomes",
        details: places(
          numbers, "body-not-registered",
          LocalizedText(
            zhHans: "未备案这一职业和等级，或不能为该单位发证",
            en: "not registered for occupation, level and employer")))
    case .severalNames(let names):
      return Refusal(
        .conflict, "outcomes-differ", zhHans: "有多种成果，请用 --outcome 写明一种，或用 --number 逐项写明",
        en: "several outcomes are due: name one with --outcome, or each with --number",
        details: names.map { detail("", "outcome", "outcome", $0.text(in: language)) })
    }
  }
}
