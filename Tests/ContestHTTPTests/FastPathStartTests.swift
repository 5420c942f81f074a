import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// Attempts are begun alike by the fast path and by the router.
@Suite struct FastPathStartTests {
  private static let stage = Path.fill(Path.attempts, ["cup", "fitter", "preliminary"])

  private func post(
    _ path: String, _ client: ContestClient, to server: TestServer, body: String = ""
  ) async throws -> RawConnection.Answer {
    let text = """
      POST \(path) HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(client.token ?? "")\r\n\
      Accept-Language: en\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """
    return try #require(
      try await RawConnection.open(to: server) { connection in
        try await connection.send(text)
        return try await connection.answer()
      })
  }

  /// Makes the token known: whoever asks for the first time is the router's.
  private func introduce(_ client: ContestClient) async throws {
    let _: Account = try await client.get(Path.me)
  }

  @Test func whatIsBegunIsGoneOnWithOnBothWays() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      for me in clients { try await introduce(me) }
      let fast = try await post(Self.stage, clients[0], to: server)
      #expect(!fast.isFromTheRouter)
      #expect(fast.status == 200)
      let begun: AttemptView = try fast.decode()
      #expect(begun.state == "open" && begun.number == 1 && begun.lastRecord == 0)
      #expect(!begun.items.isEmpty)
      for (path, body, isRouted) in [
        (Self.stage, "", false), (Self.stage, "{}", false), (Self.stage + "?router", "", true),
        (Self.stage.replacingOccurrences(of: "cup", with: "%63up"), "", true),
      ] {
        let again = try await post(path, clients[0], to: server, body: body)
        #expect(again.isFromTheRouter == isRouted, "\(path)")
        #expect(again.status == 200)
        #expect(again.fields["content-type"] == fast.fields["content-type"])
        #expect(again.body == fast.body, "\(path)")
      }
      // The other way round.
      let routed = try await post(Self.stage + "?router", clients[1], to: server)
      #expect(routed.isFromTheRouter)
      let view: AttemptView = try routed.decode()
      #expect(view.attempt != begun.attempt)
      #expect(try await post(Self.stage, clients[1], to: server).body == routed.body)
    }
  }

  @Test func whoeverMayNotBeginIsToldTheSame() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      try await introduce(me)
      try await introduce(judge)
      let elsewhere = Path.fill(Path.attempts, ["cup", "fitter", "nowhere"])
      let noName = Path.fill(Path.attempts, ["cup", "fitter", ".."])
      for (path, client, status, code, isFast) in [
        (elsewhere, me, 404, "not-found", true), (noName, me, 404, "not-found", false),
        (Self.stage, judge, 403, "not-allowed", false),
        (Self.stage, server.client, 401, "not-signed-in", false),
      ] {
        let fast = try await post(path, client, to: server)
        let routed = try await post(path + "?router", client, to: server)
        #expect(fast.status == status && routed.status == status, "\(path)")
        #expect(fast.code == code && routed.code == code, "\(path)")
        #expect(fast.body == routed.body, "\(path)")
        #expect(fast.isFromTheRouter != isFast && routed.isFromTheRouter, "\(path)")
      }
    }
  }

  /// Whoever asks too often is told when to come back, and nobody else waits for it.
  @Test func tooManyStartsAreRefusedForAMoment() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      for me in clients { try await introduce(me) }
      let first = try await post(Self.stage, clients[0], to: server)
      #expect(first.status == 200 && !first.isFromTheRouter)
      var last = first
      var served = 0
      while last.status == 200, served < 1_000 {
        last = try await post(Self.stage, clients[0], to: server)
        served += 1
      }
      #expect(last.status == 429 && last.code == "too-many-requests")
      #expect(last.fields["retry-after"] == "1")
      #expect(last.isFromTheRouter)
      let other = try await post(Self.stage, clients[1], to: server)
      #expect(other.status == 200 && !other.isFromTheRouter)
      server.clock.advance(by: .seconds(1))
      let again = try await post(Self.stage, clients[0], to: server)
      #expect(again.status == 200 && !again.isFromTheRouter)
      let (begun, known): (AttemptView, AttemptView) = (try first.decode(), try again.decode())
      #expect(begun.attempt == known.attempt)
    }
  }

  @Test func refusalsAtTheDoorAreTheSame() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      _ = try await me.send(.submit(1), to: view.attempt)
      let fast = try await post(Self.stage, me, to: server)
      let routed = try await post(Self.stage + "?router", me, to: server)
      #expect(!fast.isFromTheRouter && routed.isFromTheRouter)
      #expect(fast.status >= 400 && fast.code != nil)
      #expect(fast.status == routed.status && fast.body == routed.body)
    }
  }
}
