import Contests
import HTTPTypes
import Sessions

/// Why nobody enters, answers, or intervenes in an attempt.
extension Refusals {
  static func refusal(_ error: EntryRule.Refusal) -> Refusal {
    switch error {
    case .notOnRoster:
      Refusal(
        .forbidden, "not-on-roster", zhHans: "您不在本赛项的参赛名单中",
        en: "you are not on the roster of this event")
    case .noPaper:
      Refusal(
        .conflict, "stage-without-paper", zhHans: "本阶段没有线上试卷，成绩由裁判评定",
        en: "this stage has no paper online; judges give its scores")
    case .notOpen(let state):
      Refusal(
        .conflict, "stage-not-open", zhHans: "本阶段未开放（\(state.rawValue)）",
        en: "this stage is not open (\(state.rawValue))")
    case .notYet:
      Refusal(.conflict, "window-not-yet", zhHans: "尚未到开始时间", en: "this stage has not begun")
    case .windowOver:
      Refusal(.conflict, "window-over", zhHans: "本阶段已经结束", en: "this stage is over")
    case .triesUsedToday(let limit):
      Refusal(
        .conflict, "tries-used-today", zhHans: "今天的 \(limit) 次机会已用完",
        en: "the \(limit) tries of today are used")
    case .triesUsed(let limit):
      Refusal(
        .conflict, "tries-used", zhHans: "\(limit) 次机会已用完", en: "the \(limit) tries are used")
    case .notShortlisted(let stage):
      Refusal(
        .forbidden, "not-shortlisted", zhHans: "您不在阶段 \(stage) 的晋级名单中",
        en: "you are not on the shortlist of stage \(stage)")
    case .regionNotAdmitted:
      Refusal(
        .forbidden, "region-not-admitted", zhHans: "本阶段不面向您所在的地区",
        en: "this stage is not for your region")
    case .tooLate(_, let late) where late.count == 0:
      Refusal(
        .conflict, "too-late", zhHans: "已统一开考，不得再入场", en: "nobody enters after the start")
    case .tooLate(_, let late):
      Refusal(
        .conflict, "too-late", zhHans: "统一开考\(Self.words(late).zhHans)后不得入场",
        en: "nobody enters more than \(Self.words(late).en) after the start")
    case .unitFull(let limit):
      Refusal(
        .conflict, "unit-full", zhHans: "贵单位的名额（\(limit) 个）已满",
        en: "all places of your unit are taken (\(limit))")
    }
  }

  /// A length of time in minutes, or in seconds where it is not in whole minutes.
  private static func words(_ time: Milliseconds) -> (zhHans: String, en: String) {
    let seconds = time.count / 1000
    let isWhole = seconds % 60 == 0
    let count = isWhole ? seconds / 60 : seconds
    let unit = isWhole ? (zhHans: "分钟", en: "minute") : (zhHans: "秒", en: "second")
    return (" \(count) \(unit.zhHans)", "\(count) \(unit.en)\(count == 1 ? "" : "s")")
  }

  static func refusal(_ error: Attempt.RulingRefusal) -> Refusal {
    switch error {
    case .over(let phase):
      Refusal(
        .conflict, "attempt-over", zhHans: "本次作答已结束（\(phase.name)）",
        en: "the attempt is over (\(phase.name))")
    case .alreadySuspended:
      Refusal(
        .conflict, "already-suspended", zhHans: "本次作答已在暂停中",
        en: "the attempt is suspended already")
    case .notSuspended:
      Refusal(
        .conflict, "not-suspended", zhHans: "本次作答没有暂停", en: "the attempt is not suspended")
    case .pastDeadline:
      Refusal(.conflict, "past-deadline", zhHans: "作答时间已到", en: "the time is up")
    case .tooManyRecords:
      Refusal(
        .conflict, "too-many-interventions", zhHans: "干预次数过多",
        en: "there were too many interventions")
    }
  }

  static func refusal(_ error: SessionFailure) -> Refusal {
    switch error {
    case .unknownAttempt:
      Refusal(.notFound, "attempt-unknown", zhHans: "没有这次作答", en: "there is no such attempt")
    case .overloaded:
      Refusal(
        .serviceUnavailable, "overloaded", zhHans: "服务器繁忙，请稍后重试",
        en: "the server is busy; please try again", retryAfter: 1)
    case .unavailable:
      Refusal(
        .serviceUnavailable, "not-saved", zhHans: "未能保存，请重试",
        en: "it could not be saved; please try again", retryAfter: 1)
    case .noBank:
      Refusal(
        .conflict, "bank-missing", zhHans: "本赛项还没有题库", en: "the event has no question bank yet")
    case .damaged:
      Refusal(
        .internalServerError, "attempt-damaged", zhHans: "作答记录异常，请联系组委会",
        en: "the attempt's records are damaged; please tell the organizer")
    }
  }
}
