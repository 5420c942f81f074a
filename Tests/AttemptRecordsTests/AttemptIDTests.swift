import AttemptRecords
import Testing

@Suite struct AttemptIDTests {
  @Test(arguments: [1, 0xABC, Int64.max]) func aNumberIsReadAsItIsWritten(number: Int64) {
    let id = AttemptID(number: number)
    #expect(id.description.utf8.count == 16)
    #expect(AttemptID(id.description) == id)
  }

  @Test(arguments: [
    "", "1", "0000000000000000", "+000000000000001", "-000000000000001", "000000000000001g",
    "00000000000000001", "ffffffffffffffff", "\u{FF11}00000000000001", " 000000000000001",
  ])
  func anythingElseIsNoAttempt(text: String) {
    #expect(AttemptID(text) == nil)
  }
}
