import Contests
import Testing

/// What the author of a declared file is told, in both languages.
@Suite struct DeclarationFindingTests {
  private func findings(
    _ text: String, _ read: (Declaration) -> Int? = { _ in 1 }
  ) -> [DeclarationFinding] {
    do throws(DeclarationRefused) {
      _ = try Declaration.read(text, read)
      return []
    } catch {
      return error.findings
    }
  }

  @Test(arguments: [
    ("list:\n  - a\n  b: 1\n", "列表"), ("title: ]\n", "缺少内容"), ("a: b: c\n", "冒号"),
    ("a: [1, 2\nb: 3\n", "括号"), ("a: @x\n", "开头"), ("a: \"x\n", "引号"), ("a: *x\n", "别名"),
    ("[a, b]: c\n", "字段名"), (String(repeating: "%TAG ! x\n", count: 65), "指令"),
    ("a: " + String(repeating: "[", count: 65), "嵌套"),
  ])
  func faultOfYAMLIsExplained(text: String, words: String) throws {
    let found = findings(text)
    #expect(found.map(\.code) == ["not-yaml"])
    let finding = try #require(found.first)
    let line = try #require(finding.line)
    let column = try #require(finding.column)
    let zhHans = finding.sentence(in: .zhHans)
    #expect(zhHans.hasPrefix("不是有效的 YAML：第 \(line) 行第 \(column) 列"))
    #expect(zhHans.contains(words))
    // The parser's own words stand in the brackets.
    let own = try #require(zhHans.split(separator: "（").last).dropLast()
    let english = finding.sentence(in: .en)
    #expect(english.hasPrefix("not valid YAML: ") && english.hasSuffix(" (\(own))"))
    #expect(!english.contains("written wrongly"))
  }

  /// What an organizer types with a Chinese input method, or forgets: where, and what to do.
  @Test(arguments: [
    ("version：1\ntitle: t\n", 1, 1, "with a space behind it is missing; write “：” half-width"),
    ("# 政策\nversion 1\n\ntitle: t\n", 2, 1, "a colon with a space behind it is missing ("),
    ("id: 1\ntitle 题\nkind: 2\n", 2, 1, "a colon with a space behind it is missing ("),
    ("id: ｛ kind: 1 ｝\n", 1, 11, "in quotes; write “｛”, “｝” half-width"),
    ("id: { a: 1，b: 2 }\n", 1, 13, "a comma is missing; write “，” half-width"),
    ("id: { a: 1\nkind: 2\n", 1, 5, "a bracket is not closed, or a comma is missing ("),
    ("id: 1\nkind: \"x\nlast: 2\n", 2, 7, "the quote that begins here is not closed"),
    ("id: 1\n\tkind: 2\n", 2, 1, "spaces"), ("id: a: b\n", 1, 6, "put text with a colon in quotes"),
    ("id:\n  - a: 1\n  -b: 1\n", 3, 3, "list"),
  ])
  func aSlipIsToldWhereItIsAndWhatToDo(text: String, line: Int, column: Int, words: String) {
    let found = findings(text)
    #expect(found.map(\.code) == ["not-yaml"])
    #expect(found.map(\.line) == [line] && found.map(\.column) == [column], "\(found)")
    for finding in found { #expect(finding.sentence(in: .en).contains(words), "\(finding)") }
  }

  @Test(arguments: [
    ("knid", "(was kind meant?)", "（是否应为 kind？）"), ("kinds", "(was kind meant?)", "（是否应为 kind？）"),
    (
      "kind：1", "(the colon has to be half-width, with a space behind it)",
      "（冒号应为半角“:”，后面空一格）"
    ),
    ("kind:1", "(the colon needs a space behind it)", "（冒号后面要空一格）"),
  ])
  func aFieldThatIsNearlyKnownIsToldWhatWasMeant(name: String, en: String, zhHans: String) {
    let found = findings("{ \(name), id: 1 }") { root in
      root.mapping(keys: ["id", "kind"]).map { _ in 1 }
    }
    let unknown = "unknown field \"\(name)\""
    #expect(found.map { $0.sentence(in: .en) } == ["\(unknown) \(en); known here: id, kind"])
    #expect(found.map { $0.sentence(in: .zhHans) } == ["未知字段“\(name)”\(zhHans)；可用：id、kind"])
  }

  @Test func aValueOfFullWidthIsToldSo() {
    let found = findings("id: １２\n") { root in
      root.mapping(keys: ["id"])?["id"]?.number(in: 1...20)
    }
    #expect(
      found.map { $0.sentence(in: .en) } == [
        "cannot read \"１２\"; expected a whole number from 1 to 20; write “１”, “２” half-width"
      ])
    #expect(
      found.map { $0.sentence(in: .zhHans) } == ["不能识别“１２”，应为1 至 20 的整数；全角字符“１”、“２”请改为半角"])
  }

  @Test func repeatedFieldIsNamed() {
    let found = findings("key: A\nlevel: 1\nkey: B\n")
    #expect(found.map(\.code) == ["not-yaml"])
    #expect(found.map { $0.sentence(in: .zhHans) } == ["不是有效的 YAML：字段重复：key"])
    #expect(found.map { $0.sentence(in: .en) } == ["not valid YAML: the same field twice: key"])
  }

  @Test func unknownFieldIsNamed() {
    let found = findings("id: 1\ncolour.x: red\n") { root in
      root.mapping(keys: ["id", "kind"]).map { _ in 1 }
    }
    #expect(found.map { $0.sentence(in: .zhHans) } == ["未知字段“colour.x”；可用：id、kind"])
    #expect(
      found.map { $0.sentence(in: .en) } == ["unknown field \"colour.x\"; known here: id, kind"])
  }

  /// Three events share their stages: each fault of the stages is told once, with its first field.
  @Test func faultBehindAnAnchorIsToldOnce() {
    let text = """
      - stages: &stages
          - { count: x, other: 1 }
          - { count: x }
      - stages: *stages
      - stages: *stages
      """
    let found = findings(text) { root in
      for event in root.list() {
        for stage in event.mapping(keys: ["stages"])?["stages"]?.list() ?? [] {
          let fields = stage.mapping(keys: ["count", "time", "grace"])
          _ = fields?["count"]?.number(in: 1...9)
          _ = fields?.required("time")
          _ = fields?.required("grace")
        }
      }
      return 1
    }
    #expect(
      found.map(\.field).sorted() == [
        "[0].stages[0].count", "[0].stages[0].grace", "[0].stages[0].other",
        "[0].stages[0].time", "[0].stages[1].count", "[0].stages[1].grace",
        "[0].stages[1].time",
      ])
  }
}
