/// Texts that mean something to a parser, or that parsers are known to stumble over.
enum MutationTokens {
  /// Those of a format, with those that hurt everywhere; of all formats for an unknown one.
  static func tokens(of format: String) -> [[UInt8]] {
    let own = byFormat[format] ?? byFormat.values.flatMap { $0 }.sorted()
    // Twice, so that half of what is put in is the format's own.
    return (own + own + anywhere).map { Array($0.utf8) } + bytes
  }

  private static let anywhere = [
    "\n", "\n\n", "\r", "\r\n", "\t", " ", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}",
    "\u{3000}", "\u{200B}", "\u{200D}", "\u{2028}", "\u{301}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}",
    "🙂", "👨‍👩‍👧", "题", "（　）", "____", "①", "A", "AB", "Ｄ", "√", "×", "对", "正确", "错误", "难", "\"", "'",
    "\\",
    "`", "~", "=", "#", "%", "&", "<", ">", "{", "}", "[", "]", "(", ")", ":", "：", ";", ",", "、",
    "|",
    "/", "->", "![", "![a](picture:missing)", "](picture:", "-0", "1e-12", "99999999999999999999",
    "1±0.1", "0.1%", "a", "//",
  ]

  /// What is no text in UTF-8: single high bytes, cut and overlong sequences, surrogates, GB18030,
  /// the marks of UTF-16 and UTF-32, and starts of other files.
  private static let bytes: [[UInt8]] = [
    [0x80], [0xFF], [0xC0, 0x80], [0xE9, 0xA2], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xCC, 0xE2], [0xB4, 0xF0, 0xB0, 0xB8], [0x81, 0x30, 0x81, 0x30], [0x81, 0x30], [0x84, 0x31],
    [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0x3A, 0],
    [0x50, 0x4B, 3, 4], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 5, 6], [0xD0, 0xCF, 0x11, 0xE0],
    [0x1F, 0x8B],
  ]

  private static let xml = [
    "<", "</", "/>", "<a>", "</a>", "<a/>", "&amp;", "&lt;", "&#0;", "&#x110000;", "&#xD800;",
    "&#10;", "&nbsp;", "&a;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.0\"?>",
    "<?a?>",
    "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///\">]>", " xmlns=\"\"",
    " xmlns:a=\"b\"",
    "a:", " a=\"\"", " encoding=\"UTF-16\"", " encoding=\"gb2312\"", " encoding=\"x\"",
  ]

  private static let qti =
    xml + [
      "<assessmentItem>", "<itemBody>", "<choiceInteraction responseIdentifier=\"RESPONSE\">",
      "<simpleChoice identifier=\"C0\">", "<textEntryInteraction responseIdentifier=\"RESPONSE\"/>",
      "<inlineChoiceInteraction>", "<orderInteraction>", "<matchInteraction>",
      "<extendedTextInteraction/>",
      "<correctResponse>", "<value>", "<mapping defaultValue=\"0\">", "<mapEntry mapKey=\"C0\"/>",
      "<responseProcessing>", "<responseCondition>", "<and>", "<not>", "<match>", "<or>", "<sum>",
      "<variable identifier=\"RESPONSE\"/>", "<baseValue baseType=\"float\">", "<equal>",
      "tolerance=\"1 1\"", "cardinality=\"ordered\"", "baseType=\"pair\"", "C0 C1",
      "<qti-assessment-item>",
      "<img src=\"p.png\"/>", "src=\"../../etc/passwd\"", "src=\"http://a/b\"",
      "href=\"imsmanifest.xml\"",
      "<object data=\"a\">", "<table>", "<p>", "<br/>", "<qti-choice-interaction>",
      "templateDeclaration",
    ]

  private static let yaml = [
    "&a ", "*a", "- ", "? ", ": ", "!!binary ", "!<", "---\n", "...\n", "|\n", ">-\n", "<<: *a",
    "%YAML 1.1\n", "%TAG ! a\n", "[", "]", "{", "}", "{a: ", "[[", "\"\\x\"", "\"\\u12", "'",
    "null", "~",
    "# ", "  ", "\n  - id: X", "bank: b", "knowledge:", "passages:", "pictures:", "questions:",
    "key: ", "\nkind: fill-in", "kind: matching", "options: []", "level: ", "\u{2029}", "&a [*a]",
  ]

  private static let gift = [
    "{", "}", "{T}", "{F}", "{}", "{=", "{~", "{#", "{>\n", "~%50%", "%-100%", "~", "=", "#",
    "####",
    "::", "::a::", "->", ":", "\\", "\\n", "\\{", "\\:", "//", "// [id:a] [tag:b]\n",
    "$CATEGORY: a/b\n",
    "[html]", "[markdown]", "[moodle]", "<b>", "&lt;", "<img src=\"@@PLUGINFILE@@/a.png\">", "1..5",
    "3:2",
  ]

  private static let byFormat: [String: [String]] = [
    "qti": qti, "qti22": qti, "qti30": qti,
    "xlsx": xml + [
      "A1:XFD1048576", "XFD1048576", "A1", "A0", "ZZZZ1", "A99999999999", "<c r=\"B2\" t=\"s\">",
      "<v>", "</v>", "<row r=\"1\">", "<is><t>", "t=\"s\"", "t=\"inlineStr\"", "t=\"e\"", "t=\"b\"",
      "t=\"d\"", "t=\"str\"", "<f>A1</f>", "s=\"999999\"", "<mergeCell ref=\"A1:B2\"/>", "<si>",
      "<t>", "<rPh>", "_x000D_", "_xFFFF_", "1E999", "-1", "r:id=\"rId1\"",
      "Target=\"/xl/workbook.xml\"",
      "TargetMode=\"External\"", "../", "formatCode=\"yyyy\"", "numFmtId=\"14\"", "vm=\"1\"",
      "<xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from>", "#VALUE!",
      "<sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>", "state=\"veryHidden\"", "<date1904/>",
    ],
    "native": yaml,
    "records": yaml + [
      "null", "true", "\\ud83d", "\\u0000", "\\", "{\"question\":", "[\"", "\"}", ",",
      "\"answers\":",
      "\"correct\":", "1E400", "\"options\":{\"A\":\"a\"}",
    ],
    "moodle-xml": xml + [
      "<quiz>", "<question type=\"multichoice\">", "<question type=\"cloze\">",
      "<answer fraction=\"100\">",
      "<text>", "<file name=\"a.png\" encoding=\"base64\">", "{1:MULTICHOICE:=a~b}", "{1:SA:=a}",
      "{1:NM:=1:0.1}", "{#1}", "fraction=\"33.33333\"", "<tag>", "<subquestion>",
      "format=\"markdown\"", "&lt;img src=\"@@PLUGINFILE@@/a.png\"&gt;", "&lt;p&gt;", "&lt;",
      "&amp;amp;",
      "type=\"truefalse\"", "type=\"matching\"", "type=\"ordering\"", "type=\"numerical\"",
    ],
    "gift": gift,
    "aiken": [
      "ANSWER:", "ANSWER: A\n", "A. a\n", "A) a\n", "B.", "C)", "H. h\n", "I. i\n", "\n\n",
    ],
    "csv": [
      ",", ";", "\t", "|", "\"", "\"\"", "\",\"", "\r\n", "题型", "题干", "选项A", "选项", "答案", "知识点",
      "难度",
      "单选题", "填空题", "连线题", "A=1;B=2", "甲|乙", "sep=,\n", "材料", "容差",
    ],
    "text": [
      "1. ", "2、", "（3）", "4)", "一、单选题\n", "二、判断题（每题 1 分）\n", "A. ", "B、", "C．", "（D）", "答案：A\n",
      "参考答案\n", "1-5 ABCDA\n", "【答案】B", "解析：", "(A)", "（ ）", "√\n", "知识点：a\n", "难度：易\n", "材料：\n",
      "\n\n1. ",
    ],
  ]
}
