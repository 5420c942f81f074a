import ContestAPI

extension PlayScreen {
  /// The keys that matter now, as many as the screen has room for.
  func help(_ state: PlayState) -> String {
    switch state.phase {
    case .question:
      fitted(state.isEditing ? editKeys(state) : questionKeys(state), to: state.size.columns)
    case .overview: fitted(overviewKeys, to: state.size.columns)
    case .confirmingSubmit: say(zh: " y 交卷  其他键 返回", en: " y hand in  any other key back")
    case .confirmingLeave: say(zh: " y 离开  其他键 返回", en: " y leave  any other key back")
    case .waiting, .suspended, .submitting, .collecting: say(zh: " q 离开", en: " q leave")
    case .receipt where !state.solutions.isEmpty:
      say(zh: " v 看答案与解析  Enter 退出", en: " v right answers  Enter ends")
    case .receipt, .voided, .stopped: say(zh: " Enter 退出", en: " Enter ends")
    case .review: fitted(reviewKeys, to: state.size.columns)
    }
  }

  /// Keys and what they do. The lowest weight gives way first where the screen is narrow.
  private typealias KeyHelp = (text: String, weight: Int)

  private func fitted(_ keys: [KeyHelp], to width: Int) -> String {
    var keys = keys
    func line() -> String { keys.map { " " + $0.text }.joined(separator: " ") }
    while line().columns > width, keys.count > 1,
      let least = keys.indices.min(by: { keys[$0].weight < keys[$1].weight })
    {
      keys.remove(at: least)
    }
    return line()
  }

  private func questionKeys(_ state: PlayState) -> [KeyHelp] {
    guard let item = state.item else { return [] }
    let pictures: [KeyHelp] =
      ItemPictures(item).ids.isEmpty ? [] : [(say(zh: "v 看图", en: "v pictures"), 5)]
    let final: [KeyHelp] =
      state.drafts[state.current] == nil ? [] : [(say(zh: "y 提交本题", en: "y give"), 9)]
    let answers = state.isFinal(state.current) ? [] : answerKeys(item)
    return answers + final + pictures + [
      (say(zh: "m 标记", en: "m mark"), 0),
      (say(zh: "←→/n/p 换题", en: "n/p/arrows move"), 2),
      (say(zh: "题号+g 跳转", en: "number+g go"), -1),
      (say(zh: "r 总览", en: "r review"), 3), (say(zh: "s 交卷", en: "s submit"), 6),
      (say(zh: "q 离开", en: "q leave"), 4),
    ]
  }

  private func answerKeys(_ item: AttemptView.Item) -> [KeyHelp] {
    let clear: KeyHelp = (say(zh: "x 清除", en: "x clear"), 1)
    let last = Self.letter(max(0, item.options.count - 1))
    let letters = "A-\(last)"
    switch item.form {
    case .choices: return [(say(zh: "\(letters) 选择", en: "\(letters) choose"), 8), clear]
    case .order:
      return [
        (say(zh: "\(letters) 依次排列，再按撤下", en: "\(letters) in order"), 8), clear,
      ]
    case .matches:
      return [
        (say(zh: "\(letters) 配对", en: "\(letters) match"), 8),
        (say(zh: "Tab 下一项", en: "Tab next"), 7), clear,
      ]
    case .blanks, .number:
      let typing: KeyHelp = (say(zh: "Enter 填写", en: "Enter type"), 8)
      let next: KeyHelp = (say(zh: "Tab 下一空", en: "Tab next"), 7)
      return item.fields.count > 1 ? [typing, next, clear] : [typing, clear]
    case .unknown: return []
    }
  }

  private var overviewKeys: [KeyHelp] {
    [
      (say(zh: "方向键 移动", en: "arrows move"), 1), (say(zh: "Enter 打开", en: "Enter open"), 5),
      (say(zh: "题号+g 跳转", en: "number+g go"), 0), (say(zh: "u 下一未答题", en: "u next open"), 2),
      (say(zh: "f 下一标记题", en: "f next marked"), 1), (say(zh: "m 标记", en: "m mark"), 0),
      (say(zh: "s 交卷", en: "s submit"), 6), (say(zh: "r 返回", en: "r back"), 3),
      (say(zh: "q 离开", en: "q leave"), 4),
    ]
  }

  private var reviewKeys: [KeyHelp] {
    [
      (say(zh: "←→/n/p 换题", en: "n/p/arrows move"), 3), (say(zh: "题号+g 跳转", en: "number+g go"), 1),
      (say(zh: "PgUp/PgDn 翻看", en: "PgUp/PgDn scroll"), 2), (say(zh: "r 回到回执", en: "r back"), 4),
    ]
  }

  private func editKeys(_ state: PlayState) -> [KeyHelp] {
    let isLast = state.edit?.field == (state.item?.fields.count ?? 0) - 1
    return [
      (
        isLast
          ? say(zh: "Enter 确定", en: "Enter takes it")
          : say(zh: "Enter 确定并填下一空", en: "Enter takes it and goes on"), 8
      ),
      (say(zh: "Esc 放弃修改", en: "Esc cancels"), 7), (say(zh: "退格 删字", en: "Backspace erases"), 1),
      (say(zh: "PgUp/PgDn 翻看题目", en: "PgUp/PgDn scroll"), 2),
    ]
  }
}
