import ContestAPI
import Foundation
import NIOCore
import Testing

@testable import leitai_bench

@Suite struct VisitorTests {
  private let attempts = ["a", "b"].map { OpenAttempt(attempt: $0, token: "T\($0)") }

  @Test func contestantsAnswerByTurnsAndNumberTheirOwnCommands() throws {
    var visitor = AnswerVisitor(attempts, questions: 3, answersPerAttempt: 10)
    visitor.answersPerRequest = 2
    var seen: [[Command]] = []
    for turn in 0..<4 {
      let request = try Request(next(&visitor))
      let name = turn % 2 == 0 ? "a" : "b"
      #expect(request.head.hasPrefix("POST /v1/attempts/\(name)/commands HTTP/1.1\r\n"))
      #expect(request.head.contains("\r\nAuthorization: Bearer T\(name)\r\n"))
      seen.append(try request.commands())
      #expect(try visitor.take(reply(saved: 2)) == 2)
    }
    #expect(seen[2].map(\.sequence) == [3, 4])
    #expect(seen[3].map(\.item) == [2, 0])
    #expect(seen[3] == seen[2])
    #expect(seen[0].allSatisfy { $0.answer?.choices.count == 1 })
  }

  @Test func aFullAttemptTakesNoMore() throws {
    var visitor = AnswerVisitor([attempts[0]], questions: 3, answersPerAttempt: 1)
    _ = try next(&visitor)
    _ = try visitor.take(reply(saved: 1))
    #expect(throws: NotMeasured.self) { try next(&visitor) }
  }

  @Test(arguments: [429, 503])
  func whoeverIsTurnedAwaySendsTheSameAgain(status: Int) throws {
    var visitor = OverloadVisitor(
      AnswerVisitor(attempts, questions: 3, answersPerAttempt: 10))
    let first = try next(&visitor)
    #expect(try visitor.take(refusal(status, head: "HTTP/1.1\r\nRetry-After: 1")) == 0)
    #expect(try next(&visitor) == first)
    #expect(visitor.refusals == 1)
    #expect(throws: NotMeasured.self) { try visitor.take(refusal(status, head: "HTTP/1.1")) }
    #expect(try visitor.take(reply(saved: 1)) == 1)
    #expect(try next(&visitor) != first)
  }

  @Test func otherRefusalsAreFailures() throws {
    var visitor = OverloadVisitor(
      AnswerVisitor(attempts, questions: 3, answersPerAttempt: 10))
    _ = try next(&visitor)
    #expect(throws: NotMeasured.self) {
      try visitor.take(refusal(500, head: "HTTP/1.1\r\nRetry-After: 1"))
    }
  }

  @Test func aRoundIsAStartItsAnswersAndASubmission() throws {
    var visitor = RoundVisitor(stage: "/stage", tokens: ["T"], questions: 2)
    #expect(String(buffer: try next(&visitor)).hasPrefix("POST /stage HTTP/1.1\r\n"))
    #expect(try visitor.take(started(lastSequence: 0)) == 0)
    for sequence in 1...2 {
      let request = try Request(next(&visitor))
      #expect(request.head.hasPrefix("POST /v1/attempts/0123456789abcdef/commands "))
      #expect(try request.commands().map(\.sequence) == [sequence])
      #expect(try visitor.take(reply(saved: 1)) == 0)
    }
    #expect(try Request(next(&visitor)).commands() == [.submit(3)])
    #expect(try visitor.take(reply(saved: 1)) == 1)
    #expect(String(buffer: try next(&visitor)).hasPrefix("POST /stage HTTP/1.1\r\n"))
  }

  @Test func aPackedRoundIsAStartAndOneRequest() throws {
    var visitor = RoundVisitor(stage: "/stage", tokens: ["T"], questions: 2)
    visitor.isPacked = true
    _ = try next(&visitor)
    #expect(try visitor.take(started(lastSequence: 0)) == 0)
    let commands = try Request(next(&visitor)).commands()
    #expect(commands.map(\.sequence) == [1, 2, 3])
    #expect(commands.map(\.kind) == ["answer", "answer", "submit"])
    #expect(throws: NotMeasured.self) { try visitor.take(reply(saved: 2)) }
    #expect(try visitor.take(reply(saved: 3)) == 1)
    #expect(String(buffer: try next(&visitor)).hasPrefix("POST /stage HTTP/1.1\r\n"))
  }

  @Test func anAttemptThatIsResumedIsNoRound() throws {
    var visitor = RoundVisitor(stage: "/stage", tokens: ["T"], questions: 2)
    _ = try next(&visitor)
    #expect(throws: NotMeasured.self) { try visitor.take(started(lastSequence: 1)) }
  }

  @Test func ofACrowdEverybodyIsServedOnceAndWhoIsTurnedAwayComesAgain() throws {
    let crowd = Crowd(["T0", "T1", "T2"], "POST /stage", expecting: "stem")
    var (one, other) = (CrowdVisitor(crowd), CrowdVisitor(crowd))
    let paper = Reply(status: 200, head: ByteBuffer(), body: ByteBuffer(string: "stem"))
    let first = try next(&one)
    #expect(String(buffer: first).hasPrefix("POST /stage HTTP/1.1\r\n"))
    #expect(try next(&other) != first)
    #expect(try one.take(refusal(503, head: "HTTP/1.1\r\nRetry-After: 1")) == 0)
    #expect(crowd.waiting == 2)
    #expect(try next(&one) == first)
    #expect(try one.take(paper) == 1)
    #expect(throws: NotMeasured.self) { try other.take(refusal(503, head: "HTTP/1.1")) }
    #expect(throws: NotMeasured.self) { try other.take(reply(saved: 1)) }
    #expect(try other.take(paper) == 1)
    _ = try next(&other)
    #expect(try other.take(paper) == 1)
    #expect(crowd.waiting == 0 && crowd.outcome.refusals == 1)
    #expect(throws: NotMeasured.self) { try next(&one) }
  }

  @Test func aLatencyIsTheSmallestThatIsNotExceededBySoMany() throws {
    var outcome = Load<HelloVisitor>.Outcome(seconds: 1)
    #expect(throws: NotMeasured.self) { try outcome.latency(0.5) }
    outcome.latencies = (1...200).map { $0 * 1000 }
    #expect(try outcome.latency(0.5) == 100)
    #expect(try outcome.latency(0.99) == 198)
    #expect(try outcome.latency(1) == 200)
  }

  @Test(arguments: [(7, 3), (256, 256), (4096, 256), (2, 3)])
  func sharesHoldEveryElementOnce(count: Int, parts: Int) {
    let elements = Array(0..<count)
    #expect((0..<parts).flatMap { elements.share($0, of: parts) } == elements)
  }

  private func next(_ visitor: inout some Visitor) throws -> ByteBuffer {
    var request = ByteBuffer()
    try visitor.ask(into: &request)
    return request
  }

  private func reply(saved: Int) -> Reply {
    let body = String(repeating: "\"savedAt\":1 ", count: saved)
    return Reply(status: 200, head: ByteBuffer(), body: ByteBuffer(string: body))
  }

  private func refusal(_ status: Int, head: String) -> Reply {
    Reply(status: status, head: ByteBuffer(string: head), body: ByteBuffer())
  }

  private func started(lastSequence: Int) -> Reply {
    Reply(
      status: 200, head: ByteBuffer(),
      body: ByteBuffer(
        string: "{\"attempt\":\"0123456789abcdef\",\"lastSequence\":\(lastSequence)}"))
  }
}

/// A request as a server would read it.
private struct Request {
  let head: String
  let body: String

  init(_ bytes: ByteBuffer) throws {
    let parts = String(buffer: bytes).components(separatedBy: "\r\n\r\n")
    try #require(parts.count == 2)
    (head, body) = (parts[0], parts[1])
    #expect(head.hasSuffix("\r\nContent-Length: \(body.utf8.count)"))
  }

  func commands() throws -> [Command] {
    try JSONDecoder().decode(Commands.self, from: Data(body.utf8)).commands
  }
}
