package import Contests

/// Answer keys as people write them in a cell or on a line, for every kind; what is written here is
/// read back equal.
package enum KeyText {
  /// `欧姆|Ω；安培`: blanks stand apart by `；`, `;` or a line break, accepted texts by `|`; a
  /// backslash takes the meaning from the character after it.
  ///
  /// - Returns: `nil` when a blank has no text.
  package static func blanks(_ text: String) -> [[String]]? {
    var blanks: [[String]] = [[""]]
    var isEscaped = false
    for character in text {
      if isEscaped {
        blanks[blanks.count - 1][blanks[blanks.count - 1].count - 1].append(character)
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "；", ";", "\n", "\r\n": blanks.append([""])
      case "|", "｜": blanks[blanks.count - 1].append("")
      default: blanks[blanks.count - 1][blanks[blanks.count - 1].count - 1].append(character)
      }
    }
    let texts = blanks.map { $0.map(\.trimmed) }
    return texts.allSatisfy { $0.allSatisfy { !$0.isEmpty } } ? texts : nil
  }

  /// As `blanks`, perhaps with the marks of a rule in front: `[any-order][case]MPa；kN`.
  ///
  /// - Returns: `nil` when a blank has no text.
  package static func blankKey(_ text: String) -> (accepted: [[String]], rule: BlankRule)? {
    let (rule, rest) = BlankRule.read(text)
    return blanks(String(rest)).map { ($0, rule) }
  }

  /// A number and the unit after it, as contestants write them: `12.5 mm`, `12.5mm`, `12.5`.
  ///
  /// - Returns: `nil` when the text does not begin with a number.
  package static func quantity(
    _ text: some StringProtocol
  ) -> (number: ExactNumber, unit: String)? {
    leadingNumber(text.halfWidth[...]).map { ($0, String($1).trimmed) }
  }

  /// `12.5`, `12.5±0.1`, `12.5±2%`, `12.4~12.6`, each perhaps with a unit after it, which is told
  /// with the question; or with the units in brackets that the answer is to have: `12.5±0.1 [mm]`,
  /// `12.5 [mm|毫米|cm=10]`, and with `?` after them where a number alone will do.
  ///
  /// - Returns: `nil` for anything else, and where what follows goes on as a number, so that
  ///   `1,000` is not 1, nor `3/4` 3.
  package static func number(_ text: String) -> (key: NumericKey, unit: String)? {
    let line = text.halfWidth
    guard let (value, afterValue) = leadingNumber(line[...]) else { return nil }
    var rest = afterValue.drop(while: \.isWhitespace)
    for mark in ["~", "..", "至"] where rest.hasPrefix(mark) {
      guard let (upper, end) = leadingNumber(rest.dropFirst(mark.count)), upper >= value,
        (value.trillionths + upper.trillionths) % 2 == 0
      else { return nil }
      let middle = (value.trillionths + upper.trillionths) / 2
      return key(
        ExactNumber(trillionths: middle),
        .absolute(ExactNumber(trillionths: upper.trillionths - middle)), end)
    }
    let mark = ["±", "+/-", "+-"].first { rest.hasPrefix($0) }
    guard let mark else { return key(value, .absolute(.zero), rest) }
    rest = rest.dropFirst(mark.count)
    guard let (tolerance, end) = Self.tolerance(rest) else { return nil }
    return key(value, tolerance, end)
  }

  /// - Parameter rest: a unit that is told, units in brackets, or nothing.
  private static func key(
    _ value: ExactNumber, _ tolerance: NumericKey.Tolerance, _ rest: Substring
  ) -> (key: NumericKey, unit: String)? {
    if rest.first(where: { !$0.isWhitespace }) == "[" {
      return AcceptedUnits(text: rest).map {
        (NumericKey(value, tolerance: tolerance, units: $0), "")
      }
    }
    return unit(rest).map { (NumericKey(value, tolerance: tolerance), $0) }
  }

  /// `0.1` or `2%`, of any sign, with nothing after it.
  package static func tolerance(_ text: String) -> NumericKey.Tolerance? {
    var line = text.halfWidth.trimmed
    if line.hasPrefix("±") { line.removeFirst() }
    guard let (tolerance, rest) = tolerance(line[...]), rest.allSatisfy(\.isWhitespace) else {
      return nil
    }
    return tolerance
  }

  /// The letters or numbers of all options in their right order: `CABD`, `C-A-B-D`, `3,1,2,4`.
  package static func order(_ text: String) -> [Int]? {
    let signs = text.halfWidth.filter { !",-> 、→;".contains($0) && !$0.isWhitespace }
    let positions = signs.compactMap(position)
    return positions.count == signs.count && !positions.isEmpty ? positions : nil
  }

  /// For each premise the letter of its option: `BAC`, `1-B,2-A,3-C`, `1B2A3C`.
  ///
  /// - Returns: `nil` when premises are left out or named twice.
  package static func matches(_ text: String) -> [Int]? {
    let signs = text.halfWidth.uppercased()
      .filter { !",-=> 、→;:".contains($0) && !$0.isWhitespace }
    guard signs.contains(where: \.isNumber) else { return order(signs) }
    var matches: [Int: Int] = [:]
    var premise: Int?
    for sign in signs {
      if let number = sign.wholeNumberValue, sign.isASCII {
        guard premise == nil, number > 0 else { return nil }
        premise = number - 1
      } else {
        guard let of = premise, let option = position(sign),
          matches.updateValue(option, forKey: of) == nil
        else { return nil }
        premise = nil
      }
    }
    let ordered = (0..<matches.count).compactMap { matches[$0] }
    return premise == nil && ordered.count == matches.count && !ordered.isEmpty ? ordered : nil
  }

  /// Reads what `text(_:)` writes for a question of the kind.
  package static func solution(_ text: String, of kind: QuestionKind) -> Solution? {
    switch kind {
    case .single, .multiple, .trueFalse: Choices(letters: text).map(Solution.choices)
    case .fillIn: blankKey(text).map { .blanks($0.accepted, $0.rule) }
    case .numeric: number(text).map { .number($0.key) }
    case .ordering: order(text).map(Solution.order)
    case .matching: matches(text).map(Solution.matches)
    }
  }

  /// A solution as one cell or line holds it.
  package static func text(_ solution: Solution) -> String {
    switch solution {
    case .choices(let choices): choices.letters
    case .blanks(let blanks, let rule): rule.marks + text(blanks)
    case .number(let key): text(key) + (key.units.map { " " + $0.text } ?? "")
    case .order(let order): order.map(Choices.letter).joined()
    case .matches(let matches):
      matches.enumerated().map { "\($0 + 1)-\(Choices.letter($1))" }.joined(separator: ",")
    }
  }

  private static func text(_ blanks: [[String]]) -> String {
    let text = blanks.map { $0.map(escaped).joined(separator: "|") }.joined(separator: "；")
    // A text that looks like the mark of a rule is none.
    return BlankRule.read(text).rule == .standard ? text : "\\" + text
  }

  /// `12.5`, `12.5±0.1` or `12.5±2%`.
  private static func text(_ key: NumericKey) -> String {
    switch key.tolerance {
    case .absolute(.zero): "\(key.value)"
    case .absolute(let most): "\(key.value)±\(most)"
    case .relative(let share):
      "\(key.value)±\(ExactNumber(trillionths: share.trillionths * 100))%"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if "\\；;|｜\n\r\n".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }

  private static func tolerance(
    _ text: Substring
  ) -> (NumericKey.Tolerance, rest: Substring)? {
    guard let (size, rest) = leadingNumber(text) else { return nil }
    let end = rest.drop(while: \.isWhitespace)
    guard end.first == "%" else { return (.absolute(size), rest) }
    guard size.trillionths % 100 == 0 else { return nil }
    return (.relative(ExactNumber(trillionths: size.trillionths / 100)), end.dropFirst())
  }

  /// What follows a number, when its first letter or digit is a letter.
  private static func unit(_ text: Substring) -> String? {
    let first = text.first { $0.isLetter || $0.isNumber }
    return first?.isLetter == false ? nil : String(text).trimmed
  }

  /// The longest number with which a text begins.
  private static func leadingNumber(_ text: Substring) -> (ExactNumber, rest: Substring)? {
    let start = text.drop(while: \.isWhitespace)
    var end = start.startIndex
    for (offset, character) in start.enumerated() {
      // More than any number may have, and more than need be looked at from every end.
      guard offset < numberCharacters else { return nil }
      let isSign = "+-−".contains(character)
      let follows = offset == 0 || "eE".contains(start[start.index(before: end)])
      guard
        character.isASCII && character.isNumber || character == "." || isSign && follows
          || "eE".contains(character) && offset > 0
      else { break }
      end = start.index(after: end)
    }
    // `12..13` and `5e` leave what does not belong to the number to what follows.
    while end > start.startIndex {
      if let number = ExactNumber(start[..<end]), start[start.index(before: end)] != "." {
        // The first digits of a number that is too long are not the number.
        let isCut = start[end...].first.map { $0.isASCII && $0.isNumber } ?? false
        return isCut ? nil : (number, start[end...])
      }
      end = start.index(before: end)
    }
    return nil
  }

  private static let numberCharacters = 80

  /// A letter or a 1-based digit as a position.
  private static func position(_ sign: Character) -> Int? {
    guard let value = sign.asciiValue else { return nil }
    switch value {
    case 0x41...0x48: return Int(value - 0x41)
    case 0x61...0x68: return Int(value - 0x61)
    case 0x31...0x38: return Int(value - 0x31)
    default: return nil
    }
  }
}
