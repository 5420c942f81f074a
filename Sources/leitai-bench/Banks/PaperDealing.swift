import Contests
import QuestionBanks

/// Papers of 50 questions in four sections, three of them with bands of difficulty and one with a
/// knowledge point on which another draws as well; dealt on one core.
struct PaperDealing {
  let repetition: Repetition
  let questions: [Question]

  private static let papersEach = 20_000

  func measurements() throws -> [Measurement] {
    let shapes = QuestionShape.all(of: questions)
    return [
      try dealing("random", .random, shapes), try dealing("least exposed", .leastExposed, shapes),
      try dealing("20 forms", .forms(20), shapes), try assembling(shapes),
    ]
  }

  private func dealing(
    _ name: String, _ dealing: Blueprint.Dealing, _ shapes: [QuestionShape]
  ) throws -> Measurement {
    let blueprint = blueprint(dealing)
    let dealer = try PaperDealer(blueprint: blueprint, questions: shapes)
    let rate = try repetition.perSecond(Self.papersEach) { number in
      let seed =
        dealing == .leastExposed
        ? PaperDealer.seed(serial: UInt32(number), random: UInt32(number) &* 2_654_435_761)
        : UInt64(number)
      let paper = dealer.paper(seed: seed)
      guard paper.items.count == blueprint.questionCount else {
        throw NotMeasured("a paper of \(paper.items.count) questions")
      }
    }
    return Measurement(
      "papers of 50 questions a core, \(name)", rate, "1/s", must: 50_000, aim: 100_000,
      better: .higher)
  }

  /// What a stage costs before its first paper, where it is dearest.
  private func assembling(_ shapes: [QuestionShape]) throws -> Measurement {
    let seconds = try repetition.seconds {
      try PaperDealer(blueprint: blueprint(.forms(20)), questions: shapes)
    }
    return Measurement("assembling 20 parallel forms", seconds, "s", better: .lower)
  }

  private func blueprint(_ dealing: Blueprint.Dealing) -> Blueprint {
    Blueprint(
      sections: [
        section(.single, 20, bands: [.easy: 6, .medium: 10, .hard: 4]),
        section(.multiple, 10, bands: [.easy: 2, .medium: 5, .hard: 3]),
        section(.trueFalse, 15, bands: [.easy: 6, .medium: 6, .hard: 3]),
        section(nil, 5, knowledge: chapter),
      ], dealing: dealing)
  }

  private func section(
    _ kind: QuestionKind?, _ draw: Int, knowledge: String? = nil, bands: [Difficulty: Int] = [:]
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: kind, knowledge: knowledge, draw: draw, points: Points(2), difficulty: bands)
  }

  /// The chapter with the most questions.
  private var chapter: String? {
    let chapters = questions.map { $0.knowledge.prefix { $0 != "/" } }
    let counts = Dictionary(chapters.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { String($0.key) }
  }
}
