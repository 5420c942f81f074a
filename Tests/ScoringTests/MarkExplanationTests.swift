import AttemptRecords
import Contests
import Scoring
import Sessions
import Testing

@testable import QuestionBanks

/// Marks and their explanations over random papers: they are the same marks.
@Suite struct MarkExplanationTests {
  private static let schemes: [MarkingScheme] = [
    .allOrNothing, .partial, .each(wrong: Points(thousandths: 700), floor: Points(-3)),
    .each(wrong: .zero, floor: .zero), .pairs(wrong: .zero, floor: .zero),
    .pairs(wrong: Points(2), floor: Points(thousandths: -500)),
  ]

  /// A question, its key and a response, both in the positions of the bank.
  private struct Case {
    let kind: QuestionKind
    let key: Solution
    let response: Response?
    let options: Int

    init(_ random: inout SeededGenerator) {
      let kind = QuestionKind.allCases[random.below(QuestionKind.allCases.count)]
      let options = kind == .trueFalse ? 2 : 2 + random.below(7)
      let words = ["甲", "乙", "丙", "A", "a"]
      func set(_ random: inout SeededGenerator, several: Bool) -> Choices {
        let count = several ? 1 + random.below(options) : 1
        return (0..<count).reduce(into: Choices()) { set, _ in
          set.insert(Choices(position: random.below(options)))
        }
      }
      func order(_ random: inout SeededGenerator) -> [Int] {
        var order = Array(0..<options)
        for place in order.indices { order.swapAt(place, random.below(options)) }
        return order
      }
      var response: Response?
      switch kind {
      case .single, .multiple, .trueFalse:
        let several = kind == .multiple
        key = .choices(set(&random, several: several))
        response = .choices(set(&random, several: several))
      case .ordering:
        key = .order(order(&random))
        response = .places(order(&random).map { UInt8($0) })
      case .matching:
        let premises = 1 + random.below(8)
        key = .matches((0..<premises).map { _ in random.below(options) })
        response = .places(
          (0..<premises).map { _ in random.below(4) == 0 ? nil : UInt8(random.below(options)) })
      case .fillIn:
        let blanks = 1 + random.below(5)
        key = .blanks(
          (0..<blanks).map { _ in
            (0..<1 + random.below(3)).map { _ in words[random.below(words.count)] }
          },
          BlankRule(isAnyOrder: random.below(2) == 0, isCaseSensitive: random.below(2) == 0))
        response = .texts((0..<blanks).map { _ in (words + [""])[random.below(words.count + 1)] })
      case .numeric:
        let units = AcceptedUnits([.init("cm"), .init("m", factor: ExactNumber("100") ?? .one)])
        key = .number(NumericKey(.one, units: random.below(2) == 0 ? units : nil))
        let texts = ["1", "2", "1.0", "1 cm", "0.01m", " "]
        response = .texts([texts[random.below(texts.count)]])
      }
      self.kind = kind
      self.options = options
      self.response = random.below(10) == 0 ? nil : response
    }

    /// The item with its options in an order, and the same response on it.
    func item(
      _ question: Int, order: [Int], points: Points, _ marking: MarkingScheme
    ) -> (Paper.Item, Response?) {
      let item = Paper.Item(
        question: question, kind: kind, shape: .number, optionOrder: order.map { UInt8($0) },
        points: points, marking: marking)
      func place(_ option: Int) -> Int { order.firstIndex(of: option) ?? option }
      let shown: Response? =
        switch response {
        case .choices(let chosen):
          Choices(positions: chosen.positions.map(place)).map(
            Response.choices)
        case .places(let places): .places(places.map { $0.map { UInt8(place(Int($0))) } })
        case .texts, nil: response
        }
      return (item, shown)
    }
  }

  @Test func explainedMarksAreTheMarksWhateverTheOrderOfTheOptions() throws {
    var random = SeededGenerator(seed: 5)
    var verdicts: Set<MarkedPart.Verdict> = []
    for _ in 0..<3_000 {
      let one = Case(&random)
      let points = Points(thousandths: random.below(5_001))
      let marking = Self.schemes[random.below(Self.schemes.count)]
      var marks: Set<Points> = []
      for _ in 0..<3 {
        var order = Array(0..<one.options)
        for place in order.indices { order.swapAt(place, random.below(order.count)) }
        let (item, response) = one.item(0, order: order, points: points, marking)
        let (marker, paper) = (Marker(keys: [one.key]), Paper(items: [item]))
        let mark = marker.marks(of: [response], on: paper)[0]
        let explained = marker.explainedMarks(of: [response], on: paper)[0]
        #expect(explained.points == mark)
        #expect((marking.least...points).contains(mark), "\(one) \(marking)")
        #expect(mark <= .zero || explained.parts.contains { $0.verdict == .right })
        #expect(response != nil || mark == .zero)
        #expect(Set(explained.parts.map(\.part)).count == explained.parts.count)
        #expect(Self.points(explained.parts, of: one, points, marking) == mark, "\(one) \(marking)")
        verdicts.formUnion(explained.parts.map(\.verdict))
        marks.insert(mark)
      }
      #expect(marks.count == 1, "\(one) \(marking)")
    }
    #expect(verdicts == [.right, .wrong, .missing])
  }

  /// The points that follow from the parts by the words of the plan's documentation.
  private static func points(
    _ parts: [MarkedPart], of one: Case, _ points: Points, _ marking: MarkingScheme
  ) -> Points {
    let right = parts.count { $0.verdict == .right }
    let wrong = parts.count { $0.verdict == .wrong }
    let missing = parts.count { $0.verdict == .missing }
    let asked = one.kind.isChoice ? right + missing : parts.count
    let isChosenWrongly = one.kind.isChoice && wrong > 0
    let shares = points.thousandths * right / asked
    switch marking {
    case .allOrNothing: return wrong + missing == 0 ? points : .zero
    case .partial: return isChosenWrongly ? .zero : Points(thousandths: shares)
    case .pairs where one.kind.isChoice:
      return isChosenWrongly ? .zero : Points(thousandths: shares)
    case .each(let cost, let floor), .pairs(let cost, let floor):
      return max(floor, Points(thousandths: shares - wrong * cost.thousandths))
    }
  }

  @Test func partsSayWhatWasRightWrongAndMissing() throws {
    func parts(_ key: Solution, _ response: Response?, _ marking: MarkingScheme = .partial)
      -> [String]
    {
      let item = Paper.Item(
        question: 0, kind: .single, shape: .number, optionOrder: [2, 0, 1], points: Points(6),
        marking: marking)
      return Marker(keys: [key]).explainedMarks(of: [response], on: Paper(items: [item]))[0].parts
        .map { "\($0.part) \($0.verdict)" }
    }
    let key = Solution.choices([Choices(position: 0), Choices(position: 2)])
    let chosen = Choices([Choices(position: 0), Choices(position: 2)])
    // On the paper the options stand as C, A, B.
    #expect(
      parts(key, .choices(chosen)) == ["option(0) right", "option(1) missing", "option(2) wrong"])
    #expect(parts(key, nil) == ["option(0) missing", "option(1) missing"])
    #expect(parts(key, .texts(["A"])).isEmpty)
    let order = Solution.order([0, 1, 2])
    #expect(
      parts(order, .places([1, 0, 2])) == ["place(0) right", "place(1) wrong", "place(2) wrong"])
    #expect(
      parts(order, .places([0, 1, 2]), .pairs(wrong: .zero, floor: .zero))
        == ["pair(0) right", "pair(1) wrong"])
    #expect(
      parts(.matches([0, 1]), .places([1, nil])) == ["premise(0) right", "premise(1) missing"])
    #expect(
      parts(.blanks([["a"], ["b"], ["c"]]), .texts(["A", " ", "x"]))
        == ["blank(0) right", "blank(1) missing", "blank(2) wrong"])
  }
}
