import Contests
import HTTPTypes
import Scoring

/// Why appeals and corrections take no step.
extension Refusals {
  static func refusal(_ error: Appeal.Refusal) -> Refusal {
    switch error {
    case .notNow(let state):
      Refusal(
        .conflict, "appeal-not-now", zhHans: "这项申诉目前（\(state.rawValue)）不能这样处理",
        en: "the appeal is \(state.rawValue) and takes no such step")
    case .sameJudge:
      Refusal(
        .conflict, "appeal-same-judge", zhHans: "须由另一位裁判确认", en: "a second judge has to confirm")
    }
  }

  static func refusal(_ error: CorrectionDesk.Unfit) -> Refusal {
    switch error {
    case .unknownQuestion(let question):
      Refusal(
        .notFound, "question-unknown", zhHans: "本阶段的试卷没有题目 \(question)",
        en: "no paper of the stage can have question \(question)")
    case .unknownVersion(let version, let known):
      Refusal(
        .notFound, "bank-version-unknown",
        zhHans: "本阶段没有试卷出自题库第 \(version) 版，只有：\(Self.list(known))",
        en: "no paper was dealt from bank version \(version), but from: \(Self.list(known))")
    case .unfitAnswer(let answer, let kind):
      Refusal(
        .unprocessableContent, "answer-unfit",
        zhHans: "“\(answer)”不能是这道题（\(kind.rawValue)）的答案",
        en: "“\(answer)” cannot be the answer to this question (\(kind.rawValue))")
    case .differs(let versions):
      Refusal(
        .conflict, "question-differs",
        zhHans: "这道题的选项在题库各版（\(Self.list(versions))）中不同，请指明一版",
        en: "its options differ between the bank's versions (\(Self.list(versions))): name one")
    case .changed:
      Refusal(
        .conflict, "results-changed", zhHans: "刚有另一项更正，请重试",
        en: "another correction was made at this moment; try again")
    }
  }

  static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }
}
