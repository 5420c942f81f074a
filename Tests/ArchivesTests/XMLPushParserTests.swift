import Archives
import Testing

@Suite struct XMLPushParserTests {
  /// An error of a format of its own.
  private enum Fault: Error, Equatable {
    case refused(code: String, row: Int)
    case banned(line: Int)
    case bannedText
    case bannedEnd
  }

  /// Counts rows and objects to some words.
  private final class Rows: XMLHandler {
    var events: [String] = []
    private var row = 0

    func refusal(_ error: ArchiveError) -> Fault {
      .refused(code: error.code, row: row)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(Fault) -> XMLVisit {
      switch name {
      case "row":
        row += 1
        events.append("row \(attributes.integer("n") ?? -1) \(attributes.flag("on"))")
      case "skipped": return .skip
      case "banned": throw .banned(line: name.line)
      default: events.append("\(name.namespace ?? "-") \(name.text) \(name.line)")
      }
      return .enter
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
      if bytes.elementsEqual("banned".utf8) { throw .bannedText }
    }

    func end(_ name: XMLName) throws(Fault) {
      if "late" ~= name { throw .bannedEnd }
      events.append("/" + name.text)
    }
  }

  private func run(_ text: String, in chunkBytes: Int = 7) -> (events: [String], fault: Fault?) {
    let handler = Rows()
    do throws(Fault) {
      let parser = try XMLPushParser(handler)
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        try rest.prefix(chunkBytes).withUnsafeBufferPointer { (chunk) throws(Fault) in
          try parser.feed(chunk)
        }
        rest = rest.dropFirst(chunkBytes)
      }
      try parser.finish()
      return (handler.events, nil)
    } catch {
      return (handler.events, error)
    }
  }

  @Test func elementsAreToldWithNamesAndLines() {
    let (events, fault) = run("<a xmlns='urn:x'>\n<row n='7' on='true'/>\n<b/></a>")
    #expect(fault == nil)
    #expect(events == ["urn:x a 1", "row 7 true", "/row", "urn:x b 3", "/b", "/a"])
  }

  @Test func skippedElementIsNotToldNorWhatIsInside() {
    let (events, fault) = run("<a><skipped>banned<banned/><late/></skipped><row/></a>")
    #expect(fault == nil)
    #expect(events == ["- a 1", "row -1 false", "/row", "/a"])
  }

  @Test func handlerThrowsItsOwnError() {
    #expect(run("<a>\n\n<banned/>\n<row/></a>").fault == .banned(line: 3))
    #expect(run("<a>banned</a>", in: 100).fault == .bannedText)
    #expect(run("<a><late/><banned/></a>", in: 100).fault == .bannedEnd)
  }

  @Test func handlerSaysTheRefusalsOfTheParser() {
    #expect(run("<a><row/><row/></b>").fault == .refused(code: "malformed-xml", row: 2))
    #expect(run("<!DOCTYPE a><a/>").fault == .refused(code: "forbidden-doctype", row: 0))
    #expect(run("<a><row/>").fault == .refused(code: "malformed-xml", row: 1))
  }

  @Test func nothingIsToldAfterAnError() {
    #expect(run("<a><banned/><row/></a>", in: 100).events == ["- a 1"])
  }

  @Test func parserTellsItsLine() throws {
    let parser = try XMLPushParser(Rows())
    #expect(parser.line == 1)
    try Array("<a>\n\n<b/>".utf8).withUnsafeBufferPointer { (chunk) throws(Fault) in
      try parser.feed(chunk)
    }
    #expect(parser.line == 3)
  }
}
