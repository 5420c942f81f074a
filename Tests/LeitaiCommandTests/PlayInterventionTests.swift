import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

/// What staff does while somebody plays.
@Suite struct PlayInterventionTests {
  private let screen = PlayScreen(say: .zhHans, zone: .gmt)
  private var state = PlayFixture.state()

  private func text(_ state: PlayState) -> String {
    screen.lines(state).map(\.text).joined(separator: "\n")
  }

  private func view(
    _ state: String, at seconds: Int64, lastSequence: Int = 0,
    deadline: Int64 = PlayFixture.deadline
  ) -> PlayEvent {
    PlayFixture.fetched(
      PlayFixture.view(
        serverTime: PlayFixture.start + seconds * 1_000, lastSequence: lastSequence, state: state,
        deadline: deadline), at: seconds * 1_000)
  }

  // More time

  @Test mutating func aReplyMovesTheDeadline() {
    state.type("b")
    _ = state.handle(
      PlayFixture.replied([PlayFixture.saved(1)], deadline: PlayFixture.deadline + 60_000))
    #expect(state.deadline == PlayFixture.deadline + 60_000)
    #expect(text(state).contains("剩余 05:59"))
  }

  // A pause

  @Test mutating func aSuspendedAttemptStandsStillAndIsAskedAboutEveryFiveSeconds() {
    state.type("b")
    let refused = PlayFixture.replied(
      [PlayFixture.refused(1, "suspended")], serverTime: PlayFixture.start + 10_000, at: 10_000,
      state: "suspended")
    #expect(state.handle(refused) == [.fetchRuling, .fetch(after: .seconds(5))])
    #expect(state.phase == .suspended)
    _ = state.handle(
      .ruled(StaffRuling(reason: "核对身份", at: PlayFixture.start + 8_000, mayRetry: false)))
    _ = state.handle(.ticked(200_000))
    #expect(state.remaining == 292_000)
    #expect(text(state).contains("核对身份"))
    #expect(text(state).contains("还剩 04:52"))
    #expect(text(state).contains("未保存 1  恢复后保存"))
    state.type("c")
    #expect(state.responses[0].choices == [1])
    #expect(state.handle(view("suspended", at: 205)) == [.fetch(after: .seconds(5))])
  }

  @Test mutating func afterThePauseItGoesOnWithWhatWaited() {
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "suspended")]))
    let moved = PlayFixture.deadline + 200_000
    #expect(
      state.handle(view("open", at: 210, deadline: moved))
        == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
    #expect(state.phase == .question)
    #expect(state.remaining == 290_000)
    #expect(state.responses[0].choices == [1])
  }

  @Test mutating func aSignOfLifeFromBeforeThePauseIsDropped() {
    _ = state.handle(.ticked(30_000))
    _ = state.handle(
      PlayFixture.replied(
        [PlayFixture.refused(1, "suspended")], serverTime: PlayFixture.start + 30_000, at: 30_000))
    #expect(state.handle(view("open", at: 40)) == [])
    #expect(state.type("b") == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
  }

  @Test mutating func aReplyAloneTellsOfAPause() {
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)], state: "suspended"))
    #expect(state.phase == .suspended)
    #expect(state.type("q") == [.leave])
  }

  @Test mutating func nobodyRunsOutOfTimeInAPause() {
    _ = state.handle(view("suspended", at: 299))
    #expect(state.handle(.ticked(400_000)) == [])
    #expect(state.phase == .suspended)
    #expect(state.remaining == 1_000)
  }

  @Test mutating func whoHandedInBeforeThePauseHasHandedIn() {
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "suspended")]))
    #expect(state.handle(view("open", at: 20)) == [.send([.submit(1)], after: .zero)])
    #expect(state.phase == .submitting(.handedIn))
  }

  @Test mutating func whatIsTypedSurvivesThePause() {
    state = AnsweringFixture.state(at: AnsweringFixture.oneBlank)
    state.type("i齿轮")
    _ = state.handle(PlayFixture.replied([], state: "suspended"))
    #expect(!state.isEditing)
    _ = state.handle(PlayFixture.fetched(AnsweringFixture.view()))
    #expect(state.edit?.text == "齿轮")
  }

  // An end

  @Test mutating func aVoidedAttemptSaysSoAndEnds() {
    state.type("b")
    #expect(
      state.handle(PlayFixture.replied([PlayFixture.refused(1, "voided")], state: "voided"))
        == [.fetchRuling])
    #expect(state.phase == .voided)
    #expect(state.isOver && !state.isSettled)
    _ = state.handle(.ruled(StaffRuling(reason: "死机", at: PlayFixture.start, mayRetry: true)))
    #expect(state.isSettled)
    #expect(text(state).contains("死机"))
    #expect(text(state).contains("可以重新作答：leitai play c/e/s"))
    #expect(state.handle(.ticked(100_000)) == [])
    #expect(state.type("b") == [])
    #expect(state.handle(.key(.enter)) == [.leave])
    #expect(state.journalToKeep()?.isOver == true)
  }

  @Test mutating func whyItWasVoidedMayRemainUnknown() {
    _ = state.handle(view("voided", at: 3))
    _ = state.handle(.ruled(nil))
    #expect(state.isSettled)
    #expect(!text(state).contains("理由"))
  }

  @Test(arguments: [(24, 80), (12, 40), (6, 20)])
  func theScreensOfStaffFitEveryScreen(rows: Int, columns: Int) {
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for name in ["suspended", "voided", "waiting"] {
        var state = PlayFixture.state(
          PlayFixture.view(state: name, begins: PlayFixture.start + (name == "waiting" ? 9 : 0)),
          size: ScreenSize(rows: rows, columns: columns), say: say)
        _ = state.handle(
          .ruled(
            StaffRuling(
              reason: String(repeating: "火警 alarm ", count: 20), at: 0, mayRetry: false)))
        let lines = screen.lines(state)
        #expect(lines.count <= rows)
        for line in lines { #expect(line.text.columns <= columns, "\(name) \(line.text)") }
      }
    }
  }
}
