import Contests
import QuestionBanks
import Testing

@Suite struct CasePaperTests {
  /// Six cases of three questions, two of two, one of one, in turns over the bank, and ten
  /// questions that stand by themselves. Every first question of a case is 液压/泵 and easy, the
  /// others differ.
  private let shapes: [QuestionShape] = {
    let sizes = [3, 3, 3, 3, 3, 3, 2, 2, 1]
    var shapes: [QuestionShape] = []
    for place in 0..<3 {
      for (number, size) in sizes.enumerated() where place < size {
        shapes.append(
          QuestionShape(
            kind: place == 2 ? .trueFalse : .single, optionCount: place == 2 ? 2 : 4,
            knowledge: place == 0 ? "液压/泵" : "电气", level: place == 0 ? .senior : .junior,
            difficulty: place == 0 && number > 1 ? .easy : .hard, caseNumber: number))
      }
    }
    for _ in 0..<10 {
      shapes.append(
        QuestionShape(
          kind: .single, optionCount: 4, knowledge: "电气", level: .junior, difficulty: .easy))
    }
    return shapes
  }()

  private func cases(
    of questions: Int, _ draw: Int, knowledge: String? = nil, level: SkillLevel? = nil,
    bands: [Difficulty: Int] = [:], points: Points = Points(2)
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: nil, knowledge: knowledge, level: level, draw: draw, points: points, difficulty: bands,
      caseQuestions: questions)
  }

  private func sentences(_ sections: Blueprint.Section...) -> [[String]] {
    PaperDealer.shortages(of: Blueprint(sections: sections), shapes).map {
      [$0.sentence(in: .zhHans), $0.sentence(in: .en)]
    }
  }

  @Test func everyPaperHasAsManyQuestionsAndPoints() throws {
    let blueprint = Blueprint(sections: [
      Blueprint.Section(kind: nil, draw: 4, points: Points(1)), cases(of: 3, 2), cases(of: 2, 1),
      cases(of: 1, 1, points: Points(thousandths: 500)),
    ])
    #expect(blueprint.questionCount == 13)
    #expect(blueprint.maximum == Points(thousandths: 20_500))
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in UInt64(0)..<200 {
      let paper = dealer.paper(seed: seed)
      #expect(paper.faults(of: blueprint, shapes) == [])
      #expect(paper.items[..<4].allSatisfy { shapes[$0.question].caseNumber == nil })
      for question in shapes.indices {
        let isAsked = paper.items.contains { $0.question == question }
        #expect((dealer.paper(seed: seed, asking: question) != nil) == isAsked)
      }
    }
  }

  @Test func caseIsAskedWholeAndInTheOrderOfTheBank() throws {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [cases(of: 3, 2)]), questions: shapes)
    var firsts: Set<Int> = []
    for seed in UInt64(0)..<100 {
      let items = dealer.paper(seed: seed).items
      for start in [0, 3] {
        let questions = items[start..<start + 3].map(\.question)
        #expect(questions == questions.sorted())
        #expect(Set(questions.map { shapes[$0].caseNumber }).count == 1)
        firsts.insert(questions[0])
      }
    }
    #expect(firsts == [0, 1, 2, 3, 4, 5], "any case comes, and in any place")
  }

  @Test func firstQuestionDecidesWhetherACaseFits() throws {
    let fitting = Blueprint(sections: [
      cases(of: 3, 6, knowledge: "液压", level: .senior, bands: [.easy: 4, .hard: 2])
    ])
    #expect(PaperDealer.shortages(of: fitting, shapes) == [])
    #expect(sentences(cases(of: 3, 1, knowledge: "电气")).count == 1)
    #expect(sentences(cases(of: 3, 1, level: .junior)).count == 1)
    #expect(sentences(cases(of: 3, 5, bands: [.easy: 5])).count == 1)
  }

  @Test func missingCasesAreNamedAsCases() {
    #expect(
      sentences(cases(of: 3, 7), cases(of: 4, 1, knowledge: "液压"), cases(of: 1, 2)) == [
        ["需要 7 个案例（每个 3 题），题库只有 6 个", "needs 7 cases of 3 questions, the bank has 6"],
        [
          "需要 1 个“液压”案例（每个 4 题），题库只有 0 个",
          "needs 1 case of 4 questions on 液压, the bank has 0",
        ],
        ["需要 2 个案例（每个 1 题），题库只有 1 个", "needs 2 cases of 1 question, the bank has 1"],
      ])
    #expect(
      sentences(cases(of: 3, 5), cases(of: 3, 2, knowledge: "液压")) == [
        [
          "第 1、2 部分从相同的案例中抽取（5 个案例（每个 3 题）；2 个“液压”案例（每个 3 题）），"
            + "共需 7 个，题库只有 6 个",
          "sections 1, 2 draw on the same cases (5 cases of 3 questions; "
            + "2 cases of 3 questions on 液压): needs 7, the bank has 6",
        ]
      ])
  }

  @Test func questionsOfCasesAreNeverAskedAlone() {
    let section = Blueprint.Section(kind: nil, draw: 11, points: Points(1))
    #expect(sentences(section) == [["需要 11 道题，题库只有 10 道", "needs 11 questions, the bank has 10"]])
  }

  @Test(arguments: [Blueprint.Dealing.random, .leastExposed, .forms(3)])
  func casesAreDealtInEveryWay(dealing: Blueprint.Dealing) throws {
    let blueprint = Blueprint(
      sections: [
        cases(of: 3, 2), cases(of: 2, 1),
        Blueprint.Section(kind: .single, draw: 3, points: Points(1)),
      ],
      dealing: dealing)
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    for seed in UInt64(0)..<60 {
      #expect(dealer.paper(seed: seed).faults(of: blueprint, shapes) == [])
    }
  }
}
