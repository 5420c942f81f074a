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
      buffer.writeStaticString(index == 0 ? "{\"sequence\":" : ",{\"sequence\":")
      buffer.write(commands[index].number)
      switch outcome {
      case .saved(let acknowledgement):
        buffer.writeStaticString(",\"record\":")
        buffer.write(acknowledgement.sequence)
        buffer.writeStaticString(",\"savedAt\":")
        buffer.write(Int(acknowledgement.savedAt.milliseconds))
        buffer.writeStaticString(",\"head\":\"")
        buffer.write(acknowledgement.head)
        buffer.writeStaticString("\"}")
      case .rejected(let rejection):
        buffer.writeStaticString(",\"refusal\":{\"code\":")
        buffer.write(text: rejection.code)
        buffer.writeStaticString(",\"message\":")
        buffer.write(text: rejection.text.text(in: language()))
        buffer.writeStaticString(",\"details\":[]}")
        if let next = rejection.expectedSequence {
          buffer.writeStaticString(",\"expectedSequence\":")
          buffer.write(next)
        }
        buffer.writeStaticString("}")
      case .repeated: preconditionFailure("the engine settles repeated numbers")
      }
    }
    buffer.writeStaticString("],\"serverTime\":")
    buffer.write(Int(instant.milliseconds))
    buffer.writeStaticString(",\"deadline\":")
    buffer.write(Int(reply.status.deadline.milliseconds))
    buffer.writeStaticString(",\"state\":")
    buffer.write(text: reply.status.phase.name)
    if let receipt { buffer.write(receipt) }
    buffer.writeStaticString("}")
  }
}

extension ByteBuffer {
  /// The field of a receipt; its texts need no escapes.
  fileprivate mutating func write(_ receipt: Receipt) {
    writeStaticString(",\"receipt\":{\"format\":")
    write(text: receipt.format)
    writeStaticString(",\"attempt\":")
    write(text: receipt.attempt)
    writeStaticString(",\"records\":")
    write(receipt.records)
    writeStaticString(",\"head\":")
    write(text: receipt.head)
    writeStaticString(",\"submittedAt\":")
    write(Int(receipt.submittedAt))
    writeStaticString(",\"signer\":")
    write(text: receipt.signer)
    writeStaticString(",\"signature\":")
    write(text: receipt.signature)
    writeStaticString("}")
  }

  /// 64 hexadecimal digits.
  fileprivate mutating func write(_ head: ChainHead) {
    writeWithUnsafeMutableBytes(minimumWritableBytes: 64) { digits in
      head.withBytes { bytes in
        for (index, byte) in bytes.enumerated() {
          digits[index * 2] = HexadecimalDigit.of(byte >> 4)
          digits[index * 2 + 1] = HexadecimalDigit.of(byte & 15)
        }
      }
      return 64
    }
  }

  fileprivate mutating func write(_ number: Int) { writeString(String(number)) }

  /// A text of the server's own, in quotes: quotes, backslashes and control characters are escaped.
  fileprivate mutating func write(text: String) {
    writeInteger(UInt8(0x22))
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        writeInteger(UInt8(0x5C))
        writeInteger(byte)
      case ..<0x20: writeString("\\u00" + [byte].hexadecimal)
      default: writeInteger(byte)
      }
    }
    writeInteger(UInt8(0x22))
  }
}
