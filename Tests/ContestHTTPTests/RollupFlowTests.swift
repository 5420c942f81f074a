import Accounts
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Spreadsheets
import Testing

/// Roll-ups and headcounts as their users get them.
@Suite struct RollupFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private func headcounts(_ rows: String...) -> [UInt8] {
    Array((["单位,行政区划代码,地市,人数"] + rows).joined(separator: "\n").utf8)
  }

  private func rollups(
    _ client: ContestClient, _ query: [(String, String)] = []
  ) async throws -> RollupList {
    try await client.get(Path.fill(Path.rollups, stage), query: query)
  }

  private func declare(
    _ client: ContestClient, _ file: [UInt8]
  ) async throws -> HeadcountDeclaration {
    try await client.upload(Path.fill(Path.headcounts, ["cup"]), file: file)
  }

  /// The first three contestants are of one unit, everybody else of a unit of their own; units of the
  /// plan's rule need two participants.
  private let plan = Sample.plan.replacing(
    "feedback: score",
    with: """
      feedback: score
              rollups:
                small: 2
                pass: 60
                unit: { score: [participation-rate 40, mean 60], best: 2 }
                city: { score: coverage }
      """)

  @Test func staffSeeEverythingAndContestantsNoSmallGroups() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6, plan: plan)
      let organizer = try await server.staff(.organizer)
      for (index, contestant) in contestants.prefix(5).enumerated() {
        _ = try await contestant.play("practice", right: index)
      }
      try await server.projector.catchUp()
      let declared = try await declare(
        organizer,
        headcounts("甲厂,320300,徐州市,4", "乙厂3,320706,连云港市,10", "丁厂,320300,徐州市,3"))
      #expect(declared.version == 1)
      #expect(declared.units == 3)
      #expect(declared.people == 17)

      let all = try await rollups(organizer)
      #expect(all.rule == ["participation-rate 40", "mean 60"])
      #expect(all.headcounts == 1)
      #expect(all.small == nil)
      #expect(all.total.participants == 5)
      #expect(all.rows.map(\.name).contains("丁厂"))
      let first = all.rows[0]
      #expect(first.name == "甲厂")
      #expect(first.rank == 1)
      // Contestants 0, 1 and 2, of whom 1 stands for another city than the unit declared. Of four
      // people two took part: 50 %. Scores 0, 20 and 40 of 100.
      #expect(first.participants == 3)
      #expect(first.participationRate == 50_000)
      #expect(first.mean == 20_000)
      #expect(first.score == 32_000)
      #expect(first.sumOfBest == 60_000)
      #expect(first.passRate == 0)
      #expect(all.rows.filter { $0.rank != nil }.count == 1)
      #expect(all.rows.filter(\.isWithheld).isEmpty)

      let own = try await rollups(contestants[5])
      #expect(own.small == 2)
      #expect(own.rows.map(\.group).sorted() == all.rows.map(\.group).sorted())
      let withheld = own.rows.filter(\.isWithheld)
      #expect(withheld.allSatisfy { $0.participants == nil && $0.mean == nil && $0.rank == nil })
      #expect(withheld.map(\.group).contains("乙厂3"))
      // 甲厂 has one person in another city, of whom the city would tell.
      #expect(withheld.map(\.group).contains("甲厂"))
      #expect(own.rows.allSatisfy { $0.isWithheld })
      #expect(own.total == all.total)
      let asPublic = try await rollups(organizer, [("view", "public")])
      #expect(asPublic == own)

      let cities = try await rollups(organizer, [("by", "city"), ("top", "1")])
      #expect(cities.groups == 2)
      // 连云港: its only declared unit took part.
      #expect(cities.rows.map(\.name) == ["连云港市"])
      #expect(cities.rows[0].coverage == 100_000)
      #expect(try await rollups(organizer, [("by", "province")]).rows.map(\.group) == ["320000"])
      let csv = try await organizer.bytes(
        Path.fill(Path.rollups, stage), query: [("by", "city"), ("format", "csv")])
      let lines = String(decoding: csv, as: UTF8.self).split(whereSeparator: \.isNewline)
      #expect(lines.count == 4)
      #expect(lines[1].contains("连云港市"))
      #expect(lines[3].contains("total"))
      // The same rows in every form; what is withheld is empty or not there.
      let file = Path.fill(Path.rollups, stage)
      let xlsx = try await contestants[5].bytes(file, query: [("by", "unit"), ("format", "xlsx")])
      let sheet = try #require(try WorkbookReader().read(xlsx).sheets.first)
      #expect(sheet.name == "Roll-ups")
      #expect(sheet.rows.count == own.rows.count + 2)
      let json = try await contestants[5].bytes(file, query: [("by", "unit"), ("format", "json")])
      let listed = try JSONDecoder().decode([ListedRollup].self, from: Data(json))
      #expect(listed.count == own.rows.count + 1)
      #expect(listed.dropLast().allSatisfy { $0.mean == nil && $0.participants == nil })
      #expect(listed.last?.participants == 5)
      await refusal(400, "grouping-unknown") {
        _ = try await rollups(organizer, [("by", "squad")])
      }
      await refusal(400, "format-unknown") {
        _ = try await rollups(organizer, [("format", "pdf")])
      }
    }
  }

  private struct ListedRollup: Decodable {
    let name: String
    let participants: Int?
    let mean: Double?
  }

  @Test func resultsAndHeadcountsChangeWhatIsKept() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3, plan: plan)
      let organizer = try await server.staff(.organizer)
      _ = try await contestants[0].play("practice", right: 5)
      try await server.projector.catchUp()
      #expect(try await rollups(organizer).total.participants == 1)
      _ = try await contestants[1].play("practice", right: 5)
      try await server.projector.catchUp()
      #expect(try await rollups(organizer).total.participants == 2)
      #expect(try await rollups(organizer).total.participationRate == nil)
      _ = try await declare(organizer, headcounts("甲厂,320300,,2", "甲厂,320700,,2"))
      #expect(try await rollups(organizer).rows[0].participationRate == 50_000)
      #expect(try await declare(organizer, headcounts("甲厂,320300,,1")).version == 2)
      let row = try await rollups(organizer).rows[0]
      #expect(row.headcount == 1)
      #expect(row.participationRate == 100_000)
      let versions: HeadcountList = try await organizer.get(Path.fill(Path.headcounts, ["cup"]))
      #expect(versions.versions.map(\.version) == [2, 1])
      #expect(versions.versions.map(\.people) == [1, 4])
      let audit = try await server.backend.accounts.auditEntries(after: 0, limit: 100)
      #expect(audit.count { $0.record.action == "headcount-import" } == 2)
    }
  }

  /// Results do not wait for everybody who looks, and are seen by everybody within a second.
  @Test func thePublicSeesWhatWasThereAMomentAgo() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3, plan: plan)
      let (me, organizer) = (contestants[2], try await server.staff(.organizer))
      for contestant in contestants.prefix(2) {
        _ = try await contestant.play("practice", right: 5)
      }
      try await server.projector.catchUp()
      #expect(try await rollups(me).total.participants == 2)
      _ = try await me.play("practice", right: 5)
      try await server.projector.catchUp()
      server.clock.advance(by: Milliseconds(Limits.rollupAge.count - 1))
      #expect(try await rollups(me).total.participants == 2)
      #expect(try await rollups(me, [("by", "city")]).total.participants == 3)
      #expect(try await rollups(organizer).total.participants == 3)
      server.clock.advance(by: Milliseconds(1))
      #expect(try await rollups(me).total.participants == 3)
      // Headcounts show at once.
      _ = try await declare(organizer, headcounts("甲厂,320300,,10"))
      #expect(try await rollups(me).headcounts == 1)
    }
  }

  @Test func aFrozenViewKeepsItsHeadcounts() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3, plan: plan)
      let organizer = try await server.staff(.organizer)
      for contestant in contestants { _ = try await contestant.play("practice", right: 2) }
      _ = try await declare(organizer, headcounts("甲厂,320300,,10"))
      let _: FreezeStanding = try await organizer.post(
        Path.fill(Path.freeze, stage), FreezeWish(reason: "r"))
      let path = Path.fill(Path.rollups, stage)
      let before = try await contestants[0].bytes(path)
      // In the very millisecond of the freeze, as the test's clock stands still.
      _ = try await declare(organizer, headcounts("甲厂,320300,,20"))
      _ = try await contestants[0].play("practice", right: 5)
      try await server.projector.catchUp()
      #expect(try await contestants[0].bytes(path) == before)
      #expect(try await rollups(organizer).rows[0].headcount == 20)
      let _: FreezeStanding = try await organizer.post(
        Path.fill(Path.unfreeze, stage), FreezeWish(reason: "r"))
      #expect(try await rollups(contestants[0]).rows[0].headcount == 20)
      #expect(try await rollups(contestants[0]).headcounts == 2)
    }
  }

  @Test func certifiedResultsAreWhatIsRolledUp() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 3, plan: plan)
      let (organizer, judge) = (try await server.staff(.organizer), try await server.staff(.judge))
      for contestant in contestants { _ = try await contestant.play("practice", right: 2) }
      let _: StageMove = try await organizer.post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      try await server.projector.catchUp()
      let live = try await rollups(judge)
      let _: Certified = try await judge.post(Path.fill(Path.certification, stage), Nothing())
      let certified = try await rollups(judge)
      #expect(certified.status == "certified")
      #expect(certified.rows == live.rows)
      #expect(certified.total == live.total)
    }
  }

  @Test func aSecretStageIsNotRolledUpForContestants() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 1)
      await refusal(409, "standings-not-public") {
        let _: RollupList = try await contestants[0].get(
          Path.fill(Path.rollups, ["cup", "fitter", "preliminary"]))
      }
    }
  }

  @Test func aFaultyFileIsRefusedWithEveryPlace() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let organizer = try await server.staff(.organizer)
      func places(_ file: [UInt8]) async -> [String] {
        do {
          _ = try await declare(organizer, file)
          return []
        } catch ContestClient.Failure.refused(422, let error) {
          #expect(error.code == "headcounts-refused")
          return error.details.map { "\($0.place) \($0.code)" }
        } catch {
          return ["\(error)"]
        }
      }
      #expect(
        await places(
          headcounts("甲厂,320300,,0", ",320300,,5", "乙厂,3203,,十", "甲厂,320302,,5", "甲厂,320305,,6"))
          == [
            "D2 headcount-unfit", "A3 field-missing", "B4 region-unknown", "D4 headcount-unfit",
            "A6 unit-repeated",
          ])
      #expect(
        await places(headcounts("甲厂,320300,,10000000", "乙厂,320300,,10000001"))
          == ["D3 headcount-unfit"])
      #expect(await places(Array("单位,人数\n甲厂,5\n".utf8)) == ["1 header-missing"])
      #expect(await places(Array("单位,行政区划代码,人数\n".utf8)) == [" headcounts-empty"])
      let workbook = try workbook(
        [["单位", "行政区划代码", "应参赛人数"], ["甲厂", "320300", "many"], ["乙厂", "320300", "7"]])
      #expect(await places(workbook) == ["人数表!C2 headcount-unfit"])
      let versions: HeadcountList = try await organizer.get(Path.fill(Path.headcounts, ["cup"]))
      #expect(versions.versions.isEmpty)
      let sound = try self.workbook([["单位", "行政区划代码", "人数（人）"], ["甲厂", "320300", "7"]])
      #expect(try await declare(organizer, sound).people == 7)
    }
  }

  private func workbook(_ rows: [[String]]) throws -> [UInt8] {
    try WorkbookWriter.bytes { writer in
      try writer.beginSheet(named: "人数表", columns: rows[0].map { OutputColumn(header: $0) })
      for row in rows.dropFirst() { try writer.append(row.map { .text($0) }) }
    }
  }
}
