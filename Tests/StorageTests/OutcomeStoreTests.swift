import Certification
import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Testing

/// The lives of outcomes as they are kept.
@Suite struct OutcomeStoreTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let contest: ContestID
  private let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")

  /// Before `Sample.start`.
  private let earlier = StaffNote(
    actor: "chief", at: Instant(milliseconds: Sample.start.milliseconds - 1), reason: "r")

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    contest = try ContestID("cup")
  }

  private func finding(_ contestant: String, level: SkillLevel? = nil) throws -> OutcomeFinding {
    OutcomeFinding(
      subject: OutcomeSubject(
        stage: try Sample.path("practice"), contestant: try ContestantID(contestant),
        pack: try PackID("city"), rule: try RuleID("A1")),
      kind: .eligibility, name: LocalizedText(zhHans: "技师", en: "Technician"), level: level,
      packVersion: 2, packHash: "p", resultsVersion: 3, resultsHash: "h")
  }

  private func change(
    _ kind: OutcomeStep.Kind?, opening: [OutcomeFinding] = []
  ) async throws -> OutcomeTransition {
    try OutcomeTransition(
      after: try await store.outcomes(of: contest, of: nil), taking: { _ in kind },
      opening: opening, note)
  }

  @Test func everythingThatHappenedIsReadBack() async throws {
    let findings = [try finding("1000", level: .technician), try finding("1001")]
    let opened = try await store.record(change(nil, opening: findings), in: contest)
    #expect(opened?.map(\.number) == [1, 2])
    #expect(opened?.map(\.finding) == findings)
    #expect(opened?.allSatisfy { $0.opened == note && $0.state == .eligible } ?? false)
    let steps: [OutcomeStep.Kind] = [
      .publicised(until: Sample.start), .confirmed, .submitted(batch: 2), .expired,
    ]
    let later = StaffNote(actor: "chief", at: Sample.start, reason: "later")
    for step in steps {
      let all = try await store.outcomes(of: contest, of: nil)
      let note = if case .publicised = step { earlier } else { later }
      let change = try OutcomeTransition(after: all, taking: { _ in step }, note)
      _ = try await store.record(change, in: contest)
    }
    let known = try await store.outcomes(of: contest, of: nil)
    #expect(known.map { $0.steps.map(\.kind) } == [steps, steps])
    let own = try await store.outcomes(of: contest, of: ContestantID("1001"))
    #expect(own == [known[1]])
    #expect(try await store.outcomes(of: ContestID("other"), of: nil).isEmpty)
  }

  @Test func whoeverComesSecondChangesNothing() async throws {
    let first = try await change(nil, opening: [finding("1000")])
    #expect(try await store.record(first, in: contest) != nil)
    #expect(try await store.record(first, in: contest) == nil)
    let one = try await change(.confirmed)
    let other = try await change(.rejected)
    #expect(try await store.record(one, in: contest)?.map(\.state) == [.confirmed])
    #expect(try await store.record(other, in: contest) == nil)
    #expect(try await store.outcomes(of: contest, of: nil).map(\.state) == [.confirmed])
  }

  @Test func aNumberIsIssuedOnce() async throws {
    _ = try await store.record(
      change(
        nil,
        opening: [finding("1000", level: .technician), finding("1001", level: .technician)]),
      in: contest)
    _ = try await store.record(change(.confirmed), in: contest)
    _ = try await store.record(change(.submitted(batch: 1)), in: contest)
    let issued = try await change(.issued(number: "S1", on: CalendarDate("2025-05-01")))
    // Both under one number: neither.
    await #expect(throws: IssuedNumberTaken(number: "S1")) {
      try await store.record(issued, in: contest)
    }
    let states = try await store.outcomes(of: contest, of: nil).map(\.state)
    #expect(states == [.submitted, .submitted])
  }

  /// One paper honours the first three.
  @Test func whatIsNoLevelMayShareANumber() async throws {
    _ = try await store.record(
      change(nil, opening: [finding("1000"), finding("1001")]), in: contest)
    _ = try await store.record(change(.confirmed), in: contest)
    _ = try await store.record(change(.submitted(batch: 1)), in: contest)
    let issued = try await change(.issued(number: "工办7号", on: CalendarDate("2025-05-01")))
    #expect(try await store.record(issued, in: contest)?.map(\.issuedNumber) == ["工办7号", "工办7号"])
  }

  @Test func whatIsKeptCannotBeChanged() async throws {
    _ = try await store.record(change(nil, opening: [finding("1000")]), in: contest)
    _ = try await store.record(change(.confirmed), in: contest)
    for sql in [
      "UPDATE outcome SET actor = 'x'", "DELETE FROM outcome_step", "DELETE FROM outcome",
      "UPDATE outcome_step SET kind = 'rejected'",
    ] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: sql) }
      }
    }
  }
}
