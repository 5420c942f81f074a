import Contests
import Fixtures
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// Acts about shortlists as they are kept, and who may enter after them.
@Suite struct ShortlistActTests {
  private let temporary: TemporaryStore
  private let store: SQLiteStore
  private let stage: StagePath

  init() throws {
    temporary = try TemporaryStore()
    store = temporary.store
    stage = try Sample.path("practice")
  }

  private func act(
    _ number: Int, _ kind: ShortlistAct.Kind, movedUp: [ContestantID] = []
  ) -> ShortlistAct {
    ShortlistAct(
      number: number, kind: kind, resultsVersion: number > 1 ? 1 : 0, movedUp: movedUp,
      actor: "chief", at: Sample.start, reason: "因故退出")
  }

  /// Results by which one person passes.
  private func certify() async throws {
    try await store.write {
      try $0.execute(
        sql: """
          INSERT INTO shortlist VALUES ('cup', 'fitter', 'practice', '1000');
          INSERT INTO certified_result
            (contest, event, stage, version, hash, certified_at, judges, document)
          VALUES ('cup', 'fitter', 'practice', 1, hex(zeroblob(32)), 0, 'wang', x'00');
          """)
    }
  }

  @Test func actsAreKeptInOrderAndNeverTwice() async throws {
    let (a, b) = (try ContestantID("1000"), try ContestantID("1001"))
    let acts = [act(1, .playOff([b, a])), act(2, .withdrawal(b), movedUp: [a])]
    #expect(try await store.shortlistActs(of: stage).isEmpty)
    #expect(try await store.append(acts[1], to: stage) == false)
    #expect(try await store.append(acts[0], to: stage))
    #expect(try await store.append(acts[0], to: stage) == false)
    try await certify()
    #expect(try await store.append(acts[1], to: stage))
    #expect(try await store.shortlistActs(of: stage) == acts)
    #expect(try await store.shortlistActs(of: try Sample.path("preliminary")).isEmpty)
    #expect(acts.playOffs(before: 1).map(\.order) == [[b, a]])
  }

  @Test func whoFellOutMayNotEnterAndWhoMovedUpMay() async throws {
    let (out, up) = (try ContestantID("1000"), try ContestantID("1001"))
    func shortlisted() async throws -> [Bool] {
      [
        try await store.isShortlisted(out, at: stage), try await store.isShortlisted(up, at: stage),
      ]
    }
    // The order of a play-off by itself admits nobody.
    #expect(try await store.append(act(1, .playOff([up, out])), to: stage))
    #expect(try await shortlisted() == [false, false])
    let note = StaffNote(actor: "chief", at: Sample.start, reason: "r")
    _ = try await store.freeze(stage, note)
    try await certify()
    #expect(try await shortlisted() == [false, false])
    _ = try await store.unfreeze(stage, note)
    #expect(try await shortlisted() == [true, false])
    #expect(try await store.append(act(2, .withdrawal(out), movedUp: [up]), to: stage))
    #expect(try await shortlisted() == [false, true])
    #expect(try await store.append(act(3, .withdrawal(up)), to: stage))
    #expect(try await shortlisted() == [false, false])
  }

  @Test func actsCannotBeChanged() async throws {
    #expect(try await store.append(act(1, .withdrawal(ContestantID("1000"))), to: stage))
    for change in ["UPDATE shortlist_act SET reason = 'x'", "DELETE FROM shortlist_act"] {
      await #expect(throws: DatabaseError.self) {
        try await store.write { try $0.execute(sql: change) }
      }
    }
    #expect(try await store.shortlistActs(of: stage).map(\.reason) == ["因故退出"])
  }
}
