import Contests
package import Logging
import ServiceLifecycle

/// Hands in what was saved when the time is up or the stage is closed, also after a restart and for
/// those who are gone; and lets attempts leave memory that nobody has asked for in a while.
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
        await report("overdue attempts", engine.submitOverdue)
        // First when the server has come up.
        if rounds.isMultiple(of: Self.roundsBetweenSweeps) {
          await report("attempts at closed stages", engine.submitClosed)
          _ = engine.forgetIdle(for: Limits.idleAttempt)
        }
        rounds += 1
        try? await Task.sleep(for: interval)
      }
    }
  }

  private func report(_ what: String, _ submit: () async throws -> Int) async {
    do {
      let submitted = try await submit()
      if submitted > 0 { logger.info("submitted \(what)", metadata: ["count": "\(submitted)"]) }
    } catch {
      logger.error("\(what) wait", metadata: ["error": "\(error)"])
    }
  }
}
