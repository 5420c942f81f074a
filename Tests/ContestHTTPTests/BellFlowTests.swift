import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import GRDB
import QuestionBanks
import SQLiteStorage
import Testing

/// A stage that starts for everybody at 11:00 and tells the keys at its end.
@Suite struct BellFlowTests {
  private static let plan = SampleKinds.plan.replacingOccurrences(
    of: "time: 10m", with: "bell: 2025-04-01T11:00\n        time: 10m"
  ).replacingOccurrences(of: "feedback: score", with: "feedback: at-end")

  private let bell = Sample.start + .seconds(3600)

  private func before(_ instant: Instant, by milliseconds: Int64 = 1) -> Instant {
    Instant(milliseconds: instant.milliseconds - milliseconds)
  }

  /// A server at which so many contestants wait for the bell.
  private func whileWaiting(
    _ count: Int,
    _ test: @Sendable @escaping (TestServer, [ContestClient], [String]) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(
        contestants: count, plan: Self.plan, bank: try SampleKinds.contents())
      var ids: [String] = []
      for client in clients { ids.append(try await client.start("preliminary").attempt) }
      try await test(server, clients, ids)
    }
  }

  private func rule(
    _ server: TestServer, _ attempt: String, _ kind: String, seconds: Int? = nil
  ) async throws {
    let _: AttemptStanding = try await server.staff(.judge).post(
      Path.fill(Path.interventions, [attempt]),
      Intervention(kind: kind, seconds: seconds, reason: "r"))
  }

  @Test func nobodySeesAnythingOfThePaperBeforeTheBell() async throws {
    try await whileWaiting(1) { server, clients, ids in
      let (me, id) = (clients[0], ids[0])
      let picture = try SampleKinds.picture(1).id.description
      let picturePath = Path.fill(Path.attemptPicture, [id, picture])
      for instant in [Sample.start, before(bell)] {
        server.clock.set(instant)
        let view = try await me.view(id)
        #expect(view.state == "waiting")
        #expect(view.begins == bell.milliseconds)
        #expect(view.items.isEmpty && view.responses.isEmpty && view.flags.isEmpty)
        #expect(view.solutions.isEmpty)
        // Nor from what it is made of, which the start record tells.
        let history: AttemptHistory = try await me.get(Path.fill(Path.attemptHistory, [id]))
        #expect(history.records.isEmpty)
        await #expect(throws: ContestClient.Failure.self) { try await me.bytes(picturePath) }
        #expect(try await me.start("preliminary").items.isEmpty)
      }
      let staff: AttemptHistory = try await server.staff(.judge).get(
        Path.fill(Path.attemptHistory, [id]))
      #expect(staff.records.count == 1)
      server.clock.set(bell)
      let view = try await me.view(id)
      #expect(view.state == "open")
      #expect(view.items.count == 9)
      #expect(view.responses.count == 9)
      #expect(try await !me.bytes(picturePath).isEmpty)
      let other = try SampleKinds.picture(2).id.description
      await #expect(throws: ContestClient.Failure.self) {
        try await me.bytes(Path.fill(Path.attemptPicture, [id, other]))
      }
      let history: AttemptHistory = try await me.get(Path.fill(Path.attemptHistory, [id]))
      #expect(history.records.count == 1)
    }
  }

  /// The bank is read when the stage is opened and when a version is published, and not when everybody
  /// comes.
  @Test func nobodyWaitsForTheBank() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacingOccurrences(
        of: "time: 10m", with: "bell: 2025-04-01T11:00\n        time: 10m")
      let clients = try await server.openCup(contestants: 2, plan: plan)
      server.clock.set(bell)
      func rename(_ table: String, to name: String) async throws {
        try await server.storage.store.write {
          try $0.execute(sql: "ALTER TABLE \(table) RENAME TO \(name)")
        }
      }
      try await rename("question", to: "hidden")
      #expect(try await clients[0].start("preliminary").items.count == 10)
      try await rename("hidden", to: "question")
      let (author, reviewer) = (
        try await server.staff(.organizer), try await server.staff(.organizer)
      )
      let format = try #require(BankFormats.named("csv"))
      let file = try format.write(
        BankContents(questions: Sample.bank().dropLast()), bank: "fitter")
      let imported: BankImport = try await author.upload(
        Path.fill(Path.bankImports, ["fitter"]), query: [("filename", "b.csv")], file: file)
      let draft = ["fitter", String(try #require(imported.draft?.number))]
      let _: BankDraftView = try await reviewer.post(
        Path.fill(Path.draftReview, draft), DraftVerdict(approves: true, note: ""))
      let _: BankVersions.Version = try await author.post(
        Path.fill(Path.draftPublication, draft), Nothing())
      try await rename("question", to: "hidden")
      #expect(try await clients[1].start("preliminary").items.count == 10)
    }
  }

  @Test func theKeysAreToldWhenEverybodysTimeIsUp() async throws {
    try await whileWaiting(3) { server, clients, ids in
      server.clock.set(bell)
      for (client, id) in zip(clients, ids).prefix(2) {
        _ = try await client.send(.answer(1, item: 0, choices: [0]), .submit(2), to: id)
      }
      #expect(try await clients[0].view(ids[0]).solutions.isEmpty)
      // The third one is given more time, and is then stopped for a while.
      try await rule(server, ids[2], "extend", seconds: 600)
      let due = bell + .seconds(603)
      server.clock.set(due)
      #expect(try await clients[0].view(ids[0]).solutions.isEmpty)
      server.clock.set(due + Milliseconds(1))
      #expect(try await clients[0].view(ids[0]).solutions.isEmpty)
      try await rule(server, ids[2], "suspend")
      #expect(try await clients[0].view(ids[0]).solutions.isEmpty)
      try await rule(server, ids[2], "resume")
      _ = try await clients[2].send(.submit(1), to: ids[2])
      #expect(try await clients[2].view(ids[2]).solutions.isEmpty)
      let told = try await clients[0].view(ids[0])
      #expect(told.solutions.count == 9)
      #expect(told.solutions.allSatisfy { $0?.explanation == "因为" })
      #expect(told.solutions[0]?.points != nil)
      #expect(told.solutions[1]?.points == nil)
    }
  }

  @Test func whoWasVoidedLearnsNoKey() async throws {
    try await whileWaiting(1) { server, clients, ids in
      server.clock.set(bell)
      _ = try await clients[0].send(.answer(1, item: 0, choices: [0]), to: ids[0])
      try await rule(server, ids[0], "void")
      server.clock.set(bell + .seconds(10_000))
      let view = try await clients[0].view(ids[0])
      #expect(view.state == "voided")
      #expect(view.solutions.isEmpty)
      #expect(view.score == nil)
    }
  }
}
