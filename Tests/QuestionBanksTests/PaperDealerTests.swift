import Contests
import QuestionBanks
import Testing

@Suite struct PaperDealerTests {
  /// 12 single with four options, 6 multiple with five, 6 statements; three knowledge points and
  /// three bands in turn.
  private let shapes: [QuestionShape] = {
    let kinds =
      Array(repeating: QuestionKind.single, count: 12)
      + Array(repeating: .multiple, count: 6) + Array(repeating: .trueFalse, count: 6)
    let optionCounts: [QuestionKind: Int] = [.single: 4, .multiple: 5, .trueFalse: 2]
    return kinds.enumerated().map { index, kind in
      QuestionShape(
        kind: kind, optionCount: optionCounts[kind] ?? 0,
        knowledge: ["甲/一", "甲/二", "乙/一"][index % 3],
        difficulty: Difficulty.allCases[index / 3 % 3])
    }
  }()

  private let blueprint = Blueprint(sections: [
    Blueprint.Section(
      kind: .single, draw: 4, points: Points(2), difficulty: [.easy: 2, .medium: 1, .hard: 1]),
    Blueprint.Section(kind: .multiple, draw: 2, points: Points(4), marking: .partial),
    Blueprint.Section(kind: .trueFalse, draw: 2, points: Points(1)),
    Blueprint.Section(kind: nil, knowledge: "甲", draw: 3, points: Points(3)),
  ])

  private func section(
    _ kind: QuestionKind?, _ draw: Int, knowledge: String? = nil, bands: [Difficulty: Int] = [:]
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: kind, knowledge: knowledge, draw: draw, points: Points(1), difficulty: bands)
  }

  private func shortages(
    _ sections: Blueprint.Section..., of shapes: [QuestionShape]? = nil
  ) -> [BlueprintUnmet.Shortage] {
    do throws(BlueprintUnmet) {
      _ = try PaperDealer(
        blueprint: Blueprint(sections: sections), questions: shapes ?? self.shapes)
      return []
    } catch {
      return error.shortages
    }
  }

  /// Such as `3:DCAB`: the question and the original letters in the order of the paper.
  private func summary(_ paper: Paper) -> [String] {
    paper.items.map { item in
      "\(item.question):" + item.optionOrder.map { Choices.letter(Int($0)) }.joined()
    }
  }

  /// Computed by an independent program. Papers of the past are dealt again from their seeds: a
  /// change of these is a change of every past paper.
  @Test(
    arguments: [
      (
        1,
        [
          "3:DCAB", "7:CABD", "0:DABC", "9:CDAB", "14:ADEBC", "17:ABDCE", "21:AB", "18:AB",
          "16:EDCAB", "12:BDAEC", "19:AB",
        ]
      ),
      (
        20_250_401,
        [
          "10:BCAD", "3:BCAD", "9:ACDB", "8:DCAB", "14:ACDBE", "17:EBCDA", "18:AB", "20:AB",
          "12:ACDEB", "19:AB", "7:CBDA",
        ]
      ),
    ] as [(UInt64, [String])])
  func paperOfASeedNeverChanges(seed: UInt64, items: [String]) throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    #expect(summary(dealer.paper(seed: seed)) == items)
  }

  @Test func sameSeedGivesTheSamePaperOfAnyDealer() throws {
    let one = try PaperDealer(blueprint: blueprint, questions: shapes)
    let other = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in [0, 1, UInt64.max] {
      #expect(one.paper(seed: seed) == one.paper(seed: seed))
      #expect(one.paper(seed: seed) == other.paper(seed: seed))
    }
  }

  @Test func neighbouringSeedsGiveDifferentPapers() throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    #expect(Set((0..<200).map { dealer.paper(seed: $0) }).count == 200)
  }

  @Test func sectionsKeepTheirOrderKindsPointsAndMarking() throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in UInt64(0)..<100 {
      let items = dealer.paper(seed: seed).items
      #expect(items.count == 11)
      #expect(items[..<4].allSatisfy { $0.kind == .single && $0.points == Points(2) })
      #expect(items[4..<6].allSatisfy { $0.kind == .multiple && $0.marking == .partial })
      #expect(items[6..<8].allSatisfy { $0.kind == .trueFalse && $0.points == Points(1) })
      #expect(items[8...].allSatisfy { shapes[$0.question].knowledge.hasPrefix("甲") })
      #expect(items[8...].allSatisfy { $0.marking == .allOrNothing })
      #expect(items.allSatisfy { $0.kind == shapes[$0.question].kind })
    }
  }

  @Test func bandsHaveTheirExactCounts() throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in UInt64(0)..<100 {
      let bands = dealer.paper(seed: seed).items[..<4].map { shapes[$0.question].difficulty }
      #expect(bands.sorted() == [.easy, .easy, .medium, .hard])
    }
  }

  @Test func bandsAreMixedWithinTheSection() throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    let firsts = (0..<100).map { shapes[dealer.paper(seed: $0).items[0].question].difficulty }
    #expect(Set(firsts) == [.easy, .medium, .hard])
  }

  @Test func noQuestionIsAskedTwiceInOverlappingSections() throws {
    let overlapping = Blueprint(sections: [
      section(nil, 8), section(.single, 3), section(nil, 5, knowledge: "甲"),
    ])
    // 24 questions, of which a draw may meet every earlier one.
    let dealer = try PaperDealer(blueprint: overlapping, questions: shapes)
    for seed in UInt64(0)..<300 {
      let questions = dealer.paper(seed: seed).items.map(\.question)
      #expect(Set(questions).count == 16)
    }
  }

  @Test func equalSectionsShareNoQuestion() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 6), section(.single, 6)]),
      questions: shapes)
    for seed in UInt64(0)..<100 {
      #expect(Set(dealer.paper(seed: seed).items.map(\.question)) == Set(0..<12))
    }
  }

  @Test func optionsAreShuffledAndNoneIsLost() throws {
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    var orders: Set<[UInt8]> = []
    for seed in UInt64(0)..<500 {
      for item in dealer.paper(seed: seed).items {
        #expect(
          item.optionOrder.sorted() == (0..<UInt8(shapes[item.question].optionCount)).map { $0 })
        if item.kind == .single { orders.insert(item.optionOrder) }
      }
    }
    #expect(orders.count == 24)
  }

  @Test func statementsAreNeverShuffled() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.trueFalse, 6)]), questions: shapes)
    for seed in UInt64(0)..<200 {
      #expect(dealer.paper(seed: seed).items.allSatisfy { $0.optionOrder == [0, 1] })
    }
  }

  @Test func everyQuestionAndEveryPlaceIsEquallyLikely() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 3)]), questions: shapes)
    var drawn = Array(repeating: 0, count: 12)
    var first = Array(repeating: 0, count: 12)
    var places = Array(repeating: 0, count: 4)
    for seed in UInt64(0)..<12_000 {
      let items = dealer.paper(seed: seed).items
      first[items[0].question] += 1
      for item in items {
        drawn[item.question] += 1
        places[item.optionOrder.firstIndex(of: 0) ?? 0] += 1
      }
    }
    #expect(drawn.allSatisfy { (2800...3200).contains($0) })
    #expect(first.allSatisfy { (850...1150).contains($0) })
    #expect(places.allSatisfy { (8700...9300).contains($0) })
  }

  @Test func wholePoolMayBeDrawnAndNotOneMore() {
    #expect(shortages(section(.single, 12)).isEmpty)
    let short = shortages(section(.single, 13))
    #expect(short.map(\.needed) == [13])
    #expect(short.map(\.available) == [12])
    #expect(short.map(\.kind) == [.single])
    #expect(short.map(\.knowledge) == [nil])
    #expect(short.map(\.difficulty) == [nil])
  }

  @Test func everyShortageIsNamed() {
    let short = shortages(
      section(.single, 9, bands: [.easy: 7, .hard: 2]), section(.trueFalse, 7),
      section(.multiple, 1), section(nil, 1, knowledge: "丙"))
    #expect(short.map(\.kind) == [.single, .trueFalse, nil])
    #expect(short.map(\.difficulty) == [.easy, nil, nil])
    #expect(short.map(\.knowledge) == [nil, nil, "丙"])
    #expect(short.map(\.needed) == [7, 7, 1])
    #expect(short.map(\.available) == [6, 6, 0])
  }

  @Test func questionsOfEarlierSectionsAreNotCountedAgain() {
    #expect(shortages(section(nil, 18), section(.trueFalse, 6)).map(\.available) == [0])
    #expect(shortages(section(.single, 10), section(.single, 2)).isEmpty)
    #expect(shortages(section(.single, 10), section(.single, 3)).map(\.available) == [2])
    #expect(shortages(section(.multiple, 6), section(.trueFalse, 6)).isEmpty)
  }

  @Test func emptyBankFillsNothing() {
    #expect(shortages(section(nil, 1), of: []).map(\.available) == [0])
  }

  @Test func knowledgeIsAPrefix() {
    #expect(shortages(section(nil, 16, knowledge: "甲")).isEmpty)
    #expect(shortages(section(nil, 17, knowledge: "甲")).map(\.available) == [16])
    #expect(shortages(section(nil, 9, knowledge: "甲/一")).map(\.available) == [8])
    #expect(shortages(section(nil, 1, knowledge: "一")).map(\.available) == [0])
  }

  @Test func bandsWithoutQuestionsAreLeftOut() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 2, bands: [.easy: 2, .hard: 0])]),
      questions: shapes)
    #expect(dealer.paper(seed: 1).items.allSatisfy { shapes[$0.question].difficulty == .easy })
  }

  @Test func shortageSpeaksBothLanguages() throws {
    let narrow = try #require(
      shortages(section(.multiple, 5, knowledge: "乙", bands: [.hard: 5])).first)
    #expect(narrow.sentence(in: .en) == "needs 5 hard multiple on 乙, the bank has 1")
    #expect(narrow.sentence(in: .zhHans) == "需要 5 道“乙”题（hard multiple），题库只有 1 道")
    let wide = try #require(shortages(section(nil, 25)).first)
    #expect(wide.sentence(in: .en) == "needs 25 questions, the bank has 24")
    #expect(wide.sentence(in: .zhHans) == "需要 25 道题（不限），题库只有 24 道")
  }

  @Test func shapeHoldsWhatDecidesThePaper() throws {
    let question = try SampleQuestions.multiple().question
    #expect(
      QuestionShape(question)
        == QuestionShape(
          kind: .multiple, optionCount: 3, knowledge: "机械传动/轴承", difficulty: .hard))
  }

  @Test(arguments: ProjectFiles.banks)
  func realBanksFillTheReferenceContest(file: String) throws {
    let shapes = try ProjectFiles.reading(ofBank: file).questions
      .map { QuestionShape($0.question) }
    let contest = try Contest(plan: ProjectFiles.referencePlan())
    for stage in contest.events[0].stages {
      let dealer = try PaperDealer(blueprint: stage.blueprint, questions: shapes)
      let paper = dealer.paper(seed: 7)
      #expect(paper.items.count == stage.blueprint.questionCount)
      #expect(paper.items.reduce(.zero) { $0 + $1.points } == Points(100))
    }
  }
}

@Suite struct PaperItemTests {
  /// An item of a paper whose options do not stand in their original order.
  private func shuffledItem() throws -> Paper.Item {
    let shape = QuestionShape(kind: .single, optionCount: 4, knowledge: "", difficulty: .easy)
    let blueprint = Blueprint(sections: [
      Blueprint.Section(kind: nil, draw: 1, points: Points(1))
    ])
    let dealer = try PaperDealer(blueprint: blueprint, questions: [shape])
    return try #require(
      (0..<100).lazy.map { dealer.paper(seed: $0).items[0] }
        .first { $0.optionOrder == [2, 0, 3, 1] })
  }

  @Test func chosenPlaceStandsForItsOriginalOption() throws {
    let item = try shuffledItem()
    #expect(item.original(.a) == .c)
    #expect(item.original(.b) == .a)
    #expect(item.original([.b, .d]) == [.a, .b])
    #expect(item.original([.a, .b, .c, .d]) == [.a, .b, .c, .d])
  }

  @Test func nothingChosenStaysNothing() throws {
    #expect(try shuffledItem().original([]) == [])
  }

  @Test func placesBeyondTheOptionsAreLeftOut() throws {
    let item = try shuffledItem()
    #expect(item.original(.h) == [])
    #expect(item.original([.a, Choices(position: 4)]) == .c)
  }
}
