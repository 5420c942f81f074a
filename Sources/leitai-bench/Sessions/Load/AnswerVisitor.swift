import NIOCore

/// Several contestants with an open attempt each, who send their answers by turns.
struct AnswerVisitor: Visitor {
  /// How many answers go into one request; at most as many as the server takes.
  var answersPerRequest = 1

  private struct Place {
    let attempt: ByteBuffer
    let request: CommandRequest
    var next = 1
  }

  private var places: [Place]
  private var turn = 0
  private let questions: Int
  private let answersPerAttempt: Int

  /// - Parameters:
  ///   - attempts: at least one; nothing was answered yet.
  ///   - questions: how many each paper has.
  ///   - answersPerAttempt: how many answers the server takes to one attempt.
  init(_ attempts: [OpenAttempt], questions: Int, answersPerAttempt: Int) {
    places = attempts.map {
      Place(attempt: ByteBuffer(string: $0.attempt), request: CommandRequest(token: $0.token))
    }
    self.questions = questions
    self.answersPerAttempt = answersPerAttempt
  }

  mutating func ask(into request: inout ByteBuffer) throws {
    let place = places[turn]
    let end = place.next + answersPerRequest
    guard end - 1 <= answersPerAttempt else {
      throw NotMeasured("the attempts are full; measure for a shorter time")
    }
    place.request.writeAnswers(
      place.next..<end, of: questions, to: place.attempt, into: &request)
  }

  mutating func take(_ reply: Reply) throws -> Int {
    try reply.requireSaved(answersPerRequest)
    places[turn].next += answersPerRequest
    turn = (turn + 1) % places.count
    return answersPerRequest
  }
}

/// An attempt that waits for answers, and whose it is.
struct OpenAttempt: Codable, Sendable {
  /// The attempt's id.
  let attempt: String
  /// The contestant's access token.
  let token: String
}
