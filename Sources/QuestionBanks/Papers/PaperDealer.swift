package import Contests

/// Deals papers of one blueprint from one bank version.
package struct PaperDealer: Sendable {
  private let shapes: [QuestionShape]
  private let draws: [Draw]

  /// Questions taken from one pool in one go.
  private struct Draw: Sendable {
    let section: Blueprint.Section
    let count: Int
    /// Indexes into the version's questions, ascending.
    let pool: [Int]
    /// Whether an earlier draw may have taken a question of this pool.
    let overlaps: Bool
  }

  /// - Throws: `BlueprintUnmet` naming every section for which the bank has too few questions.
  package init(blueprint: Blueprint, questions shapes: [QuestionShape]) throws(BlueprintUnmet) {
    var draws: [Draw] = []
    var missing: [BlueprintUnmet.Shortage] = []
    for section in blueprint.sections {
      for (band, count) in Self.bands(of: section) {
        let pool = shapes.indices.filter { Self.fits(shapes[$0], section, band) }
        let inPool = Set(pool)
        let taken = draws.reduce(0) { $0 + min($1.count, $1.pool.count(where: inPool.contains)) }
        if pool.count - taken < count {
          missing.append(
            BlueprintUnmet.Shortage(
              kind: section.kind, knowledge: section.knowledge, difficulty: band, needed: count,
              available: max(0, pool.count - taken)))
        }
        draws.append(Draw(section: section, count: count, pool: pool, overlaps: taken > 0))
      }
    }
    guard missing.isEmpty else { throw BlueprintUnmet(shortages: missing) }
    self.shapes = shapes
    self.draws = draws
  }

  /// The paper of a seed.
  package func paper(seed: UInt64) -> Paper {
    var generator = SeededGenerator(seed: seed)
    var taken: Set<Int> = []
    var items: [Paper.Item] = []
    var section: Blueprint.Section?
    var sectionStart = 0
    for draw in draws {
      if draw.section != section {
        Self.shuffle(&items, from: sectionStart, with: &generator)
        (section, sectionStart) = (draw.section, items.count)
      }
      var pool = draw.overlaps ? draw.pool.filter { !taken.contains($0) } : draw.pool
      for position in 0..<draw.count {
        pool.swapAt(position, position + generator.below(pool.count - position))
        let question = pool[position]
        taken.insert(question)
        items.append(item(question, draw.section, &generator))
      }
    }
    Self.shuffle(&items, from: sectionStart, with: &generator)
    return Paper(items: items)
  }

  private func item(
    _ question: Int, _ section: Blueprint.Section, _ generator: inout SeededGenerator
  ) -> Paper.Item {
    let shape = shapes[question]
    var order = (0..<UInt8(shape.optionCount)).map { $0 }
    if shape.kind != .trueFalse { Self.shuffle(&order, from: 0, with: &generator) }
    return Paper.Item(
      question: question, kind: shape.kind, shape: shape.response, optionOrder: order,
      points: section.points,
      marking: section.marking)
  }

  /// Fisher and Yates, over the elements from `start` on.
  private static func shuffle<Element>(
    _ elements: inout [Element], from start: Int, with generator: inout SeededGenerator
  ) {
    guard elements.count - start > 1 else { return }
    for position in start..<(elements.count - 1) {
      elements.swapAt(position, position + generator.below(elements.count - position))
    }
  }

  private static func bands(of section: Blueprint.Section) -> [(Difficulty?, Int)] {
    guard !section.difficulty.isEmpty else { return [(nil, section.draw)] }
    return Difficulty.allCases.compactMap { band in
      section.difficulty[band].flatMap { $0 > 0 ? (band, $0) : nil }
    }
  }

  private static func fits(
    _ shape: QuestionShape, _ section: Blueprint.Section, _ band: Difficulty?
  ) -> Bool {
    (section.kind == nil || shape.kind == section.kind)
      && (band == nil || shape.difficulty == band)
      && (section.knowledge.map(shape.knowledge.hasPrefix) ?? true)
  }
}

/// Why a bank cannot fill a blueprint.
package struct BlueprintUnmet: Error, Equatable {
  package let shortages: [Shortage]

  /// One draw for which there are too few questions.
  package struct Shortage: Hashable, Sendable {
    package let kind: QuestionKind?
    package let knowledge: String?
    package let difficulty: Difficulty?
    package let needed: Int
    package let available: Int

    /// Such as `needs 10 hard multiple on 液压传动, the bank has 7`.
    package func sentence(in language: Language) -> String {
      let words = [difficulty?.rawValue, kind?.rawValue].compactMap { $0 }.joined(separator: " ")
      switch language {
      case .zhHans:
        let topic = knowledge.map { "“\($0)”" } ?? ""
        return "需要 \(needed) 道\(topic)题（\(words.isEmpty ? "不限" : words)），题库只有 \(available) 道"
      case .en:
        let topic = knowledge.map { " on \($0)" } ?? ""
        return "needs \(needed) \(words.isEmpty ? "questions" : words)\(topic), "
          + "the bank has \(available)"
      }
    }
  }
}
