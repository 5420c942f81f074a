import Accounts
import Contests
import Testing

/// Declared headcounts of units and of teams, in one file.
@Suite struct HeadcountImportTests {
  private func read(_ lines: [String]) throws -> Headcounts {
    try HeadcountImport.read(
      sheet: nil,
      lines.enumerated().map { index, line in
        RosterRow(
          number: index + 1,
          cells: line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      })
  }

  private func problems(_ lines: String...) -> [String] {
    let refused = #expect(throws: HeadcountsRefused.self) { try read(lines) }
    return (refused?.problems ?? []).map { "\($0.row ?? 0):\($0.column ?? -1) \($0.code)" }
  }

  @Test func unitsAndTeamsStandInOneFile() throws {
    let read = try read([
      "单位,行政区划代码,人数,代表队", "甲厂,320302,40,", ",,６,红队", "乙厂,320700,5, ",
    ])
    #expect(read.entries.map(\.unit.text) == ["甲厂", "乙厂"])
    #expect(read.entries.map(\.city.text) == ["320300", "320700"])
    #expect(read.entries.map(\.count) == [40, 5])
    #expect(read.teams == [try #require(TeamName("红队")): 6])
  }

  @Test func aFileOfTeamsNeedsNoColumnsOfUnits() throws {
    let read = try read(["参赛队,人数", "红队,6", "蓝队,1"])
    #expect(read.entries == [] && read.teams.count == 2)
  }

  @Test func aRowIsAboutAUnitOrATeam() {
    #expect(
      problems(
        "单位,行政区划代码,人数,代表队", "甲厂,320302,4,红队", ",,0,红队", ",,3,蓝队", ",,3,蓝队", ",,3,")
        == [
          "2:3 unit-or-team", "3:2 headcount-unfit", "5:3 team-repeated", "6:0 field-missing",
          "6:1 field-missing",
        ])
    #expect(problems("代表队,人数", ",3") == ["2:0 field-missing"])
    #expect(problems("代表队,参赛队", "红队,3") == ["1:1 header-repeated", "1:-1 header-missing"])
    #expect(problems("人数", "3") == ["1:-1 header-missing", "1:-1 header-missing"])
  }
}
