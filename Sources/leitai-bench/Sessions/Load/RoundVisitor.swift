import NIOCore

/// Contestants who by turns live through a whole round: start, answer question after question, and
/// hand in.
struct RoundVisitor: Visitor {
  /// Whether all answers and the submission go into one request.
  var isPacked = false

  private struct Contestant {
    let start: ByteBuffer
    let request: CommandRequest
  }

  private enum Step {
    case start
    case command(attempt: ByteBuffer, sequence: Int)
  }

  private let contestants: [Contestant]
  private let questions: Int
  private var turn = 0
  private var step = Step.start

  /// - Parameters:
  ///   - stage: the path at which its attempts are started.
  ///   - tokens: the contestants', at least one.
  ///   - questions: how many a paper of the stage has.
  init(stage: String, tokens: [String], questions: Int) {
    contestants = tokens.map { token in
      Contestant(
        start: ByteBuffer(
          string: "POST \(stage) HTTP/1.1\r\n" + CommandRequest.fields(token: token)
            + "Content-Length: 0\r\n\r\n"),
        request: CommandRequest(token: token))
    }
    self.questions = questions
  }

  mutating func ask(into request: inout ByteBuffer) {
    let contestant = contestants[turn]
    switch step {
    case .start: request.writeImmutableBuffer(contestant.start)
    case .command(let attempt, let sequence) where isPacked:
      contestant.request.writeAnswers(
        sequence..<sequence + questions, of: questions, to: attempt, submits: true, into: &request)
    case .command(let attempt, let sequence) where sequence <= questions:
      contestant.request.writeAnswers(
        sequence..<sequence + 1, of: questions, to: attempt, into: &request)
    case .command(let attempt, let sequence):
      contestant.request.writeSubmission(sequence, to: attempt, into: &request)
    }
  }

  mutating func take(_ reply: Reply) throws -> Int {
    switch step {
    case .start:
      step = .command(attempt: try Self.freshAttempt(reply), sequence: 1)
      return 0
    case .command(let attempt, let sequence):
      try reply.requireSaved(isPacked ? questions + 1 : 1)
      if sequence <= questions, !isPacked {
        step = .command(attempt: attempt, sequence: sequence + 1)
        return 0
      }
      step = .start
      turn = (turn + 1) % contestants.count
      return 1
    }
  }

  /// - Throws: `NotMeasured` unless the attempt is new: resuming one would be less work.
  private static func freshAttempt(_ reply: Reply) throws -> ByteBuffer {
    try reply.requireOK()
    guard let start = reply.body.position(of: attemptField),
      let attempt = reply.body.getSlice(
        at: reply.body.readerIndex + start + attemptField.count, length: 16),
      reply.body.position(of: nothingSaved) != nil
    else { throw NotMeasured("no new attempt was begun: \(String(buffer: reply.body))") }
    return attempt
  }

  private static let attemptField = Array("\"attempt\":\"".utf8)
  private static let nothingSaved = Array("\"lastSequence\":0".utf8)
}
