import ContestAPI
import Testing

@testable import leitai_replay

@Suite struct TrackedAttemptTests {
  private func view(
    last: Int, _ responses: [[Int]], attempt: String = "a", submittedAt: Int64? = nil
  ) -> AttemptView {
    AttemptView(
      attempt: attempt, stage: "c/e/s", number: 1, state: "open", startedAt: 0, begins: 0,
      deadline: 1000, serverTime: 0, lastSequence: last, head: "h\(last)",
      submittedAt: submittedAt, items: [], responses: responses.map { Answer(choices: $0) },
      flags: responses.map { _ in false }, maximum: 0)
  }

  private func saved(_ commands: Commands) -> CommandReplies {
    CommandReplies(
      replies: commands.commands.map {
        CommandReply(
          sequence: $0.sequence, savedAt: 5, head: "h", refusal: nil, expectedSequence: nil)
      }, serverTime: 5, deadline: 1000, state: "open")
  }

  /// An attempt whose first item is answered with 1, and whose second was and is cleared.
  private func attempt() -> TrackedAttempt {
    var attempt = TrackedAttempt(view(last: 0, [[], []]))
    let commands = Commands(commands: [
      .answer(1, item: 0, choices: [1]), .answer(2, item: 1, choices: [2]), .clear(3, item: 1),
    ])
    let verdict = attempt.take(saved(commands), to: commands)
    #expect(verdict == .saved)
    return attempt
  }

  @Test func theLastAcknowledgedAnswersMustShow() {
    #expect(attempt().loss(in: view(last: 3, [[1], []])) == nil)
    #expect(attempt().loss(in: view(last: 3, [[2], []])) != nil)
    #expect(attempt().loss(in: view(last: 3, [[], []])) != nil)
    #expect(attempt().loss(in: view(last: 3, [[1], [2]])) != nil, "it was cleared")
    #expect(attempt().loss(in: view(last: 2, [[1], []])) != nil, "a record is gone")
    #expect(attempt().loss(in: view(last: 3, [[1], []], attempt: "b")) != nil)
  }

  @Test func whatGotNoAnswerMayBeStoredOrNot() {
    var attempt = attempt()
    attempt.leave(Commands(commands: [.answer(4, item: 0, choices: [3])]))
    #expect(attempt.loss(in: view(last: 3, [[1], []])) == nil)
    #expect(attempt.loss(in: view(last: 4, [[3], []])) == nil)
    #expect(attempt.loss(in: view(last: 4, [[2], []])) != nil, "nobody sent it")
    #expect(attempt.loss(in: view(last: 4, [[3], [2]])) != nil, "the other item is certain")
  }

  @Test func whatTheServerSaysOfItIsCertainFromThenOn() {
    var attempt = attempt()
    attempt.leave(Commands(commands: [.answer(4, item: 0, choices: [3])]))
    let loss = attempt.resume(view(last: 4, [[3], []]))
    #expect(loss == nil)
    #expect(attempt.uncertain.isEmpty)
    #expect(attempt.loss(in: view(last: 4, [[1], []])) != nil)
  }

  @Test func whatIsStillOnItsWayStaysUncertain() {
    var attempt = attempt()
    attempt.leave(
      Commands(commands: [.answer(4, item: 0, choices: [3]), .answer(5, item: 1, choices: [0])]))
    _ = attempt.resume(view(last: 3, [[1], []]))
    let commands = Commands(commands: [.answer(4, item: 0, choices: [2])])
    _ = attempt.take(saved(commands), to: commands)
    #expect(attempt.uncertain.map(\.sequence) == [5])
    #expect(attempt.loss(in: view(last: 5, [[2], [0]])) == nil)
  }

  @Test func anAttemptIsOverWhenTheServerSaysSo() {
    var attempt = attempt()
    _ = attempt.resume(view(last: 4, [[1], []], submittedAt: 7))
    #expect(attempt.isOver)
    _ = attempt.resume(view(last: 4, [[1], []]))
    #expect(!attempt.isOver)
  }
}
