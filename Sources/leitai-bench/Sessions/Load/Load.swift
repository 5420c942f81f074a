import NIOCore
import NIOPosix

/// Visitors on a connection each, and how they come.
struct Load<Guest: Visitor>: Sendable {
  var visitors: [Guest]
  /// On 127.0.0.1.
  let port: Int

  /// When a request is sent.
  enum Pace: Sendable {
    /// As soon as the connection has the reply to the one before.
    case closed
    /// At its time, so many a second. One that is due when no connection is free is sent late, and
    /// its wait counts.
    case open(perSecond: Double)
  }

  /// What came of it.
  struct Outcome: Sendable {
    /// From the first request to the end of the time.
    let seconds: Double
    /// What the visitors completed in that time.
    var completed = 0
    /// Replies in that time.
    var replies = 0
    /// Microseconds from the time at which a request was due to its reply, of those that completed
    /// something; ascending.
    var latencies: [UInt32] = []

    var perSecond: Double { Double(completed) / seconds }

    /// Milliseconds within which that share of the requests was answered: the smallest latency that
    /// is not exceeded by so many.
    func latency(_ share: Double) throws -> Double {
      guard !latencies.isEmpty else { throw NotMeasured("nothing was answered") }
      let rank = Int((share * Double(latencies.count)).rounded(.up))
      return Double(latencies[max(rank, 1) - 1]) / 1000
    }
  }

  /// Lets the visitors ask for some time, and waits for the last reply. They keep what they learned:
  /// the next run goes on from there.
  ///
  /// - Throws: `NotMeasured` at the first reply that is not as it should be.
  mutating func run(_ pace: Pace, seconds: Double, on loop: any EventLoop) throws -> Outcome {
    let load = self
    let (outcome, visitors) = try loop.flatSubmit {
      LoadDriver(load, pace, seconds: seconds, loop: loop).run()
    }.wait()
    self.visitors = visitors
    return outcome
  }
}

/// Runs a load on an event loop, and is used on no other thread.
private final class LoadDriver<Guest: Visitor> {
  private let load: Load<Guest>
  private let pace: Load<Guest>.Pace
  private let seconds: Double
  private let loop: any EventLoop
  private let ending: EventLoopPromise<(Load<Guest>.Outcome, [Guest])>
  private var connections: [Connection<Guest>] = []
  /// Connections without a request on its way; the one that has waited longest comes first.
  private var free: CircularBuffer<Connection<Guest>> = []
  private var start = NIODeadline.uptimeNanoseconds(0)
  private var end = NIODeadline.uptimeNanoseconds(0)
  private var outcome: Load<Guest>.Outcome
  /// Requests that were sent, for an open loop.
  private var sent = 0
  private var isWaiting = false
  private var isOver = false

  init(_ load: Load<Guest>, _ pace: Load<Guest>.Pace, seconds: Double, loop: any EventLoop) {
    self.load = load
    self.pace = pace
    self.seconds = seconds
    self.loop = loop
    ending = loop.makePromise()
    outcome = Load.Outcome(seconds: seconds)
  }

  func run() -> EventLoopFuture<(Load<Guest>.Outcome, [Guest])> {
    connections = load.visitors.map { visitor in
      Connection(visitor: visitor) { self.replied($0, $1) }
    }
    let connected = connections.map { connect($0) }
    EventLoopFuture.andAllSucceed(connected, on: loop).assumeIsolated().whenComplete { result in
      do {
        try result.get()
        try self.begin()
      } catch {
        self.finish(.failure(error))
      }
    }
    return ending.futureResult
  }

  private func connect(_ connection: Connection<Guest>) -> EventLoopFuture<Void> {
    let bound = NIOLoopBound(connection, eventLoop: loop)
    return ClientBootstrap(group: loop)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 << 10))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(bound.value)
        }
      }
      .connect(host: "127.0.0.1", port: load.port).map { _ in }
  }

  private func begin() throws {
    start = .now()
    end = start + .nanoseconds(Int64(seconds * 1e9))
    switch pace {
    case .closed: for connection in connections { try connection.send(due: start) }
    case .open: free.append(contentsOf: connections)
    }
    try sendWhatIsDue()
  }

  private func replied(_ connection: Connection<Guest>, _ result: Result<Int, any Error>) {
    guard !isOver else { return }
    do {
      count(try result.get(), due: connection.due)
      if case .closed = pace, NIODeadline.now() < end {
        try connection.send(due: .now())
      } else {
        free.append(connection)
        try sendWhatIsDue()
      }
    } catch {
      finish(.failure(error))
    }
  }

  private func count(_ completed: Int, due: NIODeadline) {
    let now = NIODeadline.now()
    if completed > 0 {
      outcome.latencies.append(UInt32(clamping: (now - due).nanoseconds / 1000))
    }
    guard now <= end else { return }
    outcome.completed += completed
    outcome.replies += 1
  }

  /// Sends what is due as far as there are connections, and comes back when there is more to do.
  private func sendWhatIsDue() throws {
    if case .open(let perSecond) = pace {
      while !free.isEmpty {
        let due = start + .nanoseconds(Int64(Double(sent) * 1e9 / perSecond))
        guard due < end else { break }
        guard due <= .now() else { return wait(until: due) }
        sent += 1
        try free.removeFirst().send(due: due)
      }
    }
    // Only at the end is every connection free: before, something is on its way or waited for.
    if free.count == connections.count { finish(.success(())) }
  }

  private func wait(until due: NIODeadline) {
    guard !isWaiting else { return }
    isWaiting = true
    loop.assumeIsolated().scheduleTask(deadline: due) {
      self.isWaiting = false
      guard !self.isOver else { return }
      do { try self.sendWhatIsDue() } catch { self.finish(.failure(error)) }
    }
  }

  private func finish(_ result: Result<Void, any Error>) {
    guard !isOver else { return }
    isOver = true
    for connection in connections { connection.close() }
    switch result {
    case .success:
      outcome.latencies.sort()
      ending.succeed((outcome, connections.map(\.visitor)))
    case .failure(let error): ending.fail(error)
    }
    connections = []
    free = []
  }
}
