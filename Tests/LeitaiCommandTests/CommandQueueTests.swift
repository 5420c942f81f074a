import ContestAPI
import Testing

@testable import leitai

@Suite struct CommandQueueTests {
  private var queue = CommandQueue(lastSequence: 4)

  private func saved(_ sequence: Int) -> CommandReply {
    CommandReply(
      sequence: sequence, record: sequence, savedAt: Int64(sequence * 10), head: "h\(sequence)",
      refusal: nil,
      expectedSequence: nil)
  }

  private func refused(_ sequence: Int, _ code: String, expected: Int? = nil) -> CommandReply {
    CommandReply(
      sequence: sequence, savedAt: nil, head: nil,
      refusal: APIError(code: code, message: "no"), expectedSequence: expected)
  }

  @Test mutating func numbersFollowTheServersLast() {
    queue.append(.answer(item: 0, Answer(choices: [1])))
    queue.append(.clear(item: 0))
    #expect(
      queue.takeBatch() == [.answer(5, item: 0, choices: [1]), .clear(6, item: 0)])
  }

  @Test mutating func nothingElseIsSentWhileABatchIsOnItsWay() {
    queue.append(.answer(item: 0, Answer(choices: [1])))
    #expect(queue.takeBatch().count == 1)
    queue.append(.submit)
    #expect(queue.takeBatch().isEmpty)
    _ = queue.settle([saved(5)])
    #expect(queue.takeBatch() == [.submit(6)])
  }

  @Test mutating func afterAFailureTheSameNumbersGoAgain() {
    queue.append(.answer(item: 0, Answer(choices: [1])))
    let first = queue.takeBatch()
    queue.sendingFailed()
    queue.append(.answer(item: 1, Answer(choices: [0])))
    #expect(queue.takeBatch() == first + [.answer(6, item: 1, choices: [0])])
  }

  @Test mutating func whatIsAcknowledgedWaitsNoLonger() {
    for item in 0..<3 { queue.append(.answer(item: item, Answer(choices: [0]))) }
    _ = queue.takeBatch()
    let settlement = queue.settle([saved(5), saved(6)])
    #expect(
      settlement.acknowledged == [
        Acknowledgement(
          record: 5, head: "h5", savedAt: 50, command: .answer(5, item: 0, choices: [0])),
        Acknowledgement(
          record: 6, head: "h6", savedAt: 60, command: .answer(6, item: 1, choices: [0])),
      ])
    #expect(!settlement.isSubmitted)
    #expect(settlement.refusal == nil)
    #expect(queue.waiting.map(\.sequence) == [7])
  }

  @Test mutating func repliesToOtherNumbersAreIgnored() {
    queue.append(.submit)
    _ = queue.takeBatch()
    #expect(queue.settle([saved(4), saved(9)]).acknowledged.isEmpty)
    #expect(queue.takeBatch() == [.submit(5)])
  }

  @Test(arguments: ["sequence-gap", "stale-sequence"])
  func outOfStepWaitsForTheServersNumber(code: String) {
    var queue = queue
    queue.append(.answer(item: 2, Answer(choices: [0])))
    queue.append(.submit)
    _ = queue.takeBatch()
    #expect(queue.settle([refused(5, code, expected: 9)]).refusal == .outOfStep)
    #expect(queue.takeBatch().isEmpty)
    queue.rebase(onto: 8)
    #expect(queue.takeBatch() == [.answer(9, item: 2, choices: [0]), .submit(10)])
    queue.append(.submit)
    #expect(queue.waiting.last?.sequence == 11)
  }

  @Test mutating func anAnswerThatCannotBeTakenIsDropped() {
    queue.append(.answer(item: 99, Answer(choices: [0])))
    queue.append(.answer(item: 1, Answer(choices: [0])))
    _ = queue.takeBatch()
    #expect(
      queue.settle([refused(5, "no-such-item")]).refusal
        == .unacceptable(
          .answer(5, item: 99, choices: [0]), APIError(code: "no-such-item", message: "no")))
    queue.rebase(onto: 4)
    #expect(queue.takeBatch() == [.answer(5, item: 1, choices: [0])])
  }

  @Test mutating func whatWasSavedBeforeARefusalCounts() {
    queue.append(.answer(item: 0, Answer(choices: [0])))
    queue.append(.answer(item: 1, Answer(choices: [0])))
    _ = queue.takeBatch()
    let settlement = queue.settle([saved(5), refused(6, "past-deadline")])
    #expect(settlement.acknowledged.count == 1)
    #expect(settlement.refusal == .pastDeadline)
    #expect(queue.waiting.map(\.sequence) == [6])
  }

  @Test mutating func aBatchHasAtMostAsManyAsARequestMayCarry() {
    for _ in 0...CommandQueue.batch { queue.append(.clear(item: 0)) }
    #expect(queue.takeBatch().count == CommandQueue.batch)
    _ = queue.settle((5..<5 + CommandQueue.batch).map(saved))
    #expect(queue.takeBatch().count == 1)
  }

  @Test mutating func whatWaitsIsShownOverWhatTheServerHas() {
    queue.append(.answer(item: 0, Answer(choices: [1])))
    queue.append(.clear(item: 1))
    queue.append(.answer(item: 7, Answer(choices: [1])))
    let server = [[0], [2], [3]].map { Answer(choices: $0) }
    #expect(queue.applied(to: server).map(\.choices) == [[1], [], [3]])
  }
}
