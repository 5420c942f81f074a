import Accounts
import AttemptRecords
import ContestAPI
import Contests
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import Sessions

/// Serves contestants' commands and the starts of their attempts in the connection's own pipeline,
/// before the router: the requests that tens of thousands send at once.
///
/// It takes a request only when everything is as usual: the caller is known in memory, the body is
/// short and plain. Whatever else comes goes on to the router, which serves the same route through the
/// same engine. Requests of a connection are answered in their order.
final class AnswerChannel: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let backend: Backend
  private let logger: Logger
  private var state = State.idle
  /// Requests on their way through the router.
  private var routed = 0
  /// Whether anything was passed on since the router was told that all has been read.
  private var hasPassed = false
  /// Parts that came while a request was being answered.
  private var held: [HTTPServerRequestPart] = []
  /// Whether reading was put off because of them; nobody asks for it again.
  private var owesRead = false
  /// Where bytes are written as they are: below the encoder of responses.
  private var wire: ChannelHandlerContext?
  /// How the input ended while a request was being answered. The router would close the connection
  /// at once, and is told afterwards.
  private var ending: Ending?
  /// The server wants to close the connection as soon as nothing is under way.
  private var isQuiescing = false

  private enum Ending {
    case closed
    case failed(any Error)
  }

  private enum State {
    case idle
    /// The body of a request that may be taken is coming.
    case reading(Taken, ByteBuffer)
    /// The rest of a request that the router has.
    case passing
    /// The engine has it.
    case answering(Taken)
  }

  /// A request that may be answered here. Shared by all who wait for the answer.
  private final class Taken: Sendable {
    let head: HTTPRequestHead
    let request: PlayRequest
    let contestant: ContestantID
    let began: ContinuousClock.Instant

    init(
      head: HTTPRequestHead, request: PlayRequest, contestant: ContestantID,
      began: ContinuousClock.Instant
    ) {
      self.head = head
      self.request = request
      self.contestant = contestant
      self.began = began
    }

    var language: Language { Language(preference: head.headers.first(name: "accept-language")) }
  }

  init(_ backend: Backend, logger: Logger) {
    self.backend = backend
    self.logger = logger
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    switch (state, part) {
    case (.answering, _):
      held.append(part)
    case (.idle, .head(let head)):
      if routed == 0, let taken = taken(head) {
        state = .reading(taken, ByteBuffer())
      } else {
        state = .passing
        pass(part, context)
      }
    case (.reading(let taken, var body), .body(var more)):
      if body.readableBytes == 0 { body = more } else { body.writeBuffer(&more) }
      if body.readableBytes > Self.bodyLimit {
        pass(taken, body, context)
      } else {
        state = .reading(taken, body)
      }
    case (.reading(let taken, let body), .end):
      guard !serve(taken, body, context) else { return }
      pass(taken, body, context)
      pass(part, context)
      state = .idle
    case (.passing, .end):
      state = .idle
      pass(part, context)
    case (.passing, _), (.idle, _), (.reading, .head): pass(part, context)
    }
  }

  /// Longer bodies are the router's: it knows all limits.
  private static let bodyLimit = 16 << 10

  private func taken(_ head: HTTPRequestHead) -> Taken? {
    guard head.method == .POST, let request = PlayRequest(path: head.uri),
      head.isKeepAlive, !head.headers.contains(name: "expect"),
      let token = ContestRouter.token(of: head.headers.first(name: "authorization")),
      let contestant = backend.desk.cachedPrincipal(of: token, at: backend.now())?.contestant
    else { return nil }
    return Taken(
      head: head, request: request, contestant: contestant, began: ContinuousClock().now)
  }

  /// Takes a request that has come in whole; `false` for one that is the router's after all.
  private func serve(
    _ taken: Taken, _ body: ByteBuffer, _ context: ChannelHandlerContext
  ) -> Bool {
    switch taken.request {
    case .commands(let attempt):
      guard let commands = Self.commands(in: body), admits(taken) else { return false }
      state = .answering(taken)
      answer(taken, attempt, commands, context)
    case .start(let stage):
      guard admits(taken) else { return false }
      state = .answering(taken)
      reply(to: taken, context) { [backend] in
        AttemptText.write(try await backend.begin(stage, by: taken.contestant))
      }
    }
    return true
  }

  /// Whoever asks too often is refused by the router, which counts its requests itself.
  private func admits(_ taken: Taken) -> Bool {
    backend.throttle.admits(taken.contestant.text, at: backend.now())
  }

  private static func commands(in body: ByteBuffer) -> [NumberedCommand]? {
    try? body.withUnsafeReadableBytes(CommandScan.commands)?.numbered()
  }

  private func pass(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    hasPassed = true
    guard case .head = part else { return context.fireChannelRead(wrapInboundOut(part)) }
    routed += 1
    context.fireChannelRead(wrapInboundOut(part))
    // The router closes the connection once it has answered.
    if isQuiescing { context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
  }

  /// Gives what was read so far to the router.
  private func pass(_ taken: Taken, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
    state = .passing
    pass(.head(taken.head), context)
    if body.readableBytes > 0 { pass(.body(body), context) }
  }

  // MARK: Answers

  private func answer(
    _ taken: Taken, _ attempt: AttemptID, _ commands: [NumberedCommand],
    _ context: ChannelHandlerContext
  ) {
    let loop = context.eventLoop
    let here = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    backend.engine.take(commands, on: attempt, by: taken.contestant) { result in
      loop.execute {
        here.value.handler.finish(commands, result, here.value.context)
      }
    }
  }

  private func finish(
    _ commands: [NumberedCommand], _ result: Result<SessionReply, SessionFailure>,
    _ context: ChannelHandlerContext
  ) {
    guard case .answering(let taken) = state, context.channel.isActive else { return }
    do {
      let reply = try result.get()
      guard !reply.status.answersAreFinal else {
        // What is right must be looked up first.
        return self.reply(to: taken, context) { [backend, language = taken.language] in
          try ContestHTTP.Reply.json(
            try await backend.replies(to: commands, reply, in: language)
          ).body
        }
      }
      var body = context.channel.allocator.buffer(capacity: 192 * commands.count + 128)
      ReplyText.write(
        commands, reply, receipt: try reply.submission(to: commands).map(backend.receipt),
        at: backend.now(), in: { taken.language }, to: &body)
      backend.metrics.count(reply)
      send(.ok, body, to: taken, context)
    } catch {
      refuse(taken, error, context)
    }
  }

  /// Answers with a body that takes more than a look into memory.
  private func reply(
    to taken: Taken, _ context: ChannelHandlerContext,
    _ body: @Sendable @escaping () async throws -> ByteBuffer
  ) {
    let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.eventLoop.makeFutureWithTask(body).whenComplete { result in
      let (handler, context) = here.value
      switch result {
      case .success(let body): handler.send(.ok, body, to: taken, context)
      case .failure(let error): handler.refuse(taken, error, context)
      }
    }
  }

  private func refuse(
    _ taken: Taken, _ error: any Error, _ context: ChannelHandlerContext
  ) {
    let refusal = Refusals(backend.metrics)
      .message(of: error, in: taken.language, logger: logger)
    send(
      HTTPResponseStatus(statusCode: refusal.status.code), ByteBuffer(bytes: refusal.body),
      retryAfter: refusal.headers[.retryAfter], to: taken, context)
  }

  /// Sends head and body as the bytes that they are; the encoder would make three writes of them.
  private func send(
    _ status: HTTPResponseStatus, _ body: ByteBuffer, retryAfter: String? = nil,
    to taken: Taken, _ context: ChannelHandlerContext
  ) {
    guard let wire else { return }
    var body = body
    var bytes = context.channel.allocator.buffer(capacity: 160 + body.readableBytes)
    bytes.writeStaticString("HTTP/1.1 ")
    bytes.writeString(String(status.code))
    bytes.writeStaticString(" ")
    bytes.writeString(status.reasonPhrase)
    bytes.writeStaticString(
      "\r\nServer: leitai\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ")
    bytes.writeString(String(body.readableBytes))
    if let retryAfter {
      bytes.writeStaticString("\r\nRetry-After: ")
      bytes.writeString(retryAfter)
    }
    bytes.writeStaticString("\r\n\r\n")
    bytes.writeBuffer(&body)
    let sent = isQuiescing ? context.eventLoop.makePromise(of: Void.self) : nil
    wire.writeAndFlush(NIOAny(bytes), promise: sent)
    backend.metrics.count(
      route: taken.request.route, method: "POST", status: Int(status.code),
      took: ContinuousClock().now - taken.began)
    if let sent {
      // The state stays, so that nothing more is taken.
      sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    } else {
      state = .idle
      goOn(context)
    }
  }

  /// Takes what came while a request was being answered.
  private func goOn(_ context: ChannelHandlerContext) {
    let waiting = held
    held = []
    for part in waiting { channelRead(context: context, data: wrapInboundOut(part)) }
    // The router looks at what came only then.
    if !waiting.isEmpty { context.fireChannelReadComplete() }
    if owesRead, held.isEmpty {
      owesRead = false
      context.read()
    }
    if case .answering = state { return }
    defer { ending = nil }
    switch ending {
    case .closed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    case .failed(let error): context.fireErrorCaught(error)
    case nil: return
    }
  }

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) {
    wire = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
  }

  func handlerRemoved(context: ChannelHandlerContext) { wire = nil }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    if case .end = unwrapOutboundIn(data) { routed -= 1 }
    context.write(data, promise: promise)
  }

  /// Behind this handler it is of interest only to whom something was passed on.
  func channelReadComplete(context: ChannelHandlerContext) {
    guard hasPassed else { return }
    hasPassed = false
    context.fireChannelReadComplete()
  }

  /// Nothing more is read while parts are held back.
  func read(context: ChannelHandlerContext) {
    if held.isEmpty { context.read() } else { owesRead = true }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch (event, state) {
    case (is ChannelShouldQuiesceEvent, .answering), (is ChannelShouldQuiesceEvent, .reading):
      isQuiescing = true
    case (let event as ChannelEvent, .answering) where event == .inputClosed: ending = .closed
    // A reply is being made; unless it is there and nobody takes it.
    case (is IdleStateHandler.IdleStateEvent, .idle) where routed > 0 && context.channel.isWritable:
      break
    case (is IdleStateHandler.IdleStateEvent, .answering): break
    // Nothing was asked, or half a request came and no more of it.
    case (is IdleStateHandler.IdleStateEvent, _): context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case .answering = state { ending = .failed(error) } else { context.fireErrorCaught(error) }
  }
}
