import NIOCore
import Testing

@testable import leitai_bench

@Suite struct ReplyReaderTests {
  private let head = "HTTP/1.1 200 OK\r\nServer: leitai\r\nContent-Length: 5\r\n\r\n"

  @Test func aReplyIsReadWhereverItIsCut() throws {
    let whole = ByteBuffer(string: head + "hello")
    for cut in 0...whole.readableBytes {
      var reader = ReplyReader()
      var rest = whole
      let first = rest.readSlice(length: cut)
      var reply = try reader.read(try #require(first))
      #expect((reply != nil) == (cut == whole.readableBytes))
      if reply == nil { reply = try reader.read(rest) }
      #expect(reply?.status == 200)
      #expect(reply.map { String(buffer: $0.body) } == "hello")
    }
  }

  @Test func aReaderReadsOneReplyAfterAnother() throws {
    var reader = ReplyReader()
    #expect(try reader.read(ByteBuffer(string: head + "hello"))?.status == 200)
    let refused = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nretry-after: 12\r\n\r\n"
    let reply = try #require(try reader.read(ByteBuffer(string: refused)))
    #expect(reply.status == 503)
    #expect(reply.head.number(of: .retryAfter) == 12)
    #expect(reply.body.readableBytes == 0)
    #expect(throws: NotMeasured.self) { try reply.requireOK() }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc", "\r\n\r\n",
  ])
  func whatIsNoSingleReplyWithALengthIsRefused(text: String) {
    var reader = ReplyReader()
    #expect(throws: NotMeasured.self) { try reader.read(ByteBuffer(string: text)) }
  }

  @Test(arguments: [(1, ""), (1, "a"), (2, "saved"), (1, "saved saved")])
  func everyCommandMustHaveBeenSaved(count: Int, text: String) {
    let body = text.split(separator: " ").map { "{\"\($0)At\":1}" }.joined(separator: ",")
    #expect(throws: NotMeasured.self) { try reply(body).requireSaved(count) }
  }

  @Test func savedCommandsCountOnlyWithoutARefusal() throws {
    try reply(#"{"savedAt":1},{"savedAt":2}"#).requireSaved(2)
    #expect(throws: NotMeasured.self) {
      try reply(#"{"savedAt":1},{"refusal":{"code":"past-deadline"}}"#).requireSaved(1)
    }
  }

  @Test func bytesAreFoundFromAnyPlaceOn() {
    let text = ByteBuffer(string: "aabaab")
    #expect(text.position(of: Array("aab".utf8)) == 0)
    #expect(text.position(of: Array("aab".utf8), from: 1) == 3)
    #expect(text.position(of: Array("aab".utf8), from: 4) == nil)
    #expect(text.count(of: Array("aab".utf8)) == 2)
    #expect(ByteBuffer().position(of: Array("a".utf8)) == nil)
  }

  private func reply(_ body: String) -> Reply {
    Reply(status: 200, head: ByteBuffer(), body: ByteBuffer(string: body))
  }
}
