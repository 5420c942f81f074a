import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// The stream of standings over a real connection.
@Suite struct StreamFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  /// What a stream brought.
  private struct Seen: Sendable {
    var ids: [String] = []
    var names: [String] = []
    var events: [StandingsEvent] = []
    var data: [String] = []
    /// Comments since the last event.
    var quiet = 0
  }

  /// Reads a stream until there is enough of it.
  private func follow(
    _ client: ContestClient, _ query: [(String, String)] = [], after last: String? = nil,
    stage: [String]? = nil, until enough: @Sendable (Seen) -> Bool
  ) async throws -> Seen {
    var seen = Seen()
    try await client.follow(
      Path.fill(Path.stream, stage ?? self.stage), query: query, after: last
    ) { part in
      switch part {
      case .comment: seen.quiet += 1
      case .event(let event):
        seen.quiet = 0
        seen.ids.append(event.id ?? "")
        seen.names.append(event.name)
        seen.data.append(event.data)
        if let standings = try? JSONDecoder().decode(
          StandingsEvent.self, from: Data(event.data.utf8))
        {
          seen.events.append(standings)
        }
      }
      return !enough(seen)
    }
    return seen
  }

  private func freeze(_ client: ContestClient, _ path: String = Path.freeze) async throws {
    let _: FreezeStanding = try await client.post(
      Path.fill(path, stage), FreezeWish(reason: "r"))
  }

  @Test func whoeverComesBackMissesNothing() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6)
      let client = contestants[5]
      async let watched = follow(client) { $0.events.last?.ranked == 2 }
      _ = try await contestants[0].play("practice", right: 1)
      _ = try await contestants[1].play("practice", right: 2)
      let first = try await watched
      #expect(first.names[0] == "snapshot")
      #expect(first.names.dropFirst().allSatisfy { $0 == "change" })
      #expect(first.events[0].changed == nil)
      #expect(first.events.last?.rows.map(\.admission) == ["1001", "1000"])
      #expect(Set(first.ids).count == first.ids.count)
      let last = try #require(first.ids.last)

      // Away while two results come and one improves.
      _ = try await contestants[2].play("practice", right: 0)
      _ = try await contestants[3].play("practice", right: 5)
      _ = try await contestants[0].play("practice", right: 4)
      try await server.projector.catchUp()
      let back = try await follow(client, after: last) { !$0.events.isEmpty }
      #expect(back.names == ["change"])
      #expect(back.events[0].changed == ["1000", "1002", "1003"])
      #expect(back.events[0].ranked == 4)
      #expect(back.events[0].rows.map(\.admission) == ["1003", "1000", "1001", "1002"])
      let newest = try #require(back.ids.last)
      // With everything known there is nothing to tell.
      let silent = try await follow(client, after: newest) { $0.quiet == 3 || !$0.ids.isEmpty }
      #expect(silent.ids.isEmpty)

      // Ids of nobody, of another run, and of a time that has not come.
      for id in ["", "x", "-1", "tx1-0", newest + "0", "t1x1--1"] {
        // Whoever hung up is noticed when something is written.
        while server.backend.streamSeats.count > 0 {
          try await Task.sleep(for: .milliseconds(5))
        }
        let fresh = try await follow(client, after: id) { !$0.events.isEmpty }
        #expect(fresh.names == ["snapshot"], "\(id)")
        #expect(fresh.ids == [newest], "\(id)")
        #expect(fresh.events[0].changed == nil)
        #expect(fresh.events[0].rows == back.events[0].rows)
      }
    }
  }

  @Test func aStreamShowsTheScopeTheRowsAndTheNeighboursThatWereAskedFor() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6)
      for (index, contestant) in contestants.enumerated() {
        _ = try await contestant.play("practice", right: index % 6)
      }
      try await server.projector.catchUp()
      let seen = try await follow(
        contestants[0], [("scope", "city:320300"), ("top", "2"), ("around", "me")]
      ) { !$0.events.isEmpty }
      let event = seen.events[0]
      #expect(event.ranked == 3)
      #expect(event.rows.map(\.admission) == ["1004", "1002"])
      #expect(event.around?.map(\.admission) == ["1004", "1002", "1000"])
      #expect(event.scope == "city:320300")
      // A change elsewhere is not told.
      let elsewhere = try await follow(
        contestants[0], [("scope", "city:320700"), ("top", "1")], after: nil
      ) { !$0.events.isEmpty }
      #expect(elsewhere.events[0].rows.map(\.admission) == ["1005"])
      async let quiet = follow(
        contestants[0], [("scope", "city:320700"), ("top", "1")], after: elsewhere.ids[0]
      ) { $0.quiet == 4 || !$0.ids.isEmpty }
      _ = try await contestants[0].play("practice", right: 5)
      #expect(try await quiet.events.allSatisfy { $0.changed == [] })
    }
  }

  @Test func aFrozenStreamTellsNothing() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 5)
      let judge = try await server.staff(.judge)
      let client = contestants[4]
      _ = try await contestants[0].play("practice", right: 1)
      // Open across the freeze and the results after it.
      async let open = follow(client) { $0.events.last?.status == "frozen" && $0.quiet == 6 }
      async let jury = follow(judge) { $0.events.last?.ranked == 3 }
      try await freeze(judge)
      let frozen = try await follow(client) { !$0.events.isEmpty && $0.quiet == 1 }
      #expect(frozen.events.map(\.status) == ["frozen"])
      #expect(frozen.events[0].ranked == 1)
      let id = try #require(frozen.ids.last)
      for contestant in contestants[1...2] { _ = try await contestant.play("practice", right: 5) }
      try await server.projector.catchUp()
      #expect(try await jury.events.last?.status == "live")
      let seen = try await open
      #expect(seen.events.allSatisfy { $0.ranked <= 1 })
      #expect(seen.events.count { $0.status == "frozen" } == 1)
      #expect(seen.ids.last == id)
      // Whoever comes anew sees the same bytes, and whoever comes back nothing.
      let again = try await follow(client) { !$0.events.isEmpty && $0.quiet == 3 }
      #expect(again.ids == frozen.ids)
      #expect(again.data == frozen.data)
      let back = try await follow(client, after: id) { $0.quiet == 3 || !$0.ids.isEmpty }
      #expect(back.ids.isEmpty)
      let staffAsPublic = try await follow(judge, [("view", "public")]) { !$0.events.isEmpty }
      #expect(staffAsPublic.events[0].rows == frozen.events[0].rows)

      async let released = follow(client, after: id) { !$0.events.isEmpty }
      try await freeze(judge, Path.unfreeze)
      #expect(try await released.names == ["snapshot"])
      #expect(try await released.events[0].ranked == 3)
    }
  }

  @Test func aStreamIsRefusedWhereStandingsAre() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      func opens(
        _ client: ContestClient, _ query: [(String, String)] = [], _ stage: [String]? = nil
      ) async throws {
        _ = try await follow(client, query, stage: stage) { _ in true }
      }
      await refusal(409, "standings-not-public") {
        try await opens(contestants[0], [], ["cup", "fitter", "preliminary"])
      }
      try await opens(judge, [], ["cup", "fitter", "preliminary"])
      await refusal(404, "not-found") { try await opens(judge, [], ["cup", "fitter", "none"]) }
      await refusal(401, "not-signed-in") { try await opens(server.client) }
      await refusal(400, "scope-unknown") { try await opens(judge, [("scope", "village")]) }
      await refusal(400, "query-unreadable") { try await opens(judge, [("top", "101")]) }
      await refusal(400, "query-unreadable") { try await opens(judge, [("top", "0")]) }
      await refusal(403, "not-allowed") { try await opens(judge, [("around", "me")]) }
      try await opens(judge, [("top", "100")])
    }
  }

  @Test func onePersonHasOnlySoManyStreams() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 1)
      let seats = server.backend.streamSeats
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<Limits.streamsPerPerson {
          group.addTask {
            _ = try await follow(contestants[0]) { _ in seats.count == 0 }
          }
        }
        while seats.count < Limits.streamsPerPerson {
          try await Task.sleep(for: .milliseconds(5))
        }
        do {
          _ = try await follow(contestants[0]) { _ in true }
          Issue.record("one stream too many")
        } catch ContestClient.Failure.busy(let seconds, let error) {
          #expect(error.code == "too-many-streams")
          #expect(seconds == 5)
        }
        // Another person still has room.
        _ = try await follow(try await server.staff(.judge)) { _ in true }
        group.cancelAll()
      }
      // Whoever went away makes room.
      while seats.count > 0 { try await Task.sleep(for: .milliseconds(5)) }
      _ = try await follow(contestants[0]) { _ in true }
    }
  }

  @Test func aStreamEndsWithTheTokenAndWithTheServer() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      async let signedOut = follow(contestants[0]) { _ in false }
      async let stopped = follow(contestants[1]) { _ in false }
      while server.backend.streamSeats.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
      let _: Account = try await contestants[0].post(Path.signOut, Nothing())
      #expect(try await signedOut.names == ["snapshot"])
      await server.stop()
      #expect(try await stopped.names == ["snapshot"])
    }
  }
}
