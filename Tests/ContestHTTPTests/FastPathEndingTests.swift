import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// Connections that end, one way or another, while an answer is under way.
@Suite struct FastPathEndingTests {
  /// A server whose commits wait, one contestant who has begun, and a request that is under way.
  private func whileAnswering(
    routed: Bool = false, behind more: String = "",
    _ meanwhile: @Sendable @escaping (TestServer, inout RawConnection) async throws -> Void,
    _ after: @Sendable @escaping (inout RawConnection) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let request = try CommandRequest(view.attempt, me, .heartbeat(1))
      let text = (routed ? request.routed : request).text + more
      let gate = WriterGate(server.storage.store)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await gate.hold() }
        try await gate.gathered(0)
        defer { gate.open() }
        try await RawConnection.open(to: server) { connection in
          try await connection.send(text)
          try await gate.gathered(1)
          try await meanwhile(server, &connection)
          gate.open()
          try await after(&connection)
        }
      }
    }
  }

  /// Gives the server every occasion to do what it should not.
  private static func linger(_ server: TestServer) async throws {
    for _ in 0..<20 { _ = try await server.client.bytes(Path.health) }
  }

  @Test(arguments: [false, true])
  func whoSaysThatNothingMoreComesStillGetsTheAnswer(routed: Bool) async throws {
    try await whileAnswering(routed: routed) { server, connection in
      connection.finishSending()
      try await Self.linger(server)
    } _: { connection in
      let answer = try #require(try await connection.answer())
      #expect(answer.status == 200)
      #expect(answer.isFromTheRouter == routed)
      // The server hangs up in its turn.
      #expect(try await connection.rest().isEmpty)
    }
  }

  @Test func whatCannotBeReadIsRefusedAfterTheAnswer() async throws {
    try await whileAnswering(behind: "\u{1}nonsense\r\n\r\n") { server, _ in
      try await Self.linger(server)
    } _: { connection in
      let first = try #require(try await connection.answer())
      #expect(first.status == 200)
      let second = try #require(try await connection.answer())
      #expect(second.status == 400)
      #expect(try await connection.rest().isEmpty)
    }
  }

  @Test func whoHangsUpHasTheCommandSavedAllTheSame() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let request = try CommandRequest(view.attempt, me, .heartbeat(1))
      let gate = WriterGate(server.storage.store)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await gate.hold() }
        defer { gate.open() }
        try await gate.gathered(0)
        try await RawConnection.open(to: server) { connection in
          try await connection.send(request.text)
          try await gate.gathered(1)
        }
        try await Self.linger(server)
      }
      // The same number tells that it was saved.
      let replies = try await me.send(.heartbeat(1), to: view.attempt)
      #expect(replies[0].record == 1)
      #expect(try await me.view(view.attempt).lastSequence == 1)
    }
  }

  @Test(arguments: [false, true])
  func aServerThatStopsAnswersFirst(routed: Bool) async throws {
    try await whileAnswering(routed: routed) { server, _ in
      await server.stop()
      // It takes nobody else in any more.
      while (try? await RawConnection.open(to: server) { _ in }) != nil {}
    } _: { connection in
      let answer = try #require(try await connection.answer())
      #expect(answer.status == 200)
      #expect(answer.isFromTheRouter == routed)
      #expect(try await connection.rest().isEmpty)
    }
  }

  @Test func aServerThatStopsClosesWhatIsIdle() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let request = try CommandRequest(view.attempt, me, .heartbeat(1))
      try await RawConnection.open(to: server) { connection in
        try await connection.send(request.text)
        #expect(try await connection.answer()?.status == 200)
        await server.stop()
        #expect(try await connection.rest().isEmpty)
      }
    }
  }

  @Test(arguments: [0, 20_000])
  func aServerThatStopsAnswersWhatIsStillComing(padding: Int) async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      var request = try CommandRequest(view.attempt, me, .heartbeat(1))
      // Long bodies are the router's from the middle on.
      request.body += String(repeating: " ", count: padding)
      let head = request.head("Content-Length: \(request.body.utf8.count)")
      try await RawConnection.open(to: server) { [body = request.body] connection in
        try await connection.send(head)
        try await connection.send(String(body.prefix(9)))
        try await Self.linger(server)
        await server.stop()
        while (try? await RawConnection.open(to: server) { _ in }) != nil {}
        try await connection.send(String(body.dropFirst(9)))
        let answer = try #require(try await connection.answer())
        #expect(answer.status == 200)
        #expect(answer.isFromTheRouter == (padding > 0))
        #expect(try await connection.rest().isEmpty)
      }
    }
  }
}
