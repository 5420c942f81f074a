/// The server's clock, read through its replies and carried on by this machine's monotonic clock.
///
/// This machine's time of day plays no part, so changing it changes nothing. All times are
/// milliseconds; monotonic ones count from any fixed moment.
struct ServerClock: Equatable, Sendable {
  private var serverTime: Int64
  private var readAt: Int64
  private var roundTrip: Int64

  /// A reading is replaced by a less exact one when it is older than this.
  private static let staleMilliseconds: Int64 = 60_000

  /// - Parameters:
  ///   - serverTime: what the server's clock showed when it answered.
  ///   - sentAt: when it was asked, monotonic.
  ///   - receivedAt: when the answer came, monotonic.
  init(serverTime: Int64, sentAt: Int64, receivedAt: Int64) {
    self.serverTime = serverTime
    readAt = receivedAt
    roundTrip = receivedAt - sentAt
  }

  /// Takes another reading if it is at least as exact: the answer that came quickest says best what
  /// the time is now.
  mutating func observe(serverTime: Int64, sentAt: Int64, receivedAt: Int64) {
    guard receivedAt - sentAt <= roundTrip || receivedAt - readAt > Self.staleMilliseconds else {
      return
    }
    self = ServerClock(serverTime: serverTime, sentAt: sentAt, receivedAt: receivedAt)
  }

  /// The server's time at a monotonic moment; behind it by at most one way of the network, so that
  /// nobody is stopped early.
  func time(at monotonic: Int64) -> Int64 { serverTime + monotonic - readAt }
}
