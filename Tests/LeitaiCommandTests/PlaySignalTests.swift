import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct PlaySignalTests {
  private var watch = SignalWatch()

  // Which, and when

  @Test mutating func oneOfAKindASecond() {
    watch.note(.resized, at: 5_000)
    #expect(watch.due(at: 5_000) == [.resized])
    watch.note(.resized, at: 5_999)
    #expect(watch.due(at: 60_000) == [])
    watch.note(.resized, at: 6_000)
    #expect(watch.due(at: 6_000) == [.resized])
  }

  @Test mutating func kindsDoNotWaitForEachOther() {
    watch.note(.focusLost, at: 0)
    watch.note(.pasted, at: 0)
    #expect(watch.due(at: 0) == [.focusLost, .pasted])
  }

  @Test mutating func theLastWordAboutTheFocusIsTrue() {
    watch.note(.focusLost, at: 0)
    #expect(watch.due(at: 0) == [.focusLost])
    watch.note(.focusGained, at: 100)
    #expect(watch.due(at: 100) == [.focusGained])
    watch.note(.focusLost, at: 200)
    #expect(watch.due(at: 200) == [])
    // Away and back within the second is no news; away again is.
    watch.note(.focusGained, at: 300)
    #expect(watch.due(at: 5_000) == [])
    watch.note(.focusLost, at: 5_001)
    #expect(watch.due(at: 5_001) == [.focusLost])
    watch.note(.focusGained, at: 5_002)
    #expect(watch.due(at: 5_002) == [.focusGained])
    // Who stays away is told away, though a moment later.
    watch.note(.focusLost, at: 5_003)
    #expect(watch.due(at: 6_000) == [])
    #expect(watch.due(at: 6_001) == [.focusLost])
  }

  @Test mutating func aRestlessWindowDoesNotUseUpTheCommandsOfAnAttempt() {
    var sent = 0
    for second in 0..<2 * SignalWatch.most {
      watch.note(.resized, at: Int64(second) * 1_000)
      sent += watch.due(at: Int64(second) * 1_000).count
    }
    #expect(sent == SignalWatch.most)
  }

  // From the terminal

  @Test func theTerminalTellsAboutTheFocus() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[O".utf8) == [.focusLost])
    #expect(decoder.feed("a\u{1B}[Ib".utf8) == [.character("a"), .focusGained, .character("b")])
    // F3 and its like in the other form.
    #expect(decoder.feed("\u{1B}OI\u{1B}[1;2O".utf8) == [])
  }

  @Test func theWindowIsToldToTheServer() {
    var state = PlayFixture.state()
    #expect(state.handle(.key(.focusLost)) == [.send([.signal(1, "focus-lost")], after: .zero)])
    _ = state.handle(.key(.focusGained))
    _ = state.handle(.resized(ScreenSize(rows: 10, columns: 40)))
    #expect(state.queue.waiting.map(\.signal) == ["focus-lost", "focus-gained", "resized"])
    // No news for the contestant.
    #expect(state.queue.unsaved.isEmpty)
    #expect(PlayScreen(say: .en, zone: .gmt).saving(state).contains("recorded"))
  }

  @Test func theSameSizeIsNoChange() {
    var state = PlayFixture.state()
    #expect(state.handle(.resized(state.size)) == [])
  }

  @Test func pastedTextArrivesAndIsTold() {
    var state = AnsweringFixture.state(at: AnsweringFixture.oneBlank)
    state.type("i")
    for character in "齿轮泵" { _ = state.handle(.key(.pasted(character))) }
    _ = state.handle(.key(.enter))
    #expect(state.responses[AnsweringFixture.oneBlank].texts == ["齿轮泵"])
    #expect(state.queue.waiting.map(\.kind) == ["signal", "answer"])
    #expect(state.queue.waiting[0].signal == "pasted")
    // One text, one signal.
    _ = state.handle(.ticked(5_000))
    #expect(state.queue.waiting.count == 2)
  }

  @Test func whatIsPastedElsewhereIsNothing() {
    var state = PlayFixture.state()
    #expect(state.handle(.key(.pasted("b"))) == [])
  }

  @Test func practiceWithTheRightAnswersIsNotWatched() {
    var state = PlayFixture.state(PlayFixture.view(feedback: "after-each"))
    #expect(state.handle(.key(.focusLost)) == [])
    #expect(PlayScreen(say: .en, zone: .gmt).saving(state) == "")
  }

  // Signs of life

  @Test func afterHalfAMinuteWithoutACommandTheClientSaysThatItIsThere() {
    var state = PlayFixture.state()
    #expect(state.handle(.ticked(29_999)) == [])
    #expect(state.handle(.ticked(30_000)) == [.send([.heartbeat(1)], after: .zero)])
    #expect(state.handle(.ticked(90_000)) == [])
    _ = state.handle(
      PlayFixture.replied(
        [PlayFixture.saved(1)], serverTime: PlayFixture.start + 90_000, at: 90_000))
    #expect(state.savedAt == nil)
    #expect(state.handle(.ticked(119_999)) == [.send([.heartbeat(2)], after: .zero)])
  }

  @Test func aCommandIsASignOfLifeAsWell() {
    var state = PlayFixture.state()
    _ = state.handle(.ticked(29_000))
    state.type("b")
    _ = state.handle(
      PlayFixture.replied(
        [PlayFixture.saved(1)], serverTime: PlayFixture.start + 29_000, at: 29_000))
    #expect(state.handle(.ticked(58_999)) == [])
    #expect(state.handle(.ticked(59_000)) == [.send([.heartbeat(2)], after: .zero)])
  }

  @Test func aRefusedSignOfLifeIsNoComplaint() {
    var state = PlayFixture.state()
    _ = state.handle(.ticked(30_000))
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "too-many-commands")]))
    #expect(state.complaint == nil)
    #expect(state.queue.waiting.isEmpty)
  }
}
