import ContestAPI
import ContestClient
import Fixtures
import Testing

/// What bodies and those who note their answers get wrong, and how it is put right.
@Suite struct HandOverMistakeTests {
  private static let header = "成果编号,姓名,证书编号,发证日期,审核结果,不通过原因\n"
  private static let first = "S000032000001252000001"
  private static let second = "S000032000001252000002"
  private static let correcting = [("correct", "true"), ("reason", "更正函")]

  /// Levels that were handed over, and that of 1000 withdrawn then.
  ///
  /// - Returns: the contest, the number of what was withdrawn, and that of what 1001 has.
  private func withdrawn(
    on server: TestServer
  ) async throws -> (cup: HandOverContest, gone: Int, one: Int) {
    let cup = try await HandOverContest(on: server)
    let levels = cup.numbers("level")
    let (gone, one) = (try #require(levels["1000"]), try #require(levels["1001"]))
    _ = try await cup.handOver("第一批")
    _ = try await cup.act("reject", gone)
    return (cup, gone, one)
  }

  @Test func aNumberNotedWithWhatDoesNotStandIsFreedForWhoseItIs() async throws {
    try await TestServer.run { server in
      let (cup, gone, one) = try await withdrawn(on: server)
      let two = try #require(cup.numbers("level")["1002"])
      #expect(
        try await cup.findings {
          _ = try await cup.act("correct", gone, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " not-now"])
      let noted = try await cup.act("issued", gone, certificate: Self.first, on: "2025-04-01")
      #expect(noted?.state == "rejected" && noted?.issuedNumber == Self.first)
      #expect(
        try await cup.findings {
          _ = try await cup.act("issued", one, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " issued-number-taken"])
      // Another number in its place frees the first, and none at all the second.
      let other = try await cup.act("correct", gone, certificate: Self.second, on: "2025-04-01")
      #expect(other?.state == "rejected" && other?.issuedNumber == Self.second)
      #expect(
        try await cup.act("issued", one, certificate: Self.first, on: "2025-04-01")?.state
          == "issued")
      #expect(
        try await cup.warnings(of: "correct", gone, certificate: nil, as: cup.judge) == nil)
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      let row = try #require(list.outcomes.first { $0.number == gone })
      #expect(row.state == "rejected" && row.issuedNumber == nil)
      #expect(
        try await cup.act("issued", two, certificate: Self.second, on: "2025-04-01")?.state
          == "issued")
      #expect(try await cup.ledger("1000").isEmpty)
    }
  }

  /// In one workbook, each row of which is right only when the other is done.
  @Test func aWorkbookMovesANumberToWhoseItIs() async throws {
    try await TestServer.run { server in
      let (cup, gone, one) = try await withdrawn(on: server)
      _ = try await cup.act("issued", gone, certificate: Self.first, on: "2025-04-01")
      let right =
        Self.header + "cup/\(gone),,\(Self.second),2025-04-01,通过,\n"
        + "cup/\(one),,\(Self.first),2025-04-01,通过,\n"
      let done = try await cup.answer(right, query: Self.correcting)
      #expect(done.issued == 1 && done.belated.map(\.code) == ["not-standing"])
      #expect(try await cup.ledger("1001").map(\.certificate) == [Self.first])
    }
  }

  @Test func whoNotesANumberOfWhatDoesNotStandIsToldSo() async throws {
    try await TestServer.run { server in
      let (cup, gone, one) = try await withdrawn(on: server)
      #expect(
        try await cup.warnings(of: "issued", one, certificate: Self.second, as: cup.judge) == nil)
      let chinese = ContestClient(
        server: cup.judge.server, language: "zh-Hans", token: cup.judge.token)
      for (act, number, client, words) in [
        ("issued", Self.first, cup.judge, "tell the body"),
        ("correct", "S000032000001252000003", chinese, "请与发证机构核对"),
      ] {
        let warnings = try #require(
          try await cup.warnings(of: act, gone, certificate: number, as: client))
        #expect(warnings.map { "\($0.severity) \($0.code)" } == ["warning not-standing"])
        #expect(warnings.first?.message.contains(words) ?? false)
      }
    }
  }

  @Test func aBodyTakesItsRefusalBack() async throws {
    try await TestServer.run { server in
      let cup = try await HandOverContest(on: server)
      let levels = cup.numbers("level")
      let (one, gone) = (try #require(levels["1000"]), try #require(levels["1001"]))
      _ = try await cup.handOver("第一批")
      _ = try await cup.answer(Self.header + "cup/\(one),,,,不通过,材料不实\n")
      _ = try await cup.act("reject", gone)
      let passed = Self.header + "cup/\(one),,\(Self.first),2025-04-01,通过,\n"
      #expect(
        try await cup.findings { _ = try await cup.answer(passed) }
          == ["answer-refused", "E2 refused-before"])
      #expect(
        try await cup.findings {
          _ = try await cup.act("issued", one, certificate: Self.first, on: "2025-04-01")
        } == ["answer-refused", " refused-before"])
      // Not while somebody objects.
      let objections = Path.fill(Path.objections, ["cup", "fitter", "practice"])
      func object(_ step: String) async throws {
        let _: Objection = try await cup.judge.post(
          objections, ObjectionWish(contestant: "1000", step: step, reason: "举报"))
      }
      try await object("filed")
      #expect(
        try await cup.findings { _ = try await cup.answer(passed, query: Self.correcting) }
          == ["answer-refused", "E2 objected-to"])
      try await object("dismissed")
      let done = try await cup.answer(passed, query: Self.correcting)
      #expect(done.issued == 1 && done.belated.isEmpty)
      #expect(try await cup.answer(passed, query: Self.correcting).known == 1)
      let list: OutcomeList = try await cup.judge.get(Path.fill(Path.outcomes, ["cup"]))
      let row = try #require(list.outcomes.first { $0.number == one })
      #expect(row.state == "issued" && row.issuedNumber == Self.first)
      #expect(row.steps.map(\.kind).suffix(3) == ["submitted", "rejected", "issued"])
      #expect(row.steps.last?.reason == "更正函" && row.steps.last?.actor != nil)
      #expect(try await cup.ledger("1000").map(\.certificate) == [Self.first])
      // What was withdrawn here stays so whatever the body corrects.
      let late = Self.header + "cup/\(gone),,\(Self.second),2025-04-01,通过,\n"
      #expect(try await cup.answer(late, query: Self.correcting).belated.count == 1)
      #expect(try await cup.state(gone) == "rejected")
    }
  }
}
