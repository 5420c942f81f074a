import ContestAPI
import ContestClient

extension StagePlay.Waiting {
  /// Waits until `lateness` after the deadline, tries one more answer, which must be refused, and
  /// sees to it that the server handed in what was saved.
  func expire(lateness: Duration) async {
    try? await Task.sleep(until: deadline + lateness, clock: .continuous)
    await tryLateAnswer()
    let end = ContinuousClock.now + .hopeless
    while ContinuousClock.now < end {
      let view: AttemptView
      do throws(ContestClient.Failure) {
        view = try await play.client.get(Path.fill(Path.attempt, [attempt.id]))
      } catch {
        return play.note(error, doing: "\(attempt.id), after the deadline")
      }
      play.acknowledge(view)
      if view.submittedAt != nil {
        if let loss = attempt.loss(in: view) { play.note(.answerLost, loss) }
        return
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
    play.note(.neverHandedIn, attempt.id)
  }

  private func tryLateAnswer() async {
    let commands = attempt.commands([lateAnswer])
    play.ask(commands, of: attempt.id)
    do throws(ContestClient.Failure) {
      let replies: CommandReplies = try await play.client.post(
        Path.fill(Path.commands, [attempt.id]), commands)
      play.acknowledge(replies, to: commands, of: attempt.id)
      var closed = attempt
      switch closed.take(replies, to: commands) {
      case .over(let code): play.record.noteRefusal(code)
      case .wrong(let kind, let text): play.note(kind, text)
      case .saved: play.note(.lateAnswerTaken, "\(attempt.id): \(closed.lastSequence)")
      }
    } catch {
      play.note(
        error, doing: "\(attempt.id), too late",
        tolerates: { _, code in OpenAttempt.closingCodes.contains(code) })
    }
  }
}
