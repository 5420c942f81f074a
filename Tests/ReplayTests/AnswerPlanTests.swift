import ContestAPI
import Contests
import QuestionBanks
import Testing

@testable import leitai_replay

@Suite struct AnswerPlanTests {
  private let single = AttemptView.Item(
    kind: "single", stem: "甲", options: ["四", "三", "二", "一"], points: 1000)
  private let multiple = AttemptView.Item(
    kind: "multiple", stem: "乙", options: ["三", "二", "一"], points: 1000)
  private let truth = AttemptView.Item(
    kind: "true-false", stem: "丙", options: ["正确", "错误"], points: 1000)

  private func book() throws -> AnswerBook {
    func keyed(_ kind: QuestionKind, _ stem: String, _ options: [String], _ key: Choices) throws
      -> KeyedQuestion
    {
      let id = try QuestionID(stem)
      return KeyedQuestion(
        question: Question(
          id: id, kind: kind, stem: stem, options: options, knowledge: "", level: .senior,
          difficulty: .hard),
        key: AnswerKey(question: id, solution: .choices(key), explanation: ""))
    }
    return AnswerBook(questions: [
      try keyed(.single, "甲", ["一", "二", "三", "四"], Choices(position: 1)),
      try keyed(.multiple, "乙", ["一", "二", "三"], [Choices(position: 0), Choices(position: 2)]),
      try keyed(.trueFalse, "丙", Question.truthOptions, Choices(position: 1)),
    ])
  }

  @Test func theBookFindsItemsWhateverTheOrderOfOptions() throws {
    let book = try book()
    #expect(
      book.answer(to: single) == AnswerBook.Entry(right: Answer(choices: [2]), difficulty: .hard))
    #expect(book.answer(to: multiple)?.right == Answer(choices: [0, 2]))
    #expect(book.answer(to: truth)?.right == Answer(choices: [1]))
  }

  @Test func theBookDoesNotKnowOtherOptionsOrKinds() throws {
    let book = try book()
    let other = AttemptView.Item(
      kind: "single", stem: "甲", options: ["四", "三", "二", "五"], points: 1000)
    let kind = AttemptView.Item(
      kind: "multiple", stem: "甲", options: single.options, points: 1000)
    #expect(book.answer(to: other) == nil)
    #expect(book.answer(to: kind) == nil)
  }

  @Test func theChanceRisesWithAbilityAndFallsWithDifficulty() {
    let weak = Ability(logits: -1)
    let strong = Ability(logits: 2)
    #expect(Ability(logits: 0).chance(at: .medium) == 0.5)
    for difficulty in Difficulty.allCases {
      #expect(weak.chance(at: difficulty) < strong.chance(at: difficulty))
    }
    #expect(strong.chance(at: .easy) > strong.chance(at: .medium))
    #expect(strong.chance(at: .medium) > strong.chance(at: .hard))
  }

  @Test func abilitiesAreBellShaped() {
    var random = SeededGenerator(seed: 3)
    let abilities = (0..<4000).map { _ in Ability(using: &random).logits }
    let mean = abilities.reduce(0, +) / 4000
    #expect(abs(mean - 0.8) < 0.06)
    let within = abilities.count { abs($0 - 0.8) < 1 }
    #expect((2600...2860).contains(within), "68 percent lie within one standard deviation")
  }

  @Test func whoKnowsEverythingIsRightAndWhoKnowsNothingIsWrong() throws {
    let book = try book()
    let items = [single, multiple, truth]
    let right = items.map { book.answer(to: $0)?.right }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let master = AnswerPlan(
        items: items, style: .oneByOne, ability: Ability(logits: 60), book: book, using: &random)
      #expect(master.batches.map { $0.map(\.answer) } == right.map { [$0 ?? .none] })
      let novice = AnswerPlan(
        items: items, style: .oneByOne, ability: Ability(logits: -60), book: book, using: &random)
      for (answer, right) in zip(novice.batches.joined(), right) {
        #expect(answer.answer != right)
        #expect(!answer.answer.isEmpty)
        #expect(answer.answer == answer.answer.ordered)
      }
    }
  }

  @Test func unknownItemsAreGuessedAndCounted() {
    var random = SeededGenerator(seed: 5)
    let plan = AnswerPlan(
      items: [single], style: .oneByOne, ability: Ability(logits: 0),
      book: AnswerBook(questions: []), using: &random)
    #expect(plan.unknownItems == 1)
    #expect(plan.batches.count == 1)
  }

  @Test func examsAreAnsweredInBatchesAndNotQuiteWhole() throws {
    let book = try book()
    let items = (0..<80).map { [single, multiple, truth][$0 % 3] }
    var random = SeededGenerator(seed: 9)
    var changes = 0
    var answered = 0
    for _ in 0..<200 {
      let plan = AnswerPlan(
        items: items, style: .inBatches, ability: Ability(logits: 0), book: book, using: &random)
      #expect(plan.batches.dropLast().allSatisfy { (10...15).contains($0.count) })
      #expect(plan.batches.allSatisfy { !$0.isEmpty && $0.count <= 15 })
      let answers = plan.batches.flatMap(\.self)
      let different = Set(answers.map(\.item)).count
      answered += different
      changes += answers.count - different
    }
    #expect((30...90).contains(changes), "30 percent change an answer")
    #expect((90 * 160...160 * 100).contains(answered), "90 to 100 percent are answered")
  }
}
