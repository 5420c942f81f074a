package import Contests

/// Deals papers of one blueprint from one bank version.
///
/// A paper is a function of the shapes, the blueprint and the seed: the same on every machine. Of a
/// blueprint with `.random` dealing every seed gives a paper of its own; with `.forms` the seed
/// chooses a form and shuffles it; with `.leastExposed` see `seed(serial:random:)`.
package struct PaperDealer: Sendable {
  private let questions: [Asked]
  private let sections: [Blueprint.Section]
  private let cases: [Int: [Int]]
  private let choice: Choice
  /// For each section where its units stand among the chosen ones.
  private let places: [Range<Int>]
  private let questionCount: Int

  /// What of a shape an item says. It holds no text, whose references every item would count.
  private struct Asked: Sendable {
    let kind: QuestionKind
    let response: ResponseShape
    let optionCount: Int

    init(_ shape: QuestionShape) {
      kind = shape.kind
      response = shape.response
      optionCount = shape.optionCount
    }
  }

  /// Where the units of a paper come from.
  private enum Choice: Sendable {
    case random(RandomDeal)
    case rotation(Rotation)
    case forms(PaperForms)
  }

  /// - Parameter blueprint: within its limits; see `Blueprint.isWithinLimits`.
  /// - Throws: `BlueprintUnmet` naming every section for which the bank has too few questions.
  package init(blueprint: Blueprint, questions shapes: [QuestionShape]) throws(BlueprintUnmet) {
    let pools = DrawPools(blueprint: blueprint, shapes: shapes)
    let check = BlueprintCheck(pools, blueprint)
    guard check.shortages.isEmpty else { throw BlueprintUnmet(shortages: check.shortages) }
    switch blueprint.dealing {
    case .random: choice = .random(RandomDeal(pools, check.schedule, plan: check.plan))
    case .leastExposed: choice = .rotation(Rotation(pools, digest: blueprint.digest))
    case .forms(let count):
      choice = .forms(
        try PaperForms.assemble(
          count: count, blueprint: blueprint, questions: shapes, seed: blueprint.digest))
    }
    var places: [Range<Int>] = []
    var next = 0
    for section in blueprint.sections.indices {
      let start = next
      for draw in pools.draws where draw.section == section { next += draw.count }
      places.append(start..<next)
    }
    questions = shapes.map(Asked.init)
    self.places = places
    sections = blueprint.sections
    cases = pools.cases
    questionCount = blueprint.questionCount
  }

  /// The seed of a paper for a blueprint with `.leastExposed` dealing.
  ///
  /// Papers whose serial numbers are 0, 1, 2, ... ask all questions of a section equally often:
  /// after any number of papers those on which the same sections can draw differ by 1 at most, from
  /// any paper to any later one by 2. Where sections compete, questions on which different sections
  /// can draw are evened out as far as the sections allow.
  ///
  /// - Parameters:
  ///   - serial: which paper of the stage it is, from 0; which questions are asked depends on this
  ///     alone.
  ///   - random: shuffles the questions of a section and their options.
  package static func seed(serial: UInt32, random: UInt32) -> UInt64 {
    UInt64(random) << 32 | UInt64(serial)
  }

  /// The paper of a seed.
  package func paper(seed: UInt64) -> Paper {
    var generator = SeededGenerator(seed: seed)
    return paper(of: units(seed: seed, &generator), &generator)
  }

  /// The paper of a seed if it asks a question, by its index in the bank version; otherwise `nil`,
  /// without more than the choice of its questions.
  package func paper(seed: UInt64, asking question: Int) -> Paper? {
    var generator = SeededGenerator(seed: seed)
    let units = units(seed: seed, &generator)
    let isAsked = zip(places, sections).contains { places, section in
      section.caseQuestions == nil
        ? units[places].contains(question)
        : units[places].contains { cases[$0]?.contains(question) ?? false }
    }
    return isAsked ? paper(of: units, &generator) : nil
  }

  /// What a paper asks, section by section.
  private func units(seed: UInt64, _ generator: inout SeededGenerator) -> [Int] {
    switch choice {
    case .random(let deal): deal.choose(with: &generator)
    case .rotation(let rotation): rotation.choose(serial: Int(seed & 0xFFFF_FFFF))
    case .forms(let forms): forms.forms[Int(seed % UInt64(forms.forms.count))].units
    }
  }

  private func paper(of units: [Int], _ generator: inout SeededGenerator) -> Paper {
    var units = units
    var items: [Paper.Item] = []
    items.reserveCapacity(questionCount)
    for (index, range) in places.enumerated() {
      let section = sections[index]
      generator.shuffle(&units, in: range)
      for unit in units[range] {
        if section.caseQuestions == nil {
          items.append(item(unit, section, &generator))
        } else {
          for question in cases[unit] ?? [] {
            items.append(item(question, section, &generator))
          }
        }
      }
    }
    return Paper(items: items)
  }

  private func item(
    _ question: Int, _ section: Blueprint.Section, _ generator: inout SeededGenerator
  ) -> Paper.Item {
    let asked = questions[question]
    var order = Self.originalOrder(asked.optionCount)
    if asked.kind.isShuffled { generator.shuffle(&order, in: order.indices) }
    return Paper.Item(
      question: question, kind: asked.kind, shape: asked.response, optionOrder: order,
      points: section.points, marking: section.marking)
  }

  /// Shared, for most papers need no other.
  private static let originalOrders = (0...Limits.options).map { count in
    (0..<UInt8(count)).map { $0 }
  }

  private static func originalOrder(_ count: Int) -> [UInt8] {
    originalOrders.indices.contains(count)
      ? originalOrders[count] : (0..<UInt8(clamping: count)).map { $0 }
  }
}

extension QuestionKind {
  /// Whether the options stand in another order on every paper. A statement is always asked in the
  /// same words; blanks and numbers have no options.
  fileprivate var isShuffled: Bool {
    switch self {
    case .single, .multiple, .ordering, .matching: true
    case .trueFalse, .fillIn, .numeric: false
    }
  }
}
