import Certification
import ContestAPI
import Contests
import HTTPTypes

/// Why outcomes cannot take a step.
extension Refusals {
  static func refusal(_ error: OutcomeTransition.Refused, in language: Language) -> Refusal {
    Refusal(
      .conflict, "outcomes-unfit", zhHans: "\(error.refusals.count) 项成果不能这样处理，未作任何改动",
      en: "that cannot be done to \(error.refusals.count) outcomes; nothing was changed",
      details: error.refusals.prefix(Limits.pageRows).map { number, refusal in
        APIError.Detail(
          severity: "error", place: "\(number)", field: "", code: refusal.code,
          message: refusal.sentence.text(in: language))
      })
  }
}
