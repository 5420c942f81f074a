import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import ContestHTTP

/// Bodies that the fast path leaves to the router, and connections on which nothing comes.
@Suite struct FastPathBodyTests {
  /// Bodies that no path takes, with the code of the refusal.
  private static let refused: [(String, String)] = [
    ("", "body-unreadable"), ("nonsense", "body-unreadable"), ("{}", "body-unreadable"),
    (#"{"commands":[]}"#, "commands-count"),
    (#"{"commands":[{"sequence":1,"kind":"cheat"}]}"#, "command-unreadable"),
    (#"{"commands":[{"sequence":1,"kind":"submit","item":0}]}"#, "command-unreadable"),
    (#"{"commands":[{"sequence":1,"kind":"clear"}]}"#, "command-unreadable"),
    (#"{"commands":[{"sequence":1,"kind":"signal","signal":"yawned"}]}"#, "command-unreadable"),
    (
      #"{"commands":[{"sequence":1,"kind":"answer","item":0,"answer":{"choices":[9]}}]}"#,
      "command-unreadable"
    ),
    (
      #"{"commands":[{"sequence":1,"kind":"answer","item":0,"#
        + #""answer":{"choices":[0],"texts":["a"]}}]}"#, "command-unreadable"
    ),
    (
      #"{"commands":["#
        + (1...201).map { #"{"sequence":\#($0),"kind":"heartbeat"}"# }.joined(separator: ",")
        + "]}", "commands-count"
    ),
  ]

  @Test func whatIsNoRequestIsRefusedAlike() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      for (body, code) in Self.refused {
        let request = CommandRequest(view.attempt, me, body)
        for answer in [
          try await server.answer(to: request), try await server.answer(to: request.routed),
        ] {
          #expect(answer.status == 400)
          #expect(answer.code == code, "\(body)")
          #expect(answer.isFromTheRouter)
        }
      }
      #expect(try await me.view(view.attempt).lastSequence == 0)
    }
  }

  @Test func unusualBodiesAreTheRoutersAndPlainOnesAreNot() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let bodies: [(String, isRouted: Bool)] = [
        (#"{"commands":[{"sequence":1,"kind":"heartbeat"}]}"#, false),
        ("\r\n\t{ \"commands\" :\n[ {\"kind\":\"heartbeat\" , \"sequence\" : 2 } ] } \n", false),
        (#"{"commands":[{"sequence":3,"kind":"heart\u0062eat"}]}"#, true),
        (#"{"commands":[{"sequence":4,"kind":"heartbeat","note":"new"}]}"#, true),
        (#"{"more":[],"commands":[{"sequence":5,"kind":"heartbeat"}]}"#, true),
        (#"{"commands":[{"sequence":6,"kind":"heartbeat","item":null}]}"#, true),
        (#"{"commands":[{"sequence":7.0,"kind":"heartbeat"}]}"#, true),
      ]
      for (index, (body, isRouted)) in bodies.enumerated() {
        let answer = try await server.answer(to: CommandRequest(view.attempt, me, body))
        #expect(answer.isFromTheRouter == isRouted, "\(body)")
        let replies: CommandReplies = try answer.decode()
        #expect(replies.replies.map(\.record) == [index + 1], "\(body)")
      }
    }
  }

  /// What a connection does when nothing came for a while, after these parts of requests.
  private func closesWhenIdle(
    _ server: TestServer, after parts: [HTTPServerRequestPart], takesReply: Bool = true
  ) async throws -> Bool {
    let channel = NIOAsyncTestingChannel()
    channel.isWritable = takesReply
    try await channel.testingEventLoop.executeInContext {
      try channel.pipeline.syncOperations.addHandler(
        AnswerChannel(server.backend, logger: Logger(label: "test")))
    }
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
    for part in parts { try await channel.writeInbound(part) }
    try await channel.testingEventLoop.executeInContext {
      channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.all)
    }
    let isClosed = !channel.isActive
    if !isClosed { try await channel.close() }
    return isClosed
  }

  @Test func whoeverSendsHalfARequestIsLetGo() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      func head(_ path: String) -> HTTPServerRequestPart {
        .head(
          HTTPRequestHead(
            version: .http1_1, method: .POST, uri: path,
            headers: ["Authorization": "Bearer \(me.token ?? "")"]))
      }
      let fast = head(Path.fill(Path.commands, [view.attempt]))
      let slow = head(Path.me)
      let body = HTTPServerRequestPart.body(ByteBuffer(string: "{"))
      #expect(try await closesWhenIdle(server, after: []))
      #expect(try await closesWhenIdle(server, after: [fast]))
      #expect(try await closesWhenIdle(server, after: [fast, body]))
      #expect(try await closesWhenIdle(server, after: [slow]))
      #expect(try await closesWhenIdle(server, after: [slow, body]))
      // The router has it, and answers when it can.
      #expect(try await !closesWhenIdle(server, after: [slow, .end(nil)]))
      // Its reply is there and nobody takes it.
      #expect(try await closesWhenIdle(server, after: [slow, .end(nil)], takesReply: false))
    }
  }
}
