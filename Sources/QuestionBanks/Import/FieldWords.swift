package import Contests

/// The words that files use for kinds, truths and bands, as `QuestionCheck` understands them in
/// every format. Look-ups take the text in lower case.
package enum FieldWords {
  /// The kind with that name.
  package static func kind(_ word: String) -> QuestionKind? { kinds[word.lowercased()] }

  /// Whether the word names a kind of question that exists elsewhere and not in Leitai.
  package static func isForeignKind(_ word: String) -> Bool {
    foreignKinds.contains(word.lowercased())
  }

  /// Whether the word says that a statement is right.
  package static func truth(_ word: String) -> Bool? { truths[word.lowercased()] }

  /// The same where the file says that the question is a statement: elsewhere these signs may be
  /// positions of options, Roman numbers or units.
  package static func statedTruth(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "1", "１", "v": true
    case "0", "０": false
    default: truth(word)
    }
  }

  /// Whether `A.正确` or `B、错` says that a statement is right, by its word; `A.a` by its letter.
  package static func truth(ofLabelled text: String) -> Bool? {
    let signs = text.halfWidth.lowercased()
    guard let label = signs.first, label == "a" || label == "b",
      let mark = signs.dropFirst().first, ".、:)".contains(mark)
    else { return nil }
    let rest = String(signs.dropFirst(2)).trimmed
    if rest == String(label) { return label == "a" }
    return rest == "a" || rest == "b" ? nil : truth(rest)
  }

  /// The band with that name.
  package static func difficulty(_ word: String) -> Difficulty? {
    difficulties[word.lowercased()]
  }

  /// Words in lower case, and whether each says that a statement is right.
  static let truths: [String: Bool] = [
    "正确": true, "对": true, "是": true, "√": true, "✓": true, "t": true, "true": true, "a": true,
    "y": true, "yes": true, "错误": false, "错": false, "否": false, "×": false, "✗": false,
    "✔": true, "✘": false, "╳": false, "x": false, "f": false, "false": false, "b": false,
    "n": false, "no": false,
  ]

  /// Words in lower case for each kind.
  static let kinds: [String: QuestionKind] = [
    "single": .single, "单选": .single, "单选题": .single, "单项选择": .single, "单项选择题": .single,
    "single choice": .single, "multiple choice": .single,
    "multiple": .multiple, "多选": .multiple, "多选题": .multiple, "多项选择": .multiple,
    "多项选择题": .multiple, "不定项选择题": .multiple, "multiple response": .multiple,
    "multiple answer": .multiple,
    "true-false": .trueFalse, "判断": .trueFalse, "判断题": .trueFalse, "是非题": .trueFalse,
    "判断改错题": .trueFalse, "true/false": .trueFalse, "truefalse": .trueFalse,
    "fill-in": .fillIn, "填空": .fillIn, "填空题": .fillIn, "fill in the blank": .fillIn,
    "short answer": .fillIn, "fill-in-the-blank": .fillIn,
    "numeric": .numeric, "numerical": .numeric, "计算": .numeric, "计算题": .numeric, "数值": .numeric,
    "数值题": .numeric, "数值计算题": .numeric,
    "ordering": .ordering, "order": .ordering, "排序": .ordering, "排序题": .ordering,
    "matching": .matching, "match": .matching, "匹配": .matching, "匹配题": .matching,
    "连线": .matching, "连线题": .matching, "配对": .matching, "配对题": .matching,
  ]

  /// Words in lower case for kinds that Leitai does not have.
  static let foreignKinds: Set<String> = [
    "简答", "简答题", "问答", "问答题", "论述", "论述题", "名词解释", "名词解释题", "作图", "作图题", "绘图题",
    "操作", "操作题", "实操题", "技能操作题", "编程题", "作文", "作文题", "改错题", "essay", "description",
    "file upload", "drawing",
  ]

  /// Words in lower case for each band.
  static let difficulties: [String: Difficulty] = [
    "easy": .easy, "易": .easy, "容易": .easy, "简单": .easy, "较易": .easy, "较简单": .easy, "低": .easy,
    "1": .easy,
    "medium": .medium, "中": .medium, "中等": .medium, "一般": .medium, "适中": .medium, "2": .medium,
    "hard": .hard, "难": .hard, "困难": .hard, "较难": .hard, "高": .hard, "3": .hard,
  ]
}
