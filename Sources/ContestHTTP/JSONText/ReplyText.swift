import AttemptRecords
import ContestAPI
import Contests
import NIOCore
import Sessions

/// Writes what `CommandReplies` is in JSON, many times faster than an encoder.
enum ReplyText {
  /// The replies to commands, none of which comes with a solution.
  static func write(
    _ commands: [NumberedCommand], _ reply: SessionReply, receipt: Receipt?, at instant: Instant,
    in language: () -> Language, to buffer: inout ByteBuffer
  ) {
    buffer.writeStaticString("{\"replies\":[")
    for (index, outcome) in reply.outcomes.enumerated() {
      buffer.write(index == 0 ? "{\"sequence\":" : ",{\"sequence\":", commands[index].number)
      switch outcome {
      case .saved(let acknowledgement):
        buffer.write(",\"record\":", acknowledgement.sequence)
        buffer.write(",\"savedAt\":", acknowledgement.savedAt.milliseconds)
        buffer.writeStaticString(",\"head\":\"")
        buffer.write(acknowledgement.head)
        buffer.writeStaticString("\"}")
      case .rejected(let rejection):
        buffer.write(",\"refusal\":{\"code\":", rejection.code)
        buffer.write(",\"message\":", rejection.text.text(in: language()))
        buffer.writeStaticString(",\"details\":[]}")
        if let next = rejection.expectedSequence {
          buffer.write(",\"expectedSequence\":", next)
        }
        buffer.writeStaticString("}")
      case .repeated: preconditionFailure("the engine settles repeated numbers")
      }
    }
    buffer.write("],\"serverTime\":", instant.milliseconds)
    buffer.write(",\"deadline\":", reply.status.deadline.milliseconds)
    buffer.write(",\"state\":", reply.status.phase.name)
    if let receipt { buffer.write(",\"receipt\":", receipt) }
    buffer.writeStaticString("}")
  }
}
