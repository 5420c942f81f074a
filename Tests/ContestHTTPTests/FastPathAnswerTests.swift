import Accounts
import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Sessions
import Testing

/// The fast path and the router give the same answers.
@Suite struct FastPathAnswerTests {
  /// A server with one contestant at a stage of every kind, who has begun.
  private func withAttempt(
    plan: String = SampleKinds.plan, at opening: Instant = Sample.start,
    _ test: @Sendable @escaping (TestServer, ContestClient, AttemptView) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan, bank: try SampleKinds.contents())[0]
      server.clock.set(opening)
      try await test(server, me, try await me.start("preliminary"))
    }
  }

  /// What commands come to on both ways, the fast one first; nothing is to be changed by the second.
  @discardableResult
  private func onBothWays(
    _ server: TestServer, _ request: CommandRequest
  ) async throws -> CommandReplies {
    let fast = try await server.answer(to: request)
    let routed = try await server.answer(to: request.routed)
    #expect(!fast.isFromTheRouter)
    #expect(routed.isFromTheRouter)
    #expect(fast.status == 200)
    #expect(routed.status == 200)
    #expect(fast.fields["content-type"] == routed.fields["content-type"])
    let replies: CommandReplies = try fast.decode()
    let others: CommandReplies = try routed.decode()
    #expect(replies == others)
    return replies
  }

  private func refusal(
    _ server: TestServer, _ me: ContestClient, _ attempt: String, _ command: Command
  ) async throws -> String? {
    try await onBothWays(server, CommandRequest(attempt, me, command)).replies[0].refusal?.code
  }

  @Test func whatIsSavedIsRepeatedWordForWord() async throws {
    try await withAttempt { server, me, view in
      let commands: [Command] = [
        .answer(1, item: 0, choices: [0]), .answer(2, item: 1, choices: [0, 2]),
        .answer(3, item: 3, Answer(texts: ["欧姆 \u{1F600}", ""])),
        .answer(4, item: 4, Answer(texts: ["60.5"])),
        .answer(5, item: 5, Answer(places: [2, 0, 1])),
        .answer(6, item: 6, Answer(places: [1, -1])),
        .clear(7, item: 0), .flag(8, item: 2, true), .flag(9, item: 2, false),
        .signal(10, "focus-lost"), .heartbeat(11),
      ]
      for command in commands {
        let request = try CommandRequest(view.attempt, me, command)
        let replies = try await onBothWays(server, request)
        #expect(replies.replies[0].refusal == nil, "\(command)")
        #expect(replies.replies[0].record == command.sequence)
        #expect(replies.state == "open")
        #expect(replies.deadline == view.deadline)
      }
      // All of them at once, saved by now.
      var all = try CommandRequest(view.attempt, me)
      all.body = String(
        decoding: try JSONEncoder().encode(Commands(commands: commands)), as: UTF8.self)
      let again = try await onBothWays(server, all)
      #expect(again.replies.compactMap(\.record) == Array(1...11))
      let sitting = try await me.view(view.attempt)
      #expect(sitting.responses[3].texts == ["欧姆 \u{1F600}", ""])
      #expect(sitting.lastSequence == 11)
      #expect(sitting.head == again.replies[10].head)
    }
  }

  /// Its records share rows, of which the replies are made again.
  @Test(arguments: [3, 20, 150]) func aBatchThatIsSentAgainGetsTheSameReplies(
    count: Int
  ) async throws {
    try await withAttempt { server, me, view in
      func request(_ count: Int) throws -> CommandRequest {
        var request = try CommandRequest(view.attempt, me)
        let commands = (1...count).map { number in
          number.isMultiple(of: 3)
            ? Command.flag(number, item: 2, number.isMultiple(of: 2))
            : .answer(number, item: 0, choices: [number % 2])
        }
        request.body = String(
          decoding: try JSONEncoder().encode(Commands(commands: commands)), as: UTF8.self)
        return request
      }
      let first: CommandReplies = try await server.answer(to: try request(count)).decode()
      #expect(first.replies.compactMap(\.record) == Array(1...count))
      server.clock.advance(by: .seconds(5))
      #expect(try await onBothWays(server, try request(count)).replies == first.replies)
      // With something new at its end.
      let more: CommandReplies = try await server.answer(to: try request(count + 3)).decode()
      #expect(Array(more.replies.prefix(count)) == first.replies)
      #expect(
        more.replies.suffix(3).map(\.savedAt)
          == Array(repeating: (Sample.start + .seconds(5)).milliseconds, count: 3))
      #expect(try await onBothWays(server, try request(count + 3)).replies == more.replies)
      let id = try #require(AttemptID(view.attempt))
      let records = try await server.backend.journal.records(of: id)
      #expect(records.dropFirst().map(\.head.description) == more.replies.map(\.head))
    }
  }

  @Test func everyRejectionIsTheSame() async throws {
    try await withAttempt { server, me, view in
      let id = view.attempt
      let long = String(repeating: "长", count: 201)
      let cases: [(Command, String)] = [
        (.answer(0, item: 0, choices: [0]), "stale-sequence"),
        (.answer(-3, item: 0, choices: [0]), "stale-sequence"),
        (.answer(2, item: 0, choices: [0]), "sequence-gap"),
        (.answer(1, item: 9, choices: [0]), "no-such-item"),
        (.clear(1, item: -1), "no-such-item"), (.flag(1, item: 9, true), "no-such-item"),
        (.answer(1, item: 0, choices: [7]), "no-such-option"),
        (.answer(1, item: 0, choices: [0, 1]), "too-many-choices"),
        (.answer(1, item: 0, Answer()), "no-choice"),
        (.answer(1, item: 0, Answer(texts: ["A"])), "wrong-form"),
        (.answer(1, item: 5, Answer(places: [0, 1])), "wrong-form"),
        (.answer(1, item: 4, Answer(texts: ["sixty"])), "not-a-number"),
        (.answer(1, item: 3, Answer(texts: [long, ""])), "text-too-long"),
      ]
      for (command, code) in cases {
        #expect(try await refusal(server, me, id, command) == code, "\(command)")
      }
      _ = try await me.send(.heartbeat(1), to: id)
      #expect(try await refusal(server, me, id, .submit(1)) == "stale-sequence")
      #expect(try await me.view(id).lastSequence == 1)
    }
  }

  @Test func thePhaseAndTheTimeAreToldTheSame() async throws {
    try await withAttempt { server, me, view in
      let judge = try await server.staff(.judge)
      func rule(_ kind: String) async throws {
        let _: AttemptStanding = try await judge.post(
          Path.fill(Path.interventions, [view.attempt]), Intervention(kind: kind, reason: "r"))
      }
      try await rule("suspend")
      #expect(try await refusal(server, me, view.attempt, .heartbeat(1)) == "suspended")
      try await rule("resume")
      server.clock.advance(by: .seconds(604))
      _ = try await server.backend.engine.submitOverdue()
      // The router makes a token known to the fast path again, which believes it for five minutes.
      #expect(try await me.view(view.attempt).state == "submitted")
      #expect(try await refusal(server, me, view.attempt, .heartbeat(1)) == "already-submitted")
    }
    try await withAttempt { server, me, view in
      let judge = try await server.staff(.judge)
      let _: AttemptStanding = try await judge.post(
        Path.fill(Path.interventions, [view.attempt]), Intervention(kind: "void", reason: "r"))
      #expect(try await refusal(server, me, view.attempt, .submit(1)) == "voided")
    }
  }

  @Test func beforeTheBellBothWaysAreClosed() async throws {
    let plan = SampleKinds.plan.replacingOccurrences(
      of: "time: 10m", with: "bell: 2025-04-01T11:00\n        time: 10m")
    try await withAttempt(plan: plan) { server, me, view in
      let code = try await refusal(server, me, view.attempt, .heartbeat(1))
      #expect(code == "not-begun")
    }
  }

  @Test func aSubmissionComesWithAReceiptOnBothWays() async throws {
    try await withAttempt { server, me, view in
      let replies = try await onBothWays(
        server,
        CommandRequest(view.attempt, me, .answer(1, item: 0, choices: [1]), .submit(2)))
      #expect(replies.state == "submitted")
      let receipt = try #require(replies.receipt)
      #expect(receipt.records == 3)
      #expect(receipt.head == replies.replies[1].head)
      let after = try await onBothWays(server, CommandRequest(view.attempt, me, .heartbeat(3)))
      #expect(after.replies[0].refusal?.code == "already-submitted")
      #expect(after.receipt == nil)
      #expect(try await me.view(view.attempt).receipt == receipt)
    }
  }

  @Test func whatIsRightIsToldOnBothWaysAndOnlyOnce() async throws {
    let plan = SampleKinds.plan.replacingOccurrences(
      of: "feedback: score", with: "feedback: after-each")
    try await withAttempt(plan: plan) { server, me, view in
      let wrong = try CommandRequest(view.attempt, me, .answer(1, item: 0, choices: [0]))
      let replies = try await onBothWays(server, wrong)
      let solution = try #require(replies.replies[0].solution)
      #expect(solution.explanation == "因为")
      let id = view.attempt
      #expect(
        try await refusal(server, me, id, .answer(2, item: 0, choices: [1])) == "already-answered")
      let refused = try await onBothWays(
        server, CommandRequest(id, me, .answer(2, item: 1, choices: [7]), .clear(2, item: 0)))
      #expect(refused.replies.allSatisfy { $0.solution == nil && $0.refusal != nil })
    }
  }

  @Test func whoeverMayNotAnswerIsToldTheSame() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      let (me, other) = (clients[0], clients[1])
      let view = try await me.start("preliminary")
      let judge = try await server.staff(.judge)
      let unknown = String(repeating: "0", count: 15) + "7"
      let cases: [(CommandRequest, Int, String)] = [
        (try CommandRequest(view.attempt, other, .heartbeat(1)), 404, "attempt-unknown"),
        (try CommandRequest(unknown, me, .heartbeat(1)), 404, "attempt-unknown"),
        (try CommandRequest("0000000000000000", me, .heartbeat(1)), 404, "attempt-unknown"),
        (try CommandRequest("not-an-attempt-0", me, .heartbeat(1)), 404, "attempt-unknown"),
        (try CommandRequest(view.attempt, judge, .heartbeat(1)), 403, "not-allowed"),
        (
          try CommandRequest(
            view.attempt, server.client.signedIn(String(repeating: "a", count: 43)), .heartbeat(1)),
          401, "not-signed-in"
        ),
        (try CommandRequest(view.attempt, server.client, .heartbeat(1)), 401, "not-signed-in"),
      ]
      for (request, status, code) in cases {
        for answer in [
          try await server.answer(to: request), try await server.answer(to: request.routed),
        ] {
          #expect(answer.status == status)
          #expect(answer.code == code)
        }
      }
      #expect(try await me.view(view.attempt).lastSequence == 0)
    }
  }

  @Test func anExpiredOrRevokedTokenIsNoLongerTaken() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      let view = try await clients[0].start("preliminary")
      let mine = try CommandRequest(view.attempt, clients[0], .heartbeat(1))
      #expect(try await server.answer(to: mine).status == 200)
      let _: Nothing = try await clients[1].post(Path.signOut, Nothing())
      let theirs = try CommandRequest(view.attempt, clients[1], .heartbeat(1))
      #expect(try await server.answer(to: theirs).code == "not-signed-in")
      server.clock.advance(by: AccessToken.lifetime(of: .contestant))
      #expect(try await server.answer(to: mine).code == "not-signed-in")
    }
  }
}
