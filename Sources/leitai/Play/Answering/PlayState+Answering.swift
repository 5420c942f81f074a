import ContestAPI

/// What keys do to the answer of the question on the screen.
extension PlayState {
  /// The options of an ordering question in the order given so far, complete or not.
  func order(of position: Int) -> [Int] { orders[position] ?? answer(of: position).places }

  /// The answer as it is on the screen, confirmed or not.
  func answer(of position: Int) -> Answer { drafts[position] ?? responses[position] }

  /// What is right for the item has been or will be shown, so that its answer stays.
  func isFinal(_ position: Int) -> Bool { answersAreFinal && !responses[position].isEmpty }

  /// Whether an item takes an answer; says so when it does not.
  mutating func mayAnswer(_ position: Int) -> Bool {
    guard responses.indices.contains(position) else { return false }
    guard isFinal(position) else { return true }
    complaint = say(zh: "本题已作答，不能再改", en: "this answer is final")
    return false
  }

  /// Keeps an answer that would be final until it is confirmed.
  mutating func draft(_ answer: Answer, for position: Int) {
    guard isAnswering, mayAnswer(position) else { return }
    complaint = nil
    orders[position] = nil
    drafts[position] = answer.isEmpty ? nil : answer
  }

  /// Enter confirms, unless it has to begin with a blank that is empty.
  var canConfirmDraft: Bool {
    guard let item, let draft = drafts[current] else { return false }
    return !item.takesText || item.openFields(in: draft).isEmpty
  }

  /// Gives the answer that is on the screen; it is final.
  mutating func confirmDraft() {
    if let draft = drafts[current] { carryOut(.answer(item: current, draft)) }
  }

  /// The answer to the question on the screen is on its way, and what is right will come back.
  var awaitsSolutionOfCurrent: Bool {
    answersAreFinal && trouble == nil && solutions[current] == nil
      && queue.waiting.contains { $0.kind == "answer" && $0.item == current }
  }

  /// A letter chooses an option, puts it next in the order, or gives it to the present premise.
  mutating func press(_ letter: Character) {
    guard let item, let option = Self.letters.firstIndex(of: letter),
      item.options.indices.contains(option), mayAnswer(current)
    else { return }
    typed = ""
    let answer = answer(of: current)
    switch item.form {
    case .choices: give(item.switching(option, in: answer))
    case .order: place(option, of: item)
    case .matches:
      guard item.fields.contains(field) else { return }
      give(item.matching(field, to: option, in: answer))
      if item.fields.contains(field + 1) { moveField(by: 1) }
    case .blanks, .number, .unknown: return
    }
  }

  /// Puts an option last in the order, or takes it out. Only a complete order is an answer.
  private mutating func place(_ option: Int, of item: AttemptView.Item) {
    let order = order(of: current)
    keep(order.contains(option) ? order.filter { $0 != option } : order + [option], of: item)
  }

  private mutating func keep(_ order: [Int], of item: AttemptView.Item) {
    if order.count == item.options.count { return give(Answer(places: order)) }
    give(.none)
    orders[current] = order.isEmpty ? nil : order
  }

  /// Takes back the least part of the answer: what stands at the cursor, or came last in the order.
  mutating func takeBack() {
    guard let item, mayAnswer(current) else { return }
    switch item.form {
    case .choices, .unknown: clear()
    case .order:
      let order = order(of: current)
      if !order.isEmpty { keep(order.dropLast(), of: item) }
    case .matches: give(item.matching(field, to: nil, in: answer(of: current)))
    case .blanks, .number:
      if let answer = try? item.filling(field, with: "", in: answer(of: current)) {
        give(answer)
      }
    }
  }

  /// Takes the whole answer back.
  mutating func clear() {
    guard item != nil, mayAnswer(current) else { return }
    give(.none)
    orders[current] = nil
    field = 0
  }

  /// Answers the question on the screen, unless it has that answer.
  private mutating func give(_ answer: Answer) {
    guard answer != self.answer(of: current) else { return }
    if answersAreFinal { return draft(answer, for: current) }
    carryOut(answer.isEmpty ? .clear(item: current) : .answer(item: current, answer))
  }

  /// Goes to the next blank or premise, around the end.
  mutating func moveField(by step: Int) {
    guard let count = item?.fields.count, count > 0 else { return }
    field = (field + step + count) % count
    reveal(QuestionPage(self).fieldRows)
  }

  // Typing

  /// Begins to type into a blank, behind what it holds.
  mutating func beginEdit(_ blank: Int) {
    guard let item, item.takesText, item.fields.contains(blank), mayAnswer(current) else { return }
    field = blank
    edit = AnswerEdit(field: blank, text: answer(of: current).text(at: blank))
    reveal(QuestionPage(self).fieldRows)
  }

  mutating func pressInEdit(_ key: Key) {
    switch key {
    case .character(let character): edit?.type(character)
    case .pasted(let character):
      edit?.type(character)
      note(.pasted)
    case .backspace: edit?.erase()
    case .enter, .tab: takeEdit(then: 1)
    case .backTab: takeEdit(then: -1)
    case .escape: edit = nil
    case .pageDown: scroll(by: bodyRows - 1)
    case .pageUp: scroll(by: 1 - bodyRows)
    case .interrupt: show(.confirmingLeave)
    case .up, .down, .left, .right, .home, .end, .delete, .focusLost, .focusGained: break
    }
  }

  /// Takes what was typed and goes on to another blank, if there is one.
  private mutating func takeEdit(then step: Int) {
    guard let item, let edit else { return }
    do {
      let answer = try item.filling(edit.field, with: edit.text, in: answer(of: current))
      self.edit = nil
      give(answer)
      beginEdit(edit.field + step)
    } catch {
      self.edit?.refuse(error)
    }
  }

  // Scrolling

  /// Rows of the screen for the question.
  var bodyRows: Int { max(1, PlayScreen.bodyRows(of: size) - (isEditing ? 1 : 0)) }

  mutating func scroll(by rows: Int) {
    let most = QuestionPage(self).lines.count - bodyRows
    scroll = max(0, min(scroll + rows, most))
  }

  /// Scrolls to the place where the paths of the pictures are.
  mutating func revealPictures() { reveal(QuestionPage(self).pictureRows) }

  /// Scrolls as far as is needed to see some rows of the question, the first of them above all.
  private mutating func reveal(_ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let all = QuestionPage(self).lines.count
    // The last row of the screen tells that there is more, unless that is the end.
    let room = rows.upperBound == all ? bodyRows : bodyRows - 1
    scroll = max(min(scroll, rows.lowerBound), min(rows.upperBound - room, rows.lowerBound))
    scroll = max(0, scroll)
  }
}
