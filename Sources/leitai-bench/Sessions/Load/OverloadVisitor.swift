import NIOCore

/// A contestant who is sometimes turned away and then sends the same answer again.
struct OverloadVisitor: Visitor {
  private var answers: AnswerVisitor
  /// How often the server asked to come again later.
  private(set) var refusals = 0

  init(_ answers: AnswerVisitor) { self.answers = answers }

  mutating func ask(into request: inout ByteBuffer) throws { try answers.ask(into: &request) }

  /// - Returns: 0 when the request was refused in the form that the server promises: 429 or 503,
  ///   with the time after which to come again.
  mutating func take(_ reply: Reply) throws -> Int {
    guard reply.status == 429 || reply.status == 503 else { return try answers.take(reply) }
    guard reply.head.number(of: .retryAfter) != nil else {
      throw NotMeasured("a refusal without Retry-After: \(String(buffer: reply.head))")
    }
    refusals += 1
    return 0
  }
}
