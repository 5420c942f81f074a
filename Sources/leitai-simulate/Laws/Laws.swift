import AttemptRecords
import Contests
import Sessions

/// Watches over a run: sees every record when it is written and every reply when it leaves a server.
final class Laws {
  let verdict: Verdict
  private let scenario: Scenario
  /// By the attempts that were written.
  var attempts: [AttemptID: AttemptLaw] = [:]
  /// The run's time when each stage was closed.
  var closedAt: [Int64?]
  /// Until when something last kept a server from its work.
  var troubledUntil: Int64 = 0
  /// Whatever somebody was told of: it must be there in the end.
  private(set) var seen: [(attempt: AttemptID, sequence: Int, head: ChainHead)] = []

  init(_ scenario: Scenario, _ verdict: Verdict) {
    self.scenario = scenario
    self.verdict = verdict
    closedAt = scenario.places.map { _ in nil }
  }

  func stage(_ path: StagePath) -> Int {
    scenario.places.firstIndex { $0.path == path } ?? 0
  }

  /// Follows records that have been written.
  func follow(_ entry: JournalEntry, in journal: SimulatedJournal, at time: Int64) {
    for record in entry.records {
      if case .started(let start) = record.event { follow(start, record, in: journal) }
      guard let start = attempts[record.attempt]?.start else {
        verdict.hold(.wholeChain, false, "\(record.attempt) has no start")
        return
      }
      let isClosed = closedAt[stage(start.stage)] != nil
      verdict.hold(
        .closedIsClosed, !record.event.isContestants || !isHandedIn(stage(start.stage), at: time),
        "record \(record.sequence) of \(record.attempt) comes long after the stage was closed")
      attempts[record.attempt]?.take(record, isClosed: isClosed, verdict)
    }
  }

  /// Whether everything at a stage must have been handed in: the keepers have had two rounds for it in
  /// which nothing went wrong, one of them for those who lost a race in the other.
  private func isHandedIn(_ stage: Int, at time: Int64) -> Bool {
    guard let closed = closedAt[stage] else { return false }
    let rounds = 2 * Server.roundsBetweenSweeps * scenario.troubles.keeperInterval
    return time > max(closed, troubledUntil) + Int64(rounds) + 300
  }

  /// Follows what is left of the journal after something of it was lost; what was told stays told.
  func startAgain(with journal: SimulatedJournal) {
    let before = attempts
    attempts = [:]
    for row in journal.rows {
      let entry = JournalEntry(records: row.records, base: .empty)
      follow(entry, in: journal, at: 0)
      attempts[row.id]?.acknowledged = before[row.id]?.acknowledged ?? [:]
    }
  }

  /// Somebody is told of a record.
  func tell(_ id: AttemptID, _ sequence: Int) {
    guard let law = attempts[id] else { return }
    if law.told < sequence { attempts[id]?.told = sequence }
    seen.append((id, sequence, law.milestones[sequence].head))
  }

  // MARK: Starts

  private func follow(
    _ start: AttemptStart, _ record: AttemptRecord, in journal: SimulatedJournal
  ) {
    let place = scenario.places[stage(start.stage)]
    let stage = place.stage
    attempts[record.attempt] = AttemptLaw(
      start, at: record.at, answersAreFinal: stage.answersAreFinal)
    let name = "start \(start.number) of \(start.contestant)"
    let others = journal.rows.filter { $0.id != record.attempt && $0.start.stage == start.stage }
    let own = others.filter { $0.start.contestant == start.contestant }
    verdict.hold(.oneWinner, own.allSatisfy { $0.finished != nil }, "\(name) beside an open one")
    verdict.hold(.oneWinner, start.number == own.count + 1, "\(name) is the \(own.count + 1)th")
    let end = min((start.bell ?? record.at) + stage.allowance, stage.window.closes)
    verdict.hold(
      .timeKept,
      start.bell == stage.bell && start.deadline == end
        && start.due == end + stage.grace, "\(name) has another time than the stage gives")
    verdict.hold(
      .timeKept, record.at >= stage.window.opens && record.at < end, "\(name) outside the window")
    checkTries(start, record, at: place, own, name)
    checkSeat(start, limit: stage.admission.perUnit, others, own, name)
  }

  private func checkTries(
    _ start: AttemptStart, _ record: AttemptRecord, at place: StagePlace,
    _ own: [SimulatedJournal.Row], _ name: String
  ) {
    let tries = place.stage.tries
    let counted = own.filter(\.countsAsTry)
    if let total = tries.total {
      verdict.hold(.quotas, counted.count < total, "\(name) is a try too many")
    }
    if let perDay = tries.perDay {
      let zone = place.contest.zone
      let today = zone.day(of: record.at)
      verdict.hold(
        .quotas, counted.count { zone.day(of: $0.startedAt) == today } < perDay,
        "\(name) is a try too many for one day")
    }
  }

  private func checkSeat(
    _ start: AttemptStart, limit: Int?, _ others: [SimulatedJournal.Row],
    _ own: [SimulatedJournal.Row], _ name: String
  ) {
    guard let limit else {
      verdict.hold(.quotas, start.unitSeat == nil, "\(name) takes a seat that nobody needs")
      return
    }
    guard let seat = start.unitSeat else {
      verdict.hold(
        .quotas, own.contains { $0.start.unitSeat != nil }, "\(name) has no seat")
      return
    }
    verdict.hold(.quotas, (1...limit).contains(seat.number), "\(name) takes a seat beyond \(limit)")
    verdict.hold(
      .oneWinner, !others.contains { $0.start.unitSeat == seat }, "\(name) takes a taken seat")
  }
}
