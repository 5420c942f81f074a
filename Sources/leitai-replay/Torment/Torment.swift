import ContestAPI
import ContestClient
import Foundation
import QuestionBanks
import Synchronization

/// Lets contestants play on a server of its own, does something terrible to it, and compares what
/// it acknowledged with what it keeps.
struct Torment: Sendable {
  let folder: TormentFolder
  let server: TormentedServer
  let contestants: Int
  let seed: UInt64
  let record: PlayRecord

  init(
    folder: TormentFolder, server: TormentedServer, contestants: Int, seed: UInt64
  ) throws {
    self.folder = folder
    self.server = server
    self.contestants = contestants
    self.seed = seed
    record = PlayRecord(file: try LedgerFile(path: folder.ledger))
  }

  /// Whether contestants still begin something.
  private final class GoesOn: Sendable {
    private let state = Mutex(true)
    var value: Bool { state.withLock { $0 } }
    func end() { state.withLock { $0 = false } }
  }

  /// What a fault has at hand.
  struct Stage: Sendable {
    let contest: TormentContest
    /// Somebody who does not play until the fault asks for it.
    var bystander: TormentClient
    /// The times until the server answered after each kill.
    var restarts: [Duration] = []
    /// What the fault wants in the report, by name.
    var figures: [(String, String)] = []
  }

  /// Plays while `fault` is at work; then checks everything.
  ///
  /// - Parameter losingDevices: whether contestants sign in again now and then.
  /// - Throws: `ReplayFailure` when the torment could not be carried out, which is as bad as a
  ///   broken promise.
  func run(
    losingDevices: Bool = true, _ fault: @Sendable (inout Stage) async throws -> Void
  ) async throws -> TormentReport {
    let began = ContinuousClock.now
    _ = try await server.start()
    let visitor = PatientClient(
      address: { [server] in server.address }, record: record,
      patience: Patience(limit: .hopeless))
    var (stage, players) = try await prepare(visitor)

    let goesOn = GoesOn()
    let before = stage
    let played: [TormentClient]
    (stage, played) = try await withThrowingTaskGroup(
      of: [TormentClient].self, returning: (Stage, [TormentClient]).self
    ) { [players] group in
      group.addTask {
        await concurrently(players, atMost: players.count) { player in
          var player = player
          await player.play(losesDevices: losingDevices) { goesOn.value }
          return player
        }
      }
      var stage = before
      do {
        defer { goesOn.end() }
        try await fault(&stage)
      }
      return (stage, try await group.next() ?? [])
    }

    // What was left behind on its way ends with the server, so that nothing changes any more.
    try await server.kill()
    stage.restarts.append(try await server.start())
    players = await concurrently(played + [stage.bystander], atMost: contestants) { player in
      var player = player
      await player.checkEverything()
      return player
    }
    let (audit, results) = try await close(stage.contest, players)
    let status = try await server.stop()
    if status != 0 { throw ReplayFailure("the server ended with status \(status)") }
    if !record.isFileGood { throw ReplayFailure("\(folder.ledger) cannot be written") }
    return TormentReport(
      restarts: stage.restarts, figures: stage.figures, seed: seed, record: record, audit: audit,
      results: results,
      elapsed: .now - began)
  }

  private func prepare(_ visitor: PatientClient) async throws -> (Stage, [TormentClient]) {
    let password = try TextFile.read(folder.seen(folder.data) + "/first-admin-password")
    do throws(ContestClient.Failure) {
      let contest = try await TormentContest(
        contestants: contestants + 1, seed: seed, visitor: visitor, password: password)
      var random = SeededGenerator(seed: seed)
      let all = contest.codes.map {
        TormentClient($0, visitor: visitor, record: record, seed: random.next())
      }
      guard let bystander = all.last else {
        throw .unintelligible(status: 200, "a roster without anybody")
      }
      return (Stage(contest: contest, bystander: bystander), all.dropLast())
    } catch {
      throw ReplayFailure("the contest cannot be made: \(error.sentence)")
    }
  }

  /// Closes the stages, whereupon the server hands in what is open, and looks at every record and
  /// every result.
  private func close(
    _ contest: TormentContest, _ players: [TormentClient]
  ) async throws -> (AuditReport, Int) {
    do throws(ContestClient.Failure) {
      let _: StageMove = try await contest.organizer.post(
        Path.fill(Path.contestClosing, [TormentContest.id]), StageChoice(stage: nil))
      let ledger = record.ledger
      if (try? Ledger(csv: TextFile.read(folder.ledger))) != ledger {
        record.note(Violation(kind: .ledgerDiffers, admission: "", text: folder.ledger))
      }
      var audit = LedgerAudit(ledger)
      try await audit.takeAll(of: TormentContest.id, as: contest.auditor)
      for attempt in audit.attempts.subtracting(audit.submitted) {
        record.note(Violation(kind: .neverHandedIn, admission: "", text: attempt))
      }
      let results = try await results(of: audit.submitted, contest, players)
      return (audit.report(), results)
    } catch {
      throw ReplayFailure("the records cannot be compared: \(error.sentence)")
    }
  }

  /// - Returns: how many attempts have a result.
  private func results(
    of submitted: Set<String>, _ contest: TormentContest, _ players: [TormentClient]
  ) async throws(ContestClient.Failure) -> Int {
    let end = ContinuousClock.now + .hopeless
    // An attempt whose start was never answered is found by everybody's asking for it.
    let unknown = players.reduce(submitted) { $0.subtracting($1.attempts.keys) }
    let marked = await concurrently(players, atMost: players.count) { player in
      await player.marked(
        unknown.union(player.attempts.keys).intersection(submitted), until: end)
    }
    let found = marked.reduce(into: Set()) { $0.formUnion($1) }
    for attempt in submitted.subtracting(found).sorted() {
      record.note(Violation(kind: .noResult, admission: "", text: attempt))
    }
    // The standings count the same results by another way, each of them once, and a moment later.
    var placed = try await placed(contest.auditor)
    while placed < submitted.count, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(100))
      placed = try await self.placed(contest.auditor)
    }
    if placed != submitted.count {
      record.note(
        Violation(
          kind: .noResult, admission: "",
          text: "\(submitted.count) submissions, \(placed) in the standings"))
    }
    return found.count
  }

  /// - Returns: how many attempts the standings of all stages count.
  private func placed(_ auditor: PatientClient) async throws(ContestClient.Failure) -> Int {
    var placed = 0
    for stage in TormentContest.stages {
      let rankings: Rankings = try await auditor.get(
        TormentContest.path(of: stage, Path.rankings))
      placed += rankings.rows.reduce(0) { $0 + $1.attempts }
    }
    return placed
  }
}

extension TormentClient {
  /// The attempts of this contestant among these that have a result.
  fileprivate func marked(
    _ candidates: Set<String>, until end: ContinuousClock.Instant
  ) async -> Set<String> {
    var marked: Set<String> = []
    for id in candidates {
      // One whose start was never answered is known to be one's own when it is shown.
      var isOwn = attempts[id] != nil
      repeat {
        let view: AttemptView? = try? await client.impatient.get(Path.fill(Path.attempt, [id]))
        if view?.score != nil {
          marked.insert(id)
          break
        }
        isOwn = isOwn || view != nil
        if isOwn { try? await Task.sleep(for: .milliseconds(100)) }
      } while isOwn && ContinuousClock.now < end
    }
    return marked
  }
}
