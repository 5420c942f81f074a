import ContestAPI
import ContestClient
import Testing

@testable import leitai

@Suite struct PlayStateTests {
  private var state = PlayFixture.state()

  // Choosing

  @Test mutating func aSingleChoiceIsReplaced() {
    #expect(state.type("b") == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
    state.type("d")
    #expect(state.responses[0].choices == [3])
    #expect(state.queue.waiting.map(\.answer?.choices) == [[1], [3]])
  }

  @Test mutating func theSameChoiceIsNotSentTwice() {
    state.type("bb")
    #expect(state.queue.waiting.count == 1)
  }

  @Test mutating func severalChoicesAreSwitchedAndTheLastOneClears() {
    state.type("ncab")
    #expect(state.responses[1].choices == [0, 1, 2])
    state.type("bca")
    #expect(state.responses[1].choices == [])
    #expect(state.queue.waiting.last?.kind == "clear")
  }

  @Test mutating func lettersBeyondTheOptionsDoNothing() {
    state.type("nnc")
    #expect(state.queue.waiting.isEmpty)
    state.type("b")
    #expect(state.responses[2].choices == [1])
  }

  @Test mutating func clearingAnEmptyAnswerSendsNothing() {
    #expect(state.type("x") == [])
    state.type("ax")
    #expect(state.responses[0].choices == [])
    #expect(state.queue.waiting.map(\.kind) == ["answer", "clear"])
  }

  // Moving

  @Test mutating func movingStopsAtTheFirstAndEndsInTheOverview() {
    state.type("p")
    #expect(state.current == 0)
    state.type("n ")
    #expect(state.current == 2)
    _ = state.handle(.key(.enter))
    #expect(state.phase == .overview)
  }

  @Test mutating func digitsGoToAQuestion() {
    state.type("3g")
    #expect(state.current == 2)
    state.type("4g")
    #expect(state.current == 2)
    state.type("1")
    _ = state.handle(.key(.enter))
    #expect(state.current == 0)
    state.type("0g")
    #expect(state.current == 0)
    #expect(state.typed.isEmpty)
  }

  @Test mutating func theOverviewFindsTheNextOpenQuestion() {
    state.type("ar")
    state.type("u")
    #expect(state.current == 1)
    state.type("uu")
    #expect(state.current == 1)
    _ = state.handle(.key(.enter))
    #expect(state.phase == .question)
  }

  @Test func anAttemptIsResumedAtItsFirstOpenQuestion() {
    let state = PlayFixture.state(PlayFixture.view(lastSequence: 7, responses: [[1], [], [0]]))
    #expect(state.current == 1)
    #expect(state.responses.map(\.choices) == [[1], [], [0]])
    #expect(state.queue == CommandQueue(lastSequence: 7))
  }

  // Leaving

  @Test mutating func leavingIsConfirmed() {
    #expect(state.type("q") == [])
    #expect(state.type("n") == [])
    #expect(state.phase == .question)
    #expect(state.type("qy") == [.leave])
  }

  @Test mutating func controlCTwiceLeaves() {
    _ = state.handle(.key(.interrupt))
    #expect(state.handle(.key(.interrupt)) == [.leave])
  }

  @Test mutating func aSignalLeavesAtOnce() {
    #expect(state.handle(.ended(signal: 15)) == [.leave])
    #expect(state.signal == 15)
  }

  // Saving

  @Test mutating func whatIsAcknowledgedIsSaved() {
    state.type("b")
    #expect(state.savedAt == nil)
    #expect(state.handle(PlayFixture.replied([PlayFixture.saved(1)])) == [])
    #expect(state.savedAt == PlayFixture.start + 1)
    #expect(state.queue.waiting.isEmpty)
  }

  @Test mutating func withoutANetworkAnswersAreKeptAndSentAgainWithTheirNumbers() {
    state.type("b")
    let effects = state.handle(.failed(.unreachable("x")))
    #expect(effects == [.send([.answer(1, item: 0, choices: [1])], after: .seconds(1))])
    #expect(state.type("na") == [])
    #expect(
      state.handle(.failed(.unreachable("x"))) == [
        .send(
          [.answer(1, item: 0, choices: [1]), .answer(2, item: 1, choices: [0])], after: .seconds(2)
        )
      ])
    #expect(state.trouble != nil)
    #expect(state.handle(PlayFixture.replied([PlayFixture.saved(1), PlayFixture.saved(2)])) == [])
    #expect(state.trouble == nil)
  }

  @Test mutating func thePauseBetweenTriesIsBounded() {
    state.type("b")
    var last: [PlayEffect] = []
    for _ in 0..<40 { last = state.handle(.failed(.unreachable("x"))) }
    #expect(last == [.send([.answer(1, item: 0, choices: [1])], after: .seconds(5))])
  }

  @Test mutating func aBusyServerIsAskedWhenItWantsToBe() {
    state.type("b")
    let busy = ContestClient.Failure.busy(retryAfter: 3, APIError(code: "overloaded", message: ""))
    #expect(
      state.handle(.failed(busy)) == [
        .send([.answer(1, item: 0, choices: [1])], after: .seconds(3))
      ])
  }

  @Test mutating func signedOutMeansWaitingAndNotLosing() {
    state.type("b")
    let refusal = ContestClient.Failure.refused(status: 401, APIError(code: "x", message: ""))
    #expect(state.handle(.failed(refusal)).count == 1)
    #expect(state.phase == .question)
  }

  @Test mutating func anyOtherRefusalEndsIt() {
    state.type("b")
    let refusal = ContestClient.Failure.refused(status: 404, APIError(code: "x", message: ""))
    #expect(state.handle(.failed(refusal)) == [])
    #expect(state.phase == .stopped)
    #expect(state.queue.waiting.count == 1)
  }

  @Test mutating func outOfStepAsksForTheAttemptAndSendsTheRestAnew() {
    state.type("b")
    #expect(
      state.handle(PlayFixture.replied([PlayFixture.refused(1, "stale-sequence", expected: 4)]))
        == [.fetch(after: .zero)])
    let view = PlayFixture.view(lastSequence: 3, responses: [[2], [], [1]])
    #expect(
      state.handle(PlayFixture.fetched(view)) == [
        .send([.answer(4, item: 0, choices: [1])], after: .zero)
      ])
    #expect(state.responses.map(\.choices) == [[1], [], [1]])
  }

  @Test mutating func aServerThatGoesOnDisagreeingIsNotAskedWithoutPause() {
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "sequence-gap", expected: 1)]))
    _ = state.handle(PlayFixture.fetched(PlayFixture.view()))
    let again = state.handle(
      PlayFixture.replied([PlayFixture.refused(1, "sequence-gap", expected: 1)]))
    #expect(again == [.fetch(after: .seconds(2))])
  }

  @Test mutating func anAnswerThatIsNotTakenIsNamedAndShownAsItIs() {
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "no-such-option")]))
    #expect(state.complaint == "no-such-option")
    #expect(state.handle(PlayFixture.fetched(PlayFixture.view())) == [])
    #expect(state.responses[0].choices == [])
  }
}
