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
        level: index % 2 == 0 ? .intermediate : .senior,
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
    _ kind: QuestionKind?, _ draw: Int, knowledge: String? = nil, level: SkillLevel? = nil,
    bands: [Difficulty: Int] = [:]
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: kind, knowledge: knowledge, level: level, draw: draw, points: Points(1),
      difficulty: bands)
  }

  private func shortages(
    _ sections: Blueprint.Section..., of shapes: [QuestionShape]? = nil
  ) -> [BlueprintUnmet.Shortage] {
    PaperDealer.shortages(of: Blueprint(sections: sections), shapes ?? self.shapes)
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
          "4:BADC", "11:DABC", "8:ABCD", "9:ABCD", "14:DBECA", "15:CADBE", "22:AB", "23:AB",
          "18:AB", "6:DABC", "3:CBDA",
        ]
      ),
      (
        20_250_401,
        [
          "9:CABD", "6:CBDA", "0:DBCA", "5:BCAD", "16:CBEDA", "12:BAEDC", "21:AB", "20:AB",
          "13:DBACE", "3:DCBA", "15:EDCBA",
        ]
      ),
      (
        UInt64.max,
        [
          "5:ACBD", "1:CABD", "9:ACDB", "8:BDCA", "14:ECABD", "17:BACDE", "19:AB", "20:AB",
          "10:ADCB", "0:ACDB", "18:AB",
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

  @Test(arguments: [Blueprint.Dealing.random, .leastExposed, .forms(4)])
  func orderOfADictionaryDecidesNothing(dealing: Blueprint.Dealing) throws {
    let papers = try (0..<24).map { turn in
      // The same bands, put in by turns and into tables of different sizes.
      var bands: [Difficulty: Int] = [:]
      bands.reserveCapacity(turn * 8)
      for place in 0..<3 {
        let band = Difficulty.allCases[(turn + place * (turn % 2 + 1)) % 3]
        bands[band] = [.easy: 2, .medium: 1, .hard: 1][band]
      }
      let blueprint = Blueprint(
        sections: [section(.single, 4, bands: bands), section(nil, 5)], dealing: dealing)
      let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
      return (0..<20).map { dealer.paper(seed: $0) }
    }
    #expect(papers.allSatisfy { $0 == papers[0] })
  }

  @Test(arguments: [Blueprint.Dealing.random, .leastExposed, .forms(4)])
  func whoAsksForAQuestionGetsThePapersThatHaveIt(dealing: Blueprint.Dealing) throws {
    let blueprint = Blueprint(sections: blueprint.sections, dealing: dealing)
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in UInt64(0)..<40 {
      let paper = dealer.paper(seed: seed)
      for question in shapes.indices {
        let isAsked = paper.items.contains { $0.question == question }
        #expect(dealer.paper(seed: seed, asking: question) == (isAsked ? paper : nil))
      }
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

  @Test func optionsAreShuffledWhereTheirOrderMeansNothing() throws {
    let counts: [QuestionKind: Int] = [.trueFalse: 2, .fillIn: 0, .numeric: 0]
    let shapes = QuestionKind.allCases.map { kind in
      QuestionShape(
        kind: kind, optionCount: counts[kind] ?? 4, partCount: 2, knowledge: "", level: .senior,
        difficulty: .easy)
    }
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(nil, 7)]), questions: shapes)
    var orders: [QuestionKind: Set<[UInt8]>] = [:]
    for seed in UInt64(0)..<600 {
      for item in dealer.paper(seed: seed).items {
        #expect(item.shape == shapes[item.question].response)
        orders[item.kind, default: []].insert(item.optionOrder)
      }
    }
    for kind in [QuestionKind.single, .multiple, .ordering, .matching] {
      #expect(orders[kind]?.count == 24)
    }
    #expect(orders[.trueFalse] == [[0, 1]])
    #expect(orders[.fillIn] == [[]])
    #expect(orders[.numeric] == [[]])
  }

  @Test func levelIsAConditionLikeTheOthers() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 6, level: .senior)]), questions: shapes)
    #expect(dealer.paper(seed: 4).items.allSatisfy { shapes[$0.question].level == .senior })
    #expect(
      shortages(section(.single, 7, level: .senior)).map { $0.sentence(in: .zhHans) } == [
        "需要 7 道单选题（高级工），题库只有 6 道"
      ])
  }

  @Test func wholePoolMayBeDrawnAndNotOneMore() {
    #expect(shortages(section(.single, 12)).isEmpty)
    let short = shortages(section(.single, 13))
    #expect(short.map(\.needed) == [13])
    #expect(short.map(\.available) == [12])
    let parts = short.flatMap(\.parts)
    #expect(parts.map(\.section) == [0])
    #expect(parts.map(\.kind) == [.single])
    #expect(parts.map(\.caseQuestions) == [nil])
    #expect(parts.map(\.knowledge) == [nil])
    #expect(parts.map(\.level) == [nil])
    #expect(parts.map(\.difficulty) == [nil])
    #expect(parts.map(\.needed) == [13])
  }

  @Test func everyShortageIsNamed() {
    let short = shortages(
      section(.single, 9, bands: [.easy: 7, .hard: 2]), section(.trueFalse, 7),
      section(.multiple, 1), section(nil, 1, knowledge: "丙"), section(nil, 2, level: .technician))
    let parts = short.flatMap(\.parts)
    #expect(parts.map(\.section) == [0, 1, 3, 4])
    #expect(parts.map(\.kind) == [.single, .trueFalse, nil, nil])
    #expect(parts.map(\.difficulty) == [.easy, nil, nil, nil])
    #expect(parts.map(\.knowledge) == [nil, nil, "丙", nil])
    #expect(parts.map(\.level) == [nil, nil, nil, .technician])
    #expect(short.map(\.needed) == [7, 7, 1, 2])
    #expect(short.map(\.available) == [6, 6, 0, 0])
  }

  @Test func questionsOfEarlierSectionsAreNotCountedAgain() {
    #expect(shortages(section(nil, 18), section(.trueFalse, 6)).isEmpty)
    #expect(shortages(section(nil, 19), section(.trueFalse, 6)).map(\.available) == [24])
    #expect(shortages(section(.single, 10), section(.single, 2)).isEmpty)
    #expect(shortages(section(.single, 10), section(.single, 3)).map(\.available) == [12])
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

  @Test func knowledgeIsComparedByItsBytes() {
    // The same letter written as one character and as a letter with an accent.
    let bank = [
      QuestionShape(
        kind: .single, optionCount: 4, knowledge: "caf\u{E9}", level: .senior, difficulty: .easy)
    ]
    #expect(shortages(section(nil, 1, knowledge: "caf\u{E9}"), of: bank).isEmpty)
    #expect(!shortages(section(nil, 1, knowledge: "cafe\u{301}"), of: bank).isEmpty)
    #expect(shortages(section(nil, 1, knowledge: "cafe"), of: bank).map(\.available) == [0])
    #expect(shortages(section(nil, 1, knowledge: ""), of: bank).isEmpty)
  }

  @Test func shortageSpeaksBothLanguages() throws {
    let narrow = try #require(
      shortages(section(.multiple, 5, knowledge: "乙", level: .senior, bands: [.hard: 5])).first)
    #expect(
      narrow.sentence(in: .en)
        == "needs 5 hard multiple-choice on 乙 for senior worker, the bank has 1")
    #expect(narrow.sentence(in: .zhHans) == "需要 5 道“乙”多选题（高级工，难度难），题库只有 1 道")
    let wide = try #require(shortages(section(nil, 25)).first)
    #expect(wide.sentence(in: .en) == "needs 25 questions, the bank has 24")
    #expect(wide.sentence(in: .zhHans) == "需要 25 道题，题库只有 24 道")
  }

  @Test func shapeHoldsWhatDecidesThePaper() throws {
    let passage = "某液压站的油温过高。"
    let questions = try [
      Question(
        id: QuestionID("1"), kind: .multiple, stem: "原因有", options: ["一", "二", "三"],
        knowledge: "液压传动/油箱", level: .senior, difficulty: .hard),
      Question(
        id: QuestionID("2"), kind: .fillIn, stem: "____", blanks: 2, passage: passage,
        knowledge: "液压传动", level: .senior, difficulty: .easy),
      Question(
        id: QuestionID("3"), kind: .matching, stem: "配对", options: ["一", "二"],
        premises: ["甲", "乙", "丙"], passage: passage, knowledge: "液压传动", level: .technician,
        difficulty: .easy),
    ]
    #expect(
      QuestionShape.all(of: questions) == [
        QuestionShape(
          kind: .multiple, optionCount: 3, knowledge: "液压传动/油箱", level: .senior,
          difficulty: .hard),
        QuestionShape(
          kind: .fillIn, optionCount: 0, partCount: 2, knowledge: "液压传动", level: .senior,
          difficulty: .easy, caseNumber: 0),
        QuestionShape(
          kind: .matching, optionCount: 2, partCount: 3, knowledge: "液压传动", level: .technician,
          difficulty: .easy, caseNumber: 0),
      ])
  }

  @Test(arguments: ProjectFiles.banks)
  func realBanksFillTheReferenceContest(file: String) throws {
    let shapes = QuestionShape.all(
      of: try ProjectFiles.reading(ofBank: file).questions.map(\.question))
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
  private let a = Choices(position: 0)
  private let b = Choices(position: 1)
  private let c = Choices(position: 2)
  private let d = Choices(position: 3)
  private let h = Choices(position: 7)

  /// An item of a paper whose options do not stand in their original order.
  private func shuffledItem() throws -> Paper.Item {
    let shape = QuestionShape(
      kind: .single, optionCount: 4, knowledge: "", level: .senior, difficulty: .easy)
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
    #expect(item.original(a) == c)
    #expect(item.original(b) == a)
    #expect(item.original([b, d]) == [a, b])
    #expect(item.original([a, b, c, d]) == [a, b, c, d])
  }

  @Test func nothingChosenStaysNothing() throws {
    #expect(try shuffledItem().original([]) == [])
  }

  @Test func placesBeyondTheOptionsAreLeftOut() throws {
    let item = try shuffledItem()
    #expect(item.original(h) == [])
    #expect(item.original([a, Choices(position: 4)]) == c)
  }
}
