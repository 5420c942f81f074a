import Contests
import Fixtures
import Scoring
import Testing

/// What a table of standings remembers of its changes.
@Suite struct RecentChangesTests {
  private func table(_ changes: Int) throws -> StandingsTable {
    var table = StandingsTable(try RollupsTests.place(nil))
    for number in 0..<changes {
      table.add(
        RollupsTests.outcome(number, number * 10), of: try Sample.contestant("\(1000 + number)"))
    }
    return table
  }

  @Test func everyChangeIsNamedOnce() throws {
    var table = try table(5)
    #expect(table.changes == 5)
    #expect(table.changed(since: 5) == [])
    #expect(table.changed(since: 3) == [try ContestantID("1003"), try ContestantID("1004")])
    // Another score of the same attempt counts, the same told twice does not.
    table.add(RollupsTests.outcome(1, 77), of: try Sample.contestant("1001"))
    table.add(RollupsTests.outcome(1, 77), of: try Sample.contestant("1001"))
    #expect(table.changes == 6)
    #expect(table.changed(since: 5) == [try ContestantID("1001")])
    #expect(table.changed(since: 0)?.count == 5)
  }

  @Test func whatIsTooLongAgoOrStillToComeIsNotKnown() throws {
    let full = try table(Limits.streamChanges)
    #expect(full.changed(since: 0)?.count == Limits.streamChanges)
    let more = try table(Limits.streamChanges + 3)
    #expect(more.changed(since: 2) == nil)
    #expect(more.changed(since: 3)?.count == Limits.streamChanges)
    #expect(more.changed(since: Limits.streamChanges + 4) == nil)
    #expect(more.changed(since: -1) == nil)
  }
}
