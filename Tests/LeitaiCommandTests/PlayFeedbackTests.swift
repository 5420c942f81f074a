import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

/// What the contestant learns about right and wrong.
@Suite struct PlayFeedbackTests {
  private let screen = PlayScreen(say: .zhHans, zone: .gmt)
  private var state = PlayFixture.state(PlayFixture.view(feedback: "after-each"))
  private let wrong = Solution(choices: [0], explanation: "先断电。", points: 0)

  private func text(_ state: PlayState) -> String {
    screen.lines(state).map(\.text).joined(separator: "\n")
  }

  // After each answer

  @Test mutating func anAnswerThatWillBeFinalIsGivenOnlyWhenConfirmed() {
    #expect(state.type("b") == [])
    #expect(state.type("c") == [])
    #expect(state.queue.waiting.isEmpty)
    #expect(state.unanswered == [0, 1, 2])
    #expect(text(state).contains("(x) C. 加油"))
    #expect(text(state).contains("按 y 提交本题"))
    #expect(state.type("y") == [.send([.answer(1, item: 0, choices: [2])], after: .zero)])
    #expect(state.drafts.isEmpty)
  }

  @Test mutating func whatWasRightIsShownBeforeAnythingElse() {
    state.type("b")
    #expect(
      state.handle(.key(.enter)) == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
    // The question stays until the answer is there.
    state.type("n")
    #expect(state.current == 0)
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1, solution: wrong)]))
    #expect(text(state).contains("✗ 答错，得 0 分（满分 1）（答案已定，不能再改）"))
    #expect(text(state).contains("正确答案：A"))
    #expect(text(state).contains("解析：先断电。"))
    state.type("n")
    #expect(state.current == 1)
  }

  @Test mutating func withoutANetworkNobodyIsHeldBack() {
    state.type("by")
    _ = state.handle(.failed(.unreachable("x")))
    state.type("n")
    #expect(state.current == 1)
  }

  @Test(arguments: ["c", "x", "cy"])
  func aFinalAnswerStays(keys: String) {
    var state = state
    state.type("by")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1, solution: wrong)]))
    #expect(state.type(keys) == [])
    #expect(state.responses[0].choices == [1])
    #expect(screen.saving(state).contains("不能再改"))
    #expect(!screen.help(state).contains("选择"))
  }

  @Test mutating func anAnswerThatTheServerHadAlreadyIsShownAsItIs() {
    state.type("by")
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(1, "already-answered")]))
    _ = state.handle(
      PlayFixture.fetched(
        PlayFixture.view(
          lastSequence: 1, responses: [[3], [], []], feedback: "after-each",
          solutions: [wrong, nil, nil])))
    #expect(state.responses[0].choices == [3])
    #expect(state.solutions[0] == wrong)
    #expect(state.queue.waiting.isEmpty)
  }

  @Test mutating func clearingADraftSendsNothing() {
    state.type("bx")
    #expect(state.drafts.isEmpty)
    #expect(state.queue.waiting.isEmpty)
  }

  @Test mutating func whatWasChosenAndNotGivenIsNamedBeforeTheEnd() {
    state.type("bs")
    #expect(text(state).contains("选了还没有提交的有第 1 题，不会计入。"))
    state.type("r")
    state.type("r")
    #expect(text(state).contains("1 B*"))
  }

  @Test func everyKindIsDraftedFirst() {
    func state(_ position: Int) -> PlayState {
      AnsweringFixture.state(at: position, feedback: "after-each")
    }
    var order = state(AnsweringFixture.ordering)
    order.type("bacd")
    #expect(order.queue.waiting.isEmpty)
    #expect(order.order(of: order.current) == [1, 0, 2, 3])
    order.press(.backspace, times: 1)
    #expect(order.order(of: order.current) == [1, 0, 2])
    order.type("dy")
    #expect(order.sent == [Answer(places: [1, 0, 2, 3])])

    var blanks = state(AnsweringFixture.fillIn)
    blanks.type("i0.01")
    blanks.press(.enter, times: 1)
    blanks.type("0.02")
    blanks.press(.enter, times: 1)
    #expect(blanks.queue.waiting.isEmpty)
    // Both blanks are filled, so Enter gives the answer and types no more.
    blanks.press(.enter, times: 1)
    #expect(blanks.sent == [Answer(texts: ["0.01", "0.02"])])

    var matches = state(AnsweringFixture.matching)
    matches.type("ab")
    #expect(matches.queue.waiting.isEmpty)
    matches.type("y")
    #expect(matches.sent == [Answer(places: [0, 1, -1])])
  }

  // At the end

  @Test func afterTheSubmissionOnePagesThroughWhatWasRight() {
    var state = PlayFixture.state(PlayFixture.view(responses: [[1], [], []], feedback: "at-end"))
    #expect(state.type("v") == [])
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    _ = state.handle(.filed(.saved(path: "/r", findings: [])))
    #expect(state.type("v") == [], "nothing is told yet")
    _ = state.handle(
      PlayFixture.fetched(
        PlayFixture.view(
          lastSequence: 1, responses: [[1], [], []], submittedAt: 1_000_001, score: 0,
          feedback: "at-end",
          solutions: [
            wrong, Solution(choices: [1, 2], explanation: "", points: nil),
            Solution(choices: [1], explanation: "", points: nil),
          ])))
    #expect(text(state).contains("v 看答案与解析"))
    state.type("v")
    #expect(text(state).contains("解析：先断电。"))
    #expect(!text(state).contains("不能再改"))
    state.type("n")
    #expect(text(state).contains("没有作答"))
    #expect(text(state).contains("正确答案：BC"))
    state.type("3g")
    #expect(state.current == 2)
    state.type("c")
    #expect(state.responses[2].isEmpty)
    #expect(state.handle(.key(.escape)) == [])
    #expect(text(state).contains("得分：0 / 3"))
    #expect(state.handle(.key(.enter)) == [.leave])
  }

  @Test func whereAllSitTogetherTheKeysAreAskedForWhenAllAreDone() {
    var state = PlayFixture.state(
      PlayFixture.view(submittedAt: 1_000_001, score: 1000, feedback: "at-end"))
    _ = state.handle(.filed(.saved(path: "/r", findings: [])))
    #expect(text(state).contains("leitai review 00000000000000ab"))
    #expect(state.handle(.ticked(299_000)) == [])
    #expect(state.handle(.ticked(300_001)) == [.fetch(after: .zero)])
    _ = state.handle(
      PlayFixture.fetched(
        PlayFixture.view(
          serverTime: PlayFixture.deadline + 10, submittedAt: 1_000_001, score: 1000,
          feedback: "at-end", solutions: [wrong, nil, nil]), at: 300_010))
    #expect(text(state).contains("v 看答案与解析"))
    #expect(state.handle(.ticked(400_000)) == [])
  }

  @Test(arguments: [
    (1000, "✓ 答对，得 1 分（满分 1）", "✓ right, 1 of 1 points"),
    (500, "± 部分正确，得 0.5 分（满分 1）", "± right in part, 0.5 of 1 points"),
    (0, "✗ 答错，得 0 分（满分 1）", "✗ wrong, 0 of 1 points"),
  ])
  func theVerdictSaysWhatItEarned(points: Int, zh: String, en: String) {
    let item = PlayFixture.view().items[0]
    let solution = Solution(choices: [0], explanation: "", points: points)
    #expect(SolutionText(solution, of: item, .zhHans).verdict == zh)
    #expect(SolutionText(solution, of: item, .en).verdict == en)
  }

  @Test(arguments: [
    (
      0, Solution(texts: [["0.01"], ["0.02", "0.020"]], explanation: "", points: 0),
      "Right answer: Blank 1: 0.01; Blank 2: 0.02 / 0.020"
    ),
    (1, Solution(texts: [["60"]], explanation: "", points: 0), "Right answer: 60 mm"),
    (2, Solution(places: [1, 0, 2, 3], explanation: "", points: 0), "Right answer: B A C D"),
    (
      3, Solution(places: [0, 3, -1], explanation: "", points: 0),
      "Right answer: 1 → A  2 → D  3 → -"
    ),
    (4, Solution(texts: [["泵", "齿轮泵"]], explanation: "", points: 0), "Right answer: 泵 / 齿轮泵"),
  ])
  func theRightAnswerOfEveryKindIsReadable(position: Int, solution: Solution, en: String) {
    let text = SolutionText(solution, of: AnsweringFixture.items[position], .en)
    #expect(text.sentences == [en])
  }
}
