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
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      self.init(yaml: problem, line: min(mark.line, last), column: mark.column)
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

  /// A fault with its place, in Chinese with the parser's own words behind it.
  init(yaml words: String, line: Int?, column: Int?) {
    let place = line.map { line in
      "第 \(line) 行" + (column.map { "第 \($0) 列" } ?? "")
    }
    let why = Self.reasons.first { words.hasPrefix($0.words) }?.zhHans ?? "写法有误"
    self.init(
      line: line, column: column, field: "",
      problem: .notYAML(LocalizedText(zhHans: "\(place ?? "")\(why)（\(words)）", en: words)))
  }

  /// What the parser's words mean to an author, by their beginning.
  private static let reasons: [(words: String, zhHans: String)] = [
    ("did not find expected '-' indicator", "附近列表的缩进或“-”有误"),
    ("did not find expected ',' or", "附近的括号没有闭合或缺少逗号"),
    ("did not find expected node content", "附近缺少内容或多了符号"),
    ("did not find expected key", "附近的缩进有误或引号不成对"),
    ("could not find expected ':'", "附近缺少冒号"),
    ("mapping values are not allowed", "的冒号位置有误；含冒号的文字要加引号"),
    ("found character that cannot start any token", "的字符不能用在开头；缩进要用空格，特殊字符要加引号"),
    ("found a tab character", "用了制表符，缩进要用空格"),
    ("found unexpected end of stream", "开始的引号没有闭合"),
    ("found unknown escape character", "的转义字符不认识"),
    ("found undefined alias", "的别名（*）没有对应的锚点（&）"),
    ("a key that is no single value", "的字段名不是一个词"),
    ("too many directives", "的 % 指令过多"),
    ("nested deeper than", "的嵌套过深"),
  ]
}
