import Foundation
import Testing

/// What the author of a policy pack reads.
@Suite struct PolicyToolTests {
  private let programs: Programs

  init() throws { programs = try Programs() }

  private func policy(_ words: String..., language: String = "en") async throws -> Programs.Outcome
  {
    try await programs.run("leitai", ["policy"] + words + ["--lang", language])
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let url = programs.folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private static let head = "pack: p\nversion: 1\ntitle: 政策\nrules:\n"

  @Test func whatCannotBeReadIsToldInTheNameOfTheProgramThatRan() async throws {
    let absent = programs.folder.appending(path: "absent.yaml").path
    let checked = try await policy("check", absent)
    #expect(checked.status == 2)
    #expect(checked.error == "leitai: \(absent): the file cannot be read\n")
    let pack = try file(
      "p.yaml", Self.head + "  - { id: R, when: { rank: 1 }, outcome: { recommendation: 能手 } }\n")
    let tried = try await policy("try", pack, "--case", absent, language: "zh-Hans")
    #expect(tried.status == 2)
    #expect(tried.error == "leitai: \(absent): 文件无法读取\n")
    let verified = try await programs.run(
      "leitai-verify", ["policy", "check", absent, "--lang", "en"])
    #expect(verified.error == "leitai-verify: \(absent): the file cannot be read\n")
  }

  @Test func oneErrorIsOne() async throws {
    let pack = try file(
      "p.yaml",
      Self.head + "  - { id: R, when: { rank: 16..10 }, outcome: { recommendation: 能手 } }\n")
    let checked = try await policy("check", pack)
    #expect(checked.status == 1)
    #expect(
      checked.output == """
        ✗ \(pack): 1 error
          \(pack):5:28  rules[0].when.rank  rule-broken  the range 16..10 is reversed; was 10..16 meant?

        """)
  }

  @Test func warningsAreToldAndThePackIsSound() async throws {
    let pack = try file(
      "p.yaml",
      Self.head + """
          - { id: R1, when: { rank: 1..3 }, outcome: { grant: 获奖证书, name: 一等奖 } }
          - { id: R2, when: { rank: 5..8 }, outcome: { grant: 获奖证书, name: 二等奖 } }

        """)
    let checked = try await policy("check", pack, language: "zh-Hans")
    #expect(checked.status == 0)
    let lines = checked.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "✓ \(pack)：政策，第 1 版，2 条规则，1 处提醒")
    #expect(
      lines.dropFirst().first
        == "! \(pack):6:5  rules[1]  ranks-left-out  规则 R1（第 1 至 3 名）与 R2（第 5 至 8 名）之间有空档："
        + "第 4 名得不到同类结果")
  }

  /// A case that says nothing of what should come of it is decided, and not judged.
  @Test func aCaseThatExpectsNothingIsDecided() async throws {
    let pack = try file(
      "p.yaml", Self.head + "  - { id: R, when: { rank: 1 }, outcome: { recommendation: 能手 } }\n")
    let cases = try file("c.yaml", "cases:\n  - name: cup 7 R\n    with: {\"rank\":1}\n")
    let tried = try await policy("try", pack, "--case", cases)
    #expect(tried.status == 0)
    let lines = tried.output.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(2) == [
        "· cup 7 R (line 2)",
        "    能手: met; recommended for \"能手\"; the awarding body decides",
      ])
    #expect(lines.last?.hasPrefix("  SHA-256 ") ?? false)
    let both = try file(
      "d.yaml", "cases:\n  - { with: { rank: 1 } }\n  - { with: { rank: 1 }, expect: [] }\n")
    let judged = try await policy("try", pack, "--case", both)
    #expect(judged.status == 1)
    #expect(judged.output.hasSuffix("✗ 1 of 1 case comes out otherwise\n"))
  }

  @Test func whatNoCaseShowsIsToldOfEachLimit() async throws {
    let pack = try file(
      "p.yaml",
      Self.head
        + "  - { id: R, when: { rank: 1..3, age: at most 35 }, outcome: { recommendation: 能手 } }\n")
    let cases = try file(
      "c.yaml",
      """
      cases:
        - { with: { rank: 3, born: 2000-01-01 }, expect: [R] }
        - { with: { rank: 4, born: 2000-01-01 }, expect: [] }
      """)
    let tried = try await policy("try", pack, "--case", cases)
    #expect(tried.status == 0)
    #expect(
      tried.output == """
          ! R, Age (required: at most 35): no case is just outside, missing this alone
        ✓ all 2 cases come out as they should

        """)
  }
}
