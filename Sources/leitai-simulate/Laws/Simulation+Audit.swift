import AttemptRecords
import Contests
import Scoring
import Sessions

/// What must hold when all is over.
extension Simulation {
  func audit() async throws {
    for device in devices {
      verdict.hold(
        .progress, device.mode == .done, "device \(device.number) is still \(device.mode)")
    }
    for told in laws.seen {
      verdict.hold(
        .acknowledgedIsStored,
        journal.record(of: told.attempt, sequence: told.sequence)?.head == told.head,
        "record \(told.sequence) of \(told.attempt) was told of and is gone")
    }
    for row in journal.rows {
      verdict.hold(.progress, row.finished != nil, "\(row.id) has not come to its end")
      replay(row)
    }
    try await compareResults()
  }

  private func replay(_ row: SimulatedJournal.Row) {
    guard let attempt = transcript(of: row.records)?.attempt, let law = laws.attempts[row.id] else {
      return verdict.hold(.wholeChain, false, "the records of \(row.id) are no attempt")
    }
    verdict.hold(
      .replayEqualsLive, law.milestones.last?.shows(AttemptStatus(attempt)) ?? false,
      "\(row.id) ends otherwise than its records say")
  }

  /// Asks a server that writes alone and has nothing under way what it has in memory: it must be what
  /// the records give. A server that has company may be behind.
  func compareMemory() {
    guard servers.count == 1, let server = anyServer(), server.commit == nil else { return }
    for row in journal.rows {
      let ticket = server.ticket(.auditor, 0, row.id)
      let orders = server.table.take(
        SessionRequest(
          attempt: row.id, wish: .perform([], by: row.start.contestant), at: ticket.at,
          ticket: ticket))
      for case .reply(_, .success(let reply)) in orders {
        verdict.hold(
          .replayEqualsLive, laws.attempts[row.id]?.milestones.last?.shows(reply.status) ?? false,
          "\(row.id) is \(reply.status) in memory")
        tally.count(.memoryCompared)
      }
      server.carryOut(orders)
    }
  }

  private func compareResults() async throws {
    let view = ProjectionView(journal, bookmark: 0, contest: scenario.contest)
    let fresh = try await view.project(in: hall).flatMap(\.results)
    let submitted = journal.rows.filter { $0.finished != nil && !$0.isVoided }.map(\.id)
    verdict.hold(
      .oneResultEach, fresh.map(\.outcome.attempt).sorted() == submitted.sorted(),
      "a fresh projection leaves attempts out")
    let live = results.results.sorted { $0.outcome.attempt < $1.outcome.attempt }
    verdict.hold(
      .oneResultEach, live == fresh.sorted { $0.outcome.attempt < $1.outcome.attempt },
      "there are \(live.count) results of \(fresh.count) submitted attempts, or other ones")
  }
}
