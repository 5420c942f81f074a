import Contests
package import Logging
import ServiceLifecycle

/// Hands in what was saved when the time is up, also after a restart and for those who are gone; and
/// lets attempts leave memory that nobody has asked for in a while.
package struct DeadlineKeeper: Service {
  private let engine: SessionEngine
  private let interval: Duration
  private let logger: Logger

  private static let roundsBetweenSweeps = 120

  /// - Parameter interval: the time between two looks at the journal.
  package init(engine: SessionEngine, interval: Duration, logger: Logger) {
    self.engine = engine
    self.interval = interval
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      var rounds = 0
      while !Task.isCancelled {
        do {
          let submitted = try await engine.submitOverdue()
          if submitted > 0 {
            logger.info("submitted overdue attempts", metadata: ["count": "\(submitted)"])
          }
        } catch {
          logger.error("overdue attempts wait", metadata: ["error": "\(error)"])
        }
        rounds += 1
        if rounds.isMultiple(of: Self.roundsBetweenSweeps) {
          _ = engine.forgetIdle(for: Limits.idleAttempt)
        }
        try? await Task.sleep(for: interval)
      }
    }
  }
}
