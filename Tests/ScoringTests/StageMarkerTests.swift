import AttemptRecords
import Contests
import Fixtures
import Scoring
import Sessions
import Testing

@testable import QuestionBanks

/// Papers marked by keys that judges corrected.
@Suite struct StageMarkerTests {
  /// Four single-choice questions whose key is A.
  private func marker(_ corrections: [KeyCorrection], version: Int = 1) throws -> StageMarker {
    let questions = try (0..<4).map { (id: try QuestionID("q\($0)"), kind: QuestionKind.single) }
    let keys = [Solution](repeating: .choices(Choices(position: 0)), count: 4)
    return try #require(
      StageMarker(
        keys: keys, questions: questions, bankVersion: version, corrections: corrections))
  }

  private func correction(
    _ number: Int, _ question: String, _ treatment: KeyCorrection.Treatment,
    _ answer: String? = nil, onlyIfItHelps: Bool = false, bankVersion: Int? = nil,
    newest: Int? = nil
  ) throws -> KeyCorrection {
    KeyCorrection(
      KeyCorrection.Wish(
        question: try QuestionID(question), bankVersion: bankVersion, treatment: treatment,
        answer: answer, onlyIfItHelps: onlyIfItHelps),
      StaffNote(actor: "j", at: Sample.start, reason: "r"), keyVersion: number + 1,
      newestBankVersion: newest)
  }

  /// Questions by their indices, each with what it is worth in thousandths.
  private func paper(_ items: [(question: Int, points: Int)]) -> Paper {
    Paper(
      items: items.map { item in
        Paper.Item(
          question: item.question, kind: .single,
          shape: .choices(options: 4, several: false), optionOrder: [0, 1, 2, 3],
          points: Points(thousandths: item.points), marking: .allOrNothing)
      })
  }

  private func responses(_ letters: String) -> [Response?] {
    letters.map { $0 == "-" ? nil : Choices(letters: String($0)).map(Response.choices) }
  }

  /// Answers to questions 0 to 2 of 30, 30 and 40 points, ruling about question 1, points
  /// (thousandths) after it.
  @Test(arguments: [
    ("AAA", "rescale", 100_000), ("ABA", "rescale", 100_000), ("AAB", "rescale", 42_857),
    ("BAA", "rescale", 57_142), ("BAB", "rescale", 0), ("---", "rescale", 0),
    ("AAA", "full-marks", 100_000), ("ABA", "full-marks", 100_000), ("--B", "full-marks", 30_000),
    ("ABA", "accept", 100_000), ("AAA", "accept", 100_000), ("ACA", "accept", 70_000),
    ("A-A", "accept", 70_000), ("ABA", "replace", 100_000), ("AAA", "replace", 70_000),
  ])
  func rulingsGiveTheirPoints(answers: String, treatment: String, points: Int) throws {
    let treatment = try #require(KeyCorrection.Treatment(rawValue: treatment))
    let marker = try marker([
      try correction(1, "q1", treatment, treatment.namesAnswer ? "B" : nil)
    ])
    let paper = paper([(0, 30_000), (1, 30_000), (2, 40_000)])
    let marks = marker.marks(of: responses(answers), on: paper)
    #expect(marks.score.thousandths == points)
    #expect(marks.maximum == Points(100))
    // A paper without the question is as it was.
    let other = self.paper([(0, 30_000), (3, 30_000), (2, 40_000)])
    let plain = try self.marker([])
    #expect(
      marker.scores(of: responses(answers), on: other).regrades.isEmpty
        && marker.marks(of: responses(answers), on: other)
          == plain.marks(of: responses(answers), on: other)
    )
  }

  @Test func aRulingThatOnlyHelpsLowersNobody() throws {
    let marker = try marker([
      try correction(1, "q1", .rescale, onlyIfItHelps: true),
      try correction(2, "q0", .replace, "B"),
      try correction(3, "q2", .replace, "B", onlyIfItHelps: true),
    ])
    let paper = paper([(0, 30_000), (1, 30_000), (2, 40_000)])
    // Had q1 right and the rest wrong: keeps its points, also after later rulings.
    let kept = marker.scores(of: responses("CAC"), on: paper)
    #expect(kept.original == Points(30))
    #expect(kept.regrades.isEmpty)
    // Had q1 wrong: the rest is scaled, then loses q0.
    let helped = marker.scores(of: responses("ACA"), on: paper)
    #expect(helped.original == Points(70))
    #expect(
      helped.regrades == [
        Regrade(keyVersion: 2, score: Points(100)),
        Regrade(keyVersion: 3, score: Points(thousandths: 57_142)),
      ])
    #expect(marker.marks(of: responses("ACA"), on: paper, under: 1).score == Points(70))
    #expect(marker.marks(of: responses("ACA"), on: paper, under: 2).score == Points(100))
  }

  @Test func theNewerRulingHoldsForItsQuestion() throws {
    let marker = try marker([
      try correction(1, "q1", .rescale), try correction(2, "q1", .accept, "B"),
    ])
    let paper = paper([(0, 50_000), (1, 50_000)])
    #expect(marker.marks(of: responses("BB"), on: paper).score == Points(50))
    #expect(marker.marks(of: responses("BA"), on: paper).score == Points(50))
    #expect(marker.marks(of: responses("BC"), on: paper).score == .zero)
  }

  @Test func aPaperOfNothingElseEarnsItsFullPoints() throws {
    let marker = try marker([try correction(1, "q1", .rescale)])
    #expect(marker.marks(of: responses("-"), on: paper([(1, 20_000)])).score == Points(20))
  }

  @Test func onlyTheNamedVersionOfTheBankIsConcerned() throws {
    let only = try correction(1, "q1", .fullMarks, bankVersion: 2)
    let paper = paper([(1, 20_000)])
    #expect(try marker([only], version: 1).marks(of: [nil], on: paper).score == .zero)
    #expect(try marker([only], version: 2).marks(of: [nil], on: paper).score == Points(20))
  }

  @Test func anAnswerThatCannotBeReadIsNoCorrection() throws {
    let keys = [Solution.choices(Choices(position: 0))]
    for (treatment, answer) in [
      (KeyCorrection.Treatment.accept, "?"), (.accept, nil), (.rescale, "A"),
    ] as [(KeyCorrection.Treatment, String?)] {
      let made = StageMarker(
        keys: keys, questions: [(id: try QuestionID("q1"), kind: .single)], bankVersion: 1,
        corrections: [try correction(1, "q1", treatment, answer)])
      #expect(made == nil)
    }
  }

  /// Whoever answers the questions that count alike has the same points, whatever became of the others
  /// and whatever was answered to the one that was dropped.
  @Test func rescalingIsFairAcrossPapers() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let worth = (0..<3).map { _ in Int.random(in: 1...50_000, using: &random) }
      let dropped = Int.random(in: 0...2, using: &random)
      let marker = try marker([try correction(1, "q\(dropped)", .rescale)])
      let paper = paper(worth.enumerated().map { ($0.offset, $0.element) })
      var letters = (0..<3).map { _ in "AB-".randomElement(using: &random) ?? "A" }
      let first = marker.marks(of: responses(String(letters)), on: paper).score
      letters[dropped] = "AB-".randomElement(using: &random) ?? "A"
      #expect(marker.marks(of: responses(String(letters)), on: paper).score == first)
      #expect(first <= Points(thousandths: worth.reduce(0, +)) && first >= .zero)
      // Another right answer never lowers the score.
      letters[(dropped + 1) % 3] = "A"
      #expect(marker.marks(of: responses(String(letters)), on: paper).score >= first)
    }
  }

  /// A ruling holds for the versions of the bank that there were.
  @Test(arguments: [(1, 70_000), (2, 70_000), (3, 100_000)])
  func aVersionThatIsPublishedLaterHasKeysOfItsOwn(version: Int, points: Int) throws {
    let marker = try marker([try correction(1, "q1", .replace, "B", newest: 2)], version: version)
    let paper = paper([(0, 30_000), (1, 30_000), (2, 40_000)])
    #expect(marker.marks(of: responses("AAA"), on: paper).score == Points(thousandths: points))
  }

  @Test func negativeMarksAreScaledDownwards() throws {
    let marker = try marker([try correction(1, "q1", .rescale)])
    let items = [0, 1, 2].map { question in
      Paper.Item(
        question: question, kind: .single, shape: .choices(options: 4, several: false),
        optionOrder: [0, 1, 2, 3], points: Points(1),
        marking: .each(wrong: Points(thousandths: 333), floor: Points(-1)))
    }
    // -333 and 0 of 2 points, on a paper of 3: -499.5 thousandths.
    #expect(
      marker.marks(of: responses("BB-"), on: Paper(items: items)).score
        == Points(thousandths: -500))
  }
}
