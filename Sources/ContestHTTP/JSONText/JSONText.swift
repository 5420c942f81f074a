import AttemptRecords
import ContestAPI
import Contests
import NIOCore

/// The parts of JSON that the texts written without an encoder are made of; each writes a name, as it
/// stands in the text, and its value.
extension ByteBuffer {
  mutating func write(_ name: StaticString, _ number: some FixedWidthInteger) {
    writeStaticString(name)
    write(number)
  }

  mutating func write(_ name: StaticString, _ isTrue: Bool) {
    writeStaticString(name)
    writeStaticString(isTrue ? "true" : "false")
  }

  mutating func write(_ name: StaticString, _ text: String) {
    writeStaticString(name)
    write(text: text)
  }

  mutating func write(_ name: StaticString, _ receipt: Receipt) {
    writeStaticString(name)
    write("{\"format\":", receipt.format)
    write(",\"attempt\":", receipt.attempt)
    write(",\"records\":", receipt.records)
    write(",\"head\":", receipt.head)
    write(",\"submittedAt\":", receipt.submittedAt)
    write(",\"signer\":", receipt.signer)
    write(",\"signature\":", receipt.signature)
    writeStaticString("}")
  }

  /// A list of whatever `write` writes.
  mutating func write<Element>(
    _ name: StaticString, _ list: some Collection<Element>,
    _ write: (inout ByteBuffer, Element) -> Void
  ) {
    writeStaticString(name)
    writeStaticString("[")
    var isFirst = true
    for element in list {
      if !isFirst { writeStaticString(",") }
      isFirst = false
      write(&self, element)
    }
    writeStaticString("]")
  }

  mutating func write(_ number: some FixedWidthInteger) {
    // The least number has 20 signs.
    writeWithUnsafeMutableBytes(minimumWritableBytes: 20) { signs in
      var rest = number.magnitude
      var start = 20
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        rest = quotient
        start -= 1
        signs[start] = UInt8(0x30) + UInt8(digit)
      } while rest > 0
      if number < 0 {
        start -= 1
        signs[start] = 0x2D
      }
      let count = 20 - start
      if start > 0 { for index in 0..<count { signs[index] = signs[start + index] } }
      return count
    }
  }

  /// 64 hexadecimal digits.
  mutating func write(_ head: ChainHead) {
    writeWithUnsafeMutableBytes(minimumWritableBytes: 64) { digits in
      head.withBytes { bytes in
        for index in 0..<32 {
          digits[index * 2] = Self.hexadecimal(bytes[index] >> 4)
          digits[index * 2 + 1] = Self.hexadecimal(bytes[index] & 15)
        }
      }
      return 64
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(0x30) + digit : UInt8(0x57) + digit
  }

  /// In quotes; quotes, backslashes and control characters are escaped.
  mutating func write(text: String) {
    writeInteger(UInt8(0x22))
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else { return false }
      writeBytes(bytes)
      return true
    }
    if !isPlain {
      for byte in text.utf8 { write(escaped: byte) }
    }
    writeInteger(UInt8(0x22))
  }

  private mutating func write(escaped byte: UInt8) {
    switch byte {
    case 0x22, 0x5C:
      writeInteger(UInt8(0x5C))
      writeInteger(byte)
    case ..<0x20: writeString("\\u00" + [byte].hexadecimal)
    default: writeInteger(byte)
    }
  }
}
