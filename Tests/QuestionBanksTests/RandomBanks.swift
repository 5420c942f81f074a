import Contests
import QuestionBanks

/// Banks and blueprints of all sorts, the same from the same seed, and what can be said of them
/// without the dealer.
struct RandomBanks {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let topics = ["甲", "甲/一", "甲/二", "乙/一", "乙/二", "丙"]

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[generator.below(elements.count)]
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + generator.below(range.count)
  }

  /// About a quarter of the questions belong to cases of one to four questions, which need not
  /// stand together.
  mutating func bank(of count: Int) -> [QuestionShape] {
    let cases = max(1, count / 10)
    return (0..<count).map { _ in
      let kind = pick([QuestionKind.single, .single, .multiple, .trueFalse, .fillIn, .ordering])
      let isOfCase = number(in: 0...3) == 0
      return QuestionShape(
        kind: kind, optionCount: [.trueFalse: 2, .fillIn: 0, .multiple: 5][kind] ?? 4,
        partCount: kind == .fillIn ? 2 : 0, knowledge: pick(Self.topics),
        level: pick([.intermediate, .senior]), difficulty: pick(Difficulty.allCases),
        caseNumber: isOfCase ? number(in: 0...cases) : nil)
    }
  }

  /// One to five sections, many of which overlap.
  mutating func blueprint(drawing most: Int) -> Blueprint {
    Blueprint(
      sections: (0..<number(in: 1...5)).map { _ in
        let draw = number(in: 1...most)
        var bands: [Difficulty: Int] = [:]
        if number(in: 0...3) == 0 {
          let easy = number(in: 0...draw)
          bands = [.easy: easy, .hard: draw - easy]
        }
        let caseQuestions: Int? = number(in: 0...4) == 0 ? number(in: 1...3) : nil
        return Blueprint.Section(
          kind: caseQuestions == nil ? pick([nil, nil, .single, .multiple, .trueFalse]) : nil,
          knowledge: pick([nil, nil, "甲", "甲/一", "乙"]), level: pick([nil, nil, .senior]),
          draw: draw, points: Points(number(in: 1...5)), difficulty: bands,
          caseQuestions: caseQuestions)
      })
  }
}

/// What a blueprint asks of a bank, one by one: a plain reading of the rules to compare the dealer
/// with.
struct WantedUnits {
  /// For every question or case that a paper needs the ones that would do, each by its first
  /// question.
  let wants: [[Int]]
  /// The questions of each case by the first one.
  let cases: [Int: [Int]]

  init(_ blueprint: Blueprint, _ shapes: [QuestionShape]) {
    var members: [Int: [Int]] = [:]
    for (index, shape) in shapes.enumerated() {
      if let number = shape.caseNumber { members[number, default: []].append(index) }
    }
    var cases: [Int: [Int]] = [:]
    for all in members.values { cases[all[0]] = all }
    self.cases = cases
    wants = blueprint.sections.flatMap { section in
      let bands: [(Difficulty?, Int)] =
        section.difficulty.isEmpty
        ? [(nil, section.draw)] : Difficulty.allCases.map { ($0, section.difficulty[$0] ?? 0) }
      return bands.flatMap { band, count in
        let fitting = shapes.indices.filter { index in
          let shape = shapes[index]
          if let wanted = section.caseQuestions {
            guard cases[index]?.count == wanted else { return false }
          } else if shape.caseNumber != nil {
            return false
          }
          return (section.kind ?? shape.kind) == shape.kind
            && (section.level ?? shape.level) == shape.level
            && (band ?? shape.difficulty) == shape.difficulty
            && shape.knowledge.hasPrefix(section.knowledge ?? "")
        }
        return Array(repeating: fitting, count: count)
      }
    }
  }

  /// Whether there is a paper: every want can have a unit of its own.
  var canBeMet: Bool { matched == wants.count }

  /// The most wants that can have a unit of their own.
  var matched: Int {
    var wantOfUnit: [Int: Int] = [:]
    var count = 0
    for want in wants.indices {
      var tried: Set<Int> = []
      if place(want, &wantOfUnit, &tried) { count += 1 }
    }
    return count
  }

  private func place(_ want: Int, _ owner: inout [Int: Int], _ tried: inout Set<Int>) -> Bool {
    for unit in wants[want] where tried.insert(unit).inserted {
      if let other = owner[unit], !place(other, &owner, &tried) { continue }
      owner[unit] = want
      return true
    }
    return false
  }
}

extension PaperDealer {
  /// What the bank lacks; empty when there is a dealer.
  static func shortages(
    of blueprint: Blueprint, _ shapes: [QuestionShape]
  ) -> [BlueprintUnmet.Shortage] {
    do throws(BlueprintUnmet) {
      _ = try PaperDealer(blueprint: blueprint, questions: shapes)
      return []
    } catch {
      return error.shortages
    }
  }
}

extension Paper {
  /// Everything that is wrong with it as a paper of that blueprint; empty when it is right.
  func faults(of blueprint: Blueprint, _ shapes: [QuestionShape]) -> [String] {
    var faults: [String] = []
    if items.count != blueprint.questionCount { faults.append("has \(items.count) questions") }
    if items.reduce(.zero, { $0 + $1.points }) != blueprint.maximum { faults.append("points") }
    if Set(items.map(\.question)).count != items.count { faults.append("a question twice") }
    let wanted = WantedUnits(blueprint, shapes)
    var next = 0
    for (number, section) in blueprint.sections.enumerated() {
      let end = min(items.count, next + section.questionCount)
      let questions = items[next..<end].map(\.question)
      let size = section.caseQuestions ?? 1
      var bands: [Difficulty: Int] = [:]
      for start in stride(from: 0, to: questions.count, by: size) {
        let unit = questions[start]
        let whole = Array(questions[start..<min(start + size, questions.count)])
        let isRight =
          section.caseQuestions == nil
          ? shapes[unit].caseNumber == nil : wanted.cases[unit] == whole
        if !isRight { faults.append("section \(number): \(whole) is no unit") }
        bands[shapes[unit].difficulty, default: 0] += 1
        if !fits(shapes[unit], section) { faults.append("section \(number): \(unit)") }
      }
      if !section.difficulty.isEmpty, bands != section.difficulty.filter({ $0.value > 0 }) {
        faults.append("section \(number): \(bands)")
      }
      next = end
    }
    return faults
  }

  private func fits(_ shape: QuestionShape, _ section: Blueprint.Section) -> Bool {
    (section.kind ?? shape.kind) == shape.kind && (section.level ?? shape.level) == shape.level
      && shape.knowledge.hasPrefix(section.knowledge ?? "")
  }
}
