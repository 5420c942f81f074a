import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

@Suite struct PlayAnsweringTests {
  // Ordering

  @Test func lettersInTurnMakeAnOrderThatIsSentWhenComplete() {
    var state = AnsweringFixture.state(at: AnsweringFixture.ordering)
    #expect(state.type("bac") == [])
    #expect(state.order(of: 2) == [1, 0, 2])
    #expect(state.unanswered.contains(2))
    #expect(
      state.type("D") == [.send([.answer(1, item: 2, Answer(places: [1, 0, 2, 3]))], after: .zero)])
    #expect(!state.unanswered.contains(2))
  }

  @Test func aLetterPressedAgainIsTakenOutAndTheAnswerTakenBack() {
    var state = AnsweringFixture.state(at: AnsweringFixture.ordering)
    state.type("bacda")
    #expect(state.order(of: 2) == [1, 2, 3])
    #expect(state.responses[2].isEmpty)
    #expect(state.sent == [Answer(places: [1, 0, 2, 3]), .none])
    // Nothing was sent for an order that was never complete.
    state.type("b")
    #expect(state.queue.waiting.count == 2)
    state.type("ba")
    #expect(state.sent.last == Answer(places: [2, 3, 1, 0]))
  }

  @Test func backspaceTakesTheLastOutAndXAll() {
    var state = AnsweringFixture.state(at: AnsweringFixture.ordering)
    state.type("cab")
    state.press(.backspace, times: 1)
    #expect(state.order(of: 2) == [2, 0])
    state.type("x")
    #expect(state.order(of: 2) == [])
    #expect(state.queue.waiting.isEmpty)
    state.press(.backspace, times: 1)
    #expect(state.order(of: 2) == [])
  }

  @Test func anIncompleteOrderStaysWhereItIs() {
    var state = AnsweringFixture.state(at: AnsweringFixture.ordering)
    state.type("canp")
    #expect(state.current == 2)
    #expect(state.order(of: 2) == [2, 0])
    // Also when the server is asked what it has.
    _ = state.handle(PlayFixture.fetched(AnsweringFixture.view()))
    #expect(state.order(of: 2) == [2, 0])
    let answered = [.none, .none, Answer(places: [3, 2, 1, 0]), .none, .none]
    _ = state.handle(PlayFixture.fetched(AnsweringFixture.view(answered)))
    #expect(state.order(of: 2) == [3, 2, 1, 0])
  }

  // Matching

  @Test func aLetterMatchesThePremiseAndGoesOn() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    #expect(
      state.type("b") == [.send([.answer(1, item: 3, Answer(places: [1, -1, -1]))], after: .zero)])
    state.type("ad")
    #expect(state.responses[3] == Answer(places: [1, 0, 3]))
    #expect(state.field == 2)
    #expect(state.sent.count == 3)
  }

  @Test func tabGoesAroundThePremises() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.press(.tab, times: 2)
    state.type("c")
    #expect(state.responses[3].places == [-1, -1, 2])
    state.press(.tab, times: 1)
    #expect(state.field == 0)
    state.press(.backTab, times: 1)
    #expect(state.field == 2)
  }

  @Test func oneOptionMayBelongToSeveralPremises() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("aa")
    #expect(state.responses[3].places == [0, 0, -1])
  }

  @Test func theSameMatchIsNotSentTwiceAndTakingBackTheLastClears() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("b")
    state.press(.backTab, times: 1)
    state.type("b")
    #expect(state.queue.waiting.count == 1)
    state.press(.backTab, times: 1)
    state.press(.backspace, times: 2)
    #expect(state.sent == [Answer(places: [1, -1, -1]), .none])
  }

  @Test func lettersBeyondTheOptionsMatchNothing() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("eh")
    #expect(state.queue.waiting.isEmpty)
    #expect(state.field == 0)
  }

  @Test func aQuestionIsOpenedAtItsFirstOpenPremise() {
    let state = AnsweringFixture.state(
      at: AnsweringFixture.matching, [.none, .none, .none, Answer(places: [2, -1, 1]), .none])
    #expect(state.field == 1)
  }

  // All kinds

  @Test func anAttemptIsResumedWithAnswersOfAllKinds() {
    let responses = [
      Answer(texts: ["0.01", ""]), Answer(texts: ["60"]), Answer(places: [0, 1, 2, 3]),
      Answer(places: [-1, 1, -1]), .none,
    ]
    let state = PlayState(
      AnsweringFixture.view(responses, lastSequence: 4), address: "c/e/s", title: "", say: .en,
      size: ScreenSize(rows: 24, columns: 80), sentAt: 0, receivedAt: 0)
    #expect(state.responses == responses)
    #expect(state.unanswered == [4])
    #expect(state.partial == [0, 3])
    #expect(state.current == 4)
    #expect(state.order(of: 2) == [0, 1, 2, 3])
  }

  @Test func whatWaitsIsSentAnewAfterTheServerWasAsked() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "stale-sequence", expected: 3)]))
    let saved = [.none, Answer(texts: ["60"]), .none, Answer(places: [0, 0, 0]), .none]
    #expect(
      state.handle(PlayFixture.fetched(AnsweringFixture.view(saved, lastSequence: 2))) == [
        .send([.answer(3, item: 3, Answer(places: [1, -1, -1]))], after: .zero)
      ])
    #expect(state.responses[3].places == [1, -1, -1])
    #expect(state.responses[1].texts == ["60"])
  }

  @Test func answersThatDoNotFitTheQuestionsDoNoHarm() {
    let odd = [
      Answer(texts: ["a", "b", "c"]), Answer(places: [1]), Answer(places: [9, -1]),
      Answer(places: [70]), Answer(choices: [3]), Answer(texts: [""]),
    ]
    for position in AnsweringFixture.items.indices {
      var state = AnsweringFixture.state(at: position, odd)
      #expect(!PlayScreen(say: .en, zone: .gmt).lines(state).isEmpty)
      state.type("abr")
      #expect(!PlayScreen(say: .en, zone: .gmt).lines(state).isEmpty)
    }
  }

  @Test func aKindOfTheFutureIsShownAndNotAnswered() {
    let item = AttemptView.Item(kind: "hotspot", stem: "?", options: ["a", "b"], points: 1000)
    var state = AnsweringFixture.state(at: 0, items: [item])
    state.type("a")
    #expect(state.queue.waiting.isEmpty)
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state).map(\.text)
    #expect(lines.contains(" 本程序不认识这种题型，请更新"))
  }

  @Test func aPastedTextIsNoCommand() {
    var state = PlayFixture.state()
    _ = state.handle(.key(.pasted("b")))
    _ = state.handle(.key(.pasted("s")))
    #expect(state.phase == .question)
    state.type("s")
    _ = state.handle(.key(.pasted("y")))
    #expect(state.phase == .confirmingSubmit)
    #expect(state.queue.waiting.isEmpty)
  }

  // Pictures

  @Test func thePicturesOfAQuestionAreAskedForOnce() {
    var state = AnsweringFixture.state(at: AnsweringFixture.oneBlank)
    let ids = [AnsweringFixture.oil, AnsweringFixture.gear]
    #expect(state.type("v") == [.fetchPictures(item: 4, ids: ids)])
    #expect(state.type("v") == [])
    let failure = CommandFailure.server(.unreachable("x"), server: "http://h")
    #expect(state.handle(.picturesFailed(item: 4, failure)) == [])
    #expect(state.trouble == nil)
    #expect(state.type("V") == [.fetchPictures(item: 4, ids: ids)])
    _ = state.handle(.picturesSaved(item: 4, paths: ["/tmp/x/5-1.png", "/tmp/x/5-2.gif"]))
    #expect(state.type("v") == [])
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state).map(\.text)
    #expect(lines.contains(" 图1（油路图）：/tmp/x/5-1.png"))
    #expect(lines.contains(" 图2：/tmp/x/5-2.gif"))
  }

  @Test func picturesDoNotWaitForAnswersNorAnswersForPictures() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("b")
    state.open(4)
    #expect(state.type("v").count == 1)
    state.open(3)
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    #expect(
      state.type("a") == [.send([.answer(2, item: 3, Answer(places: [1, 0, -1]))], after: .zero)])
  }

  @Test func aQuestionWithoutPicturesAsksForNone() {
    var state = AnsweringFixture.state(at: AnsweringFixture.matching)
    #expect(state.type("v") == [])
    #expect(state.handle(.viewPictures(item: 99)) == [])
    state.open(4)
    state.type("r")
    #expect(state.type("v") == [])
  }
}
