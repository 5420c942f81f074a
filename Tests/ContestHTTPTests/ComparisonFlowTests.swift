import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import QuestionBanks
import Scoring
import Testing

/// Answers in any order, with case and with units, from the bank to the audit of the results.
@Suite struct ComparisonFlowTests {
  private static let bank = """
    bank: fitter
    questions:
      - { id: B1, kind: fill-in, stem: 燃烧需要____和____。, key: "[any-order]氧气|O2；可燃物", knowledge: 考 }
      - { id: B2, kind: fill-in, stem: 兆帕写作____。, key: "[case]MPa", knowledge: 考 }
      - { id: N1, kind: numeric, stem: 求长度并写出单位。, key: "12.5±0.1 [mm|cm=10]", knowledge: 考 }
      - { id: O1, kind: ordering, stem: 排序, options: [停电, 验电, 挂牌], key: ABC, knowledge: 考 }
    """

  private static let plan = """
    contest: cup
    title: { zh-Hans: 杯赛, en: The cup }
    tier: city
    timezone: Asia/Shanghai
    hosts: [320300]
    events:
      - id: fitter
        title: { zh-Hans: 机修钳工, en: Maintenance fitter }
        occupation: 6-31-01-02
        bank: fitter
        stages:
          - id: preliminary
            window: 2025-04-01T00:00/2025-06-01T00:00
            time: 10m
            tries: { total: 1 }
            paper:
              sections:
                - { kind: fill-in, draw: 2, points: 10, marking: partial }
                - { kind: numeric, draw: 1, points: 10 }
                - { kind: ordering, draw: 1, points: 10, marking: { wrong: 1, floor: -1, by: pair } }

    """

  private func contents() throws -> BankContents {
    let reading = BankReading(Array(Self.bank.utf8), filename: "bank.yaml")
    try #require(reading.isSound, "\(reading.findings)")
    return BankContents(questions: reading.questions)
  }

  @Test func answersAreComparedByTheRulesOfTheKeyAndTheAuditAgrees() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(
        contestants: 2, plan: Self.plan, bank: try contents())
      let expected = [
        ["B1": 10_000, "B2": 10_000, "N1": 10_000, "O1": 4_000],
        ["B1": 5_000, "B2": 0, "N1": 0, "O1": -1_000],
      ]
      for (number, me) in contestants.enumerated() {
        let view = try await me.start("preliminary")
        let length = try #require(view.items.firstIndex { $0.kind == "numeric" })
        // That a unit is wanted is told, which one is not.
        #expect(view.items[length].blanks == 1)
        #expect(view.items[length].unit.isEmpty)
        let refused = try await me.send(
          .answer(1, item: length, Answer(texts: ["mm"])), to: view.attempt)
        #expect(refused[0].refusal?.code == "not-a-number")
        let isRight = number == 0
        for (position, item) in view.items.enumerated() {
          let answer: Answer
          switch item.kind {
          case "numeric": answer = Answer(texts: [isRight ? "1.25 cm" : "12.5"])
          case "ordering":
            let order = isRight ? ["挂牌", "停电", "验电"] : ["挂牌", "验电", "停电"]
            answer = Answer(
              places: try order.map { try #require(item.options.firstIndex(of: $0)) })
          case _ where item.blanks == 2:
            answer = Answer(texts: isRight ? ["可燃物", "o2"] : ["O2", "氧气"])
          default: answer = Answer(texts: [isRight ? "MPa" : "mpa"])
          }
          let replies = try await me.send(
            .answer(position + 1, item: position, answer), to: view.attempt)
          #expect(replies.allSatisfy { $0.refusal == nil }, "\(replies)")
        }
        _ = try await me.send(.submit(view.items.count + 1), to: view.attempt)
        let judge = try await server.staff(.judge)
        let explained: AttemptExplanation = try await judge.get(
          Path.fill(Path.attemptExplanation, [view.attempt]))
        let points = Dictionary(
          uniqueKeysWithValues: explained.marks.map { ($0.question, $0.points) })
        #expect(points == expected[number])
        let order = try #require(explained.marks.first { $0.question == "O1" })
        #expect((order.scheme, order.wrong, order.least) == ("pairs", 1_000, -1_000))
        #expect(order.parts.map(\.part) == ["pair", "pair"])
        #expect(explained.marks.first { $0.question == "N1" }?.key == "12.5±0.1 [mm|cm=10]")
      }
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.certification, ["cup", "fitter", "preliminary"])
      let _: Certified = try await judge.post(path, Nothing())
      let (results, hash) = try CertifiedResults.read(document: try await judge.bytes(path))
      #expect(results.entries.map(\.score.thousandths) == [34_000, 4_000])
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
    }
  }
}
