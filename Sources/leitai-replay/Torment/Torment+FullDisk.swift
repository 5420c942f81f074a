import ContestAPI
import ContestClient

extension Torment {
  /// Leaves the server without room for a while, and sees to it that it refuses, reads on, and
  /// resumes by itself.
  func fillUp(_ disk: SmallDisk, _ stage: inout Stage) async throws {
    guard await stage.bystander.takeSeat() else { throw ReplayFailure("nobody can watch") }
    try await wait(for: "contestants to play") { record.saved > 100 }
    let process = await server.processID
    try await disk.fill(server)

    // Short commits may still fit into what the log had taken before. None does any longer when so
    // many are refused since the last one that everybody has tried again and again.
    var last = (saved: record.saved, busy: record.figures.busy)
    try await wait(for: "the server to acknowledge nothing more on a full disk") {
      let now = (saved: record.saved, busy: record.figures.busy)
      if now.saved > last.saved { last = now }
      return now.busy >= last.busy + 4 * contestants
    }
    let atFull = record.saved
    let reads = await stage.bystander.readOn(stage.contest)
    await stage.bystander.tryToWrite()
    let refused = record.figures.busy
    try await wait(for: "more refusals") { record.figures.busy >= refused + contestants }
    let savedWhileFull = record.saved - atFull

    try await disk.free(server)
    let freed = ContinuousClock.now
    let enough = record.saved + 10 * contestants
    try await wait(for: "the server to resume") { record.saved > enough }
    guard await server.isRunning, await server.processID == process else {
      throw ReplayFailure("the server did not outlive the full disk; see \(folder.log)")
    }
    let resumed = ContinuousClock.now - freed
    try await Task.sleep(for: .seconds(1))
    let figures = record.figures
    if savedWhileFull > 0 {
      note(.notRefusedAsBusy, "\(savedWhileFull) commands were saved without room")
    }
    if figures.busyWithoutRetryAfter > 0 {
      note(.notRefusedAsBusy, "\(figures.busyWithoutRetryAfter) without Retry-After")
    }
    stage.figures = [
      ("disk", disk.isMounted ? "a file system in memory" : "limited size of files"),
      ("refused as full", "\(figures.busy)"),
      ("saved while full", "\(savedWhileFull)"),
      ("reads while full", "\(reads)"),
      ("resumed after", "\(Int(Double(resumed / .milliseconds(1)))) ms"),
    ]
  }

  private func note(_ kind: Violation.Kind, _ text: String) {
    record.note(Violation(kind: kind, admission: "", text: text))
  }

  private func wait(for event: String, _ isThere: () -> Bool) async throws {
    let end = ContinuousClock.now + .hopeless
    while !isThere() {
      guard ContinuousClock.now < end, await server.isRunning else {
        throw ReplayFailure("waited in vain for \(event); see \(folder.log)")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

extension TormentClient {
  /// Signs in and begins an attempt, to watch from.
  ///
  /// - Returns: whether that was possible.
  fileprivate mutating func takeSeat() async -> Bool {
    guard await signIn(), let attempt = await start("long") else { return false }
    attempts[attempt.id] = attempt
    return true
  }

  /// Reads what there is to read, once each.
  ///
  /// - Returns: how many answers there were.
  fileprivate func readOn(_ contest: TormentContest) async -> Int {
    var count = 0
    do throws(ContestClient.Failure) {
      for id in attempts.keys {
        let _: AttemptView = try await client.impatient.get(Path.fill(Path.attempt, [id]))
        count += 1
      }
      for stage in TormentContest.stages {
        let _: Rankings = try await client.impatient.get(
          TormentContest.path(of: stage, Path.rankings))
        count += 1
      }
      let _: RecordPage = try await contest.auditor.impatient.get(
        Path.fill(Path.records, [TormentContest.id]))
      _ = try await client.impatient.bytes(Path.health)
      count += 2
    } catch {
      note(.readRefused, error.sentence)
    }
    return count
  }

  /// Tries every kind of write that a contestant has: each must be refused as busy.
  fileprivate mutating func tryToWrite() async {
    for (id, var attempt) in attempts {
      let number = attempt.open.lastSequence + 1
      let commands = Commands(commands: [
        .answer(number, item: 0, Answer.guess(attempt.items[0], using: &random))
      ])
      record.note(commands.commands.map { .asked($0, of: id) })
      attempt.leave(commands)
      attempts[id] = attempt
      await expectBusy(.notRefusedAsBusy, "an answer") {
        () async throws(ContestClient.Failure) in
        let _: CommandReplies = try await client.impatient.post(
          Path.fill(Path.commands, [id]), commands)
      }
    }
    record.note([.startAsked])
    await expectBusy(.notRefusedAsBusy, "a start") { () async throws(ContestClient.Failure) in
      let _: AttemptView = try await client.impatient.post(
        TormentContest.path(of: "short", Path.attempts), EmptyBody())
    }
    await expectBusy(.signInNotRefusedAsBusy, "a sign-in") {
      () async throws(ContestClient.Failure) in
      let _: SignedIn = try await client.impatient.post(
        Path.contestantSignIn, ContestantSignIn(admission: code.admission, code: code.code))
    }
  }

  private func expectBusy(
    _ kind: Violation.Kind, _ action: String,
    _ write: () async throws(ContestClient.Failure) -> Void
  ) async {
    do throws(ContestClient.Failure) {
      try await write()
      note(kind, "\(action) was taken")
    } catch {
      switch error {
      case .busy(let seconds, _) where seconds != nil: break
      default: note(kind, "\(action): \(error.sentence)")
      }
    }
  }
}
