/// Which request is next, and after which pause: one at a time, and a server in trouble is not asked
/// without pause.
struct Courier: Equatable, Sendable {
  /// A request was made and has not come back.
  private(set) var isUnderWay = false
  /// The attempt is to be asked for before anything else.
  private(set) var wantsAttempt = false
  /// Requests that came to nothing since the last that did.
  private var failures = 0
  /// How long to wait before the next request.
  private var pause: Duration = .zero
  /// When commands were sent last, in monotonic milliseconds.
  private(set) var sentAt: Int64

  /// - Parameter now: monotonic milliseconds.
  init(at now: Int64) { sentAt = now }

  /// The next request; absent while one is under way, and when there is nothing to ask or to send.
  mutating func next(from queue: inout CommandQueue, at now: Int64) -> PlayEffect? {
    guard !isUnderWay else { return nil }
    let effect: PlayEffect
    if wantsAttempt {
      effect = .fetch(after: pause)
    } else {
      let batch = queue.takeBatch()
      guard !batch.isEmpty else { return nil }
      effect = .send(batch, after: pause)
      sentAt = now
    }
    isUnderWay = true
    pause = .zero
    return effect
  }

  /// Wants to know how the attempt stands.
  mutating func ask(after pause: Duration = .zero) {
    wantsAttempt = true
    self.pause = pause
  }

  /// Wants to know how the attempt stands, after whatever pause there is.
  mutating func askNext() { wantsAttempt = true }

  /// Does not want to know any more.
  mutating func askNoMore() { wantsAttempt = false }

  /// Answers are taken from now on: so long nothing could be sent.
  mutating func begin(at now: Int64) { sentAt = now }

  /// A request came back, whatever it brought.
  mutating func cameBack() { isUnderWay = false }

  /// Commands were saved.
  mutating func progressed() { failures = 0 }

  /// Asks what the server has; a server that goes on disagreeing is not asked without pause.
  mutating func resynchronise() {
    wantsAttempt = true
    if failures > 0 { backOff() } else { failures = 1 }
  }

  /// Waits 1, 2, 4, then 5 seconds before the next request.
  mutating func backOff() {
    pause = .seconds(min(1 << min(failures, 3), 5))
    failures += 1
  }

  /// Waits as long as a busy server asks for, 1 to 10 seconds.
  mutating func waitAsAsked(_ seconds: Int?) {
    failures += 1
    pause = .seconds(min(max(seconds ?? 1, 1), 10))
  }
}
