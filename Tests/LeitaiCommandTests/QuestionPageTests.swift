import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct QuestionPageTests {
  private func page(
    _ position: Int, _ responses: [Answer] = [], keys: String = "", say: Language = .zhHans,
    columns: Int = 40
  ) -> [String] {
    var state = AnsweringFixture.state(
      at: position, responses, say: say, size: ScreenSize(rows: 60, columns: columns))
    state.type(keys)
    return QuestionPage(state).lines.map(\.text)
  }

  @Test func blanksStandUnderTheStem() {
    #expect(
      page(0, [Answer(texts: ["0.01", ""])]) == [
        " 千分尺的分度值是（　）mm，游标卡尺的是", " （　）mm。", "", " 第1空：0.01", ">第2空：____",
      ])
    #expect(
      page(0, say: .en, columns: 90) == [
        " 千分尺的分度值是（　）mm，游标卡尺的是（　）mm。", "", ">Blank 1: ____", " Blank 2: ____",
      ])
  }

  @Test func aNumberHasItsUnit() {
    #expect(page(1).last == " 答案：____ mm")
    #expect(page(1, [.none, Answer(texts: ["60"])], say: .en).last == " Answer: 60 mm")
  }

  @Test func anOrderShowsThePlacesAndWhetherItCounts() {
    #expect(
      page(2, keys: "bac") == [
        " 拆卸轴承的步骤是：", "", " (2) A. 停机断电", " (1) B. 拆端盖", " (3) C. 拉出轴承",
        " ( ) D. 清洗检查", "", " 顺序：B A C _（排完才算作答）",
      ])
    #expect(page(2, keys: "bacd").last == " 顺序：B A C D")
    #expect(page(2, say: .en).last == " Order: _ _ _ _")
    #expect(
      page(2, keys: "b", say: .en, columns: 90).last == " Order: B _ _ _  (counts when complete)")
  }

  @Test func premisesShowTheirOptions() {
    #expect(
      page(3, keys: "b") == [
        " 把量与单位对应起来。", "", " 1 → B  电压", ">2 → _  电流", " 3 → _  电阻", "", " A. 伏特",
        " B. 安培", " C. 欧姆", " D. 瓦特",
      ])
  }

  @Test func aPassageStandsAboveTheStemAndPicturesAreNumbered() {
    #expect(
      page(4) == [
        " 〔材料〕", " 某液压站油温升高，见 〔图1：油路图〕。", "", " 图 〔图2〕 所示部件叫（　）。", "",
        " 第1空：____",
      ])
    #expect(
      page(4, say: .en, columns: 90) == [
        " [Passage]", " 某液压站油温升高，见 [picture 1: 油路图]。", "",
        " 图 [picture 2] 所示部件叫（　）。", "", " Blank 1: ____",
      ])
  }

  @Test func longTextsHangUnderTheirBeginning() {
    let text = String(repeating: "齿轮", count: 12)
    #expect(
      page(0, [Answer(texts: [text, ""])])[3...] == [
        " 第1空：" + String(repeating: "齿轮", count: 7) + "齿",
        "        轮" + String(repeating: "齿轮", count: 4),
        ">第2空：____",
      ])
  }

  @Test(arguments: [40, 90]) func noLineIsWiderThanTheScreen(columns: Int) {
    let long = String(repeating: "轴承 bearing，温度 85 ℃ ", count: 4)
    let wide = AnsweringFixture.items.map { item in
      AttemptView.Item(
        kind: item.kind, passage: item.passage + long, stem: item.stem + long,
        options: item.options.map { $0 + long }, premises: item.premises.map { $0 + long },
        blanks: item.blanks, unit: item.unit, points: item.points)
    }
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for position in wide.indices {
        for keys in ["", "b", "bacd", "i", "i" + long, "r", "s", "v"] {
          var state = AnsweringFixture.state(
            at: position, say: say, size: ScreenSize(rows: 20, columns: columns), items: wide)
          state.type(keys)
          let lines = screen.lines(state)
          #expect(lines.count == 20)
          for line in lines {
            #expect(line.text.columns <= columns, "\(say) \(position) \(keys) \(line.text)")
          }
          for line in QuestionPage(state).lines { #expect(line.text.columns <= columns) }
        }
      }
    }
  }

  @Test(arguments: [(24, 80), (12, 40), (10, 30), (6, 20), (3, 10), (1, 2)])
  func everyKindFitsEveryScreen(rows: Int, columns: Int) {
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for position in AnsweringFixture.items.indices {
        for keys in ["", "bac", "i", "i齿轮12", "vr"] {
          var state = AnsweringFixture.state(
            at: position, say: say, size: ScreenSize(rows: rows, columns: columns))
          state.type(keys)
          state.press(.tab, times: 2)
          state.press(.pageDown, times: 2)
          let lines = screen.lines(state)
          #expect(lines.count <= rows)
          for line in lines {
            #expect(line.text.columns <= columns)
            if let cursor = line.cursor { #expect(cursor < columns) }
          }
        }
      }
    }
  }

  // The line that is typed

  @Test(arguments: [40, 90]) func theCursorStandsBehindWhatIsTyped(columns: Int) throws {
    var state = AnsweringFixture.state(
      at: 1, size: ScreenSize(rows: 24, columns: columns))
    state.type("i6０")
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state)
    let row = try #require(lines.firstIndex { $0.cursor != nil })
    #expect(row == 21)
    #expect(lines[row].text == " 答案：6０ mm")
    #expect(lines[row].cursor == 10)
    state.press(.escape, times: 1)
    #expect(PlayScreen(say: .zhHans, zone: .gmt).lines(state).allSatisfy { $0.cursor == nil })
  }

  @Test func ofALongTextTheEndIsShown() throws {
    var state = AnsweringFixture.state(at: 0, size: ScreenSize(rows: 24, columns: 20))
    state.type("i一二三四五六七八九十")
    let line = try #require(
      PlayScreen(say: .zhHans, zone: .gmt).lines(state).first { $0.cursor != nil })
    #expect(line.text == " 第1空：…六七八九十")
    #expect(line.cursor == line.text.columns)
  }

  // Small screens

  @Test func aQuestionOnASmallScreen() {
    var state = AnsweringFixture.state(at: 0, size: ScreenSize(rows: 12, columns: 40))
    state.type("i0.01")
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state)
    #expect(
      lines.map(\.text) == [
        " 练兵 · 钳工                 剩余 05:00 ", " 第 1/5 题  填空  1 分   已答 0  未答 5 ", "",
        " 千分尺的分度值是（　）mm，游标卡尺的是", " （　）mm。", "", ">第1空：____", " 第2空：____", "",
        " 第1空：0.01", " 切换窗口、粘贴文字、改变窗口大小都会被…", " Enter 确定并填下一空  Esc 放弃修改",
      ])
  }

  @Test(arguments: [(24, 80), (12, 40)])
  func whatMattersIsSeenOnEveryUsualScreen(rows: Int, columns: Int) {
    let long = String(repeating: "轴承 bearing 温度 ", count: 40)
    let items = AnsweringFixture.items.map { item in
      AttemptView.Item(
        kind: item.kind, passage: item.passage, stem: item.stem + long, options: item.options,
        premises: item.premises, blanks: item.blanks, unit: item.unit, points: item.points)
    }
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for (position, item) in items.enumerated() {
        var state = AnsweringFixture.state(
          at: position, say: say, size: ScreenSize(rows: rows, columns: columns), items: items)
        func seen() -> [String] { screen.lines(state).map(\.text) }
        #expect(seen()[rows - 1].contains(item.takesText ? "Enter" : "A-D"))
        #expect(seen()[rows - 1].contains(" s "))
        if rows == 12 { #expect(seen()[rows - 3].contains("PgDn")) }
        state.press(.tab, times: item.fields.count > 1 ? 1 : 0)
        if item.fields.count > 1 {
          #expect(seen().contains { $0.hasPrefix(">") && $0.contains("2") })
        }
        state.press(.pageDown, times: 20)
        let last = item.form == .matches(3) ? " D. 瓦特" : QuestionPage(state).lines.last?.text
        #expect(seen().contains(last ?? ""))
        state.type("i")
        #expect(screen.lines(state).contains { $0.cursor != nil } == item.takesText)
        #expect(seen()[rows - 1].contains("Esc") == item.takesText)
        state.press(.escape, times: 1)
        state.type("r")
        #expect(seen()[rows - 1].contains(" s ") && seen()[rows - 1].contains("Enter"))
      }
    }
  }

  // Scrolling

  @Test func theBlankAtTheCursorIsScrolledTo() {
    var state = AnsweringFixture.state(at: 3, size: ScreenSize(rows: 9, columns: 40))
    let screen = PlayScreen(say: .zhHans, zone: .gmt)
    #expect(screen.lines(state)[3].text == " 把量与单位对应起来。")
    state.press(.tab, times: 2)
    #expect(screen.lines(state).contains { $0.text == ">3 → _  电阻" })
    state.press(.tab, times: 1)
    #expect(screen.lines(state).contains { $0.text == ">1 → _  电压" })
  }

  @Test func thePathsOfPicturesAreScrolledTo() {
    var state = AnsweringFixture.state(at: 4, size: ScreenSize(rows: 9, columns: 40))
    state.type("v")
    let screen = PlayScreen(say: .en, zone: .gmt)
    #expect(screen.lines(state).contains { $0.text == " 正在取图片…" })
    _ = state.handle(.picturesSaved(item: 4, paths: ["/t/5-1.png", "/t/5-2.png"]))
    #expect(screen.lines(state).contains { $0.text == " 图2：/t/5-2.png" })
  }

  // Keys

  @Test func theKeysFitEightyColumns() {
    for say in Language.allCases {
      let screen = PlayScreen(say: say, zone: .gmt)
      for item in AnsweringFixture.items + PlayFixture.view().items {
        for picture in ["", "![](picture:\(AnsweringFixture.oil))"] {
          let shown = AttemptView.Item(
            kind: item.kind, stem: "齿轮" + picture, options: item.options,
            premises: item.premises, blanks: item.blanks, unit: item.unit, points: 1000)
          var state = AnsweringFixture.state(at: 0, say: say, items: [shown])
          let help = screen.help(state)
          #expect(help.columns <= 80, "\(help)")
          #expect(help.contains(" s ") && help.contains(" q "), "\(help)")
          #expect(help.contains(" x ") || !picture.isEmpty, "\(help)")
          #expect(help.contains(" v ") == !picture.isEmpty, "\(help)")
          #expect(help.contains(item.takesText ? "Enter" : "A-"), "\(help)")
          #expect(help.contains("Tab") == (item.fields.count > 1), "\(help)")
          state.type("i")
          #expect(screen.help(state).columns <= 80)
          #expect(screen.help(state).contains("Esc") == item.takesText)
        }
      }
    }
  }

  // The overview

  @Test func theOverviewShowsAnswersOfAllKinds() {
    let responses = [
      Answer(texts: ["0.01", ""]), Answer(texts: ["-123456.5"]), Answer(places: [1, 0, 2, 3]),
      Answer(places: [1, -1, 0]), Answer(texts: ["齿轮泵的出口"]),
    ]
    var state = AnsweringFixture.state(at: 0, responses)
    state.type("r")
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state).map(\.text)
    #expect(lines[3] == ">   1 1/2         2 -1234…      3 BACD        4 B-A         5 齿轮…   ")
    #expect(lines[1].hasSuffix("已答 5  未答 0 "))
  }

  @Test func anAnswerWithGapsIsNamedBeforeHandingIn() {
    var state = AnsweringFixture.state(
      at: 0, [Answer(texts: ["0.01", ""]), .none, .none, Answer(places: [1, -1, 0]), .none])
    state.type("s")
    let lines = PlayScreen(say: .zhHans, zone: .gmt).lines(state).map(\.text)
    #expect(lines.contains(" 还有 3 题未答：第 2-3、5 题。"))
    #expect(lines.contains(" 有 2 题没有答完：第 1、4 题。"))
  }

  // Line by line

  @Test func aQuestionIsPrintedWithItsAnswer() {
    let items = AnsweringFixture.items
    #expect(
      LineQuestion(items[4], .none, .en).lines(passageIsKnown: false) == [
        "[Passage]", "某液压站油温升高，见 [picture 1: 油路图]。", "图 [picture 2] 所示部件叫（　）。",
        "  Blank 1: ____", "  (type the answer)", "  (view saves the pictures as files)",
      ])
    #expect(
      LineQuestion(items[4], Answer(texts: ["泵"]), .zhHans).lines(passageIsKnown: true) == [
        "〔材料〕同上", "图 〔图2〕 所示部件叫（　）。", "  第1空：泵", "  （写答案）", "  （view 把图片存成文件）",
      ])
    #expect(
      LineQuestion(items[2], Answer(places: [3, 2, 1, 0]), .zhHans).lines(passageIsKnown: true)
        .suffix(2) == ["  顺序：D C B A", "  （按顺序写出所有字母）"])
    #expect(
      LineQuestion(items[3], Answer(places: [3, -1, 1]), .zhHans).lines(passageIsKnown: true)
        .prefix(5) == [
          "把量与单位对应起来。", "  1 → D  电压", "  2 → _  电流", "  3 → B  电阻", "  A. 伏特",
        ])
    let choice = PlayFixture.view().items[2]
    #expect(
      LineQuestion(choice, .none, .en).lines(passageIsKnown: true) == [
        choice.stem, "  A. 正确", "  B. 错误",
      ])
  }
}
