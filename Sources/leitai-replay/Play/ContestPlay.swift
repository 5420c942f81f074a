import ContestAPI
import ContestClient

/// A contest with all its contestants.
struct ContestPlay: Sendable {
  let contest: String
  /// Ids, in the order in which they are played.
  let stages: [String]
  let contestants: [SimulatedContestant]
  let book: AnswerBook
  let record: PlayRecord
  /// Without a token.
  let visitor: PatientClient
  /// Contestants who are busy at the same time.
  let concurrency: Int
  /// How long after the deadline an answer is tried that must be refused; more than the grace.
  let lateness: Duration
  /// Deadlines that are farther away are not waited for.
  let longestWait: Duration

  /// Signs everybody in and plays the stages one after another.
  ///
  /// - Throws: `ReplayFailure` when the contest cannot be played; what was noted stays noted.
  func play() async throws(ReplayFailure) {
    var players = await signIn()
    guard let first = players.first else { throw ReplayFailure("nobody could sign in") }
    for stage in stages {
      let events = try await eventsWith(stage, as: first)
      players = await play(stage, players, of: events, isLast: stage == stages.last)
    }
  }

  private func signIn() async -> [StagePlay.Player] {
    let progress = ProgressLine("sign-in", total: contestants.count, record: record)
    let players = await concurrently(contestants, atMost: concurrency) {
      contestant -> StagePlay.Player? in
      defer { progress.advance() }
      do throws(ContestClient.Failure) {
        return StagePlay.Player(
          contestant: contestant, client: try await contestant.signIn(visitor))
      } catch {
        if let kind = record.note(error, tolerates: { _, _ in false }) {
          record.note(
            Violation(
              kind: kind, admission: contestant.admission, text: "sign-in: \(error.sentence)"))
        }
        return nil
      }
    }
    return players.compactMap { $0 }
  }

  /// - Returns: the stage by event, where the event has it and it is open.
  private func eventsWith(
    _ stage: String, as player: StagePlay.Player
  ) async throws(ReplayFailure) -> [String: StageSummary] {
    let summary: ContestSummary
    do throws(ContestClient.Failure) {
      summary = try await player.client.get(Path.fill(Path.contest, [contest]))
    } catch {
      throw ReplayFailure("contest \(contest): \(error.sentence)")
    }
    var open: [String: StageSummary] = [:]
    for event in summary.events {
      open[event.id] = event.stages.first { $0.id == stage && $0.state == "open" }
    }
    guard !open.isEmpty else { throw ReplayFailure("no event has an open stage \(stage)") }
    return open
  }

  /// - Returns: all players, some of them with a new token.
  private func play(
    _ stage: String, _ players: [StagePlay.Player], of events: [String: StageSummary],
    isLast: Bool
  ) async -> [StagePlay.Player] {
    let plays: [StagePlay] = players.compactMap { player in
      let event = player.contestant.event
      guard let summary = events[event] else { return nil }
      return StagePlay(
        player, at: summary, attemptsPath: Path.fill(Path.attempts, [contest, event, stage]),
        isLastStage: isLast, book: book, record: record, visitor: visitor)
    }
    // Whoever lets the time run out starts first, so that the others play while it runs.
    let early = plays.filter { isLast && $0.contestant.behaviour == .runsOutOfTime }
    let others = plays.filter { !isLast || $0.contestant.behaviour != .runsOutOfTime }
    let progress = ProgressLine(stage, total: plays.count, record: record)
    let played = await concurrently(early + others, atMost: concurrency) { play in
      defer { progress.advance() }
      var play = play
      let waiting = await play.play()
      return (
        player: StagePlay.Player(contestant: play.contestant, client: play.client),
        waiting: waiting
      )
    }
    await expire(played.compactMap(\.waiting))
    return played.map(\.player)
  }

  private func expire(_ all: [StagePlay.Waiting]) async {
    let latest = ContinuousClock.now + longestWait
    let waiting = visitor.hasGivenUp ? [] : all.filter { $0.deadline <= latest }
    record.noteUnawaited(all.count - waiting.count)
    guard !waiting.isEmpty else { return }
    let progress = ProgressLine("deadlines", total: waiting.count, record: record)
    _ = await concurrently(waiting, atMost: waiting.count) { waiting in
      await waiting.expire(lateness: lateness)
      progress.advance()
    }
  }
}
