import Contests
import Foundation
import Testing

@testable import Certification

/// The page on packs and its examples, as a newcomer uses them and slips on them.
@Suite struct PolicyPageTests {
  /// The YAML blocks of the page: the pack of ten minutes and its cases.
  private static let blocks: [String] = {
    let page = Fixtures.policies.appending(path: "README.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst().map { part in
      let lines = part.components(separatedBy: "```")[0].split(separator: "\n")
      return lines.map { $0.dropFirst(3) }.joined(separator: "\n") + "\n"
    }
  }()

  private func pack() throws -> String { try #require(Self.blocks.first) }

  @Test func thePackOfThePageHoldsItsCases() throws {
    #expect(Self.blocks.count == 2)
    let pack = try PolicyPack(text: pack())
    #expect(PolicyCheck(pack).findings == [] && PolicyCheck(pack).warnings == [])
    let trial = PolicyTrial(of: pack, on: try PolicyCases(text: #require(Self.blocks.last)))
    #expect(trial.holds)
    // As the page says: what no case misses alone.
    let untried = (trial.coverage.flatMap(\.limits) + trial.gateLimits).filter {
      $0.met == 0 || $0.missedAlone == 0
    }
    #expect(untried.map { $0.title.text(in: .en) } == ["Practical", "Good standing"])
  }

  /// One slip, the place that is told, and the advice in English.
  struct Slip: CustomStringConvertible, Sendable {
    let written: String
    let instead: String
    let line: Int
    let column: Int
    let advice: String

    init(_ written: String, for instead: String, _ line: Int, _ column: Int, _ advice: String) {
      (self.written, self.instead, self.line, self.column, self.advice) =
        (written, instead, line, column, advice)
    }

    var description: String { written }
  }

  @Test(arguments: [
    // Words.
    Slip("rnk: 1..3", for: "rank: 1..3", 9, 18, "(was rank meant?)"),
    Slip("need: [sound]", for: "needs: [sound]", 10, 11, "(was needs meant?)"),
    Slip("needs: [sond]", for: "needs: [sound]", 10, 13, "the pack has: sound"),
    Slip("needs: sound", for: "needs: [sound]", 10, 12, "a list such as [a, b]"),
    Slip("level: 高级", for: "level: one up, at-most: 高级工", 16, 49, "高级工"),
    // Units.
    Slip("public-notice: 7天", for: "public-notice: 7d", 5, 27, "such as 20s, 5m, 2h, 7d"),
    Slip("public-notice: 7", for: "public-notice: 7d", 5, 27, "such as 20s, 5m, 2h, 7d"),
    Slip("theory: 60", for: "theory: at least 60", 9, 33, "such as at least 60"),
    Slip("theory: at least 60%", for: "theory: at least 60", 9, 33, "points out of 100"),
    Slip("at most 50 }", for: "at most 50% }", 14, 27, "such as at most 50%"),
    Slip("at most 0.5 }", for: "at most 50% }", 14, 27, "such as at most 50%"),
    // Signs of full width.
    Slip("rank：1..3", for: "rank: 1..3", 9, 22, "half-width, with a space behind it"),
    Slip("rank: １..３", for: "rank: 1..3", 9, 19, "write “１”, “３” half-width"),
    Slip("at most 50％ }", for: "at most 50% }", 14, 27, "write “％” half-width"),
    Slip("rank: 1..3，theory", for: "rank: 1..3, theory", 9, 30, "write “，” half-width"),
    Slip("{ grant: 获奖证书， name", for: "{ grant: 获奖证书, name", 11, 33, "write “，” half-width"),
    Slip("version：1", for: "version: 1", 2, 1, "write “：” half-width"),
    // Colons, brackets, dashes, tabs, quotes.
    Slip("rank:1..3", for: "rank: 1..3", 9, 22, "the colon needs a space behind it"),
    Slip("title 一等奖", for: "title: 一等奖", 8, 5, "a colon with a space behind it is missing"),
    Slip("title: 一: 等奖", for: "title: 一等奖", 8, 13, "put text with a colon in quotes"),
    Slip("needs: [sound", for: "needs: [sound]", 10, 12, "a bracket is not closed"),
    Slip("  -id: senior", for: "  - id: senior", 12, 3, "a \"- \" is missing"),
    Slip("\n\ttitle: 一等奖", for: "\n    title: 一等奖", 8, 1, "indent with spaces"),
    Slip("title: \"一等奖", for: "title: 一等奖", 8, 12, "the quote that begins here is not closed"),
  ])
  func everySlipIsToldWithItsPlaceAndWhatToDo(slip: Slip) throws {
    let text = try pack()
    let place = try #require(text.range(of: slip.instead))
    let refused = #expect(throws: DeclarationRefused.self) {
      try PolicyPack(text: text.replacingCharacters(in: place, with: slip.written))
    }
    let finding = try #require(refused?.findings.first)
    #expect(finding.line == slip.line && finding.column == slip.column, "\(finding)")
    #expect(finding.sentence(in: .en).contains(slip.advice), "\(finding.sentence(in: .en))")
    #expect(finding.sentence(in: .zhHans) != finding.sentence(in: .en))
  }

  /// `40` as a snapshot writes it, and `40%` as everybody does.
  @Test func aRateOfACaseMayHaveItsSign() throws {
    let cases = try PolicyCases(
      text: """
        cases:
          - { with: { subject: team, participation-rate: 40 }, expect: [] }
          - { with: { subject: team, participation-rate: 40% }, expect: [] }
        """)
    #expect(cases.cases.map(\.facts.result.participationRate) == [40_000, 40_000])
  }

  /// As `holds-level: [中级工, 无]` writes it; and what all cases say is taken away by `~`.
  @Test func whoeverHasNoLevelHoldsNone() throws {
    let cases = try PolicyCases(
      text: """
        facts: { level: 高级工 }
        cases:
          - { with: { rank: 1 }, expect: [] }
          - { with: { level: 无 }, expect: [] }
          - { with: { level: ~ }, expect: [] }
        """)
    #expect(cases.cases.map(\.facts.record.level.value) == [.senior, nil, nil])
  }
}
