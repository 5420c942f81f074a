import ContestClient
import Testing

@Suite struct EventStreamReaderTests {
  private func read(_ text: String, in pieces: Int = 1) throws -> [EventStreamReader.Part] {
    var reader = EventStreamReader()
    let bytes = Array(text.utf8)
    var parts: [EventStreamReader.Part] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + max(1, bytes.count / pieces), bytes.count)
      parts += try reader.read(bytes[start..<end])
      start = end
    }
    return parts
  }

  private func event(
    _ data: String, id: String? = nil, name: String = "message"
  ) -> EventStreamReader.Part {
    .event(ServerEvent(id: id, name: name, data: data))
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func eventsAreReadHoweverTheyAreCut(pieces: Int) throws {
    let text =
      ": hello\nretry: 2000\n\nid: 7\nevent: change\ndata: 甲\ndata:  b\n\n:\n\ndata\n\n"
    #expect(
      try read(text, in: pieces) == [
        .comment, event("甲\n b", id: "7", name: "change"), .comment, event("", id: "7"),
      ])
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func everyLineEndingIsOne(end: String) throws {
    let text = ["data: a", "id: 1", "", "data: b", "", ""].joined(separator: end)
    #expect(try read(text) == [event("a", id: "1"), event("b", id: "1")])
  }

  @Test func anEventThatDoesNotEndIsNone() throws {
    #expect(try read("data: a\n") == [])
    #expect(try read("event: x\nid: 1\n\n") == [])
    #expect(try read("id: 1\0\ndata: a\n\n") == [event("a")])
  }

  @Test func aLineWithoutEndIsRefused() {
    #expect(throws: EventStreamReader.TooLong.self) {
      var reader = EventStreamReader()
      _ = try reader.read(Array(repeating: UInt8(ascii: "a"), count: (4 << 20) + 1))
    }
  }
}
