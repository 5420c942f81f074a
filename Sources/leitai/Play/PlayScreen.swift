import ContestAPI
import ContestClient
import Foundation

/// Draws a `PlayState` as lines. Pure: the same state gives the same lines.
struct PlayScreen: Sendable {
  let say: Language
  /// The zone in which times of day are shown.
  let zone: TimeZone

  /// One line of the screen.
  struct Line: Equatable, Sendable {
    enum Style: Sendable { case plain, strong, faint, bar, alert }

    var text: String
    var style: Style = .plain
    /// The zero-based column at which the terminal's cursor stands, where somebody types.
    var cursor: Int?
  }

  /// As many lines as the screen has rows, none wider than it.
  func lines(_ state: PlayState) -> [Line] {
    let size = state.size
    let body = body(state)
    let edit = state.phase == .question ? editLine(state) : []
    let room = Self.bodyRows(of: size) - edit.count
    let shown = Array(body.prefix(max(0, room)))
    let filling = Array(repeating: Line(text: ""), count: max(0, room - shown.count))
    let all =
      [header(state), subheader(state), Line(text: "")] + shown + filling + edit
      + [status(state), Line(text: help(state), style: .faint)]
    return all.prefix(size.rows).map { line in
      let text = line.text.withoutControls.truncated(to: size.columns)
      let isBar = line.style == .bar
      return Line(
        text: isBar ? text.padded(to: size.columns) : text, style: line.style,
        cursor: line.cursor.map { min($0, size.columns - 1) })
    }
  }

  /// Rows between the two lines of the header and the two at the bottom.
  static func bodyRows(of size: ScreenSize) -> Int { max(1, size.rows - 5) }

  /// Questions in one row of the overview.
  static func overviewColumns(of size: ScreenSize) -> Int { max(1, size.columns / overviewCell) }

  private static let overviewCell = 14
  /// Columns of an answer in the overview: a cell without its mark, number, star and gap.
  private static let overviewAnswer = overviewCell - 8

  /// The letter of an option: 0 is A.
  static func letter(_ position: Int) -> String {
    PlayState.letters.indices.contains(position)
      ? PlayState.letters[position].uppercased() : "#\(position + 1)"
  }

  private func header(_ state: PlayState) -> Line {
    let time = time(state)
    let room = state.size.columns - time.columns - 1
    let title = (" " + state.title).truncated(to: room).padded(to: room + 1)
    let isUrgent = state.isAnswering && state.remaining < 60_000
    return Line(text: title + time, style: isUrgent ? .alert : .bar)
  }

  private func time(_ state: PlayState) -> String {
    switch state.phase {
    case .receipt, .review, .voided, .stopped: ""
    case .waiting: say(zh: "距开考 ", en: "begins in ") + state.untilBell.countdown + " "
    case .suspended: say(zh: "已暂停 ", en: "stopped at ") + state.remaining.countdown + " "
    default: say(zh: "剩余 ", en: "left ") + state.remaining.countdown + " "
    }
  }

  private func subheader(_ state: PlayState) -> Line {
    if state.items.isEmpty { return Line(text: "") }
    let isQuestion = if case .review = state.phase { true } else { state.phase == .question }
    let left = " " + (isQuestion ? place(state) : "")
    let open = state.unanswered.count
    let right = say(
      zh: "已答 \(state.items.count - open)  未答 \(open) ",
      en: "answered \(state.items.count - open)  open \(open) ")
    return Line(
      text: left.padded(to: state.size.columns - right.columns) + right, style: .faint)
  }

  /// `第 3/80 题  单选  1 分`
  private func place(_ state: PlayState) -> String {
    guard state.items.indices.contains(state.current) else { return "" }
    let item = state.items[state.current]
    let mark = state.flags[state.current] ? say(zh: "  〔已标记〕", en: "  [marked]") : ""
    return say(
      zh: "第 \(state.current + 1)/\(state.items.count) 题  \(kind(item))  \(item.points.points) 分",
      en: "Question \(state.current + 1) of \(state.items.count)  \(kind(item))  "
        + item.points.points + (item.points == 1000 ? " point" : " points")) + mark
  }

  /// What kind of question it is, in the reader's language.
  func kind(_ item: AttemptView.Item) -> String {
    switch item.kind {
    case "single": say(zh: "单选", en: "one answer")
    case "multiple": say(zh: "多选", en: "several answers")
    case "true-false": say(zh: "判断", en: "true or false")
    case "fill-in": say(zh: "填空", en: "fill in")
    case "numeric": say(zh: "计算", en: "number")
    case "ordering": say(zh: "排序", en: "put in order")
    case "matching": say(zh: "匹配", en: "match")
    default: item.kind
    }
  }

  private func body(_ state: PlayState) -> [Line] {
    let width = state.size.columns
    switch state.phase {
    case .question, .review: return question(state)
    case .overview: return overview(state)
    case .confirmingSubmit:
      return words(
        [say(zh: "要交卷吗？", en: "Hand in now?"), "", unansweredSentence(state)]
          + partialSentence(state) + draftSentence(state) + flagSentence(state)
          + unsavedSentence(state) + [
            say(zh: "交卷以后不能再改。", en: "Nothing can be changed after.")
          ],
        width)
    case .confirmingLeave:
      return words([say(zh: "先离开吗？", en: "Leave for now?"), ""] + farewell(state), width)
    case .waiting: return words(waitingRoom(state), width)
    case .suspended: return words(pause(state), width)
    case .submitting, .collecting, .receipt, .voided, .stopped:
      return words(farewell(state), width)
    }
  }

  private func words(_ sentences: [String], _ width: Int) -> [Line] {
    sentences.flatMap { $0.wrapped(to: width - 2) }.map { Line(text: " \($0)") }
  }

  /// The part of the question that is scrolled to; the last row tells when there is more.
  private func question(_ state: PlayState) -> [Line] {
    let room = state.bodyRows
    let all = QuestionPage(state).lines
    var shown = Array(all.dropFirst(state.scroll).prefix(room))
    let hidden = all.count - state.scroll - shown.count
    if hidden > 0, room > 1 {
      shown[room - 1] = Line(
        text: say(
          zh: " … 下面还有 \(hidden + 1) 行，按 PgDn", en: " … \(hidden + 1) more lines, press PgDn"),
        style: .faint)
    }
    return shown
  }

  /// What is being typed, as much of its end as fits.
  private func editLine(_ state: PlayState) -> [Line] {
    guard let edit = state.edit, let item = state.item else { return [] }
    let label = " " + AnswerRow.label(of: edit.field, in: item, say)
    let unit = item.unit.isEmpty ? "" : " " + item.unit
    let text = edit.text.withoutControls
    let room = max(2, state.size.columns - label.columns - unit.columns - 1)
    let shown = text.columns > room ? "…" + text.ending(in: room - 1) : text
    return [
      Line(text: label + shown + unit, style: .strong, cursor: label.columns + shown.columns)
    ]
  }

  /// All questions with their answers; `?` marks those to come back to, `*` what is not saved, `>` the
  /// current one.
  private func overview(_ state: PlayState) -> [Line] {
    let columns = Self.overviewColumns(of: state.size)
    let unsaved = Set(state.queue.waiting.compactMap(\.item)).union(state.drafts.keys)
    let cells = state.items.indices.map { item in
      let answer = AnswerRow.summary(of: state.items[item], state.answer(of: item))
        .truncated(to: Self.overviewAnswer)
      let number = String(item + 1).padded(to: 4, leading: true)
      return
        ((item == state.current ? ">" : " ") + number + (state.flags[item] ? "?" : " ")
        + (answer.isEmpty ? "-" : answer)
        + (unsaved.contains(item) ? "*" : "")).padded(to: Self.overviewCell)
    }
    let rows = stride(from: 0, to: cells.count, by: columns).map {
      Line(text: cells[$0..<min($0 + columns, cells.count)].joined())
    }
    let room = Self.bodyRows(of: state.size)
    let first = max(0, min(state.current / columns - room / 2, rows.count - room))
    return Array(rows.dropFirst(first).prefix(room))
  }

  private func status(_ state: PlayState) -> Line {
    if state.isEditing, let problem = state.edit?.problem {
      return Line(text: " " + problem.sentence(say), style: .alert)
    }
    let left = " " + saving(state)
    let right = state.typed.isEmpty ? "" : say(zh: "转到 ", en: "go to ") + state.typed + "_ "
    let isAlert =
      state.trouble != nil || state.complaint != nil || state.journalTrouble != nil
    return Line(
      text: left.padded(to: state.size.columns - right.columns) + right,
      style: isAlert ? .alert : .bar)
  }

  /// What is saved, what is not, and why.
  func saving(_ state: PlayState) -> String {
    if let complaint = state.complaint {
      return say(zh: "没有接受：\(complaint)", en: "not accepted: \(complaint)")
    }
    let waiting = state.queue.unsaved.count
    if let trouble = state.trouble {
      let unsaved = waiting > 0 ? say(zh: "未保存 \(waiting)  ", en: "not saved \(waiting)  ") : ""
      return unsaved + reason(trouble)
    }
    if let trouble = state.journalTrouble {
      return say(zh: "本机日志写不了，程序中断会丢失未保存的答案：", en: "no journal on this machine: ")
        + trouble.lines(say).joined()
    }
    if waiting > 0 {
      let when =
        state.phase == .suspended
        ? say(zh: "恢复后保存", en: "saved when it goes on") : say(zh: "正在保存", en: "saving")
      return say(zh: "未保存 \(waiting)  ", en: "not saved \(waiting)  ") + when
    }
    guard let savedAt = state.savedAt else {
      return state.recordsSignals && state.isAnswering ? recordingSentence : ""
    }
    return say(zh: "已保存 ", en: "saved ") + savedAt.timeOfDay(in: zone)
  }

  func reason(_ trouble: ContestClient.Failure) -> String {
    switch trouble {
    case .busy: say(zh: "服务器正忙，马上再试", en: "the server is busy, trying again")
    case .refused(401, _):
      say(
        zh: "登录已失效，请在另一个窗口 leitai login，这里会接着保存",
        en: "signed out; run leitai login in another window and this goes on")
    default: say(zh: "连不上服务器，正在重试", en: "cannot reach the server, trying again")
    }
  }
}

extension String {
  /// As much of the end as fits into so many columns.
  fileprivate func ending(in width: Int) -> Substring {
    var start = endIndex
    var used = 0
    while start > startIndex {
      let before = index(before: start)
      used += self[before].columns
      guard used <= width else { break }
      start = before
    }
    return self[start...]
  }
}
