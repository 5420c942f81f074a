import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

/// Before the bell, which rings at 1,060,000, a minute after the contestant came.
@Suite struct PlayWaitingTests {
  private static let bell = PlayFixture.start + 60_000

  private static func view(serverTime: Int64 = PlayFixture.start) -> AttemptView {
    PlayFixture.view(
      serverTime: serverTime, state: serverTime < bell ? "waiting" : "open", begins: bell,
      deadline: bell + 300_000)
  }

  private var state = PlayFixture.state(view())

  @Test func theWaitingRoomShowsTitleCountdownAndRules() {
    for say in Language.allCases {
      let lines = PlayScreen(say: say, zone: .gmt).lines(state).map(\.text)
      #expect(lines[0].hasPrefix(" 练兵 · 钳工 · 预赛"))
      #expect(lines[0].hasSuffix("01:00 "))
      let text = lines.joined()
      for part in ["00:17:40", "00:22:40", "05:00"] { #expect(text.contains(part), "\(lines)") }
      #expect(text.contains(say(zh: "会被记录", en: "are recorded")))
      #expect(!text.contains(say(zh: "未答", en: "open")))
    }
  }

  @Test mutating func nothingCanBeAnsweredOrSent() {
    #expect(state.phase == .waiting)
    #expect(state.type("absm") == [])
    #expect(state.handle(.key(.focusLost)) == [])
    #expect(state.handle(.ticked(35_000)) == [])
    #expect(state.queue.waiting.isEmpty)
    #expect(state.type("q") == [.leave])
  }

  @Test mutating func atTheBellThePaperIsFetchedAtOnceAndByItself() {
    #expect(state.handle(.ticked(59_999)) == [])
    #expect(state.handle(.ticked(60_000)) == [.fetch(after: .zero)])
    #expect(state.handle(.ticked(60_200)) == [])
    let open = Self.view(serverTime: Self.bell + 250)
    #expect(state.handle(PlayFixture.fetched(open, at: 60_250)) == [])
    #expect(state.phase == .question)
    #expect(state.items.count == 3)
    #expect(state.remaining == 299_750)
    #expect(state.type("b") == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
  }

  @Test mutating func aBusyServerIsAskedAgainWhenItWants() {
    _ = state.handle(.ticked(60_000))
    let busy = ContestClient.Failure.busy(retryAfter: 2, APIError(code: "overloaded", message: ""))
    #expect(state.handle(.failed(busy)) == [.fetch(after: .seconds(2))])
    #expect(state.handle(.failed(.unreachable("x"))) == [.fetch(after: .seconds(2))])
    #expect(state.phase == .waiting)
    #expect(PlayScreen(say: .en, zone: .gmt).saving(state).contains("cannot reach"))
  }

  @Test mutating func whoIsAMomentEarlyAsksAgain() {
    _ = state.handle(.ticked(60_000))
    let early = Self.view(serverTime: Self.bell - 1)
    #expect(
      state.handle(.fetched(early, sentAt: 59_990, receivedAt: 60_000)) == [
        .fetch(after: .milliseconds(50))
      ])
  }

  @Test func aLongWaitKeepsTheClockRightButNotShortlyBeforeTheBell() {
    let bell = PlayFixture.start + 130_000
    var state = PlayFixture.state(
      PlayFixture.view(state: "waiting", begins: bell, deadline: bell + 300_000))
    #expect(state.handle(.ticked(60_000)) == [.fetch(after: .zero)])
    let view = PlayFixture.view(
      serverTime: PlayFixture.start + 60_010, state: "waiting", begins: bell,
      deadline: bell + 300_000)
    #expect(state.handle(PlayFixture.fetched(view, at: 60_010)) == [])
    #expect(state.handle(.ticked(121_000)) == [])
    #expect(state.handle(.ticked(130_000)) == [.fetch(after: .zero)])
  }

  @Test func aRefusalBecauseOfTheBellGoesBackToTheWaitingRoom() {
    var state = PlayFixture.state()
    state.type("b")
    #expect(
      state.handle(PlayFixture.replied([PlayFixture.refused(1, "not-begun")]))
        == [.fetch(after: .zero)])
    _ = state.handle(PlayFixture.fetched(Self.view(serverTime: PlayFixture.start + 1_000)))
    #expect(state.phase == .waiting)
    #expect(state.queue.waiting.map(\.sequence) == [1])
  }

  @Test mutating func theWaitingRoomTellsWhenStaffStopsTheClock() {
    _ = state.handle(.ticked(60_000))
    let stopped = PlayFixture.view(
      serverTime: PlayFixture.start + 2_000, state: "suspended", begins: Self.bell,
      deadline: Self.bell + 300_000)
    #expect(
      state.handle(PlayFixture.fetched(stopped, at: 60_010))
        == [.fetchRuling, .fetch(after: .seconds(5))])
    #expect(state.phase == .suspended)
  }
}
