import Contests

extension QuestionCheck {
  /// The options that a question of the kind has; `nil` when something is wrong with them.
  mutating func checkedOptions(_ raw: RawQuestion, kind: QuestionKind) -> [String]? {
    switch kind {
    case .trueFalse: return Question.truthOptions
    case .fillIn, .numeric: return []
    case .single, .multiple, .ordering, .matching:
      return checkedList(raw.options, atLeast: 2, "option", at: raw.place)
    }
  }

  /// The left side of a matching question; empty for other kinds.
  mutating func checkedPremises(_ raw: RawQuestion, kind: QuestionKind) -> [String]? {
    kind == .matching ? checkedList(raw.premises, atLeast: 1, "premise", at: raw.place) : []
  }

  private mutating func checkedList(
    _ list: [RawText], atLeast least: Int, _ field: String, at place: FilePlace
  ) -> [String]? {
    var given = list
    while given.last?.text.isEmpty == true { given.removeLast() }
    let noun = field == "option" ? "选项" : "左列"
    guard (least...Limits.options).contains(given.count) else {
      note(
        "\(field)s-missing", "\(field)s", at: place,
        zhHans: "\(noun)应为 \(least) 至 \(Limits.options) 个，现有 \(given.count) 个",
        en: "\(least) to \(Limits.options) \(field)s are needed, there are \(given.count)")
      return nil
    }
    var sound = true
    for (position, item) in given.enumerated() {
      let letter = Choices.letter(position)
      if item.text.isEmpty {
        note(
          "\(field)-missing", "\(field)\(letter)", at: item.place,
          zhHans: "\(noun) \(letter) 为空", en: "\(field) \(letter) is empty")
        sound = false
      } else if let twin = given[..<position].firstIndex(where: { $0.text == item.text }) {
        note(
          "\(field)s-equal", "\(field)\(letter)", at: item.place,
          zhHans: "\(noun) \(letter) 与\(noun) \(Choices.letter(twin)) 相同",
          en: "\(field) \(letter) equals \(field) \(Choices.letter(twin))")
        sound = false
      }
      _ = checkedText(item, field: "\(field)\(letter)")
    }
    return sound ? given.map(\.text) : nil
  }
}
