import Contests

extension NumberedQuestion {
  /// What the lines say, for `QuestionCheck`.
  ///
  /// - Parameters:
  ///   - findings: where keys that contradict each other are noted.
  ///   - underlined: where a question is counted whose key is underlined in its stem.
  /// - Returns: `nil` for a question of which something is refused.
  func raw(_ findings: inout [ImportFinding], underlined: inout [FilePlace]) -> RawQuestion? {
    let place = FilePlace(row: row)
    var question = RawQuestion(place: place)
    var lines = stem.lines.map(\.text)
    let named = Self.takeKind(from: &lines)
    question.kind =
      parts[.kind]?.raw ?? (named ?? kind).map { RawText($0.word, at: place) }
    if let kind = question.kind, FieldWords.isForeignKind(kind.text) {
      question.kind = RawText(kind.text, at: place)
      return question
    }
    let stated = question.kind.flatMap { FieldWords.kind($0.text) }
    question.premises = premises.map(\.raw)
    question.options = options.map(\.raw)
    question.explanation = parts[.explanation]?.raw
    var answers: [RawText] = []
    for key in keys { answers.append(answer(key, of: stated, explanation: &question.explanation)) }
    var withoutKey = lines
    let bracket = BracketKey.take(from: &withoutKey, kind: stated, hasOptions: !options.isEmpty)
    if let bracket, !hasLeadingKey,
      answers.isEmpty || !bracket.isAmongWords && !Self.isAbbreviation(bracket.key, where: answers)
    {
      lines = withoutKey
      answers.insert(
        RawText(bracket.key, at: FilePlace(row: stem.lines[bracket.line].row)), at: 0)
    }
    if answers.isEmpty, stated == .fillIn || stated == nil && options.isEmpty && premises.isEmpty,
      let (texts, line) = UnderlinedKey.take(from: &lines),
      stated == .fillIn || FieldWords.truth(texts[0]) == nil
    {
      let place = FilePlace(row: stem.lines[line].row)
      answers.append(RawText(texts.joined(separator: "；"), at: place))
      underlined.append(place)
    }
    let text = lines.map(BracketKey.unescaped).joined(separator: "\n").scalarTrimmed
    let firstLine = stem.lines.first { !$0.text.isEmpty }
    question.stem = RawText(text, at: FilePlace(row: firstLine?.row ?? row))
    guard let key = agreed(answers, &findings), !isRefused else { return nil }
    question.key = key.map(RawKey.text)
    if question.kind == nil, options.isEmpty, premises.isEmpty,
      text.unicodeScalars.contains(where: { $0 == "_" || $0 == "＿" }),
      key.map({ FieldWords.truth($0.text) == nil }) != false
    {
      question.kind = RawText(QuestionKind.fillIn.rawValue, at: place)
    }
    question.passage = passage
    question.id = parts[.id]?.raw
    question.unit = parts[.unit]?.raw
    question.tolerance = parts[.tolerance]?.raw
    question.knowledge = parts[.knowledge]?.raw
    question.level = parts[.level]?.raw
    question.difficulty = parts[.difficulty]?.raw
    return question
  }

  /// Whether letters in brackets are a word of the stem, `交流（AC）`: the key stands elsewhere, and
  /// is one other letter.
  private static func isAbbreviation(_ letters: String, where answers: [RawText]) -> Bool {
    guard let several = Choices(letters: letters), several.count > 1 else { return false }
    let keys = answers.map { Choices(letters: $0.text) }
    return !keys.isEmpty && keys.allSatisfy { $0?.count == 1 }
  }

  /// The kind in front of a stem: `（多选题）下列…`.
  private static func takeKind(from lines: inout [String]) -> QuestionKindWord? {
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
      let (kind, rest) = BracketKey.kind(before: lines[first])
    else { return nil }
    lines[first] = rest
    return kind
  }

  /// A key as it stands on its lines. Only a text takes several; what follows `答案：B` explains it.
  private func answer(
    _ key: Part, of kind: QuestionKind?, explanation: inout RawText?
  ) -> RawText {
    let first = key.lines.firstIndex { !$0.text.isEmpty } ?? 0
    let line = key.lines[first]
    let plain = Self.plainKey(line.text)
    let isText =
      kind == .fillIn
      || kind == nil && options.isEmpty && premises.isEmpty && !BracketKey.isKey(plain)
    if isText { return key.raw }
    let comment = key.lines[(first + 1)...].map(\.text).joined(separator: "\n").scalarTrimmed
    if !comment.isEmpty {
      let after = explanation.map { "\n" + $0.text } ?? ""
      explanation = RawText(comment + after, at: FilePlace(row: key.lines[first + 1].row))
    }
    return RawText(BracketKey.isKey(plain) ? plain : line.text, at: FilePlace(row: line.row))
  }

  /// A key without the bracket around it and the stop behind it: `（B）`, `B。`.
  private static func plainKey(_ text: String) -> String {
    let isStop: (Unicode.Scalar) -> Bool = {
      $0.isSpace || "。．.；;".unicodeScalars.contains($0)
    }
    var inner = Substring(text).unicodeScalars
    while let last = inner.last, isStop(last) { inner.removeLast() }
    var scan = LineScan(inner)
    if let content = scan.bracketed(LineScan.anyBracket, atMost: 20), scan.isAtEnd {
      return content.scalarTrimmed
    }
    return String(Substring(inner))
  }

  /// The key on which all places agree, absent where none is given.
  ///
  /// - Returns: `nil` when two places contradict each other, which is noted at the later one.
  private func agreed(_ answers: [RawText], _ findings: inout [ImportFinding]) -> RawText?? {
    let given = answers.filter { !$0.text.isEmpty }
    guard let first = given.first else { return .some(answers.first) }
    for other in given.dropFirst() where !Self.agree(first.text, other.text) {
      let rows = [first, other].map { $0.place.row ?? 0 }.sorted()
      findings.append(
        ImportFinding(
          at: FilePlace(row: rows[1]), field: "key", code: "key-conflict",
          zhHans: "第 \(rows[0]) 行与第 \(rows[1]) 行的答案不一致",
          en: "the keys in lines \(rows[0]) and \(rows[1]) contradict each other"))
      return nil
    }
    return .some(first)
  }

  private static func agree(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    if let left = Choices(letters: left), left == Choices(letters: right) { return true }
    guard let left = FieldWords.truth(left) else { return false }
    return left == FieldWords.truth(right)
  }
}
