import AttemptRecords
import Contests
import Sessions

/// The disk under the journal, and what a crash leaves of what was on its way to it.
extension Simulation {
  /// What the disk is going to do with a commit.
  func fate() -> Commit.Fate {
    guard !isCalm && dice.chance(scenario.troubles.failedCommits) else { return .sound }
    trouble()
    return [.fails, .landsAndFails, .lingers][dice.number(in: 0...2)]
  }

  func writeTime() -> Int64 {
    guard !isCalm && dice.chance(scenario.troubles.stalls) else { return 1 + pause(upTo: 12) }
    tally.count(.stall)
    let stall = Int64(dice.number(in: 100...1200))
    trouble(for: stall)
    return stall
  }

  func readFails() -> Bool {
    guard !isCalm && dice.chance(scenario.troubles.failedReads) else { return false }
    tally.count(.readFailed)
    trouble()
    return true
  }

  /// A batch comes to the disk; its server hears of it a moment later.
  func reachDisk(_ commit: Commit) {
    switch commit.fate {
    case .sound: commit.refusals = append(commit.entries)
    case .fails: tally.count(.commitFailed)
    case .landsAndFails:
      tally.count(.commitLandedThoughFailed)
      commit.refusals = append(commit.entries)
    case .lingers:
      tally.count(.commitLingered)
      lingering = commit.entries
      // Whatever spoils a commit is as a rule not done with it.
      if scenario.troubles.powerCuts > 0 && dice.chance(200) {
        put(.powerCut, after: pause(upTo: 20))
      }
    }
    if commit.fate != .sound { note("the commit of server \(commit.life.server) \(commit.fate)") }
    put(.reported(commit), after: pause(upTo: 4))
  }

  private func append(_ batch: [JournalEntry]) -> [SimulatedJournal.Refusal?] {
    lingering = []
    let refusals = journal.append(batch)
    history?.append((batch, refusals.map { $0 == nil }))
    for (entry, refusal) in zip(batch, refusals) {
      if let refusal {
        note("refused \(entry.records.map(\.event)) on \(entry.attempt): \(refusal)")
        count(refusal, of: entry)
      } else {
        for record in entry.records {
          note("durable \(record.attempt) \(record.sequence) \(record.event)")
          count(record)
        }
        laws.follow(entry, in: journal, at: time)
      }
    }
    if mutant == .commitsWithoutSync {
      put(.synced(upTo: journal.position), after: dice.delay(in: 0...400))
    } else {
      synced = journal.position
    }
    return refusals
  }

  // MARK: Crashes

  /// The process of one server is killed.
  func crash(_ server: Server) {
    guard server.state != .down else { return }
    note("server \(server.number) crashes")
    tally.count(.crash)
    trouble()
    if let commit = server.commit {
      tally.count(.crashInCommit)
      if commit.refusals == nil && commit.fate == .sound && dice.chance(500) {
        tally.count(.commitSurvivedCrash)
        _ = append(commit.entries)
      }
    }
    server.die()
    put(.start(server: server.number), after: Int64(dice.number(in: 20...1500)))
  }

  /// Every server stops at once, and the page cache is gone with whatever had not reached the disk.
  func cutPower() {
    note("the power is cut")
    trouble()
    tally.count(.powerCut)
    if synced < journal.position {
      journal.drop(after: synced)
      laws.startAgain(with: journal)
    }
    if !lingering.isEmpty && dice.chance(500) {
      tally.count(.lingeringCameToLight)
      _ = append(lingering)
    }
    lingering = []
    for server in servers { crash(server) }
  }

  /// A server that was told to has stopped.
  func serverStopped(_ server: Server) {
    note("server \(server.number) has stopped")
    server.die()
    put(.start(server: server.number), after: Int64(dice.number(in: 20...800)))
  }
}
