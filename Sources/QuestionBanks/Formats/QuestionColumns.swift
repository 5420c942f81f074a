/// What a column of a table of questions holds, told by its header.
enum QuestionColumn: Hashable {
  case id, kind, stem, key, explanation, knowledge, level, difficulty, passage, unit, tolerance
  /// The left side of a matching question, one in each line or between `|`.
  case premises
  /// An option by its position, 0 for A.
  case option(Int)

  /// The name of the field in findings.
  var field: String {
    switch self {
    case .id: "id"
    case .kind: "kind"
    case .stem: "stem"
    case .key: "key"
    case .explanation: "explanation"
    case .knowledge: "knowledge"
    case .level: "level"
    case .difficulty: "difficulty"
    case .passage: "passage"
    case .unit: "unit"
    case .tolerance: "tolerance"
    case .premises: "premises"
    case .option(let position): "option\(Choices.letter(position))"
    }
  }

  /// The column of a field's name; `nil` for a name that no column has.
  init?(field: String) {
    let plain: [QuestionColumn] = [
      .id, .kind, .stem, .key, .explanation, .knowledge, .level, .difficulty, .passage, .unit,
      .tolerance, .premises,
    ]
    let options = (0..<26).map { QuestionColumn.option($0) }
    guard let column = (plain + options).first(where: { $0.field == field }) else { return nil }
    self = column
  }

  /// `nil` for a header that says nothing about questions.
  init?(header: String) {
    let name = header.lowercased().filter { !$0.isWhitespace && !"*:：()（）".contains($0) }
    if let column = Self.names[name] {
      self = column
      return
    }
    for prefix in ["选项", "备选项", "答案选项", "option", "choice", ""] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      guard rest.count == 1, let character = rest.unicodeScalars.first else { continue }
      // Letters beyond H are options too many, which is a finding; without a word before it such
      // a letter says nothing.
      if (0x61...(prefix.isEmpty ? 0x68 : 0x7A)).contains(character.value) {
        self = .option(Int(character.value - 0x61))
        return
      }
      if !prefix.isEmpty, (0x31...0x39).contains(character.value) {
        self = .option(Int(character.value - 0x31))
        return
      }
    }
    return nil
  }

  private static let names: [String: QuestionColumn] = {
    let synonyms: [(QuestionColumn, [String])] = [
      (.id, ["编号", "题号", "试题编号", "题目编号", "id", "number"]),
      (.kind, ["题型", "题目类型", "试题类型", "类型", "type", "kind"]),
      (.stem, ["题干", "题目", "题目内容", "试题内容", "试题", "问题", "内容", "content", "question", "stem"]),
      (.key, ["答案", "正确答案", "标准答案", "参考答案", "answer", "key"]),
      (.explanation, ["解析", "试题解析", "答案解析", "题目解析", "explanation", "analysis"]),
      (.knowledge, ["知识点", "考点", "鉴定点", "knowledge", "topic"]),
      (.level, ["技能等级", "等级", "级别", "鉴定等级", "level"]),
      (.passage, ["材料", "案例", "案例材料", "背景材料", "公共题干", "passage"]),
      (.unit, ["单位", "unit"]),
      (.tolerance, ["误差", "允许误差", "容差", "tolerance"]),
      (.premises, ["左列", "匹配项", "题目项", "premises"]),
      (.difficulty, ["难度", "难易度", "难易程度", "难度等级", "difficulty"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: synonyms.flatMap { column, names in names.map { ($0, column) } })
  }()
}
