import ContestAPI

extension PlayState {
  /// What a key asks for besides what it changes.
  enum Outcome { case stay, leave, viewPictures }

  /// The letters of options.
  static let letters = Array("abcdefgh")

  /// Does what a key means in the present phase.
  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .focusLost, .focusGained:
      note(key == .focusLost ? .focusLost : .focusGained)
      return .stay
    default: break
    }
    if isEditing {
      pressInEdit(key)
      return .stay
    }
    if case .pasted = key { return .stay }
    let key = key.command
    switch phase {
    case .question:
      if key == .character("v") { return .viewPictures }
      pressInQuestion(key)
    case .overview: pressInOverview(key)
    case .confirmingSubmit:
      if key == .character("y") { carryOut(.submit) } else { show(.question) }
    case .confirmingLeave:
      // Control-C twice leaves.
      if key == .character("y") || key == .interrupt { return .leave }
      show(.question)
    case .waiting, .suspended, .submitting, .collecting:
      if key == .character("q") || key == .interrupt { return .leave }
    case .receipt(let receipt):
      if key == .character("v"), !solutions.isEmpty {
        phase = .review(receipt)
        open(0)
      } else if Self.endings.contains(key) {
        return .leave
      }
    case .review(let receipt): pressInReview(key, receipt)
    case .voided, .stopped: if Self.endings.contains(key) { return .leave }
    }
    return .stay
  }

  /// Not any key: who was still choosing an answer when the time was up has to see why it is over.
  private static let endings: [Key] = [.enter, .escape, .character("q"), .interrupt]

  private mutating func pressInQuestion(_ key: Key) {
    switch key {
    case .character(let letter) where letter.isASCII && letter.isNumber: type(letter)
    case .enter where !typed.isEmpty, .character("g") where !typed.isEmpty: goToTyped()
    case .backspace where !typed.isEmpty: typed.removeLast()
    case .escape: typed = ""
    case .character("y"): confirmDraft()
    case .enter where canConfirmDraft: confirmDraft()
    case .character("m"): toggleFlag()
    case .enter where item?.takesText == true, .character("i") where item?.takesText == true:
      beginEdit(field)
    case .character("n"), .character(" "), .right, .down, .enter: goForward()
    case .character("p"), .left, .up: open(current - 1)
    case .home: open(0)
    case .end: open(items.count - 1)
    case .pageDown: scroll(by: bodyRows - 1)
    case .pageUp: scroll(by: 1 - bodyRows)
    case .tab: moveField(by: 1)
    case .backTab: moveField(by: -1)
    case .backspace, .delete: takeBack()
    case .character("x"): clear()
    case .character("r"): show(.overview)
    case .character("s"): show(.confirmingSubmit)
    case .character("q"), .interrupt: show(.confirmingLeave)
    case .character(let letter): press(letter)
    case .pasted, .focusLost, .focusGained: break
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
    case .character("n"), .right: open(current + 1)
    case .character("p"), .left: open(current - 1)
    case .down: open(current + columns)
    case .up: open(current - columns)
    case .home: open(0)
    case .end: open(items.count - 1)
    case .character("u"): openNext(of: unanswered)
    case .character("f"): openNext(of: flagged)
    case .character("m"): toggleFlag()
    case .character("s"): show(.confirmingSubmit)
    case .character("q"), .interrupt: show(.confirmingLeave)
    case .enter, .escape, .character("r"), .character(" "): show(.question)
    default: break
    }
  }

  private mutating func pressInReview(_ key: Key, _ receipt: Receipt) {
    switch key {
    case .character(let letter) where letter.isASCII && letter.isNumber: type(letter)
    case .enter where !typed.isEmpty, .character("g") where !typed.isEmpty: goToTyped()
    case .backspace where !typed.isEmpty: typed.removeLast()
    case .character("n"), .character(" "), .right, .down, .enter: open(current + 1)
    case .character("p"), .left, .up: open(current - 1)
    case .home: open(0)
    case .end: open(items.count - 1)
    case .pageDown: scroll(by: bodyRows - 1)
    case .pageUp: scroll(by: 1 - bodyRows)
    case .escape, .character("r"), .character("q"), .interrupt: phase = .receipt(receipt)
    default: break
    }
  }

  /// Goes to the next of some questions, around the end.
  private mutating func openNext(of positions: [Int]) {
    if let next = positions.first(where: { $0 > current }) ?? positions.first { open(next) }
  }

  private mutating func toggleFlag() {
    guard flags.indices.contains(current) else { return }
    carryOut(.flag(item: current, !flags[current]))
  }

  /// A paper has at most three digits of questions.
  private mutating func type(_ digit: Character) {
    if typed.count < 3 { typed.append(digit) }
  }

  private mutating func goToTyped() {
    if let number = Int(typed) { open(number - 1) }
    typed = ""
  }

  /// After the last question comes the overview. What is right is seen before anything else.
  private mutating func goForward() {
    if awaitsSolutionOfCurrent { return }
    if current + 1 < items.count { open(current + 1) } else { show(.overview) }
  }
}
