import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// Staff intervenes over HTTP, and what comes of it in results.
@Suite struct InterventionFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private func code(_ call: () async throws -> Void) async throws -> String {
    do {
      try await call()
      return "accepted"
    } catch ContestClient.Failure.refused(_, let error) {
      return error.code
    }
  }

  private func intervene(
    _ staff: ContestClient, _ attempt: String, _ kind: String, seconds: Int? = nil,
    mayRetry: Bool? = nil, reason: String = "fire alarm"
  ) async throws -> AttemptStanding {
    try await staff.post(
      Path.fill(Path.interventions, [attempt]),
      Intervention(kind: kind, seconds: seconds, mayRetry: mayRetry, reason: reason))
  }

  @Test func everyInterventionIsDoneAuditedAndInTheHistory() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let id = view.attempt
      let judge = try await server.staff(.judge)
      let extended = try await intervene(judge, id, "extend", seconds: 60)
      #expect(extended.deadline == view.deadline + 60_000)
      #expect(extended.state == "open")
      let stage = try #require(try Sample.contest().stage(Sample.path("preliminary")))
      #expect(extended.windowCloses == stage.window.closes.milliseconds)
      #expect(try await intervene(judge, id, "suspend").state == "suspended")
      #expect(try await me.view(id).state == "suspended")
      server.clock.advance(by: .seconds(30))
      let resumed = try await intervene(judge, id, "resume")
      #expect(resumed.deadline == view.deadline + 90_000)
      // Commands are numbered apart from what staff did.
      let reply = try await me.send(.heartbeat(1), to: id)[0]
      #expect(reply.record == 4)
      #expect(try await intervene(judge, id, "void", mayRetry: true).state == "voided")
      let history: AttemptHistory = try await me.get(Path.fill(Path.attemptHistory, [id]))
      #expect(
        history.records.map(\.kind)
          == ["started", "extended", "suspended", "resumed", "heartbeat", "voided"])
      #expect(history.records[1].detail.contains("fire alarm"))
      #expect(history.state == "voided")
      #expect(history.receipt == nil)
      let audit: AuditPage = try await server.staff(.auditor).get(Path.audit)
      let acts = audit.entries.filter { $0.subject == id }
      #expect(
        acts.map(\.action)
          == ["attempt-extend", "attempt-suspend", "attempt-resume", "attempt-void"])
      #expect(acts.allSatisfy { $0.detail == "fire alarm" && $0.actor.hasPrefix("judge/") })
    }
  }

  @Test func theChainCanBeComputedFromTheHistory() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.play("preliminary", right: 3)
      let history: AttemptHistory = try await me.get(
        Path.fill(Path.attemptHistory, [view.attempt]))
      let id = try #require(AttemptID(view.attempt))
      var head = ChainHead.empty
      for record in history.records {
        head = head.extended(
          attempt: id, sequence: record.sequence, at: Instant(milliseconds: record.at),
          event: try #require([UInt8](hexadecimal: record.event)))
        #expect(head.description == record.head)
      }
      let receipt = try #require(history.receipt)
      #expect(receipt.head == head.description)
      #expect(receipt.records == history.records.count)
      try await verify(receipt, with: server.client, isGood: true)
      let forged = Receipt(
        format: receipt.format, attempt: receipt.attempt, records: receipt.records - 1,
        head: receipt.head, submittedAt: receipt.submittedAt, signer: receipt.signer,
        signature: receipt.signature)
      try await verify(forged, with: server.client, isGood: false)
    }
  }

  /// Checks a receipt with nothing but what anybody can ask for.
  private func verify(
    _ receipt: Receipt, with client: ContestClient, isGood: Bool
  ) async throws {
    let signers: ReceiptSigners = try await client.get(Path.receiptSigners)
    let signer = try #require(signers.signers.first { $0.id == receipt.signer })
    let key = try #require(
      [UInt8](hexadecimal: signer.publicKey).flatMap(ReceiptPublicKey.init(bytes:)))
    #expect(key.id == receipt.signer)
    let statement = ReceiptStatement(
      attempt: try #require(AttemptID(receipt.attempt)), records: receipt.records,
      head: try #require(ChainHead(receipt.head)),
      submittedAt: Instant(milliseconds: receipt.submittedAt))
    let signature = try #require([UInt8](hexadecimal: receipt.signature))
    #expect(key.verifies(signature, of: statement) == isGood)
  }

  @Test func whatCannotBeDoneIsSaid() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      let id = try await clients[0].start("preliminary").attempt
      let judge = try await server.staff(.judge)
      let wishes: [(Intervention, String)] = [
        (Intervention(kind: "extend", reason: "r"), "intervention-unreadable"),
        (Intervention(kind: "extend", seconds: 0, reason: "r"), "intervention-unreadable"),
        (Intervention(kind: "extend", seconds: 86_401, reason: "r"), "intervention-unreadable"),
        (Intervention(kind: "suspend", seconds: 1, reason: "r"), "intervention-unreadable"),
        (Intervention(kind: "pardon", reason: "r"), "intervention-unreadable"),
        (Intervention(kind: "suspend", reason: ""), "reason-unfit"),
        (Intervention(kind: "suspend", reason: "  "), "reason-unfit"),
        (Intervention(kind: "suspend", reason: "a\nb"), "reason-unfit"),
        (
          Intervention(kind: "suspend", reason: String(repeating: "a", count: 601)),
          "reason-unfit"
        ),
        (Intervention(kind: "resume", reason: "r"), "not-suspended"),
        (
          Intervention(kind: "extend", seconds: 1, reason: String(repeating: "a", count: 600)),
          "accepted"
        ),
        (Intervention(kind: "suspend", reason: "r"), "accepted"),
        (Intervention(kind: "suspend", reason: "r"), "already-suspended"),
        (Intervention(kind: "void", reason: "r"), "accepted"),
        (Intervention(kind: "void", reason: "r"), "attempt-over"),
      ]
      for (wish, expected) in wishes {
        let found = try await code {
          let _: AttemptStanding = try await judge.post(Path.fill(Path.interventions, [id]), wish)
        }
        #expect(found == expected, "\(wish)")
      }
      for (client, attempt, expected) in [
        (judge, "00000000000000ff", "attempt-unknown"), (clients[0], id, "not-allowed"),
        (try await server.staff(.auditor), id, "not-allowed"),
      ] {
        let found = try await code {
          _ = try await intervene(client, attempt, "suspend")
        }
        #expect(found == expected)
      }
      let audit: AuditPage = try await server.staff(.auditor).get(Path.audit)
      #expect(audit.entries.count { $0.action.hasPrefix("attempt-") } == 3)
    }
  }

  @Test func theHistoryIsTheContestantsOwnAndStaffs() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 2)
      let id = try await clients[0].start("preliminary").attempt
      let path = Path.fill(Path.attemptHistory, [id])
      let found = try await code { let _: AttemptHistory = try await clients[1].get(path) }
      #expect(found == "attempt-unknown")
      let own: AttemptHistory = try await clients[0].get(path)
      #expect(own.records.count == 1)
      for role in [Role.organizer, .judge, .auditor] {
        let history: AttemptHistory = try await server.staff(role).get(path)
        #expect(history == own)
      }
    }
  }

  @Test func attemptsAreListedPageByPage() async throws {
    try await TestServer.run { server in
      let clients = try await server.openCup(contestants: 5)
      var ids: [String] = []
      for client in clients { ids.append(try await client.start("preliminary").attempt) }
      _ = try await clients[1].send(.submit(1), to: ids[1])
      let judge = try await server.staff(.judge)
      _ = try await intervene(judge, ids[2], "suspend")
      let path = Path.fill(Path.attempts, stage)
      let all: AttemptPage = try await judge.get(path)
      #expect(all.next == nil)
      #expect(all.attempts.map(\.attempt) == ids.sorted())
      let states = Dictionary(uniqueKeysWithValues: all.attempts.map { ($0.attempt, $0.state) })
      #expect(ids.map { states[$0] } == ["open", "submitted", "suspended", "open", "open"])
      var paged: [AttemptRow] = []
      var after: String?
      repeat {
        let page: AttemptPage = try await judge.get(
          path, query: [("limit", "2")] + (after.map { [("after", $0)] } ?? []))
        paged += page.attempts
        after = page.next
      } while after != nil
      #expect(paged == all.attempts)
      for query in [("limit", "0"), ("limit", "x"), ("after", "x")] {
        let found = try await code {
          let _: AttemptPage = try await judge.get(path, query: [query])
        }
        #expect(["query-unreadable", "attempt-unknown"].contains(found))
      }
    }
  }

  @Test func aServerWithoutRoomSaysWhenToComeBack() async throws {
    try await TestServer.run(journalQueue: 0) { server in
      let me = try await server.openCup(contestants: 1)[0]
      await #expect(throws: ContestClient.Failure.self) { try await me.start("preliminary") }
      let request = try CommandRequest("0000000000000007", me, .heartbeat(1))
      for answer in [
        try await server.answer(to: request), try await server.answer(to: request.routed),
      ] {
        #expect(answer.status == 503)
        #expect(answer.fields["retry-after"] == "1")
        #expect(answer.code == "overloaded")
      }
    }
  }
}
