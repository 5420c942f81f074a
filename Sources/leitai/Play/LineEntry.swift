import ContestAPI

/// A line that a script or a person types at a question, when there is no screen.
enum LineEntry: Equatable {
  /// The whole answer that the question has with it; `Answer.none` when nothing is left.
  case answer(Answer)
  case next, previous, clear, overview, submit, leave, viewPictures
  /// Marks the question to come back to it, or takes the mark away.
  case mark
  /// Gives an answer that is final though something is missing in it.
  case confirm
  /// A one-based number of a question.
  case goTo(Int)
  case refused(AnswerProblem)
  case unknown

  /// Understands a line: a word; a number; letters of options such as `B`, `ACD` or `a, c`, for an
  /// order all of them, for matches one for each premise (`BA-C`) or some with their premise
  /// (`1B 2A`); a text for the next empty blank, or with a number for that one (`2=齿轮`).
  ///
  /// Where a text is asked for, a number alone is the answer, and `go 12` goes to a question; in a
  /// blank so is a single letter, and commands are whole words. What follows `=` is a text whatever
  /// it looks like.
  ///
  /// - Parameters:
  ///   - item: the question at which it was typed; absent behind the last one.
  ///   - answer: what the question has so far.
  init(_ line: String, at item: AttemptView.Item?, answer: Answer = .none) {
    let word = line.filter { !$0.isWhitespace }.lowercased()
    self =
      Self.command(word, at: item) ?? Self.destination(word, at: item)
      ?? Self.answer(line, word, at: item, answer)
  }

  private static func command(_ word: String, at item: AttemptView.Item?) -> LineEntry? {
    // A blank may well ask for the letter S, and nobody means to hand in by that.
    if case .blanks = item?.form, word.count == 1 { return nil }
    return switch word {
    case "": .next
    case "p", "prev", "previous": .previous
    case "n", "next": .next
    case "x", "clear": .clear
    case "r", "review": .overview
    case "s", "submit": .submit
    case "v", "view": .viewPictures
    case "m", "mark", "flag": .mark
    case "y", "ok": .confirm
    case "q", "quit", "exit": .leave
    default: nil
    }
  }

  private static func destination(_ word: String, at item: AttemptView.Item?) -> LineEntry? {
    if word.hasPrefix("go"), let number = Int(word.dropFirst(2)) { return .goTo(number) }
    return item?.takesText == true ? nil : Int(word).map(LineEntry.goTo)
  }

  private static func answer(
    _ line: String, _ word: String, at item: AttemptView.Item?, _ answer: Answer
  ) -> LineEntry {
    guard let item else { return .unknown }
    do throws(AnswerProblem) {
      let given =
        switch item.form {
        case .choices(let several): try choices(in: word, at: item, several: several)
        case .order: try order(in: word, at: item)
        case .matches: try matches(in: word, at: item, answer)
        case .blanks, .number: try text(in: line, at: item, answer)
        case .unknown: throw .unknownKind
        }
      return given.map(LineEntry.answer) ?? .unknown
    } catch {
      return .refused(error)
    }
  }

  /// The positions of letters; `nil` when there are none or there is something else.
  private static func options(
    _ letters: some Collection<Character>, of item: AttemptView.Item
  ) throws(AnswerProblem) -> [Int]? {
    let positions = letters.compactMap(PlayState.letters.firstIndex)
    guard !letters.isEmpty, positions.count == letters.count else { return nil }
    guard positions.allSatisfy(item.options.indices.contains) else { throw .noSuchOption }
    return positions
  }

  private static func choices(
    in word: String, at item: AttemptView.Item, several: Bool
  ) throws(AnswerProblem) -> Answer? {
    guard let positions = try options(word.halfWidth.filter { !",、;".contains($0) }, of: item)
    else { return nil }
    let chosen = Set(positions).sorted()
    guard chosen.count == 1 || several else { throw .tooManyOptions }
    return Answer(choices: chosen)
  }

  private static func order(
    in word: String, at item: AttemptView.Item
  ) throws(AnswerProblem) -> Answer? {
    guard let order = try options(word.halfWidth.filter { !",、;>→-".contains($0) }, of: item)
    else { return nil }
    guard Set(order).count == order.count else { throw .repeatedOption }
    guard order.count == item.options.count else { throw .incompleteOrder }
    return Answer(places: order)
  }

  private static func matches(
    in word: String, at item: AttemptView.Item, _ answer: Answer
  ) throws(AnswerProblem) -> Answer? {
    let signs = word.halfWidth.filter { !",、;:=>→".contains($0) }
    var answer = answer
    guard signs.first?.isNumber == true else {
      let letters = Array(signs)
      guard !letters.isEmpty, letters.allSatisfy({ $0 == "-" || PlayState.letters.contains($0) })
      else { return nil }
      guard letters.count == item.fields.count else {
        throw .wrongCount(premises: item.fields.count)
      }
      for (premise, letter) in letters.enumerated() {
        answer = item.matching(premise, to: try option(letter, of: item), in: answer)
      }
      return answer
    }
    var rest = signs[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let letter = rest.popFirst(), letter == "-" || PlayState.letters.contains(letter),
        let number = Int(digits)
      else { return nil }
      guard item.fields.contains(number - 1) else { throw .noSuchField(number) }
      answer = item.matching(number - 1, to: try option(letter, of: item), in: answer)
    }
    return answer
  }

  private static func option(
    _ letter: Character, of item: AttemptView.Item
  ) throws(AnswerProblem) -> Int? {
    letter == "-" ? nil : try options([letter], of: item)?.first
  }

  private static func text(
    in line: String, at item: AttemptView.Item, _ answer: Answer
  ) throws(AnswerProblem) -> Answer? {
    let typed = line.trimmingSpace
    if let sign = typed.firstIndex(where: { $0 == "=" || $0 == "＝" }) {
      let text = String(typed[typed.index(after: sign)...])
      let before = typed[..<sign].trimmingSpace
      if before.isEmpty { return try filled(text, at: item, answer) }
      if let number = Int(before.halfWidth) {
        guard item.fields.contains(number - 1) else { throw .noSuchField(number) }
        return try item.filling(number - 1, with: text, in: answer)
      }
    }
    return try filled(typed, at: item, answer)
  }

  /// Fills the first empty blank, or the only one.
  private static func filled(
    _ text: String, at item: AttemptView.Item, _ answer: Answer
  ) throws(AnswerProblem) -> Answer? {
    guard !text.trimmingSpace.isEmpty else { return nil }
    let blank = item.fields.count == 1 ? 0 : item.openFields(in: answer).first
    guard let blank else { throw .whichBlank }
    return try item.filling(blank, with: text, in: answer)
  }
}
