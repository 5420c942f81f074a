import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct PlayEditTests {
  private func typing(
    _ position: Int, _ responses: [Answer] = [],
    size: ScreenSize = ScreenSize(rows: 24, columns: 80)
  ) -> PlayState {
    var state = AnsweringFixture.state(at: position, responses, size: size)
    let effects = state.handle(.key(.enter))
    #expect(effects == [], "typing asks for nothing")
    return state
  }

  @Test func enterTakesTheTextAndGoesToTheNextBlank() {
    var state = typing(AnsweringFixture.fillIn)
    #expect(state.edit == AnswerEdit(field: 0, text: ""))
    state.type("0.01")
    #expect(
      state.handle(.key(.enter)) == [
        .send([.answer(1, item: 0, Answer(texts: ["0.01", ""]))], after: .zero)
      ])
    #expect(state.edit == AnswerEdit(field: 1, text: ""))
    state.type("0.02")
    _ = state.handle(.key(.enter))
    #expect(state.edit == nil)
    #expect(state.responses[0].texts == ["0.01", "0.02"])
    #expect(state.current == 0)
  }

  @Test func iBeginsToo() {
    var state = AnsweringFixture.state(at: AnsweringFixture.numeric)
    state.type("I60")
    #expect(state.edit?.text == "60")
    state = AnsweringFixture.state(at: AnsweringFixture.matching)
    state.type("i")
    #expect(state.edit == nil)
  }

  @Test func keysAreTextWhileTyping() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("Sq1 g齿轮Ａé")
    _ = state.handle(.key(.pasted("粘")))
    #expect(state.edit?.text == "Sq1 g齿轮Ａé粘")
    for key in [Key.up, .down, .left, .right, .home, .end, .delete] {
      #expect(state.handle(.key(key)) == [])
    }
    #expect(state.phase == .question)
    #expect(state.typed.isEmpty)
    #expect(state.current == 0)
    state.press(.enter, times: 1)
    #expect(state.responses[0].texts == ["Sq1 g齿轮Ａé粘", ""])
  }

  @Test func backspaceErasesWholeCharacters() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("a齿")
    for part in ["e", "\u{301}", "👩", "\u{200D}", "🔧"] { state.type(part) }
    #expect(state.edit?.text.count == 4)
    state.press(.backspace, times: 2)
    #expect(state.edit?.text == "a齿")
    state.press(.backspace, times: 9)
    #expect(state.edit?.text == "")
  }

  @Test func escapeCancelsAndChangesNothing() {
    var state = typing(AnsweringFixture.fillIn, [Answer(texts: ["a", "b"])])
    #expect(state.edit == AnswerEdit(field: 0, text: "a"))
    state.type("xyz")
    _ = state.handle(.key(.escape))
    #expect(state.edit == nil)
    #expect(state.responses[0].texts == ["a", "b"])
    #expect(state.queue.waiting.isEmpty)
  }

  @Test func theSameTextIsNotSentTwice() {
    var state = typing(AnsweringFixture.fillIn, [Answer(texts: ["a", "b"])])
    state.type(" ")
    state.press(.enter, times: 2)
    #expect(state.edit == nil)
    #expect(state.queue.waiting.isEmpty)
  }

  @Test func theLastTextTakenAwayClearsTheAnswer() {
    var state = typing(AnsweringFixture.fillIn, [Answer(texts: ["a", ""])])
    // The cursor begins at the first empty blank.
    #expect(state.edit?.field == 1)
    state.press(.backTab, times: 1)
    #expect(state.edit == AnswerEdit(field: 0, text: "a"))
    state.press(.backspace, times: 1)
    state.type("  ")
    state.press(.enter, times: 1)
    #expect(state.queue.waiting.map(\.kind) == ["clear"])
    #expect(state.responses[0].isEmpty)
  }

  @Test func backspaceOutsideTheEditTakesOneBlankAwayAndXAll() {
    var state = AnsweringFixture.state(at: AnsweringFixture.fillIn, [Answer(texts: ["a", "b"])])
    state.press(.tab, times: 1)
    state.press(.backspace, times: 1)
    #expect(state.responses[0].texts == ["a", ""])
    state.type("x")
    #expect(state.responses[0].isEmpty)
    #expect(state.queue.waiting.map(\.kind) == ["answer", "clear"])
  }

  @Test func aTextThatIsNoNumberIsRefusedAtOnce() {
    var state = typing(AnsweringFixture.numeric)
    state.type("6O")
    #expect(state.handle(.key(.enter)) == [])
    #expect(state.edit?.problem == .notANumber("6O"))
    let screen = PlayScreen(say: .zhHans, zone: .gmt)
    let alert = screen.lines(state).first { $0.style == .alert }
    #expect(alert?.text == " 不是数：6O。如 12、-0.5、1.2e-3")
    state.press(.backspace, times: 1)
    #expect(state.edit?.problem == nil)
    state.type("０")
    #expect(
      state.handle(.key(.enter)) == [
        .send([.answer(1, item: 1, Answer(texts: ["60"]))], after: .zero)
      ])
    #expect(state.edit == nil)
  }

  @Test func nothingInsteadOfANumberClears() {
    var state = typing(AnsweringFixture.numeric, [.none, Answer(texts: ["60"])])
    state.press(.backspace, times: 2)
    state.press(.enter, times: 1)
    #expect(state.queue.waiting.map(\.kind) == ["clear"])
  }

  @Test func aTextIsAsLongAsTheServerTakes() {
    var state = typing(AnsweringFixture.fillIn)
    state.type(String(repeating: "齿", count: 200))
    #expect(state.edit?.problem == nil)
    state.type("a")
    #expect(state.edit?.problem == .tooLong)
    state.press(.enter, times: 1)
    #expect(state.responses[0].texts[0].utf8.count == 600)
  }

  @Test func whatIsPastedEndsWhereThereIsNoRoomAndHasNoHoles() {
    var state = typing(AnsweringFixture.fillIn)
    let pasted = String(repeating: "a", count: 599) + "齿轮b"
    for character in pasted { state.press(.pasted(character), times: 1) }
    #expect(state.edit?.text == String(repeating: "a", count: 599))
    #expect(state.edit?.problem == .tooLong)
    state.press(.backspace, times: 1)
    #expect(state.edit?.problem == nil)
    state.type("bc")
    #expect(state.edit?.text.hasSuffix("abc") == true)
  }

  @Test func aPastedTextOfSeveralLinesIsOneText() {
    var state = typing(AnsweringFixture.oneBlank)
    var decoder = KeyDecoder()
    for key in decoder.feed("\u{1B}[200~齿轮\r泵\u{3}\u{1B}[201~".utf8) {
      _ = state.handle(.key(key))
    }
    #expect(state.edit?.text == "齿轮 泵")
    #expect(state.phase == .confirmingLeave)
  }

  @Test func whatIsNoTextIsLeftOut() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("a\u{85}\u{2028}\u{1F}b")
    #expect(state.edit?.text == "ab")
  }

  @Test func leavingIsAskedForAndTheTextStays() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("齿")
    _ = state.handle(.key(.interrupt))
    #expect(state.phase == .confirmingLeave)
    state.type("n")
    #expect(state.edit?.text == "齿")
    state.type("轮")
    #expect(state.edit?.text == "齿轮")
    _ = state.handle(.key(.interrupt))
    #expect(state.handle(.key(.interrupt)) == [.leave])
  }

  @Test func theTimeEndsTypingAndWhatWasNotTakenDoesNotCount() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("齿")
    #expect(state.handle(.ticked(300_000)) == [.fetch(after: .zero)])
    // An answer that took long tells nothing new about the time.
    _ = state.handle(.fetched(AnsweringFixture.view(), sentAt: 0, receivedAt: 50_000))
    #expect(state.queue.waiting == [.submit(1)])
    state.press(.enter, times: 1)
    #expect(state.responses[0].isEmpty)
    #expect(!state.isEditing)
  }

  @Test func aSavedAnswerDoesNotDisturbTheText() {
    var state = typing(AnsweringFixture.fillIn)
    state.type("a")
    state.press(.enter, times: 1)
    state.type("b")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    _ = state.handle(PlayFixture.fetched(AnsweringFixture.view([Answer(texts: ["a", ""])])))
    #expect(state.edit == AnswerEdit(field: 1, text: "b"))
  }

  @Test func pagesAreTurnedWhileTyping() {
    var state = typing(AnsweringFixture.oneBlank, size: ScreenSize(rows: 8, columns: 30))
    #expect(state.scroll > 0)
    state.press(.pageUp, times: 9)
    #expect(state.scroll == 0)
    #expect(state.isEditing)
  }
}
