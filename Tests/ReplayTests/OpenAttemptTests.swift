import ContestAPI
import Testing

@testable import leitai_replay

@Suite struct OpenAttemptTests {
  private func view(last: Int = 0, responses: [[Int]] = [[], []]) -> AttemptView {
    AttemptView(
      attempt: "a", stage: "c/e/s", number: 1, state: "open", startedAt: 0, begins: 0,
      deadline: 1000, serverTime: 0,
      lastSequence: last, head: "h\(last)", submittedAt: nil, items: [],
      responses: responses.map { Answer(choices: $0) }, flags: responses.map { _ in false },
      score: nil, maximum: 0)
  }

  private func saved(_ sequences: Int...) -> CommandReplies {
    CommandReplies(
      replies: sequences.map {
        CommandReply(
          sequence: $0, savedAt: 5, head: "h\($0)", refusal: nil, expectedSequence: nil)
      }, serverTime: 5, deadline: 1000, state: "open")
  }

  private func refused(_ code: String, at serverTime: Int64) -> CommandReplies {
    CommandReplies(
      replies: [
        CommandReply(
          sequence: 1, savedAt: nil, head: nil, refusal: APIError(code: code, message: ""),
          expectedSequence: nil)
      ], serverTime: serverTime, deadline: 1000, state: "open")
  }

  private let answers = [
    PlannedAnswer(item: 0, answer: Answer(choices: [2])),
    PlannedAnswer(item: 1, answer: Answer(choices: [0, 1])),
  ]

  @Test func commandsGoOnFromTheLastNumber() {
    let commands = OpenAttempt(view(last: 4)).commands(answers, submit: true)
    #expect(
      commands.commands == [
        .answer(5, item: 0, choices: [2]), .answer(6, item: 1, choices: [0, 1]), .submit(7),
      ])
  }

  @Test func whatIsSavedIsRemembered() {
    var attempt = OpenAttempt(view())
    let commands = attempt.commands(answers)
    let verdict = attempt.take(saved(1, 2), to: commands)
    #expect(verdict == .saved)
    #expect(attempt.lastSequence == 2)
    #expect(attempt.responses.map(\.choices) == [[2], [0, 1]])
  }

  @Test func repliesToOtherCommandsAreWrong() {
    var attempt = OpenAttempt(view())
    let commands = attempt.commands(answers)
    for replies in [saved(1), saved(2, 1), saved()] {
      guard case .wrong(.unintelligible, _) = attempt.take(replies, to: commands) else {
        Issue.record("\(replies)")
        continue
      }
    }
    #expect(attempt.lastSequence == 0)
  }

  @Test func anAttemptIsOverAfterItsDeadlineAndNotAtIt() {
    var attempt = OpenAttempt(view())
    let commands = attempt.commands(answers.prefix(1))
    let late = attempt.take(refused("past-deadline", at: 1001), to: commands)
    #expect(late == .over(code: "past-deadline"))
    let closed = attempt.take(refused("already-submitted", at: 10), to: commands)
    #expect(closed == .over(code: "already-submitted"))
    for early in [refused("past-deadline", at: 1000), refused("sequence-gap", at: 10)] {
      guard case .wrong(.unexpectedRefusal, _) = attempt.take(early, to: commands) else {
        Issue.record("\(early)")
        continue
      }
    }
  }

  @Test func lostAnswersAreFound() {
    let attempt = OpenAttempt(view(last: 2, responses: [[2], [0, 1]]))
    #expect(attempt.loss(in: view(last: 2, responses: [[2], [1, 0]])) == nil)
    #expect(attempt.loss(in: view(last: 3, responses: [[2], [0, 1]])) == nil)
    #expect(attempt.loss(in: view(last: 1, responses: [[2], [0, 1]])) != nil)
    #expect(attempt.loss(in: view(last: 2, responses: [[2], []])) != nil)
  }

  @Test func anAnswerInFlightMayBeThereOrNot() {
    let attempt = OpenAttempt(view(last: 1, responses: [[2], []]))
    let inFlight = attempt.commands([PlannedAnswer(item: 1, answer: Answer(choices: [0]))])
    #expect(attempt.loss(in: view(last: 1, responses: [[2], []]), inFlight: inFlight) == nil)
    #expect(attempt.loss(in: view(last: 2, responses: [[2], [0]]), inFlight: inFlight) == nil)
    #expect(attempt.loss(in: view(last: 2, responses: [[], [0]]), inFlight: inFlight) != nil)
  }
}
