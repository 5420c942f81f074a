import NIOCore

/// Writes requests with commands of one contestant, from parts that were prepared.
struct CommandRequest {
  private static let beginning = ByteBuffer(string: "POST /v1/attempts/")
  /// What stands between the attempt and the length of the body.
  private let fields: ByteBuffer

  init(token: String) {
    fields = ByteBuffer(
      string: "/commands HTTP/1.1\r\n" + Self.fields(token: token)
        + "Content-Type: application/json\r\nContent-Length: ")
  }

  /// The header fields that every request of a contestant has.
  static func fields(token: String) -> String {
    "Host: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n"
  }

  /// Answers that follow one another, each to the next question. What is answered depends on nothing
  /// but the number, so that a request sent again is the same.
  ///
  /// - Parameters:
  ///   - attempt: its id as the server writes it.
  ///   - questions: how many the paper has; each has two options at least.
  ///   - submits: whether the attempt is handed in after them.
  func writeAnswers(
    _ sequences: Range<Int>, of questions: Int, to attempt: ByteBuffer, submits: Bool = false,
    into request: inout ByteBuffer
  ) {
    write(to: attempt, into: &request) { body in
      for sequence in sequences {
        body.writeStaticString(
          sequence == sequences.lowerBound ? "{\"sequence\":" : ",{\"sequence\":")
        body.writeDigits(sequence)
        body.writeStaticString(",\"kind\":\"answer\",\"item\":")
        body.writeDigits((sequence - 1) % questions)
        body.writeStaticString(",\"answer\":{\"choices\":[")
        body.writeDigits(sequence & 1)
        body.writeStaticString("]}}")
      }
      if submits {
        body.writeStaticString(",")
        body.writeSubmission(sequences.upperBound)
      }
    }
  }

  /// The command that hands an attempt in.
  func writeSubmission(
    _ sequence: Int, to attempt: ByteBuffer, into request: inout ByteBuffer
  ) {
    write(to: attempt, into: &request) { $0.writeSubmission(sequence) }
  }

  private func write(
    to attempt: ByteBuffer, into request: inout ByteBuffer,
    commands: (inout ByteBuffer) -> Void
  ) {
    var body = ByteBuffer()
    body.writeStaticString("{\"commands\":[")
    commands(&body)
    body.writeStaticString("]}")
    request.writeImmutableBuffer(Self.beginning)
    request.writeImmutableBuffer(attempt)
    request.writeImmutableBuffer(fields)
    request.writeDigits(body.readableBytes)
    request.writeStaticString("\r\n\r\n")
    request.writeBuffer(&body)
  }
}

extension Reply {
  private static let savedAt = Array("\"savedAt\"".utf8)
  private static let refusal = Array("\"refusal\":{".utf8)

  /// - Throws: `NotMeasured` unless so many commands were saved and none was refused.
  func requireSaved(_ count: Int) throws {
    try requireOK()
    guard body.count(of: Self.savedAt) == count, body.position(of: Self.refusal) == nil else {
      throw NotMeasured("of \(count) commands some were not saved: \(String(buffer: body))")
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func writeSubmission(_ sequence: Int) {
    writeStaticString("{\"sequence\":")
    writeDigits(sequence)
    writeStaticString(",\"kind\":\"submit\"}")
  }

  /// Writes a number in decimal digits, without a `String` in between.
  ///
  /// - Parameter number: not negative.
  mutating func writeDigits(_ number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      writeInteger(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
