import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

/// Plays without a server: every answer is kept, and what waits shows what would be sent.
@Suite struct LinePlayTests {
  private struct Session {
    let state: PlayState
    let printed: [String]
    /// The answers that wait, `Answer.none` for what was cleared.
    var sent: [Answer] { state.sent }
  }

  private static let attempt = "00000000000000ab"

  /// - Parameter position: the question at which it begins.
  private func play(
    _ lines: [String], at position: Int = 0, _ responses: [Answer] = [],
    say: Language = .zhHans, items: [AttemptView.Item] = AnsweringFixture.items,
    feedback: String = "score"
  ) async throws -> Session {
    let home = FileManager.default.temporaryDirectory
      .appending(path: "leitai-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: home) }
    let sessions = try #require(
      SessionFolder(environment: ["LEITAI_HOME": home], profile: nil))
    // Nobody listens at port 1.
    let context = CommandContext(
      client: ContestClient(server: "http://127.0.0.1:1", timeout: .seconds(5)),
      console: Console(say: say, isJSON: false), sessions: sessions)
    // How long a test takes is nobody's business: the time that is left stands still.
    let watch = Stopwatch { 0 }
    let connection = PlayConnection(
      context: context, attempt: Self.attempt, watch: watch, pictures: PictureFolder())
    var printed: [String] = []
    let (inputs, mailbox) = AsyncStream.makeStream(of: LineInput.self)
    for line in lines { mailbox.yield(.line(line)) }
    mailbox.finish()
    let play = LinePlay(
      connection: connection, screen: PlayScreen(say: say, zone: .gmt), inputs: inputs,
      tell: { printed += $0 })
    let state = try await play.run(
      AnsweringFixture.state(
        at: position, responses, say: say, items: items, feedback: feedback))
    return Session(state: state, printed: printed)
  }

  // Answers

  @Test func anAnswerOfEachKindIsKeptAndTheNextQuestionAsked() async throws {
    let session = try await play(["0.01", "0.02", "60", "badc", "B-A", "2d", "泵", "quit"])
    #expect(
      session.state.responses == [
        Answer(texts: ["0.01", "0.02"]), Answer(texts: ["60"]), Answer(places: [1, 0, 3, 2]),
        Answer(places: [1, 3, 0]), Answer(texts: ["泵"]),
      ])
    // Half an answer is one, too.
    #expect(session.state.queue.waiting.map(\.item) == [0, 0, 1, 2, 3, 3, 4])
    #expect(session.printed.contains(" 未保存 7  连不上服务器，正在重试"))
    #expect(session.printed.contains("题目到此为止。剩余 05:00"))
    #expect(session.printed.contains("5 题都已作答。"))
  }

  @Test func choicesAreAnsweredByLetters() async throws {
    let items = PlayFixture.view().items
    let session = try await play(["b", "AC", "ab", "b"], items: items)
    #expect(session.sent == [[1], [0, 2], [1]].map { Answer(choices: $0) })
    #expect(session.printed.contains("这一题只能选一项"))
    #expect(session.printed.contains { $0.hasPrefix("[3/3] 判断  1 分  剩余 05:00") })
  }

  @Test func aQuestionWithGapsIsAskedAgainWithWhatItHas() async throws {
    let session = try await play(["0.01"])
    #expect(
      session.printed.dropLast(4).suffix(5).dropFirst() == [
        "千分尺的分度值是（　）mm，游标卡尺的是（　）mm。", "  第1空：0.01", "  第2空：____",
        "  （写答案，或如 2=答案）",
      ])
    #expect(session.printed.contains("[1/5] 填空  1 分  剩余 05:00  已答 1/2"))
  }

  @Test func aBlankIsChosenByItsNumberAndEmptiedByNothing() async throws {
    let session = try await play(["2=b", "1=a", "p", "1=", "2="])
    #expect(
      session.sent == [
        Answer(texts: ["", "b"]), Answer(texts: ["a", "b"]), Answer(texts: ["", "b"]), .none,
      ])
    #expect(session.state.responses[0].isEmpty)
  }

  @Test func theSameAnswerIsNotSentTwice() async throws {
    let session = try await play(["60", "prev", "60"], at: AnsweringFixture.numeric)
    #expect(session.sent == [Answer(texts: ["60"])])
  }

  @Test func clearTakesTheAnswerBackAndStays() async throws {
    let answered: [Answer] = [.none, .none, .none, Answer(places: [0, 1, 2]), .none]
    let session = try await play(["x", "clear", "1b"], at: AnsweringFixture.matching, answered)
    #expect(session.sent == [.none, Answer(places: [1, -1, -1])])
  }

  // What is refused

  @Test(
    arguments: [
      (1, "6O", "不是数：6O。如 12、-0.5、1.2e-3", "no number: 6O; such as 12, -0.5, 1.2e-3"),
      (4, String(repeating: "齿", count: 201), "写不下了", "there is no room for more"),
      (0, "3=c", "没有第 3 项", "there is no number 3"),
      (2, "bad", "要排完所有选项", "all options have to be put in order"),
      (2, "bada", "同一选项只能出现一次", "an option can have one place only"),
      (3, "9a", "没有第 9 项", "there is no number 9"),
      (3, "1h", "没有这个选项", "there is no such option"),
      (3, "ab", "要写 3 个字母，没有的写 -，或如 1B 2A", "3 letters needed, - for none; or as in 1B 2A"),
      (2, "什么", "看不懂：什么", "not understood: 什么"), (3, "go 9", "没有第 9 题", "there is no question 9"),
    ])
  func aLineThatIsNoAnswerIsRefusedAndTheQuestionAskedAgain(
    position: Int, line: String, zh: String, en: String
  ) async throws {
    for (say, sentence) in [(Language.zhHans, zh), (.en, en)] {
      let session = try await play([line], at: position, say: say)
      #expect(session.sent.isEmpty)
      #expect(session.printed.contains(sentence), "\(session.printed)")
      #expect(session.printed.count { $0.hasPrefix("[\(position + 1)/5] ") } == 2)
    }
  }

  // Moving

  @Test func linesMoveThroughThePaper() async throws {
    let lines = ["", "p", "", "go 4", "n", "go 2", "next", "99", "1", "quit"]
    let session = try await play(lines)
    let asked = session.printed.compactMap { line in
      line.hasPrefix("[") ? line.dropFirst().first : nil
    }
    #expect(String(asked) == "1212452331")
    #expect(session.sent.isEmpty)
    #expect(session.printed.contains("没有第 99 题"))
  }

  @Test func aLetterInABlankHandsNothingIn() async throws {
    let session = try await play(["s", "q"])
    #expect(session.state.isAnswering)
    #expect(session.state.responses[0] == Answer(texts: ["s", "q"]))
  }

  @Test func reviewNamesWhatIsOpenAndWhatHasGaps() async throws {
    let session = try await play(
      ["review"], [Answer(texts: ["0.01", ""]), Answer(texts: ["60"])], say: .en)
    #expect(session.printed.contains("3 questions without an answer: 3-5."))
    #expect(session.printed.contains("1 question answered in part: 1."))
  }

  @Test func theEndOfTheInputLeavesAndHandsNothingIn() async throws {
    let session = try await play([])
    #expect(session.state.isAnswering)
    #expect(session.sent.isEmpty)
    #expect(session.printed.first == "练兵 · 钳工")
  }

  // Passages and pictures

  @Test func aPassageIsPrintedOnceForItsQuestions() async throws {
    let items = [1, 2].map {
      AttemptView.Item(
        kind: "numeric", passage: "某轴的转速是 960 r/min。", stem: "\($0)", options: [], points: 1000)
    }
    let session = try await play(["1", "2", "go 1"], items: items)
    #expect(session.printed.count { $0 == "某轴的转速是 960 r/min。" } == 2)
    #expect(session.printed.count { $0 == "〔材料〕同上" } == 1)
  }

  @Test func whoAsksForPicturesThatCannotBeFetchedIsToldAndGoesOn() async throws {
    let session = try await play(["view", "泵"], at: AnsweringFixture.oneBlank, say: .en)
    #expect(session.printed.contains("某液压站油温升高，见 [picture 1: 油路图]。"))
    #expect(session.printed.contains("  (view saves the pictures as files)"))
    #expect(session.printed.contains("No pictures; you may try again:"))
    #expect(session.sent == [Answer(texts: ["泵"])])
  }

  @Test func aQuestionWithoutPicturesSaysSo() async throws {
    let session = try await play(["v"], at: AnsweringFixture.matching)
    #expect(session.printed.contains("本题没有图片"))
  }

  // Marks

  @Test func aMarkIsSetShownAndTakenAway() async throws {
    let session = try await play(["mark", "review", "flag"], at: AnsweringFixture.matching)
    #expect(session.state.queue.waiting.map(\.flagged) == [true, false])
    #expect(session.printed.contains("做了标记的有 1 题：第 4 题。"))
    #expect(session.printed.contains { $0.hasSuffix("〔已标记〕") })
  }

  // Answers that are final

  @Test func halfAnAnswerThatWillBeFinalIsKeptUntilItIsWhole() async throws {
    let session = try await play(["0.01", "review", "0.02"], feedback: "after-each")
    #expect(session.sent == [Answer(texts: ["0.01", "0.02"])])
    #expect(session.printed.contains("选了还没有提交的有第 1 题，不会计入。"))
    #expect(session.printed.contains { $0.contains("ok 照此提交") })
  }

  @Test func halfAnAnswerIsGivenWhenAsked() async throws {
    let session = try await play(["ok", "0.01", "ok"], feedback: "after-each")
    #expect(session.sent == [Answer(texts: ["0.01", ""])])
    #expect(session.printed.contains("没有待提交的答案"))
  }

  @Test func aFinalAnswerIsNotChanged() async throws {
    let session = try await play(
      ["60", "prev", "61", "x"], at: AnsweringFixture.numeric, feedback: "after-each")
    #expect(session.sent == [Answer(texts: ["60"])])
    #expect(session.printed.contains(" 没有接受：本题已作答，不能再改"))
  }
}
