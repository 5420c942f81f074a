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
    let own = finding.sentence(in: .en).dropFirst("not valid YAML: ".count)
    #expect(!own.isEmpty)
    #expect(zhHans.hasSuffix("（\(own)）"))
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
