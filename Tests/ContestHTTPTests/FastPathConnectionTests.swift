import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// How requests share a connection, and how it ends.
@Suite struct FastPathConnectionTests {
  /// A server with one contestant who has begun.
  private func withAttempt(
    _ test: @Sendable @escaping (TestServer, ContestClient, AttemptView) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      try await test(server, me, try await me.start("preliminary"))
    }
  }

  /// The numbers that the commands of each answer carry, and whether the router gave it.
  private func numbers(_ answers: [RawConnection.Answer]) throws -> [[Int]] {
    try answers.map { answer in
      let replies: CommandReplies = try answer.decode()
      #expect(replies.replies.allSatisfy { $0.refusal == nil })
      return replies.replies.map(\.sequence)
    }
  }

  @Test(arguments: [
    [false, false], [false, true], [true, false], [true, true],
    [false, true, false, false, true, true, false],
  ])
  func pipelinedRequestsAreAnsweredInOrder(routed: [Bool]) async throws {
    try await withAttempt { server, me, view in
      let requests = try routed.enumerated().map { index, isRouted in
        let request = try CommandRequest(view.attempt, me, .heartbeat(index + 1))
        return isRouted ? request.routed : request
      }
      let last = try CommandRequest(view.attempt, me, .heartbeat(requests.count + 1))
      let answers = try await RawConnection.open(to: server) { connection in
        try await connection.send(requests.map(\.text).joined())
        var answers: [RawConnection.Answer] = []
        while answers.count < requests.count, let answer = try await connection.answer() {
          answers.append(answer)
        }
        // The connection is read from after all of them.
        try await connection.send(last.text)
        if let answer = try await connection.answer() { answers.append(answer) }
        return answers
      }
      #expect(try numbers(answers) == (1...requests.count + 1).map { [$0] })
      // What comes behind a request of the router's may go through the router as well.
      for (answer, isRouted) in zip(answers, routed) where isRouted {
        #expect(answer.isFromTheRouter)
      }
      #expect(answers.first?.isFromTheRouter == routed[0])
    }
  }

  @Test func aHundredRequestsInOneWriteAreAllAnswered() async throws {
    try await withAttempt { server, me, view in
      let requests = try (1...100).map { try CommandRequest(view.attempt, me, .heartbeat($0)) }
      let answers = try await RawConnection.open(to: server) { connection in
        try await connection.send(requests.map(\.text).joined())
        connection.finishSending()
        var answers: [RawConnection.Answer] = []
        while let answer = try await connection.answer() { answers.append(answer) }
        return answers
      }
      #expect(try numbers(answers) == (1...100).map { [$0] })
    }
  }

  @Test func aBodyMayArriveByteByByte() async throws {
    try await withAttempt { server, me, view in
      let request = try CommandRequest(view.attempt, me, .answer(1, item: 0, choices: [1]))
      let answer = try await RawConnection.open(to: server) { connection in
        for byte in request.text.unicodeScalars { try await connection.send(String(byte)) }
        return try await connection.answer()
      }
      #expect(answer?.isFromTheRouter == false)
      #expect(try numbers([try #require(answer)]) == [[1]])
    }
  }

  @Test func chunkedBodiesAreTakenOnBothWays() async throws {
    try await withAttempt { server, me, view in
      for number in 1...2 {
        let plain = try CommandRequest(view.attempt, me, .heartbeat(number))
        let request = number == 1 ? plain : plain.routed
        let halves = [request.body.prefix(10), request.body.dropFirst(10)].map {
          String($0.utf8.count, radix: 16) + "\r\n" + $0 + "\r\n"
        }
        let answer = try await RawConnection.open(to: server) { connection in
          try await connection.send(request.head("Transfer-Encoding: chunked") + halves[0])
          try await connection.send(halves[1])
          try await connection.send("0\r\n\r\n")
          return try await connection.answer()
        }
        #expect(answer?.isFromTheRouter == (number == 2))
        #expect(try numbers([try #require(answer)]) == [[number]])
      }
    }
  }

  @Test func aLongBodyIsTheRoutersFromTheMiddleOn() async throws {
    try await withAttempt { server, me, view in
      var request = try CommandRequest(view.attempt, me, .heartbeat(1))
      request.body += String(repeating: " ", count: 40_000)
      let answer = try await RawConnection.open(to: server) { [request] connection in
        try await connection.send(request.text)
        // The connection goes on.
        let first = try await connection.answer()
        try await connection.send(try CommandRequest(view.attempt, me, .heartbeat(2)).text)
        return [first, try await connection.answer()].compactMap { $0 }
      }
      #expect(try numbers(answer) == [[1], [2]])
      #expect(answer.map(\.isFromTheRouter) == [true, false])
      request.body += String(repeating: " ", count: Limits.requestBytes)
      #expect(try await server.answer(to: request).status == 413)
    }
  }

  @Test func whoExpectsAContinueGetsItsAnswer() async throws {
    try await withAttempt { server, me, view in
      var request = try CommandRequest(view.attempt, me, .heartbeat(1))
      request.fields = ["Expect: 100-continue"]
      let answer = try await RawConnection.open(to: server) { [request] connection in
        try await connection.send(request.text)
        var answer = try await connection.answer()
        if answer?.status == 100 { answer = try await connection.answer() }
        return answer
      }
      #expect(answer?.status == 200)
      #expect(answer?.isFromTheRouter == true)
    }
  }

  @Test func aConnectionThatIsToBeClosedIsClosed() async throws {
    try await withAttempt { server, me, view in
      var request = try CommandRequest(view.attempt, me, .heartbeat(1))
      request.fields = ["Connection: close"]
      let (answer, rest) = try await RawConnection.open(to: server) { [request] connection in
        try await connection.send(request.text)
        return (try await connection.answer(), try await connection.rest())
      }
      #expect(answer?.status == 200)
      #expect(rest.isEmpty)
    }
  }
}
