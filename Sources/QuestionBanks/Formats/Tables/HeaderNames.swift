import Contests

/// The words that stand above the columns of tables of questions, in Chinese and English.
enum HeaderNames {
  /// What a header says; `nil` for one that says nothing about questions.
  static func column(_ header: String) -> QuestionColumn? {
    forms(of: header).lazy.compactMap { named[$0] ?? option($0) }.first
  }

  /// Whether two headers differ in nothing but signs and letter case.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let plain = plain(left)
    return plain.isEmpty ? left.trimmed == right.trimmed : plain == Self.plain(right)
  }

  /// The known names from which a header is one character off, one for each column.
  static func near(_ header: String) -> [(column: QuestionColumn, name: String)] {
    var found: [(column: QuestionColumn, name: String)] = []
    for form in forms(of: header) where !others.contains(form) {
      let signs = Array(form.unicodeScalars)
      guard (2...20).contains(signs.count) else { continue }
      for known in wellKnown where isOneOff(signs, known.signs) {
        if !found.contains(where: { $0.column == known.column }) {
          found.append((known.column, known.shown))
        }
      }
    }
    return found
  }

  /// How many characters would have to change for a header to mean the column; `nil` for a
  /// header that has nothing in common with its names.
  static func distance(_ header: String, from column: QuestionColumn) -> Int? {
    let signs = Array(plain(header).unicodeScalars.prefix(20))
    guard !signs.isEmpty else { return nil }
    let distances = wellKnown.lazy.filter { $0.column == column }.compactMap { known -> Int? in
      guard !Set(known.signs).isDisjoint(with: signs) else { return nil }
      let edits = edits(signs, known.signs)
      return edits < max(signs.count, known.signs.count) ? edits : nil
    }
    return distances.min()
  }

  /// The name without signs; without a note in brackets or on a second line; in that order.
  private static func forms(of header: String) -> [String] {
    guard header.utf8.count <= 400 else { return [] }
    let whole = plain(header)
    let line = header.halfWidth.drop(while: \.isWhitespace).prefix { !$0.isNewline }
    let bare = plain(String(line.prefix { !"([{【〔<".contains($0) }))
    let first = plain(String(line))
    return [whole, bare, first].enumerated().filter { index, form in
      !form.isEmpty && (index == 0 || form != whole)
    }.map(\.element)
  }

  private static func plain(_ header: String) -> String {
    header.halfWidth.lowercased().filter { !$0.isWhitespace && !ornaments.contains($0) }
  }

  private static let ornaments: Set<Character> = Set("*:()[]{}【】〔〕《》<>“”\"'_-.、,;·※★")

  /// `选项A`, `选项1`, `A选项`, `选项A内容`, `备选A`, `option1`, `A`.
  private static func option(_ name: String) -> QuestionColumn? {
    var name = name[...]
    for ending in ["内容", "文本", "描述", "text", "content"]
    where name.hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
      break
    }
    for word in optionWords {
      // Letters beyond H are options too many, which is a finding.
      if name.hasPrefix(word), let position = position(name.dropFirst(word.count)) {
        return .option(position)
      }
      if name.hasSuffix(word), let position = position(name.dropLast(word.count)) {
        return .option(position)
      }
    }
    // Without a word beside it a letter beyond H says nothing, and neither does a number.
    guard let position = position(name), position < 8, !name.contains(where: \.isNumber) else {
      return nil
    }
    return .option(position)
  }

  private static let optionWords = [
    "答案选项", "备选答案", "备选项", "候选项", "选择项", "选项", "备选", "候选", "option", "choice", "opt",
  ]

  private static func position(_ sign: Substring) -> Int? {
    if let number = Int(sign) { return (1...26).contains(number) ? number - 1 : nil }
    guard sign.count == 1, let character = sign.first else { return nil }
    if let value = character.asciiValue, (0x61...0x7A).contains(value) { return Int(value - 0x61) }
    return "一二三四五六七八".firstIndex(of: character).map {
      "一二三四五六七八".distance(from: "一二三四五六七八".startIndex, to: $0)
    }
  }

  private static let synonyms: [(QuestionColumn, [String])] = [
    (
      .id,
      [
        "编号", "题号", "试题编号", "题目编号", "试题编码", "题目编码", "试题代码", "试题id", "题目id", "题库编号", "id",
        "number", "no", "questionid", "questionnumber", "questionno", "qid",
      ]
    ),
    (
      .kind,
      [
        "题型", "题目类型", "试题类型", "类型", "题类", "试题题型", "题目题型", "题型名称", "type", "kind", "questiontype",
        "qtype",
      ]
    ),
    (
      .stem,
      [
        "题干", "题目", "题目内容", "试题内容", "试题", "问题", "内容", "题面", "试题题干", "题目题干", "题干内容", "题干描述",
        "题目描述", "试题描述", "题目名称", "试题名称", "题目正文", "试题正文", "问题内容", "问题描述", "content", "question",
        "stem", "questiontext", "questionstem", "questioncontent", "prompt",
      ]
    ),
    (
      .key,
      [
        "答案", "正确答案", "标准答案", "参考答案", "试题答案", "题目答案", "正确选项", "答案内容", "标准答案内容", "answer",
        "answers", "key", "answerkey", "correctanswer", "correctanswers", "correctoption",
        "correctletter", "rightanswer",
      ]
    ),
    (
      .explanation,
      [
        "解析", "试题解析", "答案解析", "题目解析", "详解", "解答", "题解", "分析", "试题分析", "答案详解", "解题思路",
        "explanation", "analysis", "rationale", "explain",
      ]
    ),
    (
      .knowledge,
      [
        "知识点", "考点", "鉴定点", "所属知识点", "知识点名称", "考核点", "知识模块", "knowledge", "topic",
        "knowledgepoint",
      ]
    ),
    (.level, ["技能等级", "等级", "级别", "鉴定等级", "职业等级", "适用等级", "技能级别", "level", "skilllevel"]),
    (
      .passage,
      [
        "材料", "案例", "案例材料", "背景材料", "公共题干", "共用题干", "材料题干", "案例背景", "案例内容", "案例描述", "材料内容",
        "阅读材料", "passage", "scenario", "casetext",
      ]
    ),
    (.unit, ["单位", "计量单位", "答案单位", "unit", "units"]),
    (.tolerance, ["误差", "允许误差", "容差", "误差范围", "答案误差", "tolerance"]),
    (.premises, ["左列", "匹配项", "题目项", "左侧", "左栏", "左项", "premises", "premise"]),
    (
      .difficulty,
      ["难度", "难易度", "难易程度", "难度等级", "难易", "试题难度", "题目难度", "难度级别", "difficulty"]
    ),
    (
      .options,
      [
        "选项", "备选项", "答案选项", "备选答案", "候选项", "选择项", "可选项", "全部选项", "所有选项", "选项列表", "试题选项",
        "题目选项", "右列", "右侧", "右栏", "options", "choices", "optionlist", "option", "choice",
      ]
    ),
    (.optionText, ["选项内容", "选项文本", "选项描述", "选项文字", "optiontext", "optioncontent"]),
    (
      .label,
      ["选项标识", "选项序号", "选项编号", "选项号", "选项字母", "选项标号", "optionlabel", "optionkey", "optionno"]
    ),
    (
      .correct,
      [
        "是否正确项", "是否正确", "正确项", "是否正确选项", "是否正确答案", "是否答案", "是否为正确答案", "是否为答案", "是否为正确项",
        "iscorrect", "isanswer", "isright",
      ]
    ),
  ]

  private static let named = Dictionary(
    uniqueKeysWithValues: synonyms.flatMap { column, names in names.map { ($0, column) } })

  /// Names as code points. Short English words are left out: too many others are near them.
  private static let wellKnown: [(signs: [Unicode.Scalar], shown: String, column: QuestionColumn)] =
    {
      let plain = synonyms.flatMap { column, names in names.map { ($0, $0, column) } }
      let lettered = (0..<8).flatMap { position -> [(String, String, QuestionColumn)] in
        let letter = Choices.letter(position)
        return [
          ("选项\(letter.lowercased())", "选项\(letter)", .option(position)),
          ("选项\(position + 1)", "选项\(position + 1)", .option(position)),
          ("option\(letter.lowercased())", "option\(letter)", .option(position)),
        ]
      }
      return (plain + lettered).map { (Array($0.unicodeScalars), $1, $2) }
        .filter { $0.signs.count >= (($0.signs.first?.isASCII ?? true) ? 4 : 2) }
    }()

  /// Headers of other columns that are one character off from a known one.
  private static let others: Set<String> = [
    "单元", "单价", "单题", "学号", "序号", "标题", "课题", "专题", "题数", "题量", "题序", "题源", "类别", "版本", "分类",
    "分数", "分值", "分段", "角度", "长度", "速度", "深度", "职级", "等次", "试卷", "试题来源", "试题分类", "试题分值", "题目分类",
    "题目分值", "题目来源", "题目序号", "资料", "卷号", "案号", "材质", "答题", "答题人", "正确率", "知识面", "知识", "选项数",
    "types", "lever",
  ]

  private static func isOneOff(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    guard abs(left.count - right.count) <= 1 else { return false }
    let same = zip(left, right).prefix { $0 == $1 }.count
    let tail = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    let longest = max(left.count, right.count)
    // Two neighbours in the wrong order count as one slip.
    if left.count == right.count, same + tail == longest - 2 {
      return left[same] == right[same + 1] && left[same + 1] == right[same]
    }
    return same + tail >= longest - 1
  }

  private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (index, sign) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let changed = diagonal + (sign == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
