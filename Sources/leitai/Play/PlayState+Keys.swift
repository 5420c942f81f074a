import ContestAPI

extension PlayState {
  /// Whether a key ends the program.
  enum Outcome { case stay, leave }

  /// The letters of options.
  static let letters = Array("abcdefgh")

  /// Does what a key means in the present phase.
  mutating func press(_ key: Key) -> Outcome {
    switch phase {
    case .question: pressInQuestion(key)
    case .overview: pressInOverview(key)
    case .confirmingSubmit:
      if key == .character("y") { carryOut(.submit) } else { show(.question) }
    case .confirmingLeave:
      // Control-C twice leaves.
      if key == .character("y") || key == .interrupt { return .leave }
      show(.question)
    case .submitting, .collecting:
      if key == .character("q") || key == .interrupt { return .leave }
    case .receipt, .stopped:
      // Not any key: who was still choosing an answer when the time was up has to see this.
      if [.enter, .escape, .character("q"), .interrupt].contains(key) { return .leave }
    }
    return .stay
  }

  private mutating func pressInQuestion(_ key: Key) {
    switch key {
    case .character(let letter) where letter.isASCII && letter.isNumber: type(letter)
    case .enter where !typed.isEmpty, .character("g") where !typed.isEmpty: goToTyped()
    case .backspace where !typed.isEmpty: typed.removeLast()
    case .escape: typed = ""
    case .character("n"), .character(" "), .right, .down, .enter: goForward()
    case .character("p"), .left, .up: go(to: current - 1)
    case .home: go(to: 0)
    case .end: go(to: items.count - 1)
    case .pageDown: scroll(by: PlayScreen.bodyRows(of: size) - 1)
    case .pageUp: scroll(by: 1 - PlayScreen.bodyRows(of: size))
    case .character("x"), .backspace, .delete: clear()
    case .character("r"): show(.overview)
    case .character("s"): show(.confirmingSubmit)
    case .character("q"), .interrupt: show(.confirmingLeave)
    case .character(let letter): choose(letter)
    }
  }

  private mutating func pressInOverview(_ key: Key) {
    let columns = PlayScreen.overviewColumns(of: size)
    switch key {
    case .character(let letter) where letter.isASCII && letter.isNumber: type(letter)
    case .enter where !typed.isEmpty, .character("g") where !typed.isEmpty:
      goToTyped()
      show(.question)
    case .backspace where !typed.isEmpty: typed.removeLast()
    case .character("n"), .right: go(to: current + 1)
    case .character("p"), .left: go(to: current - 1)
    case .down: go(to: current + columns)
    case .up: go(to: current - columns)
    case .home: go(to: 0)
    case .end: go(to: items.count - 1)
    case .character("u"): if let first = nextUnanswered { go(to: first) }
    case .character("s"): show(.confirmingSubmit)
    case .character("q"), .interrupt: show(.confirmingLeave)
    case .enter, .escape, .character("r"), .character(" "): show(.question)
    default: break
    }
  }

  /// The next question without an answer, around the end.
  private var nextUnanswered: Int? {
    let open = unanswered
    return open.first { $0 > current } ?? open.first
  }

  /// A paper has at most three digits of questions.
  private mutating func type(_ digit: Character) {
    if typed.count < 3 { typed.append(digit) }
  }

  private mutating func goToTyped() {
    if let number = Int(typed), items.indices.contains(number - 1) { go(to: number - 1) }
    typed = ""
  }

  /// After the last question comes the overview.
  private mutating func goForward() {
    if current + 1 < items.count { go(to: current + 1) } else { show(.overview) }
  }

  private mutating func go(to position: Int) {
    guard items.indices.contains(position) else { return }
    current = position
    scroll = 0
    typed = ""
  }

  private mutating func scroll(by rows: Int) {
    guard items.indices.contains(current) else { return }
    let lines = PlayScreen.questionLines(
      items[current], chosen: responses[current].choices, width: size.columns)
    scroll = max(0, min(scroll + rows, lines.count - PlayScreen.bodyRows(of: size)))
  }

  private mutating func clear() {
    guard items.indices.contains(current), !responses[current].isEmpty else { return }
    carryOut(.clear(item: current))
  }

  /// A single choice is replaced; of several, each is switched by itself.
  private mutating func choose(_ letter: Character) {
    guard items.indices.contains(current), let option = Self.letters.firstIndex(of: letter),
      option < items[current].options.count
    else { return }
    typed = ""
    let chosen = responses[current].choices
    guard items[current].kind == "multiple" else {
      if chosen != [option] { carryOut(.answer(item: current, Answer(choices: [option]))) }
      return
    }
    let switched =
      chosen.contains(option) ? chosen.filter { $0 != option } : (chosen + [option]).sorted()
    carryOut(
      switched.isEmpty ? .clear(item: current) : .answer(item: current, Answer(choices: switched)))
  }
}
