import AttemptRecords
import Contests

/// A record as people read it.
struct RecordWords {
  let say: Language

  /// What happened.
  func text(_ event: AttemptEvent) -> String {
    switch event {
    case .started(let start):
      return say(
        zh: "开始（第 \(start.number) 次，题库 \(start.bank) 第 \(start.bankVersion) 版）",
        en: "begun (attempt \(start.number), bank \(start.bank), version \(start.bankVersion))")
    case .answered(let item, let response):
      return say(zh: "第 \(item + 1) 题答 ", en: "question \(item + 1): ") + answer(response)
    case .cleared(let item):
      return say(zh: "第 \(item + 1) 题清除", en: "question \(item + 1): cleared")
    case .flagged(let item, true):
      return say(zh: "第 \(item + 1) 题标记", en: "question \(item + 1): marked")
    case .flagged(let item, false):
      return say(zh: "第 \(item + 1) 题取消标记", en: "question \(item + 1): no longer marked")
    case .signalled(let signal): return text(signal)
    case .heartbeat: return say(zh: "在线", en: "was there")
    case .submitted(.contestant): return say(zh: "选手交卷", en: "handed in by the contestant")
    case .submitted(.deadline): return say(zh: "时间到，自动交卷", en: "handed in when the time was up")
    case .submitted(.closing):
      return say(zh: "阶段关闭，自动交卷", en: "handed in when the stage was closed")
    case .ruled(let ruling, let note):
      return text(ruling)
        + say(zh: "（\(note.actor)：\(note.reason)）", en: " (\(note.actor): \(note.reason))")
    }
  }

  /// An answer in one line.
  func answer(_ response: Response) -> String {
    switch response {
    case .choices([]): say(zh: "（空）", en: "(nothing)")
    case .choices, .places: response.line
    case .texts(let texts): texts.map { $0.isEmpty ? "_" : $0 }.joined(separator: " | ")
    }
  }

  private func text(_ signal: AttemptEvent.Signal) -> String {
    switch signal {
    case .focusLost: say(zh: "离开窗口", en: "left the window")
    case .focusGained: say(zh: "回到窗口", en: "came back to the window")
    case .pasted: say(zh: "粘贴了文字", en: "pasted text")
    case .resized: say(zh: "改变了窗口大小", en: "resized the window")
    }
  }

  private func text(_ ruling: Ruling) -> String {
    switch ruling {
    case .extended(let time):
      return say(zh: "延长 \(time.count / 1000) 秒", en: "\(time.count / 1000) s more")
    case .suspended: return say(zh: "暂停", en: "suspended")
    case .resumed(let pause):
      return say(
        zh: "恢复（停了 \(pause.count / 1000) 秒）", en: "resumed after \(pause.count / 1000) s")
    case .voided(true): return say(zh: "作废，可以重考", en: "voided, may retry")
    case .voided(false): return say(zh: "作废", en: "voided")
    }
  }
}
