import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes

/// What files for the achievement ledger and the register of issuers, and rulings about objections, are
/// refused for.
extension Refusals {
  static func refusal(_ error: AchievementsRefused, in language: Language) -> Refusal {
    Refusal(
      .unprocessableContent, "achievements-refused",
      zhHans: "事实表有 \(error.problemCount) 处错误，未作任何改动",
      en: "the facts have \(counted(error.problemCount, "error")); nothing was changed",
      details: details(error.problems, of: error.sheet, in: language))
  }

  static func refusal(_ error: IssuersRefused, in language: Language) -> Refusal {
    Refusal(
      .unprocessableContent, "issuers-refused",
      zhHans: "机构表有 \(error.problemCount) 处错误，未作任何改动",
      en: "the register has \(counted(error.problemCount, "error")); nothing was changed",
      details: details(error.problems, of: error.sheet, in: language))
  }

  static func refusal(_ error: ObjectionRefusal) -> Refusal {
    switch error {
    case .notOpen:
      Refusal(
        .conflict, "no-open-objection", zhHans: "没有这项待处理的异议", en: "no such objection is open")
    case .several(let numbers):
      Refusal(
        .conflict, "objection-unclear",
        zhHans: "有几项异议待处理，请写明编号：\(list(numbers))",
        en: "several objections are open; name one of \(list(numbers))")
    }
  }

  private static func details(
    _ problems: [RosterProblem], of sheet: String?, in language: Language
  ) -> [APIError.Detail] {
    problems.map { problem in
      APIError.Detail(
        severity: "error",
        place: Place.text(sheet: sheet, row: problem.row, column: problem.column),
        field: problem.field, code: problem.code, message: problem.text.text(in: language))
    }
  }
}
