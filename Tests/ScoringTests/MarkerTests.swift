import Contests
import Fixtures
import QuestionBanks
import Scoring
import Sessions
import Testing

@Suite struct MarkerTests {
  private func letters(_ text: String) throws -> Choices { try #require(Choices(letters: text)) }

  /// Choice, key, points of 4 all or nothing, points of 4 with partial credit (thousandths).
  @Test(arguments: [
    ("ABC", "ABC", 4000, 4000), ("AB", "ABC", 0, 2666), ("A", "ABC", 0, 1333),
    ("ABD", "ABC", 0, 0), ("D", "ABC", 0, 0), ("ABCD", "ABC", 0, 0), ("B", "B", 4000, 4000),
    ("A", "AC", 0, 2000),
  ])
  func schemesGiveTheirPoints(choice: String, key: String, whole: Int, partial: Int) throws {
    let chosen = try letters(choice)
    let correct = try letters(key)
    #expect(
      MarkingScheme.allOrNothing.mark(chosen, against: correct, worth: Points(4)).thousandths
        == whole)
    #expect(
      MarkingScheme.partial.mark(chosen, against: correct, worth: Points(4)).thousandths
        == partial)
  }

  @Test func anEmptyKeyEarnsNothing() {
    #expect(MarkingScheme.partial.mark([], against: [], worth: Points(4)) == .zero)
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
}
