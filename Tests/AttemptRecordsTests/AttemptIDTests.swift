import AttemptRecords
import Contests
import Testing

@Suite struct AttemptIDTests {
  @Test(arguments: [1, 0xABC, Int64.max]) func aNumberIsReadAsItIsWritten(number: Int64) {
    let id = AttemptID(number: number)
    #expect(id.description.utf8.count == 16)
    #expect(AttemptID(id.description) == id)
  }

  @Test func aNewIdStandsWhereItsTimeStands() {
    let now = Instant(milliseconds: 1_795_299_681_994)
    let ids = (0..<3).flatMap { later in
      [UInt64.min, .max].map { AttemptID(at: now + Milliseconds(later), random: $0) }
    }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { AttemptID($0.description) == $0 })
    // A clock that is far off makes an id all the same.
    for milliseconds in [Int64.min, -1, 0, 1 << 42, .max] {
      for random in [UInt64.min, .max] {
        let id = AttemptID(at: Instant(milliseconds: milliseconds), random: random)
        #expect(id.number > 0)
      }
    }
  }

  @Test(arguments: [
    "", "1", "0000000000000000", "+000000000000001", "-000000000000001", "000000000000001g",
    "00000000000000001", "ffffffffffffffff", "\u{FF11}00000000000001", " 000000000000001",
  ])
  func anythingElseIsNoAttempt(text: String) {
    #expect(AttemptID(text) == nil)
  }
}
