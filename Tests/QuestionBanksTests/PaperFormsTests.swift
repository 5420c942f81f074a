import Contests
import Fixtures
import QuestionBanks
import Testing

@Suite struct PaperFormsTests {
  private func bank(
    _ count: Int, kind: QuestionKind = .single, knowledge: String = "甲",
    bands: [Difficulty] = Difficulty.allCases
  ) -> [QuestionShape] {
    (0..<count).map { index in
      QuestionShape(
        kind: kind, optionCount: 4, knowledge: knowledge, level: .senior,
        difficulty: bands[index % bands.count])
    }
  }

  private func section(
    _ kind: QuestionKind?, _ draw: Int, _ knowledge: String? = nil, bands: [Difficulty: Int] = [:]
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: kind, knowledge: knowledge, draw: draw, points: Points(1), difficulty: bands)
  }

  private func assemble(
    _ count: Int, _ sections: [Blueprint.Section], _ shapes: [QuestionShape], seed: UInt64 = 1
  ) throws -> PaperForms {
    try PaperForms.assemble(
      count: count, blueprint: Blueprint(sections: sections), questions: shapes, seed: seed)
  }

  /// Questions on more than one of the forms, counted by brute force.
  private func shared(_ forms: PaperForms) -> Int {
    var pairs = 0
    for (index, form) in forms.forms.enumerated() {
      for other in forms.forms[..<index] {
        pairs += Set(form.questions).intersection(other.questions).count
      }
    }
    return pairs
  }

  @Test func twentyFormsOfAThousandQuestionsShareNone() throws {
    let shapes = bank(600) + bank(250, kind: .multiple) + bank(150, kind: .trueFalse)
    let sections = [section(.single, 24), section(.multiple, 10), section(.trueFalse, 6)]
    var assembled: PaperForms?
    let time = try processorTime { assembled = try assemble(20, sections, shapes) }
    let forms = try #require(assembled)
    #expect(forms.forms.count == 20)
    #expect(forms.shared == 0)
    #expect(shared(forms) == 0)
    #expect(forms.largestOverlap == 0)
    #expect(forms.spread == 0)
    #expect(time < .seconds(1))
  }

  @Test func formsKeepTheirSectionsAndMeasureThemselves() throws {
    let shapes = bank(90) + bank(40, kind: .multiple)
    let sections = [section(.multiple, 3), section(.single, 7, bands: [.easy: 3, .hard: 4])]
    let forms = try assemble(6, sections, shapes)
    for form in forms.forms {
      #expect(form.questions.count == 10)
      #expect(form.questions[..<3].allSatisfy { shapes[$0].kind == .multiple })
      #expect(form.questions[3..<6].allSatisfy { shapes[$0].difficulty == .easy })
      #expect(form.questions[6...].allSatisfy { shapes[$0].difficulty == .hard })
      #expect(
        form.difficultySum == form.questions.reduce(0) { $0 + shapes[$1].difficulty.thousandths })
    }
  }

  @Test func bandsHaveTheirValues() {
    #expect(Difficulty.allCases.map(\.thousandths) == [250, 500, 750])
  }

  /// Properties of many random banks: rules kept, difficulties even, the count of what is shared
  /// true.
  @Test(arguments: 0..<12)
  func formsOfAnyBankAreParallel(group: Int) throws {
    var random = RandomBanks(seed: 7000 + UInt64(group))
    for _ in 0..<20 {
      let shapes = random.bank(of: random.number(in: 20...120))
      let sections = random.blueprint(drawing: 6).sections
      let count = random.number(in: 1...6)
      let canBeMet = WantedUnits(Blueprint(sections: sections), shapes).canBeMet
      let forms = try? assemble(count, sections, shapes, seed: UInt64(group))
      #expect((forms != nil) == canBeMet)
      guard let forms else { continue }
      #expect(forms.forms.count == count)
      #expect(forms.spread <= PaperForms.spreadLimit)
      #expect(forms.shared == shared(forms))
      let blueprint = Blueprint(sections: sections, dealing: .forms(count))
      let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
      for seed in 0..<UInt64(count) {
        #expect(dealer.paper(seed: seed).faults(of: blueprint, shapes) == [])
      }
    }
  }

  /// 60 questions, 20 of each band, for three forms of 20: no band can be divided by three, and yet
  /// all questions are used once, for 40 questions allow a difference of one band.
  @Test func everyQuestionIsUsedWhereTheBankHasJustEnough() throws {
    let forms = try assemble(3, [section(.single, 40)], bank(120))
    #expect(forms.shared == 0)
    #expect(forms.spread <= PaperForms.spreadLimit)
    #expect(Set(forms.forms.flatMap(\.questions)).count == 120)
  }

  /// Two forms of 5 could share nothing, but only one would have the hard question, and forms this
  /// short allow no difference at all.
  @Test func difficultyGoesBeforeSharingNothing() throws {
    let shapes = bank(9, bands: [.easy]) + bank(1, bands: [.hard])
    let forms = try assemble(2, [section(.single, 5)], shapes)
    #expect(forms.spread == 0)
    #expect(forms.shared == 1)
  }

  @Test func fewestQuestionsAreSharedWhereTheBankIsTooSmall() throws {
    // 4 forms of 10 from 25: 15 questions twice and 10 once.
    let forms = try assemble(4, [section(.single, 10)], bank(25, bands: [.medium]))
    #expect(forms.shared == 15)
    #expect(forms.largestOverlap < 10)
    // From 10 there is only one choice.
    let same = try assemble(4, [section(.single, 10)], bank(10, bands: [.medium]))
    #expect(same.shared == 60)
    #expect(same.largestOverlap == 10)
    #expect(same.spread == 0)
  }

  @Test func overlappingSectionsShareNothingWhenThereIsEnough() throws {
    let shapes = bank(30) + bank(60, knowledge: "乙")
    let forms = try assemble(10, [section(.single, 6), section(nil, 2, "甲")], shapes)
    #expect(forms.shared == 0)
    #expect(forms.spread == 0)
  }

  @Test func formsThatCannotBeFilledNameTheSection() {
    let error = #expect(throws: BlueprintUnmet.self) {
      try self.assemble(3, [section(.single, 2), section(.multiple, 4)], bank(9))
    }
    #expect(
      error?.shortages.map { $0.sentence(in: .en) } == ["needs 4 multiple-choice, the bank has 0"])
  }

  @Test func seedDecidesTheForms() throws {
    let (shapes, sections) = (bank(100), [section(.single, 8)])
    let forms = try [3, 3, 4].map { try assemble(5, sections, shapes, seed: $0) }
    #expect(forms[0] == forms[1])
    #expect(forms[0] != forms[2])
  }

  @Test func dealerDealsTheFormOfTheSeed() throws {
    let shapes = bank(100)
    let blueprint = Blueprint(sections: [section(.single, 8)], dealing: .forms(5))
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    let again = try PaperDealer(blueprint: blueprint, questions: shapes)
    var sets: [Set<Int>] = []
    for seed in UInt64(0)..<5 {
      let paper = dealer.paper(seed: seed)
      #expect(paper == again.paper(seed: seed))
      let other = dealer.paper(seed: seed + 5_000_000_000)
      #expect(Set(paper.items.map(\.question)) == Set(other.items.map(\.question)))
      #expect(paper != other)
      sets.append(Set(paper.items.map(\.question)))
    }
    #expect(sets.reduce(into: Set()) { $0.formUnion($1) }.count == 40)
  }

  @Test func oneFormGivesEverybodyTheSameQuestions() throws {
    let blueprint = Blueprint(sections: [section(.single, 8)], dealing: .forms(1))
    let dealer = try PaperDealer(blueprint: blueprint, questions: bank(100))
    let sets = Set((0..<50).map { Set(dealer.paper(seed: $0).items.map(\.question)) })
    #expect(sets.count == 1)
  }

  /// A change of these is a change of papers of the past.
  @Test func formsNeverChange() throws {
    let shapes = bank(12) + bank(9, kind: .multiple)
    let forms = try assemble(3, [section(.single, 3), section(nil, 3)], shapes, seed: 11)
    #expect(
      forms.forms.map(\.questions) == [
        [3, 7, 2, 18, 13, 20], [0, 4, 11, 15, 19, 14], [9, 10, 8, 12, 16, 17],
      ])
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 3), section(nil, 3)], dealing: .forms(3)),
      questions: shapes)
    #expect(dealer.paper(seed: 10).items.map(\.question) == [6, 5, 7, 15, 16, 17])
  }
}
