import AttemptRecords
import Contests
import Fixtures
import Scoring
import Sessions
import Testing

@testable import QuestionBanks

@Suite struct MarkerTests {
  private func letters(_ text: String) throws -> Choices { try #require(Choices(letters: text)) }

  /// The thousandths of 4 points for a choice of eight options.
  private func mark(_ choice: String, _ key: String, _ marking: MarkingScheme) throws -> Int {
    let item = Paper.Item(
      question: 0, kind: .multiple, shape: .choices(options: 8, several: true),
      optionOrder: Array(0..<8), points: Points(4), marking: marking)
    let chosen = choice.isEmpty ? [] : try letters(choice)
    let marks = Marker(keys: [.choices(try letters(key))])
      .marks(of: [.choices(chosen)], on: Paper(items: [item]))
    return marks[0].thousandths
  }

  /// Choice, key, points of 4 all or nothing, points of 4 with partial credit (thousandths).
  @Test(arguments: [
    ("ABC", "ABC", 4000, 4000), ("AB", "ABC", 0, 2666), ("A", "ABC", 0, 1333),
    ("ABD", "ABC", 0, 0), ("D", "ABC", 0, 0), ("ABCD", "ABC", 0, 0), ("B", "B", 4000, 4000),
    ("A", "AC", 0, 2000),
  ])
  func schemesGiveTheirPoints(choice: String, key: String, whole: Int, partial: Int) throws {
    #expect(try mark(choice, key, .allOrNothing) == whole)
    #expect(try mark(choice, key, .partial) == partial)
    // A choice has no pairs of its own: nothing is earned by choosing everything.
    #expect(try mark(choice, key, .pairs(wrong: .zero, floor: .zero)) == partial)
  }

  /// Choice, key, what a wrong one costs and the floor (thousandths), points of 4 (thousandths).
  @Test(arguments: [
    ("ABC", "ABC", 500, 0, 4000), ("AB", "ABC", 500, 0, 2666), ("ABD", "ABC", 500, 0, 2166),
    ("ABD", "ABC", 0, 0, 2666), ("ABCDEF", "ABC", 500, 0, 2500), ("D", "ABC", 500, 0, 0),
    ("D", "ABC", 500, -2000, -500), ("BCDEF", "A", 500, -2000, -2000), ("", "A", 500, -2000, 0),
  ])
  func eachPartMayEarnAndCost(
    choice: String, key: String, wrong: Int, floor: Int, points: Int
  ) throws {
    let scheme = MarkingScheme.each(
      wrong: Points(thousandths: wrong), floor: Points(thousandths: floor))
    #expect(try mark(choice, key, scheme) == points)
  }

  @Test func partsThatWereNotGivenCostNothing() throws {
    func mark(_ key: Solution, _ response: Response, order: [UInt8] = []) -> Int {
      let item = Paper.Item(
        question: 0, kind: .single, shape: .number, optionOrder: order, points: Points(6),
        marking: .each(wrong: Points(1), floor: Points(-2)))
      return Marker(keys: [key]).marks(of: [response], on: Paper(items: [item]))[0].thousandths
    }
    let blanks = Solution.blanks([["a"], ["b"], ["c"]])
    #expect(mark(blanks, .texts(["A", "", "x"])) == 1000)
    #expect(mark(blanks, .texts(["", "", ""])) == 0)
    #expect(mark(blanks, .texts(["x", "x", "x"])) == -2000)
    #expect(mark(.matches([0, 1, 2]), .places([0, nil, 1]), order: [0, 1, 2]) == 1000)
    let number = Solution.number(NumericKey(try #require(ExactNumber("5"))))
    #expect(mark(number, .texts(["5"])) == 6000)
    #expect(mark(number, .texts(["6"])) == -1000)
    #expect(mark(number, .texts(["?"])) == -1000)
    #expect(mark(number, .texts([""])) == 0)
  }

  @Test func anEmptyKeyEarnsNothing() {
    #expect(marks(.choices([]), .choices([]), order: [0, 1]) == [0, 0])
    #expect(marks(.order([]), .places([])) == [0, 0])
  }

  @Test func shuffledOptionsAreMarkedByWhatTheySay() throws {
    let bank = try Sample.bank()
    let stage = try #require(try Sample.contest().stage(Sample.path("preliminary")))
    let dealer = try PaperDealer(
      blueprint: stage.blueprint, questions: QuestionShape.all(of: bank.map(\.question)))
    let marker = Marker(keys: bank.map(\.key.solution))
    for seed in 0..<50 {
      let paper = dealer.paper(seed: UInt64(seed))
      let right: [Response?] = paper.items.map { item in
        guard case .choices(let correct) = bank[item.question].key.solution else { return nil }
        let shown = item.optionOrder.indices.filter {
          correct.contains(Choices(position: Int(item.optionOrder[$0])))
        }
        return Choices(positions: Array(shown)).map(Response.choices)
      }
      #expect(marker.marks(of: right, on: paper).reduce(.zero, +) == stage.blueprint.maximum)
      let none = [Response?](repeating: nil, count: paper.items.count)
      #expect(marker.marks(of: none, on: paper).reduce(.zero, +) == .zero)
    }
  }

  /// The thousandths of 6 points, all or nothing and with partial credit.
  private func marks(_ key: Solution, _ response: Response?, order: [UInt8] = []) -> [Int] {
    [MarkingScheme.allOrNothing, .partial].map { marking in
      let item = Paper.Item(
        question: 0, kind: .single, shape: .number, optionOrder: order, points: Points(6),
        marking: marking)
      return Marker(keys: [key]).marks(of: [response], on: Paper(items: [item]))[0].thousandths
    }
  }

  @Test(arguments: [
    (["欧姆", "50"], 6000, 6000), (["ω", "５０"], 6000, 6000), ([" 欧 姆 ", "50"], 6000, 6000),
    (["欧姆", ""], 0, 3000), (["50", "欧姆"], 0, 0), (["伏", "60"], 0, 0), (["Ω", "50Hz"], 0, 3000),
  ])
  func blanksTakeAnyAcceptedTextWithoutRegardToCaseAndWidth(
    texts: [String], whole: Int, partial: Int
  ) {
    #expect(marks(.blanks([["欧姆", "Ω"], ["50"]]), .texts(texts)) == [whole, partial])
  }

  /// What is given, and how many of three are right in any order, with and without regard to case.
  @Test(arguments: [
    (["氧气", "可燃物", "MPa"], 3, 3), (["mpa", "氧气", "可燃物"], 2, 3), (["氧气", "氧气", "氧"], 1, 1),
    (["O2", "氧气", ""], 1, 1), (["", "", ""], 0, 0), (["ＭＰａ", " 氧 气", "x"], 2, 2),
  ])
  func blanksInAnyOrderTakeEachAnswerOnce(texts: [String], exact: Int, folded: Int) {
    let blanks = [["氧气", "O2", "氧"], ["可燃物"], ["MPa"]]
    for (isCaseSensitive, right) in [(true, exact), (false, folded)] {
      let rule = BlankRule(isAnyOrder: true, isCaseSensitive: isCaseSensitive)
      #expect(
        marks(.blanks(blanks, rule), .texts(texts)) == [right == 3 ? 6000 : 0, right * 2000])
    }
    // In order only what stands in its own blank is right.
    let inOrder = zip(texts, blanks).count { text, accepted in
      accepted.contains {
        BlankRule(isCaseSensitive: true).folded($0)
          == BlankRule(isCaseSensitive: true).folded(text)
      }
    }
    let rule = BlankRule(isCaseSensitive: true)
    #expect(marks(.blanks(blanks, rule), .texts(texts))[1] == inOrder * 2000)
  }

  /// One text would do for both blanks: whoever gives both must not lose one by the order.
  @Test(arguments: [["甲", "乙"], ["乙", "甲"]])
  func overlappingAnswersArePairedAsWellAsPossible(texts: [String]) {
    let key = Solution.blanks([["甲", "乙"], ["甲"]], BlankRule(isAnyOrder: true))
    #expect(marks(key, .texts(texts)) == [6000, 6000])
    #expect(marks(key, .texts(["乙", "乙"])) == [0, 3000])
  }

  @Test(arguments: [
    ("12.5 mm", true), ("12.5mm", true), ("１２．６ ｍｍ", true), ("12.5毫米", true), ("1.25 cm", true),
    ("1.26cm", true), ("1.261 cm", false), ("0.0125 m", true), ("0.0127m", false), ("12.5", false),
    ("12.5 MM", false), ("12.5 kg", false), ("125 mm", false), ("mm", false), ("mm 12.5", false),
    ("12.5 mm x", false), ("999999999999 m", false), ("1e11 m", false), ("-12.5 mm", false),
  ])
  func unitsThatAreDemandedAreRightByNameOrByConversion(text: String, isRight: Bool) throws {
    let key = try #require(KeyText.solution("12.5±0.1 [mm|毫米|cm=10|m=1000]", of: .numeric))
    #expect(marks(key, .texts([text])) == (isRight ? [6000, 6000] : [0, 0]))
    let lenient = try #require(KeyText.solution("12.5±0.1 [mm|毫米|cm=10|m=1000]?", of: .numeric))
    let isNumber = text == "12.5"
    #expect(marks(lenient, .texts([text])) == (isRight || isNumber ? [6000, 6000] : [0, 0]))
  }

  @Test func compatibleSignsOfAUnitAreTheSame() throws {
    for (key, text) in [
      ("25 [℃]", "25°C"), ("3 [m²]", "3 m2"), ("3 [µm]", "3μm"), ("5 [Ω]", "5 Ω"),
    ] {
      let key = try #require(KeyText.solution(key, of: .numeric))
      #expect(marks(key, .texts([text])) == [6000, 6000], "\(text)")
    }
    let power = try #require(KeyText.solution("5 [mW]", of: .numeric))
    #expect(marks(power, .texts(["5 MW"])) == [0, 0])
  }

  @Test(arguments: [
    ("60", true), ("60.5", true), ("59.5", true), ("６０．５", true), ("60.500000000001", false),
    ("59.4", false), ("-60", false), ("6e1", true), ("", false),
  ])
  func numbersAreRightWithinTheTolerance(text: String, isRight: Bool) throws {
    let key = NumericKey(
      try #require(ExactNumber("60")), tolerance: .absolute(try #require(ExactNumber("0.5"))))
    #expect(marks(.number(key), .texts([text])) == (isRight ? [6000, 6000] : [0, 0]))
  }

  @Test func relativeTolerancesAreExactAtTheirEdge() throws {
    for value in ["200", "-200"] {
      let key = NumericKey(
        try #require(ExactNumber(value)), tolerance: .relative(try #require(ExactNumber("0.02"))))
      let sign = value.hasPrefix("-") ? "-" : ""
      #expect(marks(.number(key), .texts([sign + "204"])) == [6000, 6000])
      #expect(marks(.number(key), .texts([sign + "196"])) == [6000, 6000])
      #expect(marks(.number(key), .texts([sign + "204.000000000001"])) == [0, 0])
    }
  }

  /// The options stand in another order on the paper: place 0 shows option 2.
  @Test func placesAreMarkedByWhatTheOptionsSay() {
    let shuffled: [UInt8] = [2, 0, 1]
    #expect(marks(.order([0, 1, 2]), .places([1, 2, 0]), order: shuffled) == [6000, 6000])
    #expect(marks(.order([0, 1, 2]), .places([1, 0, 2]), order: shuffled) == [0, 2000])
    #expect(marks(.matches([2, 2, 0]), .places([0, 0, 1]), order: shuffled) == [6000, 6000])
    #expect(marks(.matches([2, 2, 0]), .places([0, nil, 1]), order: shuffled) == [0, 4000])
    #expect(marks(.matches([2, 2, 0]), .places([9, 9, 9]), order: shuffled) == [0, 0])
  }

  /// The order on the paper, points of 6 with a point off for each wrong pair, and by place.
  @Test(arguments: [
    ([0, 1, 2, 3], 6000, 6000), ([1, 2, 3, 0], 3000, -2000), ([3, 2, 1, 0], -2000, -2000),
    ([0, 1, 3, 2], 0, 1000), ([2, 3, 0, 1], 3000, -2000), ([1, 0, 3, 2], -2000, -2000),
  ])
  func ordersAreMarkedByPlaceOrByPair(order: [UInt8], pairs: Int, places: Int) {
    let (wrong, floor) = (Points(1), Points(-2))
    let marks = [
      MarkingScheme.pairs(wrong: wrong, floor: floor), .each(wrong: wrong, floor: floor),
    ]
    .map { marking in
      let item = Paper.Item(
        question: 0, kind: .ordering, shape: .order(options: 4), optionOrder: [0, 1, 2, 3],
        points: Points(6), marking: marking)
      return Marker(keys: [.order([0, 1, 2, 3])])
        .marks(of: [.places(order)], on: Paper(items: [item]))[0].thousandths
    }
    #expect(marks == [pairs, places])
  }

  @Test func aResponseOfAnotherKindEarnsNothing() {
    #expect(marks(.order([0, 1]), .texts(["AB"]), order: [0, 1]) == [0, 0])
    #expect(marks(.choices(Choices(position: 0)), .places([0]), order: [0, 1]) == [0, 0])
    #expect(marks(.blanks([["A"]]), .choices(Choices(position: 0)), order: [0]) == [0, 0])
    #expect(marks(.blanks([["A"]]), nil) == [0, 0])
  }
}
