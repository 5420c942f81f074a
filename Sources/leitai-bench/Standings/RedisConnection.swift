import NIOCore
import NIOPosix

/// A connection to Redis on which many questions are under way at once, as a server has it that keeps
/// its leaderboard there.
struct RedisConnection: Sendable {
  private let channel: any Channel

  /// - Parameter socket: the path of the socket file.
  init(socket: String) async throws {
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RedisReplies())
        }
      }
      .connect(unixDomainSocketPath: socket).get()
  }

  /// Sends commands together.
  ///
  /// - Returns: the reply to each.
  func ask(_ commands: [[String]]) async throws -> [RedisReply] {
    var bytes = ByteBuffer()
    for command in commands {
      bytes.writeString("*\(command.count)\r\n")
      for word in command { bytes.writeString("$\(word.utf8.count)\r\n\(word)\r\n") }
    }
    let replies = channel.eventLoop.makePromise(of: [RedisReply].self)
    channel.writeAndFlush(
      RedisReplies.Question(commands: bytes, count: commands.count, replies: replies), promise: nil)
    return try await replies.futureResult.get()
  }
}

/// What Redis says, as far as a leaderboard needs it.
enum RedisReply: Equatable, Sendable {
  case nothing
  case number(Int)
  case text(String)
  case list([RedisReply])

  /// Takes the next reply out of bytes; `nil`, and nothing taken, while it is not whole.
  ///
  /// - Throws: `NotMeasured` for an error and for what is no reply.
  init?(from bytes: inout ByteBuffer) throws {
    var rest = bytes
    guard let kind: UInt8 = rest.readInteger(), let length = rest.position(of: Self.lineEnd),
      let line = rest.readString(length: length)
    else { return nil }
    rest.moveReaderIndex(forwardBy: Self.lineEnd.count)
    guard let number = Int(line), kind != UInt8(ascii: "-") else {
      throw NotMeasured("Redis answered \(line)")
    }
    switch kind {
    case UInt8(ascii: ":"): self = .number(number)
    case UInt8(ascii: "$") where number < 0: self = .nothing
    case UInt8(ascii: "$"):
      guard rest.readableBytes >= number + Self.lineEnd.count,
        let text = rest.readString(length: number)
      else { return nil }
      rest.moveReaderIndex(forwardBy: Self.lineEnd.count)
      self = .text(text)
    case UInt8(ascii: "*"):
      var list: [RedisReply] = []
      list.reserveCapacity(max(0, number))
      while list.count < number {
        guard let next = try RedisReply(from: &rest) else { return nil }
        list.append(next)
      }
      self = .list(list)
    default: throw NotMeasured("Redis answered in a way that is not known")
    }
    bytes = rest
  }

  private static let lineEnd = Array("\r\n".utf8)
}

/// Gives replies to whoever asked, in the order of the questions.
private final class RedisReplies: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = Question
  typealias OutboundOut = ByteBuffer

  struct Question: Sendable {
    let commands: ByteBuffer
    let count: Int
    let replies: EventLoopPromise<[RedisReply]>
  }

  private var asked = CircularBuffer<Question>()
  private var replies: [RedisReply] = []
  private var pending = ByteBuffer()

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    let question = unwrapOutboundIn(data)
    asked.append(question)
    context.write(wrapOutboundOut(question.commands), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    pending.writeImmutableBuffer(unwrapInboundIn(data))
    do {
      while let question = asked.first, let reply = try RedisReply(from: &pending) {
        replies.append(reply)
        guard replies.count == question.count else { continue }
        asked.removeFirst().replies.succeed(replies)
        replies = []
      }
      pending.discardReadBytes()
    } catch {
      fail(with: error)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(with: NotMeasured("Redis has hung up"))
    context.fireChannelInactive()
  }

  private func fail(with error: any Error) {
    while let question = asked.popFirst() { question.replies.fail(error) }
  }
}
