import ContestAPI
import Contests
import HTTPTypes
import Scoring

/// What judges enter and certify.
extension Refusals {
  static func refusal(_ error: JudgingRefused, in language: Language) -> Refusal {
    Refusal(
      .unprocessableContent, "scores-refused",
      zhHans: "有 \(error.problems.count) 处错误，未作任何改动",
      en: "\(counted(error.problems.count, "error")); nothing was changed",
      details: error.problems.map { problem in
        detail(
          Place.text(sheet: problem.sheet, row: problem.row, column: problem.column),
          problem.field, problem.code, problem.text.text(in: language))
      })
  }

  static func refusal(_ error: JudgingDesk.Refusal) -> Refusal {
    switch error {
    case .notJudged(let part):
      Refusal(
        .notFound, "part-not-judged", zhHans: "本阶段没有由裁判评分的部分 \(part)",
        en: "the stage has no part \(part) that judges score")
    case .certified:
      Refusal(
        .conflict, "stage-certified", zhHans: "成绩已经确认，只能因成立的申诉再改",
        en: "the results are certified; only what an upheld appeal leads to is entered still")
    case .appealSettled(let appeal):
      Refusal(
        .conflict, "appeal-settled", zhHans: "申诉 \(appeal) 引起的改动已在确认的成绩之中",
        en: "what appeal \(appeal) led to is in the certified results already")
    case .busy:
      Refusal(
        .conflict, "judging-busy", zhHans: "其他人同时在录入，请重试",
        en: "others are entering at the same moment; please try again")
    case .unknownContestant:
      Refusal(
        .notFound, "contestant-unknown", zhHans: "本阶段没有这名选手",
        en: "the stage has no such contestant")
    case .nothingToSettle:
      Refusal(
        .conflict, "nothing-to-settle", zhHans: "评分没有需要复核的差异",
        en: "there is no disagreement to settle")
    case .ownScore:
      Refusal(
        .forbidden, "own-score", zhHans: "复核须由没有给这名选手评分的人进行",
        en: "somebody who did not score this contestant must look again")
    case .appealPending(let appeal):
      Refusal(
        .conflict, "appeal-pending",
        zhHans: "申诉 \(appeal) 针对这名选手的成绩，尚未处理完：请先由裁判驳回，"
          + "或由两位裁判认可后以 --appeal \(appeal) 处理",
        en: "appeal \(appeal) is about this contestant's result and not settled: reject it first, "
          + "or have two judges uphold it and name it with --appeal \(appeal)")
    case .alreadyDisqualified:
      Refusal(
        .conflict, "already-disqualified", zhHans: "这名选手已被取消成绩",
        en: "the contestant is disqualified already")
    case .notDisqualified:
      Refusal(
        .conflict, "not-disqualified", zhHans: "这名选手没有被取消成绩",
        en: "the contestant is not disqualified")
    }
  }

  static func refusal(_ error: FreezeRefusal) -> Refusal {
    switch error {
    case .frozenAlready(let stage):
      Refusal(
        .conflict, "frozen-already", zhHans: "\(stage) 已经封榜", en: "\(stage) is frozen already")
    case .certified(let stage):
      Refusal(
        .conflict, "certified-already", zhHans: "\(stage) 的成绩已经确认并公开，不能再封榜",
        en: "the results of \(stage) are certified and public; there is nothing to freeze any more")
    }
  }

  static func refusal(_ error: CoSignatureRefusal) -> Refusal {
    switch error {
    case .notCertified:
      Refusal(
        .conflict, "not-certified", zhHans: "成绩确认之后才能签署",
        en: "there is nothing to sign before the results are certified")
    case .notNewest(let version, let hash):
      Refusal(
        .conflict, "not-the-newest", zhHans: "摘要不是最新的第 \(version) 版的：那是 \(hash)",
        en: "that is not the hash of the newest version, \(version), which is \(hash)")
    case .certifiedIt(let version):
      Refusal(
        .conflict, "certified-by-you", zhHans: "第 \(version) 版是您确认的，须由其他裁判签署",
        en: "you certified version \(version); other judges sign it")
    case .signedAlready(let version):
      Refusal(
        .conflict, "signed-already", zhHans: "您已签署第 \(version) 版",
        en: "you have signed version \(version) already")
    }
  }

  static func refusal(_ error: ResultsCertifier.Blocked, in language: Language) -> Refusal {
    let details = error.blockers.map { blocker in
      let (code, text) =
        switch blocker {
        case .notClosed(let state):
          (
            "stage-not-closed",
            LocalizedText(
              zhHans: "本阶段须先结束（当前 \(state.rawValue)）",
              en: "the stage must be closed first (it is \(state.rawValue))")
          )
        case .openAttempts(let count):
          (
            "open-attempts",
            LocalizedText(zhHans: "还有 \(count) 次作答未交卷", en: "\(count) attempts are still open")
          )
        case .unmarkedAttempts(let count):
          (
            "unmarked-attempts",
            LocalizedText(
              zhHans: "有 \(count) 份答卷的记录异常，无法评阅", en: "\(count) attempts cannot be marked")
          )
        case .openAppeals(let count):
          (
            "open-appeals",
            LocalizedText(zhHans: "还有 \(count) 项申诉未处理完", en: "\(count) appeals are not settled")
          )
        case .appealsWithoutCorrection(let count):
          (
            "appeals-without-correction",
            LocalizedText(
              zhHans: "\(count) 项成立的申诉还没有相应的更正",
              en: "\(count) upheld appeals have no correction yet")
          )
        case .appealsWithoutAct(let count):
          (
            "appeals-without-act",
            LocalizedText(
              zhHans: "\(count) 项成立的成绩申诉还没有相应的改分或裁定",
              en: "\(count) upheld appeals against results have no score or ruling yet")
          )
        case .undecidedTies(let groups):
          (
            "undecided-ties",
            LocalizedText(
              zhHans: "晋级线上有并列，须加赛：\(Self.listed(groups, "；"))",
              en: "equals on the cut need a play-off: \(Self.listed(groups, "; "))")
          )
        case .nothingNew(let version):
          (
            "nothing-new",
            LocalizedText(
              zhHans: "与已确认的第 \(version) 版相同", en: "version \(version) says the same already")
          )
        case .changed:
          (
            "results-changed",
            LocalizedText(zhHans: "成绩刚有变化，请重试", en: "the results have just changed; try again")
          )
        case .missingScores(let part, let count):
          (
            "scores-missing",
            LocalizedText(
              zhHans: "部分 \(part) 还有 \(count) 人没有得分，或有裁判未评分",
              en: "in part \(part) \(count) contestants lack a score of one of their judges")
          )
        case .unsettledScores(let part, let count):
          (
            "scores-unsettled",
            LocalizedText(
              zhHans: "部分 \(part) 有 \(count) 人的评分差异过大，尚未复核",
              en: "in part \(part) the judges disagree about \(count) contestants; "
                + "somebody must look again")
          )
        case .rankedThoughWithdrawn(let stage, let count):
          (
            "ranked-though-withdrawn",
            LocalizedText(
              zhHans: "有 \(count) 名已退出阶段 \(stage) 晋级名单的选手仍有名次",
              en:
                "\(counted(count, "ranked contestant")) fell out of the shortlist of stage \(stage)"
            )
          )
        case .notCarried(let stage):
          (
            "stage-not-carried",
            LocalizedText(
              zhHans: "计入总分的阶段 \(stage) 尚未确认成绩，或仍在封榜",
              en: "stage \(stage), which counts here, is not certified or is frozen")
          )
        case .noResults:
          ("no-results", LocalizedText(zhHans: "还没有成绩", en: "there are no results"))
        }
      return detail("", "", code, text.text(in: language))
    }
    return Refusal(
      .conflict, "certification-blocked", zhHans: "成绩还不能确认",
      en: "the results cannot be certified yet",
      details: details)
  }
}
