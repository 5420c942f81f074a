import ContestClient

extension PlayScreen {
  /// Which questions have no answer, one-based: `还有 4 题未答：第 3、7-9 题。`
  func unansweredSentence(_ state: PlayState) -> String {
    let open = state.unanswered
    guard !open.isEmpty else {
      return say(
        zh: "\(state.items.count) 题都已作答。", en: "All \(state.items.count) questions are answered.")
    }
    let numbers = Self.ranges(open.map { $0 + 1 })
    return say(
      zh: "还有 \(open.count) 题未答：第 \(numbers.joined(separator: "、")) 题。",
      en: "\(open.count.counted("question")) without an answer: "
        + numbers.joined(separator: ", ") + ".")
  }

  /// Which questions have an answer with gaps; no sentence when none has.
  func partialSentence(_ state: PlayState) -> [String] {
    let partial = state.partial
    guard !partial.isEmpty else { return [] }
    let numbers = Self.ranges(partial.map { $0 + 1 })
    return [
      say(
        zh: "有 \(partial.count) 题没有答完：第 \(numbers.joined(separator: "、")) 题。",
        en: "\(partial.count.counted("question")) answered in part: "
          + numbers.joined(separator: ", ") + ".")
    ]
  }

  /// Which questions are marked; no sentence when none is.
  func flagSentence(_ state: PlayState) -> [String] {
    let flagged = state.flagged
    guard !flagged.isEmpty else { return [] }
    let numbers = Self.ranges(flagged.map { $0 + 1 })
    return [
      say(
        zh: "做了标记的有 \(flagged.count) 题：第 \(numbers.joined(separator: "、")) 题。",
        en: "\(flagged.count.counted("question")) marked: \(numbers.joined(separator: ", ")).")
    ]
  }

  /// Which answers were chosen and not given, where giving one is final; no sentence when none was.
  func draftSentence(_ state: PlayState) -> [String] {
    guard !state.drafts.isEmpty else { return [] }
    let numbers = Self.ranges(state.drafts.keys.sorted().map { $0 + 1 })
    return [
      say(
        zh: "选了还没有提交的有第 \(numbers.joined(separator: "、")) 题，不会计入。",
        en: "Chosen and not given, so it will not count: \(numbers.joined(separator: ", ")).")
    ]
  }

  /// That the client tells the server what the window does.
  var recordingSentence: String {
    say(
      zh: "切换窗口、粘贴文字、改变窗口大小都会被记录",
      en: "leaving the window, pasting and resizing are recorded")
  }

  /// A sentence about what is not saved; none when everything is.
  func unsavedSentence(_ state: PlayState) -> [String] {
    let waiting = state.queue.unsaved.count
    guard waiting > 0 else { return [] }
    return [
      say(
        zh: "有 \(waiting) 项还没有保存到服务器。",
        en: waiting == 1
          ? "One change is not saved on the server."
          : "\(waiting) changes are not saved on the server."
      )
    ]
  }

  /// What stands at the end, or at a leave: the receipt, or how to come back.
  func farewell(_ state: PlayState) -> [String] {
    switch state.phase {
    case .receipt(let receipt), .review(let receipt): return sentences(receipt, state)
    case .waiting: return waitingRoom(state) + [comeBackSentence(state)]
    case .suspended: return pause(state) + [comeBackSentence(state)] + unsavedSentence(state)
    case .voided: return voiding(state)
    case .stopped:
      return [say(zh: "服务器不再接受这份答卷的操作：", en: "The server refuses to go on:")]
        + (state.trouble?.lines(server: say(zh: "服务器", en: "the server"), say) ?? [])
        + unsavedSentence(state)
    case .collecting(.timeUp):
      return [
        say(
          zh: "时间到。已保存的答案由服务器交卷，正在等回执。",
          en: "The time is up. What was saved is being handed in by the server.")
      ]
    case .collecting:
      return [say(zh: "这份答卷已经交过，正在取回执。", en: "This attempt was handed in; fetching the receipt.")]
    case .submitting(.timeUp):
      return [say(zh: "时间到，正在交卷。", en: "The time is up; handing in.")] + unsavedSentence(state)
    case .submitting:
      return [say(zh: "正在交卷。", en: "Handing in.")] + unsavedSentence(state)
    case .question, .overview, .confirmingSubmit, .confirmingLeave:
      return comeBack(state) + unsavedSentence(state)
    }
  }

  private func comeBack(_ state: PlayState) -> [String] {
    let deadline = state.deadline.timeOfDay(in: zone)
    return [
      say(
        zh: "还没有交卷。计时不会停，\(deadline) 截止，到时已保存的答案自动交卷。",
        en: "Not handed in. The time goes on until \(deadline); then what is saved is handed in."),
      comeBackSentence(state),
    ]
  }

  private func comeBackSentence(_ state: PlayState) -> String {
    say(zh: "回来继续：leitai play ", en: "To go on: leitai play ") + state.address
  }

  private func sentences(_ receipt: PlayState.Receipt, _ state: PlayState) -> [String] {
    let time = receipt.submittedAt.timeOfDay(in: zone)
    let first =
      switch receipt.reason {
      case .handedIn: say(zh: "已交卷，\(time)。", en: "Handed in at \(time).")
      case .timeUp:
        say(
          zh: "时间到，已保存的答案已交卷，\(time)。",
          en: "The time is up; what was saved has been handed in at \(time).")
      case .elsewhere:
        say(zh: "这份答卷已经交过，\(time)。", en: "This attempt had been handed in at \(time).")
      }
    let lost = say(
      zh: "有 \(state.lost) 项没能在交卷前保存，没有计入。",
      en: "\(state.lost.counted("change")) could not be saved in time and do not count.")
    return [first, unansweredSentence(state)] + (state.lost > 0 ? [lost] : []) + [
      say(zh: "回执：", en: "Receipt: ") + receipt.head
    ] + filing(state) + [scoreSentence(receipt, of: state.maximum)] + solutionSentence(state)
  }

  private func filing(_ state: PlayState) -> [String] {
    guard let filing = state.filing else {
      return state.isFiling
        ? [say(zh: "正在取回并核对签名的回执。", en: "Fetching and checking the signed receipt.")] : []
    }
    return sentences(filing, of: state.journal.attempt)
  }

  /// What became of the signed receipt of an attempt.
  func sentences(_ filing: ReceiptFiling, of attempt: String) -> [String] {
    switch filing {
    case .saved(let path, findings: []):
      [say(zh: "签名的回执已核对并存入 \(path)", en: "The signed receipt was checked and saved: \(path)")]
    case .saved(let path, let findings):
      [
        say(
          zh: "回执有问题，请告诉组委会；已存入 \(path)",
          en: "Something is wrong with the receipt; tell the organizer. It was saved: \(path)")
      ] + findings.map { "✗ " + $0 }
    case .failed(let reasons):
      [
        say(
          zh: "没有取到签名的回执，以后可用 leitai receipt fetch \(attempt) 再取",
          en: "No signed receipt yet; later: leitai receipt fetch \(attempt)")
      ] + reasons
    }
  }

  private func solutionSentence(_ state: PlayState) -> [String] {
    if !state.solutions.isEmpty {
      return [say(zh: "可以逐题看答案与解析。", en: "The right answers can be seen.")]
    }
    guard state.awaitsSolutions, state.begins > 0, state.remaining > 0 else { return [] }
    let time = state.deadline.timeOfDay(in: zone)
    return [
      say(
        zh: "全场结束（\(time)）后可看答案与解析：leitai review \(state.journal.attempt)",
        en: "The right answers come when all are done, after \(time): "
          + "leitai review \(state.journal.attempt)")
    ]
  }

  private func scoreSentence(_ receipt: PlayState.Receipt, of maximum: Int) -> String {
    if let score = receipt.score {
      return say(
        zh: "得分：\(score.points) / \(maximum.points)",
        en: "Score: \(score.points) of \(maximum.points)")
    }
    return receipt.isWaiting
      ? say(zh: "正在等成绩。", en: "Waiting for the score.")
      : say(zh: "成绩由主办方公布。", en: "The organizer will announce the score.")
  }

  /// Ascending numbers with runs joined: 3, 7, 8, 9 are `3` and `7-9`.
  static func ranges(_ numbers: [Int]) -> [String] {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
  }
}
