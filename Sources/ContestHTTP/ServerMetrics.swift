import Sessions
import Synchronization

/// What the server counts about itself, in the text form that Prometheus reads.
package final class ServerMetrics: Sendable {
  private let state = Mutex(State())

  private struct State {
    var requests: [Request: Histogram] = [:]
    var acknowledged = 0
    var rejected = 0
  }

  private struct Request: Hashable, Comparable {
    let route: String
    let method: String
    let status: Int

    static func < (left: Request, right: Request) -> Bool {
      (left.route, left.method, left.status) < (right.route, right.method, right.status)
    }
  }

  private struct Histogram {
    var buckets = [Int](repeating: 0, count: ServerMetrics.bounds.count)
    var count = 0
    var sum = 0.0

    mutating func note(_ seconds: Double, in bucket: Int?) {
      if let bucket { buckets[bucket] += 1 }
      count += 1
      sum += seconds
    }
  }

  /// The upper bounds of the latency buckets in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

  package init() {}

  /// Counts a request that has been answered.
  func count(route: String, method: String, status: Int, took: Duration) {
    let seconds =
      Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    let bucket = Self.bounds.firstIndex { seconds <= $0 }
    state.withLock { state in
      let key = Request(route: route, method: method, status: status)
      state.requests[key, default: Histogram()].note(seconds, in: bucket)
    }
  }

  /// Counts commands that were saved and commands that were refused.
  func count(_ reply: SessionReply) {
    let acknowledged = reply.outcomes.count { if case .saved = $0 { true } else { false } }
    state.withLock { state in
      state.acknowledged += acknowledged
      state.rejected += reply.outcomes.count - acknowledged
    }
  }

  /// - Parameter liveSessions: sessions in memory at this moment.
  func text(liveSessions: Int) -> String {
    let state = state.withLock { $0 }
    var lines = [
      "# HELP leitai_commands_acknowledged_total Contestants' commands made durable.",
      "# TYPE leitai_commands_acknowledged_total counter",
      "leitai_commands_acknowledged_total \(state.acknowledged)",
      "# HELP leitai_commands_rejected_total Contestants' commands refused with a code.",
      "# TYPE leitai_commands_rejected_total counter",
      "leitai_commands_rejected_total \(state.rejected)",
      "# HELP leitai_sessions_live Open attempts held in memory.",
      "# TYPE leitai_sessions_live gauge",
      "leitai_sessions_live \(liveSessions)",
      "# HELP leitai_request_seconds Time from the request's head to its answer.",
      "# TYPE leitai_request_seconds histogram",
    ]
    for (request, histogram) in state.requests.sorted(by: { $0.key < $1.key }) {
      let labels =
        "route=\"\(request.route)\",method=\"\(request.method)\",status=\"\(request.status)\""
      var running = 0
      for (bound, count) in zip(Self.bounds, histogram.buckets) {
        running += count
        lines.append("leitai_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(running)")
      }
      lines.append("leitai_request_seconds_bucket{\(labels),le=\"+Inf\"} \(histogram.count)")
      lines.append("leitai_request_seconds_sum{\(labels)} \(histogram.sum)")
      lines.append("leitai_request_seconds_count{\(labels)} \(histogram.count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
