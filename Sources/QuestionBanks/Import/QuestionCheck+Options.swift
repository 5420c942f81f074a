import Contests

extension QuestionCheck {
  /// The options that a question of the kind has; `nil` when something is wrong with them.
  mutating func checkedOptions(_ raw: RawQuestion, kind: QuestionKind) -> [String]? {
    switch kind {
    case .trueFalse:
      return areTruths(raw.options) || !noteUnexpected(raw.options, kind)
        ? Question.truthOptions : nil
    case .fillIn, .numeric: return noteUnexpected(raw.options, kind) ? nil : []
    case .single, .multiple, .ordering, .matching:
      return checkedList(raw.options, atLeast: 2, "option", at: raw.place)
    }
  }

  /// The left side of a matching question; empty for other kinds.
  mutating func checkedPremises(_ raw: RawQuestion, kind: QuestionKind) -> [String]? {
    kind == .matching ? checkedList(raw.premises, atLeast: 1, "premise", at: raw.place) : []
  }

  /// Whether options say no more than that a statement is right or wrong.
  private func areTruths(_ options: [RawText]) -> Bool {
    let given = options.filter { !$0.isNoOption }
    let truths = Set(given.compactMap { FieldWords.truth($0.text) })
    return truths.count == given.count
  }

  /// Options of a kind that has none: nobody would see that they are left out.
  ///
  /// - Returns: whether there are any.
  private mutating func noteUnexpected(_ options: [RawText], _ kind: QuestionKind) -> Bool {
    guard let first = options.firstIndex(where: { !$0.isNoOption }) else { return false }
    let shown = options[first].text.prefix(40)
    let letter = first < Limits.options ? Choices.letter(first) : ""
    note(
      "options-unexpected", "option\(letter)", at: options[first].place,
      zhHans: "\(kind.noun.zhHans)没有选项，却给了“\(shown)”；请更正题型或删去选项",
      en:
        "a \(kind.noun.en) has no options, but \"\(shown)\" is given; correct the kind or the options"
    )
    return true
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

extension RawText {
  /// Whether the text says that there is no option: nothing, or a dash in its place.
  var isNoOption: Bool { ["", "-", "—", "——", "/"].contains(text) }
}
