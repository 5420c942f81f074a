import Contests
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// The one time of the server: it follows the machine's clock and does not jump with it.
final class ServerClock: Service {
  private let clock: Mutex<SteadyClock>
  private let start = ContinuousClock.now
  private let logger: Logger

  /// - Parameter newest: the time of the newest record, before which the server does not go back.
  init(notBefore newest: Instant?, logger: Logger) {
    let wall = Self.wall()
    if let newest, wall < newest {
      logger.warning(
        "the machine's clock is behind the newest record; the server's time begins with the record",
        metadata: ["behind": "\(Self.text(newest - wall))"])
    }
    clock = Mutex(SteadyClock(wall: wall, steady: Milliseconds(0), notBefore: newest))
    self.logger = logger
  }

  func now() -> Instant {
    // Both clocks are read under the lock, so that readings come in order.
    clock.withLock { $0.now(wall: Self.wall(), steady: steady()) }
  }

  /// Says once a minute how far the machine's clock is off, while that is more than a second.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: .seconds(60))) != nil {
        let lead = self.lead()
        guard abs(lead.count) > 1000 else { continue }
        self.logger.warning(
          "the machine's clock jumped; the server's time follows it by at most 1.8 s an hour",
          metadata: ["ahead-of-machine": "\(Self.text(lead))"])
      }
    }
  }

  private func lead() -> Milliseconds {
    clock.withLock { clock in
      let wall = Self.wall()
      _ = clock.now(wall: wall, steady: steady())
      return clock.lead(over: wall)
    }
  }

  private static func wall() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  private func steady() -> Milliseconds {
    let elapsed = (ContinuousClock.now - start).components
    return Milliseconds(elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000)
  }

  private static func text(_ time: Milliseconds) -> String {
    "\(Duration.milliseconds(time.count))"
  }
}
