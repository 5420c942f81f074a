import Accounts
import Contests
import Fixtures
import SQLiteStorage
import Testing

/// Teams on rosters, and rosters that come again to change them.
@Suite struct TeamStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let vault: IdentityVault
  private let contest: ContestID

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    vault = try #require(
      IdentityVault(key: Array(repeating: 7, count: 32)) { Array(repeating: 3, count: $0) })
    contest = try ContestID("c1")
  }

  private func entry(
    _ admission: String, passport: String, team: String?, unit: String = "徐工集团",
    isNumbered: Bool = true, namesTeam: Bool = true
  ) throws -> RosterEntry {
    let id = try ContestantID(admission)
    let paper = try #require(IdentityPaper.OtherPaper(kind: "护照", number: passport))
    return RosterEntry(
      contestant: Contestant(
        id: id, contest: contest, event: try EventID("fitter"), name: "张三",
        unit: try #require(UnitName(unit)), region: try #require(RegionCode("320302")),
        cityName: "徐州市", level: nil, team: team.flatMap { TeamName($0) }),
      identity: try vault.protect(.other(paper), of: id),
      codeDigest: try #require(SecretDigest(bytes: Array(repeating: 9, count: 32))),
      isNumbered: isNumbered, namesTeam: namesTeam)
  }

  private func record(at milliseconds: Int64) -> AuditRecord {
    AuditRecord(
      at: Instant(milliseconds: milliseconds), actor: "li", action: "roster-import",
      subject: "c1", detail: "n")
  }

  private func teams(at milliseconds: Int64? = nil) async throws -> [String?] {
    try await store.contestants(
      of: contest, event: nil, at: milliseconds.map { Instant(milliseconds: $0) }
    ).map(\.team?.text)
  }

  @Test func aTeamIsKeptWithItsContestant() async throws {
    let entries = [
      try entry("A1", passport: "E1", team: "甲队"), try entry("A2", passport: "E2", team: nil),
    ]
    _ = try await store.add(entries, noting: record(at: 1000))
    #expect(try await store.contestant(ContestantID("A1")) == entries[0].contestant)
    #expect(try await store.contestant(ContestantID("A2")) == entries[1].contestant)
    #expect(try await teams() == ["甲队", nil])
  }

  @Test func aRosterThatComesAgainChangesTeamsAndKeepsCodes() async throws {
    _ = try await store.add(
      [
        try entry("A1", passport: "E1", team: "甲队"), try entry("A2", passport: "E2", team: nil),
        try entry("A3", passport: "E3", team: "甲队"),
      ], noting: record(at: 1000))
    let again = try await store.add(
      [
        try entry("A1", passport: "E1", team: "乙队"),
        try entry("A2", passport: "E2", team: "乙队"), try entry("A3", passport: "E3", team: "甲队"),
        try entry("A4", passport: "E4", team: "丙队"),
      ], noting: record(at: 2000))
    #expect(again.conflicts.isEmpty)
    #expect(again.known.map(\.text).sorted() == ["A1", "A2", "A3"])
    #expect(
      again.moved.map { "\($0.contestant) \($0.from?.text ?? "-") \($0.to?.text ?? "-")" }
        == ["A1 甲队 乙队", "A2 - 乙队"])
    #expect(try await teams() == ["乙队", "乙队", "甲队", "丙队"])
    // As it was at each moment; the fourth has no result from before.
    #expect(try await teams(at: 1999) == ["甲队", nil, "甲队", nil])
    #expect(try await teams(at: 2000) == ["乙队", "乙队", "甲队", "丙队"])
    _ = try await store.add(
      [try entry("A1", passport: "E1", team: nil)], noting: record(at: 3000))
    #expect(try await teams() == [nil, "乙队", "甲队", "丙队"])
    let log = try await store.auditEntries(after: 0, limit: 10).map(\.record.detail)
    #expect(
      log == [
        "n", "n; 2 teams changed: A1: 甲队 -> 乙队, A2: - -> 乙队",
        "n; 1 teams changed: A1: 乙队 -> -",
      ])
  }

  @Test func aPageOfTheRosterIsThatPartOfIt() async throws {
    _ = try await store.add(
      try (1...6).map {
        try entry("A\($0)", passport: "E\($0)", team: $0 % 2 == 0 ? "甲队" : nil)
      }, noting: record(at: 1000))
    _ = try await store.add(
      [
        try entry("A2", passport: "E2", team: "乙队"), try entry("A3", passport: "E3", team: "甲队"),
        try entry("A6", passport: "E6", team: nil),
      ], noting: record(at: 2000))
    let all = try await store.contestants(of: contest, event: nil)
    #expect(all.map(\.team?.text) == [nil, "乙队", "甲队", "甲队", nil, nil])
    let fitter = try EventID("fitter")
    for event in [nil, fitter] {
      for first in 0...7 {
        let page = try await store.rosterPage(
          of: contest, event: event, team: nil, rows: first..<first + 3)
        #expect(page.contestants == 6)
        #expect(page.rows == Array(all.dropFirst(first).prefix(3)))
      }
      let team = try await store.rosterPage(of: contest, event: event, team: "甲队", rows: 1..<9)
      #expect(team.contestants == 2)
      #expect(team.rows.map(\.id.text) == ["A4"])
    }
    let none = try await store.rosterPage(
      of: contest, event: try EventID("other"), team: nil, rows: 0..<9)
    #expect(none.contestants == 0 && none.rows.isEmpty)
  }

  @Test func whatDiffersInMoreThanTheTeamIsAConflict() async throws {
    _ = try await store.add(
      [try entry("A1", passport: "E1", team: "甲队")], noting: record(at: 1000))
    let other = try await store.add(
      [
        try entry("A1", passport: "E1", team: "乙队", unit: "另一单位"),
        try entry("A2", passport: "E2", team: "乙队"),
      ], noting: record(at: 2000))
    #expect(other.conflicts.repeatedAdmissions.map(\.text) == ["A1"])
    let renumbered = try await store.add(
      [try entry("A9", passport: "E1", team: "乙队")], noting: record(at: 2000))
    #expect(renumbered.conflicts.repeatedIdentities.map(\.text) == ["A9"])
    // A roster that says nothing of teams is no wish to change them.
    let silent = try await store.add(
      [try entry("A1", passport: "E1", team: nil, namesTeam: false)], noting: record(at: 2000))
    #expect(silent.conflicts.repeatedAdmissions.map(\.text) == ["A1"])
    #expect(try await teams() == ["甲队"])
  }

  @Test func aRosterWithoutNumbersFindsItsPeopleByTheirPapers() async throws {
    _ = try await store.add(
      [try entry("A1", passport: "E1", team: "甲队", isNumbered: false)], noting: record(at: 1000))
    let again = try await store.add(
      [
        try entry("B1", passport: "E1", team: "乙队", isNumbered: false),
        try entry("B2", passport: "E2", team: "乙队", isNumbered: false),
      ], noting: record(at: 2000))
    #expect(again.known.map(\.text) == ["B1"])
    #expect(again.moved.map(\.contestant.text) == ["A1"])
    #expect(
      try await store.contestants(of: contest, event: nil).map(\.id.text) == ["A1", "B2"])
  }
}
