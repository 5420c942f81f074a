package import Contests

extension OutcomeCase.Refusal {
  /// A stable name for programs, in kebab-case.
  package var code: String {
    switch self {
    case .notNow: "not-now"
    case .noticeRuns: "notice-runs"
    case .objectedTo: "objected-to"
    case .followsNoMore: "follows-no-more"
    case .levelNotIssued: "level-not-issued"
    case .noticeMissing: "notice-missing"
    case .noticeTooShort: "notice-too-short"
    case .notForOthers: "not-for-others"
    case .notByOthers: "not-by-others"
    case .frozen: "stage-frozen"
    }
  }

  /// Why, for people.
  package var sentence: LocalizedText {
    switch self {
    case .notNow(let state):
      LocalizedText(zhHans: "现状态为 \(state.rawValue)", en: "it is \(state.rawValue)")
    case .noticeRuns: LocalizedText(zhHans: "公示期未满", en: "the public notice is not over")
    case .objectedTo:
      LocalizedText(zhHans: "有异议尚未处理或已成立", en: "an objection is open or was upheld")
    case .followsNoMore:
      LocalizedText(
        zhHans: "按最新确认的成绩已不成立，见 outcome propose",
        en: "it does not follow from the newest results; see outcome propose")
    case .levelNotIssued:
      LocalizedText(
        zhHans: "所依据的技能等级尚未发证", en: "the level from which it follows was not issued")
    case .noticeMissing:
      LocalizedText(zhHans: "政策包要求先公示", en: "its pack asks for a public notice first")
    case .noticeTooShort: LocalizedText(zhHans: "公示期应在将来结束", en: "a notice ends in the future")
    case .notForOthers:
      LocalizedText(zhHans: "本竞赛授予的证书不移交", en: "the contest's own certificate is not handed over")
    case .notByOthers:
      LocalizedText(
        zhHans: "授予的证书由 certificate issue 签发", en: "certificate issue issues what is granted")
    case .frozen(let stage):
      LocalizedText(
        zhHans: "\(stage) 正在封榜，请先 contest unfreeze",
        en: "\(stage) is frozen; contest unfreeze shows its results to the public first")
    }
  }
}
