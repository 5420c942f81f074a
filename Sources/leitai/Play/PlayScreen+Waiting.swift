import ContestAPI

/// What stands on the screen while nothing can be answered.
extension PlayScreen {
  /// Before the bell: when it rings, and the rules.
  func waitingRoom(_ state: PlayState) -> [String] {
    let (begins, ends) = (state.begins.timeOfDay(in: zone), state.deadline.timeOfDay(in: zone))
    let allowance = max(0, state.deadline - state.begins).countdown
    let questions = state.stage.map { $0.questions.grouped }
    let paper = say(
      zh: (questions.map { "共 \($0) 题，" } ?? "") + "满分 \(state.maximum.points) 分，限时 \(allowance)。",
      en: (questions.map { "\($0) questions, " } ?? "")
        + "\(state.maximum.points) points in all, \(allowance) of time.")
    return [
      say(
        zh: "\(begins) 开考，\(ends) 截止，以服务器的时钟为准。",
        en: "It begins at \(begins) and ends at \(ends), by the server's clock."),
      say(
        zh: "开考时试题自动出现，不用按键；离开也不会取消，时间不等人。",
        en: "The questions appear by themselves. You may leave; the time does not wait."),
      "", say(zh: "规则：", en: "The rules:"), "· " + paper,
      "· "
        + say(
          zh: "每个答案立即保存；网络断了照样作答，恢复后自动补交。",
          en: "Every answer is saved at once; without a network it is kept and sent later."),
      "· "
        + say(
          zh: "时间到，已保存的答案自动交卷。",
          en: "When the time is up, what was saved is handed in."),
    ] + (state.recordsSignals ? ["· " + recordingSentence + say(zh: "。", en: ".")] : [])
      + tries(state) + trouble(state)
  }

  private func tries(_ state: PlayState) -> [String] {
    guard let all = state.stage?.triesInAll else { return [] }
    return [
      "· "
        + say(
          zh: "共可作答 \(all) 次，这是第 \(state.number) 次。",
          en: "\(all.counted("attempt")) in all; this is number \(state.number).")
    ]
  }

  /// The clock stands still: since when, why, and what there was left.
  func pause(_ state: PlayState) -> [String] {
    let left = state.remaining.countdown
    return [
      say(
        zh: "工作人员暂停了你的作答。计时已停，还剩 \(left)。",
        en: "Staff has suspended your attempt. The clock stands still with \(left) left.")
    ] + reason(state) + [
      say(
        zh: "恢复后自动继续，不用按键；答案都在。",
        en: "It goes on by itself when staff resumes it; your answers are kept.")
    ] + trouble(state)
  }

  /// The attempt does not count.
  func voiding(_ state: PlayState) -> [String] {
    let retry =
      switch state.ruling?.mayRetry {
      case true?:
        [say(zh: "可以重新作答：leitai play ", en: "You may begin again: leitai play ") + state.address]
      case false?: [say(zh: "不能重新作答。", en: "There is no other attempt in its place.")]
      case nil: [String]()
      }
    return [
      say(zh: "工作人员已将这次作答作废，没有成绩。", en: "Staff has voided this attempt; it has no result.")
    ] + reason(state) + retry
  }

  private func reason(_ state: PlayState) -> [String] {
    guard let ruling = state.ruling else { return [] }
    let time = ruling.at.timeOfDay(in: zone)
    return [
      say(zh: "\(time)，理由：\(ruling.reason)", en: "At \(time), for this reason: \(ruling.reason)")
    ]
  }

  private func trouble(_ state: PlayState) -> [String] {
    state.trouble.map { ["", reason($0)] } ?? []
  }
}
