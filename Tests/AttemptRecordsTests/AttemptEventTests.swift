import AttemptRecords
import Contests
import Testing

@Suite struct AttemptEventTests {
  private func start(bell: Bool = false, seat: Int? = nil) throws -> AttemptStart {
    let unit = try #require(UnitName("徐工集团"))
    return AttemptStart(
      contestant: try ContestantID("1000"), stage: try StagePath("cup/fitter/preliminary"),
      number: 3, bank: try BankID("fitter"), bankVersion: 77, seed: 0x0102_0304_0506_0708,
      bell: bell ? Instant(milliseconds: 1_743_472_800_000) : nil,
      deadline: Instant(milliseconds: 1_743_473_400_000),
      due: Instant(milliseconds: 1_743_473_403_000),
      unitSeat: seat.map { UnitSeat(unit: unit, number: $0) })
  }

  @Test(arguments: [
    AttemptEvent.answered(item: 0, .choices([Choices(position: 0), Choices(position: 7)])),
    .answered(item: 499, .choices(Choices(position: 3))), .cleared(item: 12),
    .submitted(by: .contestant), .submitted(by: .deadline), .submitted(by: .closing),
    .answered(item: 3, .places([2, 0, nil, 1])), .answered(item: 3, .places([nil])),
    .answered(item: 4, .texts(["", "50 Hz", "欧姆Ω"])), .answered(item: 4, .texts(["-1.5"])),
    .flagged(item: 3, true), .flagged(item: 3, false), .signalled(.focusLost),
    .signalled(.resized), .heartbeat,
    .ruled(.extended(by: .seconds(300)), Note(actor: "li", reason: "断网")),
    .ruled(.suspended, Note(actor: "li", reason: "火警")),
    .ruled(.resumed(after: Milliseconds(1)), Note(actor: "li", reason: "好")),
    .ruled(.voided(mayRetry: true), Note(actor: "li", reason: "死机")),
    .ruled(.voided(mayRetry: false), Note(actor: "li", reason: "作弊")),
  ])
  func eventsSurviveStorage(event: AttemptEvent) {
    #expect(AttemptEvent(encoded: event.encoded) == event)
    #expect(AttemptEvent(encoded: event.encoded + [0]) == nil)
    #expect(AttemptEvent(encoded: event.encoded.dropLast()) == nil)
  }

  @Test func theStartSurvivesStorageAndNoPrefixOfItDoes() throws {
    for start in [
      try start(), try start(bell: true), try start(seat: 3), try start(bell: true, seat: 9),
    ] {
      let event = AttemptEvent.started(start)
      #expect(AttemptEvent(encoded: event.encoded) == event)
      for count in event.encoded.indices {
        #expect(AttemptEvent(encoded: Array(event.encoded.prefix(count))) == nil)
      }
    }
    // A plain start has one form only.
    var padded = AttemptEvent.started(try start()).encoded
    padded[0] = 7
    #expect(AttemptEvent(encoded: padded + [UInt8](repeating: 0, count: 14)) == nil)
    #expect(AttemptEvent(encoded: [9]) == nil)
    #expect(AttemptEvent(encoded: [9, 4]) == nil)
    #expect(AttemptEvent(encoded: [8, 0, 1, 2]) == nil)
    #expect(AttemptEvent(encoded: [15]) == nil)
  }

  /// The stored form is never changed: the chain of every attempt is computed over it.
  @Test func storedFormsAreFixed() {
    #expect(
      AttemptEvent.answered(item: 258, .choices(Choices(rawValue: 5))).encoded == [2, 1, 2, 5])
    #expect(AttemptEvent.answered(item: 1, .places([2, nil])).encoded == [5, 0, 1, 2, 2, 255])
    #expect(
      AttemptEvent.answered(item: 1, .texts(["Ω", ""])).encoded
        == [6, 0, 1, 2, 0, 2, 0xCE, 0xA9, 0, 0])
    #expect(AttemptEvent.cleared(item: 1).encoded == [3, 0, 1])
    #expect(AttemptEvent.submitted(by: .deadline).encoded == [4, 1])
    #expect(AttemptEvent.flagged(item: 1, true).encoded == [8, 0, 1, 1])
    #expect(AttemptEvent.signalled(.pasted).encoded == [9, 2])
    #expect(AttemptEvent.heartbeat.encoded == [10])
    let note = Note(actor: "li", reason: "x")
    let words: [UInt8] = [0, 2, 0x6C, 0x69, 0, 1, 0x78]
    #expect(
      AttemptEvent.ruled(.extended(by: Milliseconds(256)), note).encoded
        == [11, 0, 0, 0, 0, 0, 0, 1, 0] + words)
    #expect(AttemptEvent.ruled(.suspended, note).encoded == [12] + words)
    #expect(
      AttemptEvent.ruled(.resumed(after: Milliseconds(1)), note).encoded
        == [13, 0, 0, 0, 0, 0, 0, 0, 1] + words)
    #expect(AttemptEvent.ruled(.voided(mayRetry: true), note).encoded == [14, 1] + words)
    let head = ChainHead.empty.extended(
      attempt: AttemptID(number: 1), sequence: 2, at: Instant(milliseconds: 3),
      event: AttemptEvent.cleared(item: 4).encoded)
    // Computed by another program from the same fields.
    #expect(
      head.description == "cbd76497dc4d4d137217c0a3d5c8d2574af83f62c6b0ee9e04c2626cbd169a3d")
  }
}
