import Contests

extension QuestionCheck {
  /// What the key says for a question of the kind, with the unit of a number.
  mutating func checkedSolution(
    _ raw: RawQuestion, kind: QuestionKind, optionCount: Int, premiseCount: Int?
  ) -> (value: Solution, unit: String)? {
    guard let key = raw.key, !key.isEmpty else {
      if let cell = raw.key?.place, isRefused(cell) { return nil }
      note(
        "key-missing", "key", at: raw.key?.place ?? raw.place, zhHans: "缺少答案",
        en: "the key is missing")
      return nil
    }
    switch kind {
    case .single, .multiple, .trueFalse:
      return checkedChoices(raw, key, kind: kind, optionCount: optionCount)
        .map { (.choices($0), "") }
    case .fillIn: return checkedBlanks(raw, key).map { (.blanks($0.accepted, $0.rule), "") }
    case .numeric: return checkedNumber(raw, key).map { (.number($0.key), $0.unit) }
    case .ordering:
      return checkedOrder(key, optionCount: optionCount).map { (.order($0), "") }
    case .matching:
      return checkedMatches(key, optionCount: optionCount, premiseCount: premiseCount)
        .map { (.matches($0), "") }
    }
  }

  private mutating func checkedChoices(
    _ raw: RawQuestion, _ key: RawKey, kind: QuestionKind, optionCount: Int
  ) -> Choices? {
    if case .text(let text) = key, kind == .trueFalse,
      let truth = Self.truth(text.text, of: raw)
    {
      return Choices(position: truth ? 0 : 1)
    }
    let chosen: Choices? =
      switch key {
      case .text(let text): Choices(letters: text.text)
      case .options(let positions, _): Choices(positions: positions)
      case .blanks, .matches: nil
      }
    guard let correct = chosen else {
      noteUnreadable(key, of: kind)
      return nil
    }
    if let outside = correct.positions.first(where: { $0 >= optionCount }) {
      let last = Choices.letter(optionCount - 1)
      note(
        "key-outside-options", "key", at: key.place,
        zhHans: "答案是 \(Choices.letter(outside))，但只有 A-\(last) \(optionCount) 个选项",
        en: "the key is \(Choices.letter(outside)), but the options are A to \(last)")
      return nil
    }
    if kind != .multiple, correct.count > 1 {
      note(
        "key-not-single", "key", at: key.place, zhHans: "答案 \(correct.letters) 多于一个，题型却不是多选",
        en: "the key \(correct.letters) has several options, but the kind is not multiple")
      return nil
    }
    return correct
  }

  private mutating func checkedBlanks(
    _ raw: RawQuestion, _ key: RawKey
  ) -> (accepted: [[String]], rule: BlankRule)? {
    var blanks: [[String]]?
    var rule = raw.blankRule
    switch key {
    case .text(let text):
      _ = checkedText(text, field: "key")
      if let read = KeyText.blankKey(text.text) { (blanks, rule) = (read.accepted, read.rule) }
    case .blanks(let texts, _):
      for text in texts.joined() { _ = checkedText(text, field: "key") }
      blanks = texts.map { $0.map(\.text) }
    case .options, .matches: break
    }
    guard let blanks, blanks.allSatisfy({ !$0.isEmpty && !$0.contains("") }) else {
      noteUnreadable(key, of: .fillIn)
      return nil
    }
    let sizes = [blanks.count] + blanks.map(\.count)
    guard sizes.allSatisfy({ $0 <= Limits.blanks }) else {
      note(
        "key-too-long", "key", at: key.place,
        zhHans: "填空题最多 \(Limits.blanks) 空，每空最多 \(Limits.blanks) 个答案",
        en: "at most \(Limits.blanks) blanks with \(Limits.blanks) accepted texts each")
      return nil
    }
    guard !rule.isAnyOrder || blanks.count > 1 else {
      note(
        "order-needless", "key", at: key.place, zhHans: "只有一个空，[any-order] 没有意义",
        en: "[any-order] means nothing for a single blank")
      return nil
    }
    let marks = BlankMarks.count(in: raw.stem?.text ?? "")
    if marks > 0, marks != blanks.count {
      note(
        "blanks-differ", "key", .warning, at: key.place,
        zhHans: "题干有 \(marks) 个空，答案却有 \(blanks.count) 个",
        en: "the stem shows \(marks) blanks, the key has \(blanks.count)")
    }
    return (blanks, rule)
  }

  private mutating func checkedNumber(
    _ raw: RawQuestion, _ key: RawKey
  ) -> (key: NumericKey, unit: String)? {
    guard case .text(let text) = key, let read = KeyText.number(text.text) else {
      noteUnreadable(key, of: .numeric)
      return nil
    }
    _ = checkedText(text, field: "key")
    var number = read.key
    if let apart = raw.tolerance, !apart.text.isEmpty {
      guard let tolerance = KeyText.tolerance(apart.text) else {
        noteImpossibleTolerance(apart.text, at: apart.place)
        return nil
      }
      number = NumericKey(number.value, tolerance: tolerance, units: number.units)
    }
    let isPossible: Bool =
      switch number.tolerance {
      case .absolute(let most): most >= .zero
      case .relative(let share):
        share >= .zero && share.trillionths < 1_000_000_000_000 && number.value != .zero
      }
    guard isPossible else {
      noteImpossibleTolerance(KeyText.text(.number(number)), at: raw.tolerance?.place ?? key.place)
      return nil
    }
    let unit = checkedText(raw.unit, field: "unit") ?? ""
    if !unit.isEmpty, number.units != nil {
      note(
        "unit-told", "unit", at: raw.unit?.place ?? key.place,
        zhHans: "答案要求写出单位，题目就不能再给出单位“\(unit)”",
        en: "the key asks for the unit, so the question must not tell it: \"\(unit)\"")
      return nil
    }
    if !unit.isEmpty, !read.unit.isEmpty, unit != read.unit {
      note(
        "unit-differs", "unit", at: raw.unit?.place ?? key.place,
        zhHans: "单位是“\(unit)”，答案中却是“\(read.unit)”",
        en: "the unit is \"\(unit)\", but the key says \"\(read.unit)\"")
      return nil
    }
    return (number, unit.isEmpty ? read.unit : unit)
  }

  private mutating func noteImpossibleTolerance(_ text: String, at place: FilePlace) {
    note(
      "tolerance-impossible", "tolerance", at: place, zhHans: "不可能的误差“\(text.prefix(40))”",
      en: "an impossible tolerance \"\(text.prefix(40))\"")
  }

  private mutating func checkedOrder(_ key: RawKey, optionCount: Int) -> [Int]? {
    let order: [Int]? =
      switch key {
      case .text(let text): KeyText.order(text.text)
      case .options(let positions, _): positions
      case .blanks, .matches: nil
      }
    guard let order else {
      noteUnreadable(key, of: .ordering)
      return nil
    }
    guard order.sorted() == Array(0..<optionCount) else {
      note(
        "key-outside-options", "key", at: key.place,
        zhHans: "答案应把 \(optionCount) 个选项各排一次",
        en: "the key must put each of the \(optionCount) options once")
      return nil
    }
    return order
  }

  private mutating func checkedMatches(
    _ key: RawKey, optionCount: Int, premiseCount: Int?
  ) -> [Int]? {
    let matches: [Int]? =
      switch key {
      case .text(let text): KeyText.matches(text.text)
      case .matches(let matches, _): matches
      case .blanks, .options: nil
      }
    guard let matches else {
      noteUnreadable(key, of: .matching)
      return nil
    }
    // What the premises are is unknown where something is wrong with them.
    let premiseCount = premiseCount ?? matches.count
    guard matches.count == premiseCount, matches.allSatisfy((0..<optionCount).contains) else {
      note(
        "key-outside-options", "key", at: key.place,
        zhHans: "答案应为 \(premiseCount) 个左列各配一个选项",
        en: "the key must name an option for each of the \(premiseCount) premises")
      return nil
    }
    return matches
  }

  private mutating func noteUnreadable(_ key: RawKey, of kind: QuestionKind) {
    let text = if case .text(let text) = key { String(text.text.prefix(40)) } else { "" }
    let accepted = AcceptedWords.keys(of: kind)
    note(
      "key-unreadable", "key", at: key.place, zhHans: "不能识别答案“\(text)”；\(accepted.zhHans)",
      en: "cannot read the key \"\(text)\"; \(accepted.en)")
  }

  /// Whether the key of a statement says that it is right; `nil` for what says nothing.
  private static func truth(_ key: String, of raw: RawQuestion) -> Bool? {
    if let truth = FieldWords.truth(meaning(of: key, in: raw.options)) { return truth }
    if let truth = FieldWords.truth(ofLabelled: key) { return truth }
    // Beside options a digit could as well be the place of one.
    guard raw.kind?.text.isEmpty == false, raw.options.allSatisfy(\.isNoOption) else { return nil }
    return FieldWords.statedTruth(key)
  }

  /// The option that a letter stands for where the file gives options, otherwise the text itself.
  private static func meaning(of key: String, in options: [RawText]) -> String {
    guard let chosen = Choices(letters: key)?.positions, chosen.count == 1,
      options.indices.contains(chosen[0]), !options[chosen[0]].text.isEmpty
    else { return key }
    return options[chosen[0]].text
  }
}

/// The blanks that a stem shows: `____` and brackets with nothing but white space in them.
enum BlankMarks {
  static func count(in stem: String) -> Int {
    var count = 0
    var underscores = 0
    var isOpen = false
    for character in stem {
      underscores = character == "_" || character == "＿" ? underscores + 1 : 0
      if underscores == 2 { count += 1 }
      switch character {
      case "(", "（": isOpen = true
      case ")", "）":
        if isOpen { count += 1 }
        isOpen = false
      case _ where !character.isWhitespace: isOpen = false
      default: break
      }
    }
    return count
  }
}
