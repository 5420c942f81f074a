/// Files of layouts that no writer of the project makes.
enum HandmadeSeeds {
  /// Those of a format; none for formats whose own files and samples say enough.
  static func files(of format: String) -> [[UInt8]] {
    (texts[format] ?? []).map { Array($0.utf8) } + (bytes[format] ?? [])
  }

  private static let texts: [String: [String]] = [
    "gift": [
      """
      $CATEGORY: 电工/安全

      // [id:G1] [tag:中级工]
      ::名::[html]<p>电压 &lt; 36&nbsp;V <b>安全</b></p>{=对#是 ~错#否 ~%-50%或####总评}

      题 {=甲 -> 1 =乙 -> 2 =丙 -> 3}

      多选 {~%50%甲 ~%50%乙 ~%-100%丙}

      数 {#3.14:0.01} 与 {#=%100%1..5 =%50%2:1#近}

      缺 {=词 =%50%字} 处 \\{ \\} \\= \\~ \\# \\:

      论述 {}

      真 {TRUE#否#是}
      """
    ],
    "aiken": ["题一\nA) 甲\nB) 乙\nANSWER: B\n\n题二\n续\nA. 甲\nB. 乙\nC. 丙\nANSWER: AC\n"],
    "csv": [
      "序号;题干;A;B;C;正确答案;解析\n1;\"甲\n乙\";a;b;;AB;无\n2;判;;;;√;\n",
      "sep=\t\n题型\t题干\t选项\t答案\t容差\t单位\n单选题\t问\tA. 甲|B. 乙\tA\t\t\n计算题\t算\t\t3.5\t0.1\tV\n",
      "question,options,answer,premises\nWhich?,\"A. x\nB. y\",B,\nMatch,a;b,A-1;B-2,1;2\n",
    ],
    "native": [
      """
      {"bank": "b", "knowledge": ["a"], "questions": [
        {"id": "1", "kind": "single", "stem": "s", "options": ["x", "y"], "key": "A",
         "explanation": "e", "knowledge": "a", "level": "中级工", "difficulty": "easy"}]}
      """,
      """
      # YAML as people write it
      bank: b
      knowledge: &k [a]
      passages: {p: |
        first
          second}
      questions:
      - &q
        id: 1
        kind: fill-in
        stem: >-
          one ____
          two
        key: [[x, "y"], z]
        knowledge: a
        level: 技师
        difficulty: hard
      - {id: 2, kind: numeric, stem: 'n', key: 1±2%, unit: V, knowledge: a, level: 初级工, difficulty: easy}
      """,
    ],
    "records": [
      """
      {"data": {"questions": [
        {"question": "q", "options": {"A": "x", "B": "y"}, "answer": "B", "n": [1, [2, {}], null, true, -1.5e3]},
        {"题干": "\\u9898\\ud83d\\ude42\\n", "选项": ["甲", "乙"], "答案": ["A", "B"]}]}}
      """,
      "- question: &a q\n  answers:\n  - x\n  - *a\n  answer: 0\n- {题干: 判, 答案: 对, 题型: 判断题}\n",
    ],
    "moodle-xml": [
      """
      <?xml version="1.0" encoding="UTF-8"?><quiz><question type="cloze"><name><text>c</text></name>
      <questiontext format="html"><text><![CDATA[<p>{1:MULTICHOICE:=甲#a~乙~%50%丙} {2:SA:=x~*} \
      {:NM:=1.5:0.1}</p>]]></text></questiontext></question>
      <question type="matching"><name><text>m</text></name><questiontext format="moodle_auto_format">\
      <text>配</text></questiontext><subquestion format="html"><text>a</text><answer><text>1</text>\
      </answer></subquestion><subquestion><text>b</text><answer><text>2</text></answer></subquestion>\
      </question><question type="essay"/></quiz>
      """
    ],
    "text": [
      """
      一、单项选择题（每题 1 分）
      1. 钢按含碳量分（ ）。
      A. 低碳钢  B. 中碳钢
      C. 高碳钢
      答案：C
      解析：见书
      2、铁（A）导电。
      A、能 B、不能

      二、判断题
      1．铁能导电。（√）
      2．木能导电。（ ）
      三、填空题
      (1) 电阻的单位是____。
      参考答案
      二、判断题 2.×
      三、填空题 1.欧姆；Ω
      """,
      "1. 甲（ ）\nA. a\nB. b\n2. 乙（ ）\nA. a\nB. b\n3. 丙（ ）\nA. a\nB. b\n\n参考答案\n1-3 ABA\n",
      "T1A01 (C) [97.1]\nWhich?\nA. one\nB. two\nC. three\nD. four\n~~\n",
    ],
  ]

  /// Encodings that old programs write.
  private static let bytes: [String: [[UInt8]]] = [
    "csv": [utf16("题干,选项A,选项B,答案\n问,甲,乙,A\n"), gb18030Table],
    "aiken": [utf16("题\nA. 甲\nB. 乙\nANSWER: A\n")], "gift": [utf16("题{=甲 ~乙}\n")],
    "text": [utf16("1. 题（ ）\nA. 甲\nB. 乙\n答案：A\n")],
  ]

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  /// 题干,答案 and one question: 题 and a key.
  private static let gb18030Table: [UInt8] =
    [0xCC, 0xE2, 0xB8, 0xC9, 0x2C, 0xB4, 0xF0, 0xB0, 0xB8, 0x0A, 0xCC, 0xE2, 0x2C]
    + [0xB6, 0xD4, 0x0A]
}
