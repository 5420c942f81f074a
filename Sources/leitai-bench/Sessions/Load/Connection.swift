import NIOCore

/// One connection with its visitor: sends a request and, when the reply is whole, tells what came of
/// it. There is never more than one request on its way.
final class Connection<Guest: Visitor>: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private(set) var visitor: Guest
  /// When the request that is on its way was to be sent.
  private(set) var due = NIODeadline.uptimeNanoseconds(0)
  private let replied: (Connection, Result<Int, any Error>) -> Void
  private var reader = ReplyReader()
  private var request = ByteBuffer()
  private var context: ChannelHandlerContext?

  /// - Parameter replied: called with what the visitor made of a reply, or with the reason why
  ///   there will be none.
  init(visitor: Guest, replied: @escaping (Connection, Result<Int, any Error>) -> Void) {
    self.visitor = visitor
    self.replied = replied
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  /// Sends the visitor's next request.
  func send(due: NIODeadline) throws {
    guard let context else { throw NotMeasured("the server closed a connection") }
    self.due = due
    request.clear()
    try visitor.ask(into: &request)
    context.writeAndFlush(wrapOutboundOut(request), promise: nil)
  }

  func close() { context?.close(promise: nil) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do {
      guard let reply = try reader.read(unwrapInboundIn(data)) else { return }
      replied(self, .success(try visitor.take(reply)))
    } catch {
      replied(self, .failure(error))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    replied(self, .failure(error))
  }

  func channelInactive(context: ChannelHandlerContext) {
    replied(self, .failure(NotMeasured("the server closed a connection")))
  }
}
