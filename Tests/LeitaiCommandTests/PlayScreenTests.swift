import ContestAPI
import ContestClient
import Foundation
import Testing

@testable import leitai

@Suite struct PlayScreenTests {
  private let screen = PlayScreen(say: .zhHans, zone: .gmt)
  private var state = PlayFixture.state()

  private func text(_ state: PlayState) -> [String] { screen.lines(state).map(\.text) }

  @Test mutating func aQuestionShowsWhereItIsAndWhatIsChosen() {
    state.type("b")
    let lines = text(state)
    #expect(lines.count == 24)
    #expect(lines[0].hasPrefix(" 练兵 · 钳工 · 预赛"))
    #expect(lines[0].hasSuffix("剩余 05:00 "))
    #expect(lines[1].hasPrefix(" 第 1/3 题  单选  1 分"))
    #expect(lines[1].hasSuffix("已答 1  未答 2 "))
    #expect(lines[3] == " 轴承温度升高时首先应当（　）。")
    #expect(lines[5...6] == [" ( ) A. 停机", " (x) B. 观察"])
    #expect(lines[22].hasPrefix(" 未保存 1"))
  }

  @Test mutating func savedIsSaidOnlyAfterTheAcknowledgement() {
    #expect(screen.saving(state) == "切换窗口、粘贴文字、改变窗口大小都会被记录")
    state.type("b")
    #expect(screen.saving(state).hasPrefix("未保存 1"))
    _ = state.handle(.failed(.unreachable("x")))
    #expect(screen.saving(state) == "未保存 1  连不上服务器，正在重试")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    #expect(screen.saving(state) == "已保存 00:16:40")
  }

  @Test mutating func theConfirmationNamesWhatIsUnanswered() {
    state.type("ns")
    #expect(text(state).contains(" 还有 3 题未答：第 1-3 题。"))
    state.type("nbs")
    #expect(text(state).contains(" 还有 2 题未答：第 1、3 题。"))
  }

  @Test mutating func leavingTellsHowToComeBack() {
    state.type("q")
    #expect(text(state).contains(" 回来继续：leitai play c/e/s"))
    #expect(text(state).contains { $0.contains("00:21:40 截止") })
  }

  @Test mutating func theOverviewMarksAnswersAndWhatIsNotSaved() {
    state.type("nbcr")
    #expect(text(state)[3] == "    1 -       >   2 BC*         3 -       ")
  }

  @Test mutating func theReceiptShowsHeadAndScore() {
    state.type("sy")
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    #expect(text(state).contains(" 回执：head1"))
    #expect(text(state).contains(" 正在等成绩。"))
    _ = state.handle(PlayFixture.fetched(PlayFixture.view(submittedAt: 1_000_001, score: 2500)))
    #expect(text(state).contains(" 得分：2.5 / 3"))
  }

  @Test(arguments: [(24, 80), (12, 40), (40, 120), (10, 30), (6, 20), (3, 10), (1, 2)])
  func everyPhaseFitsEveryScreen(rows: Int, columns: Int) {
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for keys in ["", "b", "nab", "r", "s", "q", "sy", "12"] {
        var state = PlayFixture.state(size: ScreenSize(rows: rows, columns: columns))
        state.type(keys)
        let lines = screen.lines(state)
        #expect(lines.count <= rows)
        for line in lines { #expect(line.text.columns <= columns, "\(say) \(keys) \(line.text)") }
      }
    }
  }

  @Test mutating func aLongQuestionIsScrolledToItsEndAndNoFurther() {
    state = PlayFixture.state(size: ScreenSize(rows: 9, columns: 40))
    #expect(text(state)[6].contains("PgDn"))
    _ = state.handle(.key(.pageDown))
    _ = state.handle(.key(.pageDown))
    #expect(text(state)[6] == " ( ) D. 更换")
    _ = state.handle(.key(.pageUp))
    #expect(state.scroll == 0)
  }

  @Test func runsOfNumbersAreJoined() {
    #expect(PlayScreen.ranges([3, 7, 8, 9, 15]) == ["3", "7-9", "15"])
    #expect(PlayScreen.ranges([]) == [])
  }
}
