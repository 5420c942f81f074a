import Contests
import QuestionBanks
import Testing

@Suite struct LeastExposedTests {
  private func bank(_ counts: [(QuestionKind, String, Int)]) -> [QuestionShape] {
    counts.flatMap { kind, knowledge, count in
      (0..<count).map { index in
        QuestionShape(
          kind: kind, optionCount: 4, knowledge: knowledge, level: .senior,
          difficulty: Difficulty.allCases[index % 3])
      }
    }
  }

  private func section(
    _ kind: QuestionKind?, _ draw: Int, _ knowledge: String? = nil
  ) -> Blueprint.Section {
    Blueprint.Section(kind: kind, knowledge: knowledge, draw: draw, points: Points(1))
  }

  private func dealer(
    _ sections: [Blueprint.Section], _ shapes: [QuestionShape]
  ) throws -> PaperDealer {
    try PaperDealer(
      blueprint: Blueprint(sections: sections, dealing: .leastExposed), questions: shapes)
  }

  /// The questions of the paper with a serial number.
  private func questions(_ dealer: PaperDealer, _ serial: Int, random: UInt32 = 7) -> [Int] {
    dealer.paper(seed: PaperDealer.seed(serial: UInt32(serial), random: random)).items
      .map(\.question)
  }

  /// How far the exposures of some questions are apart.
  private func spread(_ exposures: [Int]) -> Int { (exposures.max() ?? 0) - (exposures.min() ?? 0) }

  @Test func seedHoldsTheSerialInItsLowBits() {
    #expect(PaperDealer.seed(serial: 0, random: 0) == 0)
    #expect(PaperDealer.seed(serial: 5, random: 1) == 0x1_0000_0005)
    #expect(PaperDealer.seed(serial: .max, random: .max) == .max)
  }

  /// Pools of every size from the draw itself on: from the first paper on no two questions differ
  /// by more than 1, from any paper to any later one by no more than 2, and no paper has one twice.
  @Test(arguments: [1, 2, 3, 7, 10], [0, 1, 2, 3, 6, 9, 13, 40])
  func questionsOfAPoolAreDealtEquallyOften(draw: Int, more: Int) throws {
    let dealer = try dealer([section(.single, draw)], bank([(.single, "甲", draw + more)]))
    let papers = 120
    var sums = [Array(repeating: 0, count: draw + more)]
    for serial in 0..<papers {
      var exposures = sums[serial]
      let questions = questions(dealer, serial)
      #expect(Set(questions).count == draw)
      for question in questions { exposures[question] += 1 }
      #expect(spread(exposures) <= 1)
      sums.append(exposures)
    }
    for start in stride(from: 0, through: papers, by: 7) {
      for end in stride(from: start, through: papers, by: 5) {
        #expect(spread(zip(sums[end], sums[start]).map { $0 - $1 }) <= 2)
      }
    }
  }

  @Test func everyRoundPutsQuestionsTogetherDifferently() throws {
    let dealer = try dealer([section(.single, 10)], bank([(.single, "甲", 100)]))
    let rounds = (0..<20).map { round in
      Set((0..<10).map { Set(questions(dealer, round * 10 + $0)) })
    }
    for (index, round) in rounds.enumerated() {
      for other in rounds[..<index] { #expect(round.isDisjoint(with: other)) }
    }
  }

  @Test func serialDecidesTheQuestionsAndTheOtherBitsTheirOrder() throws {
    let dealer = try dealer([section(.single, 8)], bank([(.single, "甲", 50)]))
    let first = questions(dealer, 3, random: 1)
    let second = questions(dealer, 3, random: 2)
    #expect(Set(first) == Set(second))
    #expect(first != second)
    let papers = [1, 2].map { dealer.paper(seed: PaperDealer.seed(serial: 3, random: $0)) }
    #expect(papers[0].items.map(\.optionOrder) != papers[1].items.map(\.optionOrder))
    #expect(Set(questions(dealer, 3)).isDisjoint(with: questions(dealer, 4)))
  }

  @Test func orderDependsOnTheBlueprint() throws {
    let shapes = bank([(.single, "甲", 50)])
    let few = try dealer([section(.single, 5)], shapes)
    let many = try dealer([section(.single, 6)], shapes)
    #expect(Set(questions(few, 0)).isSubset(of: questions(many, 0)) == false)
  }

  @Test func lastSerialIsDealtLikeTheFirst() throws {
    let dealer = try dealer([section(.single, 8)], bank([(.single, "甲", 50)]))
    let last = Int(UInt32.max)
    #expect(Set(questions(dealer, last)).count == 8)
    #expect(Set(questions(dealer, last - 1)).isDisjoint(with: questions(dealer, last)))
  }

  @Test func sectionsOnTheSamePoolShareOneTurn() throws {
    let dealer = try dealer([section(.single, 4), section(nil, 3)], bank([(.single, "甲", 23)]))
    var exposures = Array(repeating: 0, count: 23)
    for serial in 0..<200 {
      for question in questions(dealer, serial) { exposures[question] += 1 }
      #expect(spread(exposures) <= 1)
    }
  }

  /// A wide section makes up for what a narrow one leaves, so that all questions are dealt equally
  /// often, wherever they may be asked; and where the narrow one alone asks for more, its own
  /// questions still are.
  @Test(arguments: [(2, 20), (6, 20), (9, 12)])
  func competingSectionsEvenEachOtherOut(narrow: Int, wide: Int) throws {
    let shapes = bank([(.single, "甲", 20), (.single, "乙", 80), (.multiple, "乙", 30)])
    let dealer = try dealer([section(.single, wide), section(nil, narrow, "甲")], shapes)
    var exposures = Array(repeating: 0, count: 130)
    for serial in 0..<3000 {
      for question in questions(dealer, serial) { exposures[question] += 1 }
      #expect(spread(Array(exposures[..<20])) <= 1)
      #expect(spread(Array(exposures[20..<100])) <= 1)
      if narrow * 5 <= narrow + wide { #expect(spread(Array(exposures[..<100])) <= 2) }
    }
    #expect(exposures[100...].allSatisfy { $0 == 0 })
  }

  /// A pool of which the competing sections can deal no whole number of rounds in a run.
  @Test func competingSectionsStayEvenOverManyRuns() throws {
    let shapes = bank([(.single, "甲", 37), (.single, "乙", 300)])
    let dealer = try dealer([section(.single, 20), section(nil, 2, "甲")], shapes)
    var exposures = Array(repeating: 0, count: shapes.count)
    for serial in 0..<10_000 {
      for question in questions(dealer, serial) { exposures[question] += 1 }
    }
    #expect(spread(exposures) <= 3)
  }

  /// Of random banks: questions on which the same sections can draw never differ by more than 1.
  @Test(arguments: 0..<10)
  func alikeQuestionsAreDealtEquallyOftenWhateverOverlaps(group: Int) throws {
    var random = RandomBanks(seed: 500 + UInt64(group))
    for _ in 0..<12 {
      let shapes = random.bank(of: 80)
      let sections = random.blueprint(drawing: 4).sections
      guard let dealer = try? dealer(sections, shapes) else { continue }
      let wanted = WantedUnits(Blueprint(sections: sections), shapes).wants
      var alike: [[Int]: [Int]] = [:]
      for unit in Set(wanted.joined()) {
        alike[wanted.indices.filter { wanted[$0].contains(unit) }, default: []].append(unit)
      }
      var exposures = Array(repeating: 0, count: shapes.count)
      for serial in 0..<60 {
        for question in questions(dealer, serial) { exposures[question] += 1 }
        for units in alike.values { #expect(spread(units.map { exposures[$0] }) <= 1) }
      }
    }
  }

  /// A change of these is a change of papers of the past.
  @Test func papersOfASerialNeverChange() throws {
    let shapes = bank([(.single, "甲", 12), (.multiple, "甲", 9), (.single, "乙", 9)])
    let dealer = try dealer(
      [section(.single, 5), section(.multiple, 3), section(nil, 2, "甲")], shapes)
    #expect(
      [0, 1, 77, 4_000_000_000].map { questions(dealer, $0) } == [
        [29, 22, 8, 27, 5, 14, 12, 17, 6, 10], [4, 0, 21, 25, 28, 19, 16, 13, 3, 9],
        [21, 24, 2, 26, 7, 20, 15, 18, 11, 1], [6, 29, 28, 4, 24, 19, 14, 17, 2, 3],
      ])
  }
}
