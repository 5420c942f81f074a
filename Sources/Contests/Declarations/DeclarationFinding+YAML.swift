import Yams

extension DeclarationFinding {
  /// What the parser of YAML found wrong, in a sentence of either language.
  ///
  /// - Parameters:
  ///   - error: as the parser threw it.
  ///   - last: how many lines the text has; the parser gives the end of a text without a last line
  ///     end as a line of its own.
  init(yaml error: any Error, lastLine last: Int) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, let text),
      YamlError.parser(let context, let problem, let mark, let text),
      YamlError.composer(let context, let problem, let mark, let text):
      // What was never ended is wrong where it began, and not where the parser gave up.
      let isOpen = Self.unended.contains { problem.hasPrefix($0) }
      let begun = isOpen && context?.mark.line != mark.line ? context?.mark : nil
      if let line = Self.firstLineWithoutColon(of: text, before: mark.line) {
        self.init(
          yaml: Self.missingColon, line: line, column: 1,
          advice: Self.advice(on: text, lines: line...line))
      } else {
        let place = begun ?? mark
        self.init(
          yaml: problem, line: min(place.line, last), column: place.column,
          advice: Self.advice(on: text, lines: place.line...max(place.line, mark.line)))
      }
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let names = keys.prefix(10).joined(separator: ", ")
      self.init(
        line: min(context.mark.line, last), column: context.mark.column, field: "",
        problem: .notYAML(
          LocalizedText(zhHans: "字段重复：\(names)", en: "the same field twice: \(names)")))
    default:
      // Only here: errors with a place describe themselves by going through the whole text.
      self.init(yaml: "\(error)", line: nil, column: nil)
    }
  }

  private static let missingColon = "could not find expected ':'"

  /// The first line of all, where it has no colon and the parser gave up on the second, which it took
  /// for more of the same text.
  private static func firstLineWithoutColon(of text: String, before line: Int) -> Int? {
    let lines = text.split(maxSplits: 100, omittingEmptySubsequences: false) { $0.isNewline }
    let written = lines.prefix(100).indices.filter { index in
      let first = lines[index].first { !$0.isWhitespace }
      return first != nil && first != "#"
    }
    guard written.count > 1, written[1] == line - 1, let only = lines[written[0]].first,
      only.isLetter
    else { return nil }
    let words = lines[written[0]]
    return words.contains(": ") || words.hasSuffix(":") ? nil : written[0] + 1
  }

  /// Words of the parser about something that began earlier: a field, a bracket, a quote.
  private static let unended = [
    missingColon, "did not find expected ',' or", "found unexpected end of stream",
  ]

  /// On full-width characters in the first lines of those at fault.
  private static func advice(on text: String, lines: ClosedRange<Int>) -> LocalizedText? {
    let all = text.split(maxSplits: lines.upperBound, omittingEmptySubsequences: false) {
      $0.isNewline
    }
    let faulty = all.dropFirst(lines.lowerBound - 1).prefix(min(lines.count, 3))
    return SlipOfThePen.advice(onCharactersOf: faulty.joined(separator: "\n"))
  }

  /// A fault with its place, with the parser's own words behind it.
  init(yaml words: String, line: Int?, column: Int?, advice: LocalizedText? = nil) {
    let place = line.map { line in
      "第 \(line) 行" + (column.map { "第 \($0) 列" } ?? "")
    }
    let reason = Self.reasons.first { words.hasPrefix($0.words) }
    let more = advice.map { ("；" + $0.text(in: .zhHans), "; " + $0.text(in: .en)) } ?? ("", "")
    self.init(
      line: line, column: column, field: "",
      problem: .notYAML(
        LocalizedText(
          zhHans: "\(place ?? "")\(reason?.zhHans ?? "写法有误")\(more.0)（\(words)）",
          en: "\(reason?.en ?? "this is written wrongly")\(more.1) (\(words))")))
  }

  /// What the parser's words mean to an author, by their beginning.
  private static let reasons: [(words: String, zhHans: String, en: String)] = [
    (
      "did not find expected '-' indicator", "附近列表的缩进或“-”有误",
      "the indentation of the list is wrong here, or a \"- \" is missing"
    ),
    (
      "did not find expected ',' or", "附近的括号没有闭合或缺少逗号",
      "a bracket is not closed, or a comma is missing"
    ),
    ("did not find expected node content", "附近缺少内容或多了符号", "a value is missing, or a sign too many"),
    (
      "did not find expected key", "附近的缩进有误或引号不成对",
      "the indentation is wrong here, or a quote has no other"
    ),
    (missingColon, "附近缺少冒号", "a colon with a space behind it is missing"),
    (
      "mapping values are not allowed", "的冒号位置有误；含冒号的文字要加引号",
      "no colon may stand here; put text with a colon in quotes"
    ),
    (
      "found character that cannot start any token", "的字符不能用在开头；缩进要用空格，特殊字符要加引号",
      "nothing may begin so; indent with spaces, and put special characters in quotes"
    ),
    ("found a tab character", "用了制表符，缩进要用空格", "a tab; indent with spaces"),
    ("found unexpected end of stream", "开始的引号没有闭合", "the quote that begins here is not closed"),
    ("found unknown escape character", "的转义字符不认识", "the escape character is not known"),
    ("found undefined alias", "的别名（*）没有对应的锚点（&）", "the alias (*) has no anchor (&)"),
    ("a key that is no single value", "的字段名不是一个词", "the name of a field is no single word"),
    ("too many directives", "的 % 指令过多", "there are too many directives (%)"),
    ("nested deeper than", "的嵌套过深", "this is nested too deep"),
  ]
}
