import NIOCore
import Synchronization

/// Contestants who want one thing each. Whoever is next comes over whatever connection is free.
final class Crowd: Sendable {
  private let requests: [ByteBuffer]
  private let expected: [UInt8]
  private let state: Mutex<State>

  private struct State {
    var waiting: [Int]
    var refusals = 0
    var first: ContinuousClock.Instant?
    var last: ContinuousClock.Instant?
  }

  /// - Parameter expected: what stands in every reply that is as it should be.
  init(_ tokens: [String], _ line: String, expecting expected: String) {
    requests = tokens.map { token in
      ByteBuffer(
        string: "\(line) HTTP/1.1\r\n" + CommandRequest.fields(token: token)
          + "Content-Length: 0\r\n\r\n")
    }
    self.expected = Array(expected.utf8)
    state = Mutex(State(waiting: Array(requests.indices)))
  }

  /// Contestants who have not asked yet, or were asked to come again.
  var waiting: Int { state.withLock { $0.waiting.count } }

  var outcome: Bell.Outcome {
    state.withLock { state in
      let time =
        if let first = state.first, let last = state.last { last - first } else { Duration.zero }
      return Bell.Outcome(seconds: time / .seconds(1), refusals: state.refusals)
    }
  }

  func next() throws -> (number: Int, request: ByteBuffer) {
    let number = state.withLock { state in
      state.first = state.first ?? .now
      return state.waiting.popLast()
    }
    guard let number else { throw NotMeasured("everybody has been served") }
    return (number, requests[number])
  }

  /// - Returns: 1 when the contestant got what was wanted, 0 when it is to come again.
  func take(_ reply: Reply, to number: Int) throws -> Int {
    if reply.status == 503, reply.head.number(of: .retryAfter) != nil {
      state.withLock { state in
        state.waiting.append(number)
        state.refusals += 1
      }
      return 0
    }
    try reply.requireOK()
    guard reply.body.position(of: expected) != nil else {
      throw NotMeasured("something else was wanted: \(String(buffer: reply.body))")
    }
    state.withLock { $0.last = .now }
    return 1
  }
}

/// One connection over which they come.
struct CrowdVisitor: Visitor {
  private let crowd: Crowd
  private var number = 0

  init(_ crowd: Crowd) { self.crowd = crowd }

  mutating func ask(into request: inout ByteBuffer) throws {
    let next = try crowd.next()
    number = next.number
    request.writeImmutableBuffer(next.request)
  }

  mutating func take(_ reply: Reply) throws -> Int { try crowd.take(reply, to: number) }
}
