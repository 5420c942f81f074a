import ContestAPI
import ContestClient

/// All lines of the question that a state shows, also those that do not fit the screen.
struct QuestionPage {
  private(set) var lines: [PlayScreen.Line] = []
  /// The lines of the blank or premise at which the cursor stands; empty where there is none.
  private(set) var fieldRows = 0..<0
  /// The lines about the pictures that were asked for; empty before.
  private(set) var pictureRows = 0..<0
  /// The lines that tell what is right; empty as long as that is not told.
  private(set) var solutionRows = 0..<0

  private let say: Language
  private let width: Int

  init(_ state: PlayState) {
    say = state.say
    width = state.size.columns
    guard let item = state.item else { return }
    let pictures = ItemPictures(item)
    if !item.passage.isEmpty {
      add(" ", say(zh: "〔材料〕", en: "[Passage]"), .strong)
      add(" ", pictures.shown(item.passage, say))
      lines.append(PlayScreen.Line(text: ""))
    }
    add(" ", pictures.shown(item.stem, say))
    lines.append(PlayScreen.Line(text: ""))
    let answer = state.answer(of: state.current)
    let rows = AnswerRow.rows(of: item, answer, order: state.order(of: state.current), say)
    switch item.form {
    case .choices, .unknown: addOptions(item, state, pictures)
    case .blanks, .number: add(rows, cursor: state.field)
    case .order:
      addOptions(item, state, pictures)
      lines.append(PlayScreen.Line(text: ""))
      add(rows, cursor: nil)
    case .matches:
      add(rows, cursor: state.field)
      lines.append(PlayScreen.Line(text: ""))
      addOptions(item, state, pictures)
    }
    if item.form == .unknown {
      add(" ", AnswerProblem.unknownKind.sentence(say), .strong)
    }
    if let solution = state.solutions[state.current] {
      add(SolutionText(solution, of: item, say), isFinal: state.isAnswering)
    } else if state.drafts[state.current] != nil {
      lines.append(PlayScreen.Line(text: ""))
      add(
        " ",
        say(
          zh: "还没有提交：按 y 提交本题，提交后公布答案，不能再改。",
          en: "Not given yet: y gives this answer; then the right one is shown and yours is final.")
      )
    }
    if let files = state.pictures[state.current] { add(files.lines(pictures, say)) }
  }

  private mutating func add(_ solution: SolutionText, isFinal: Bool) {
    lines.append(PlayScreen.Line(text: ""))
    let first = lines.count
    let final = isFinal ? say(zh: "（答案已定，不能再改）", en: " (your answer is final)") : ""
    add(" ", solution.verdict + final, .strong)
    for sentence in solution.sentences { add(" ", sentence) }
    solutionRows = first..<lines.count
  }

  private mutating func addOptions(
    _ item: AttemptView.Item, _ state: PlayState, _ pictures: ItemPictures
  ) {
    let order = state.order(of: state.current)
    let chosen = state.answer(of: state.current).choices
    for (position, option) in item.options.enumerated() {
      let isChosen = chosen.contains(position)
      let place = order.firstIndex(of: position)
      let box =
        switch item.form {
        case .choices(several: true): isChosen ? "[x] " : "[ ] "
        case .choices(several: false): isChosen ? "(x) " : "( ) "
        case .order: place.map { "(\($0 + 1)) " } ?? "( ) "
        case .blanks, .number, .matches, .unknown: ""
        }
      add(
        " \(box)\(PlayScreen.letter(position)). ", pictures.shown(option, say),
        isChosen || (item.form == .order && place != nil) ? .strong : .plain)
    }
  }

  /// - Parameter cursor: the row to mark, where there are several to go to.
  private mutating func add(_ rows: [AnswerRow], cursor: Int?) {
    for (position, row) in rows.enumerated() {
      let first = lines.count
      let mark = position == cursor && rows.count > 1 ? ">" : " "
      add(mark + row.label, row.text, row.isGiven ? .strong : .plain)
      if position == cursor { fieldRows = first..<lines.count }
    }
  }

  private mutating func add(_ pictureLines: [String]) {
    lines.append(PlayScreen.Line(text: ""))
    let first = lines.count
    for line in pictureLines { add(" ", line) }
    pictureRows = first..<lines.count
  }

  /// A text behind a label, its further lines under the first.
  private mutating func add(
    _ label: String, _ text: String, _ style: PlayScreen.Line.Style = .plain
  ) {
    for (row, part) in text.wrapped(to: width - label.columns - 1).enumerated() {
      let margin = row == 0 ? label : String(repeating: " ", count: label.columns)
      lines.append(PlayScreen.Line(text: margin + part, style: style))
    }
  }
}

extension PlayState.PictureFiles {
  /// Where the pictures of an item are, or why they are not there.
  func lines(_ pictures: ItemPictures, _ say: Language) -> [String] {
    switch self {
    case .underWay: [say(zh: "正在取图片…", en: "Fetching the pictures…")]
    case .saved(let paths):
      paths.enumerated().map { pictures.line(of: $0, path: $1, say) }
    case .failed(let failure):
      [say(zh: "没有取到图片，可以再试：", en: "No pictures; you may try again:")] + failure.lines(say)
    }
  }
}
