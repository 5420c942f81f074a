import ContestAPI
import ContestClient
import Testing

@testable import leitai

@Suite struct PlayEndingTests {
  private var state = PlayFixture.state()

  private var receipt: PlayState.Receipt? {
    if case .receipt(let receipt) = state.phase { receipt } else { nil }
  }

  @Test mutating func submittingIsConfirmedAndWaitsForItsAcknowledgement() {
    state.type("sn")
    #expect(state.phase == .question)
    #expect(state.type("sy") == [.send([.submit(1)], after: .zero)])
    #expect(state.phase == .submitting(.handedIn))
    state.type("b")
    #expect(state.queue.waiting.count == 1)
    let effects = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    #expect(
      effects == [.fileReceipt(state.journal), .fetch(after: .milliseconds(500))])
    #expect(receipt?.head == "head1")
    #expect(receipt?.isWaiting == true)
  }

  @Test mutating func theScoreMayComeLater() {
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    let without = PlayFixture.view(lastSequence: 1, submittedAt: 1_000_001)
    #expect(state.handle(PlayFixture.fetched(without)) == [.fetch(after: .milliseconds(500))])
    let with = PlayFixture.view(lastSequence: 1, submittedAt: 1_000_001, score: 2500)
    #expect(state.handle(PlayFixture.fetched(with)) == [])
    #expect(receipt?.score == 2500)
    #expect(receipt?.reason == .handedIn)
    #expect(!state.isSettled, "the receipt is still being fetched")
    #expect(state.handle(.filed(.saved(path: "/r", findings: []))) == [])
    #expect(state.isSettled)
  }

  @Test mutating func afterThreeSecondsNobodyWaitsForTheScore() {
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    var effects = [PlayEffect.fetch(after: .milliseconds(500))]
    _ = state.handle(.filed(.failed([])))
    var polls = 0
    while effects == [.fetch(after: .milliseconds(500))] {
      polls += 1
      // Failures count like answers without a score.
      effects = state.handle(
        polls.isMultiple(of: 2)
          ? .failed(.unreachable("x"))
          : PlayFixture.fetched(PlayFixture.view(submittedAt: 1_000_001)))
    }
    #expect(polls == 6)
    #expect(state.isSettled)
    #expect(receipt?.score == nil)
  }

  @Test mutating func theTimeIsTheServersAndEndsTheAttempt() {
    _ = state.handle(.ticked(299_999))
    #expect(state.remaining == 1)
    #expect(state.phase == .question)
    state = PlayFixture.state()
    // Staff may have given more time.
    #expect(state.handle(.ticked(300_000)) == [.fetch(after: .zero)])
    #expect(state.phase == .submitting(.timeUp))
    #expect(state.handle(.ticked(300_200)) == [])
    #expect(
      state.handle(PlayFixture.fetched(late, at: 300_200)) == [.send([.submit(1)], after: .zero)])
    state.type("a")
    #expect(state.responses[0].choices == [])
  }

  private var late: AttemptView { PlayFixture.view(serverTime: PlayFixture.deadline + 200) }

  @Test mutating func whatWaitsWhenTheTimeIsUpGoesFirst() {
    state.type("b")
    #expect(state.handle(.ticked(300_000)) == [])
    let effects = state.handle(
      PlayFixture.replied(
        [PlayFixture.saved(1)], serverTime: PlayFixture.deadline + 10, at: 300_010))
    #expect(effects == [.send([.submit(2)], after: .zero)])
  }

  @Test mutating func whoGetsMoreTimeInTheLastMomentGoesOn() {
    state.type("b")
    _ = state.handle(.ticked(300_000))
    let moved = PlayFixture.deadline + 60_000
    #expect(
      state.handle(
        PlayFixture.replied(
          [PlayFixture.saved(1)], serverTime: PlayFixture.deadline + 10, at: 300_010,
          deadline: moved)) == [])
    #expect(state.phase == .question)
    #expect(state.remaining == 59_990)
    // Nothing is left of the end that did not come.
    #expect(state.type("c") == [.send([.answer(2, item: 0, choices: [2])], after: .zero)])
  }

  @Test mutating func aSubmissionByTheClockIsTakenBackWhenItDidNotArriveAndThereIsMoreTime() {
    _ = state.handle(.ticked(300_000))
    _ = state.handle(PlayFixture.fetched(late, at: 300_200))
    #expect(state.handle(.failed(.unreachable("x"))) == [.fetch(after: .seconds(1))])
    let view = PlayFixture.view(
      serverTime: PlayFixture.deadline + 2_000, deadline: PlayFixture.deadline + 60_000)
    #expect(state.handle(PlayFixture.fetched(view, at: 302_000)) == [])
    #expect(state.phase == .question)
    #expect(state.type("b") == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
  }

  @Test mutating func theClockDoesNotGoBack() {
    _ = state.handle(.ticked(5_000))
    _ = state.handle(.ticked(4_000))
    #expect(state.remaining == 295_000)
  }

  @Test mutating func pastTheDeadlineWhatWasSavedIsHandedIn() {
    state.type("b")
    _ = state.handle(.ticked(300_000))
    let refused = PlayFixture.replied(
      [PlayFixture.refused(1, "past-deadline")], serverTime: PlayFixture.deadline + 200,
      at: 300_200)
    #expect(state.handle(refused) == [.fetch(after: .zero)])
    #expect(state.phase == .collecting(.timeUp))
    #expect(state.lost == 1)
    // The server has not yet handed it in.
    #expect(
      state.handle(PlayFixture.fetched(late, at: 300_200)) == [.fetch(after: .seconds(1))])
    let done = PlayFixture.view(submittedAt: PlayFixture.deadline, score: 0)
    #expect(state.handle(PlayFixture.fetched(done)) == [.fileReceipt(state.journal)])
    #expect(receipt?.reason == .timeUp)
    #expect(state.responses[0].choices == [])
  }

  @Test mutating func anAttemptHandedInElsewhereShowsItsReceipt() {
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "already-submitted")]))
    _ = state.handle(PlayFixture.fetched(PlayFixture.view(submittedAt: 1_000_500, score: 1000)))
    #expect(receipt?.reason == .elsewhere)
    #expect(receipt?.head == "head")
  }

  @Test mutating func aReceiptIsNotLeftByTheLetterOfAnAnswer() {
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    #expect(!state.type("b").contains(.leave))
    #expect(state.handle(.key(.enter)) == [.leave])
  }

  @Test mutating func submittingWithoutANetworkGoesOnAndMayBeLeft() {
    state.type("b")
    _ = state.handle(.failed(.unreachable("x")))
    state.type("sy")
    #expect(
      state.handle(.failed(.unreachable("x"))) == [
        .send([.answer(1, item: 0, choices: [1]), .submit(2)], after: .seconds(2))
      ])
    #expect(state.type("q") == [.leave])
  }
}

@Suite struct ServerClockTests {
  @Test func itGoesOnByTheMonotonicClock() {
    let clock = ServerClock(serverTime: 1_000, sentAt: 90, receivedAt: 100)
    #expect(clock.time(at: 100) == 1_000)
    #expect(clock.time(at: 350) == 1_250)
  }

  @Test func theQuickestAnswerIsBelieved() {
    var clock = ServerClock(serverTime: 1_000, sentAt: 0, receivedAt: 20)
    clock.observe(serverTime: 5_000, sentAt: 100, receivedAt: 200)
    #expect(clock.time(at: 20) == 1_000)
    clock.observe(serverTime: 1_205, sentAt: 200, receivedAt: 220)
    #expect(clock.time(at: 220) == 1_205)
  }

  @Test func anOldReadingGivesWay() {
    var clock = ServerClock(serverTime: 1_000, sentAt: 0, receivedAt: 1)
    clock.observe(serverTime: 90_000, sentAt: 59_000, receivedAt: 60_002)
    #expect(clock.time(at: 60_002) == 90_000)
  }
}
