import ContestAPI
import Contests
import HTTPTypes
import QuestionBanks

/// Why a draft takes no step, and a bank is not exported.
extension Refusals {
  static func refusal(_ error: BankDraft.Refusal) -> Refusal {
    switch error {
    case .ownDraft:
      Refusal(
        .forbidden, "own-draft", zhHans: "草稿须由作者以外的人审核",
        en: "a draft is reviewed by somebody other than its author")
    case .othersDraft:
      Refusal(
        .forbidden, "others-draft", zhHans: "只有作者可以撤回草稿；他人请用退回",
        en: "only its author takes a draft back; others send it back")
    case .wrongState(.draft):
      Refusal(
        .conflict, "draft-state", zhHans: "草稿须先由他人审核通过",
        en: "the draft must first be approved by somebody else")
    case .wrongState(let state):
      Refusal(
        .conflict, "draft-state", zhHans: "草稿\(Self.words(state).zhHans)，不能这样做",
        en: "the draft was \(Self.words(state).en); this cannot be done with it")
    case .outdated(let newest):
      Refusal(
        .conflict, "draft-outdated", zhHans: "第 \(newest) 版已先发布，请重新导入",
        en: "version \(newest) was published meanwhile; please import again")
    }
  }

  private static func words(_ state: BankDraft.State) -> (zhHans: String, en: String) {
    switch state {
    case .draft: ("待审核", "not reviewed yet")
    case .reviewed: ("已审核通过", "approved already")
    case .rejected: ("已退回", "sent back")
    case .withdrawn: ("已撤回", "withdrawn")
    case .published: ("已发布", "published")
    }
  }

  static func refusal(_ error: ExportWouldLose, in language: Language) -> Refusal {
    let leftOut = error.losses.count { $0.losses.contains(.question) }
    let rest = error.losses.count - leftOut
    // Questions that would be left out come first: they lose most.
    let ordered =
      error.losses.filter { $0.losses.contains(.question) }
      + error.losses.filter { !$0.losses.contains(.question) }
    return Refusal(
      .conflict, "export-losses",
      zhHans: "\(error.format) 格式不能完整表达这个题库：\(leftOut) 道题不能导出，\(rest) 道题将丢失部分内容",
      en: "\(error.format) cannot say everything in this bank: \(leftOut) left out, "
        + "\(rest) with something lost",
      details: ordered.prefix(Limits.pageRows).map { question, losses in
        let names = losses.map(\.rawValue).joined(separator: ", ")
        let words = losses.map { $0.name(in: language) }
        return APIError.Detail(
          severity: "warning", place: question.text, field: names, code: "export-loss",
          message: losses.contains(.question)
            ? LocalizedText(zhHans: "整题不能导出", en: "left out").text(in: language)
            : LocalizedText(
              zhHans: "将丢失：\(words.joined(separator: "、"))",
              en: "would lose: \(words.joined(separator: ", "))"
            ).text(in: language))
      })
  }
}
