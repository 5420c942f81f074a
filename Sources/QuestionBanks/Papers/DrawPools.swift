import Contests

/// Which questions of a bank each section of a blueprint can draw.
///
/// What is drawn in one go is a unit: a question that stands by itself, or a whole case. Units that
/// the same draws accept are alike to the blueprint and form a cell. Two draws compete exactly
/// where they share a cell, so whatever is decided about overlaps is decided on cells, of which
/// there are few, however large the bank is.
struct DrawPools: Sendable {
  /// A section's share of one difficulty band, or a section without bands.
  struct Draw: Sendable {
    /// 0-based.
    let section: Int
    let band: Difficulty?
    /// Units, 1 or more.
    let count: Int
    /// Questions of each unit.
    let unitQuestions: Int
    /// Ascending.
    var cells: [Int] = []
    /// Units in all its cells.
    var poolSize = 0
  }

  /// Units that the same draws accept.
  struct Cell: Sendable {
    /// Positions in `units`.
    var range: Range<Int> = 0..<0
    /// Ascending; never empty.
    let draws: [Int]
    let unitQuestions: Int
    /// The sum over a unit's questions; the same for all units of a cell where cells were split by
    /// it, otherwise that of the first.
    let difficultyThousandths: Int

    var size: Int { range.count }
  }

  /// In the order of the sections, and within a section from easy to hard.
  let draws: [Draw]
  /// In the order of their first units in the bank.
  let cells: [Cell]
  /// Cell by cell, each in the bank's order: a question, or the first question of a case.
  let units: [Int]
  /// The questions of each case in the bank's order, by the first one.
  let cases: [Int: [Int]]
  /// Units that a paper is made of.
  let unitCount: Int

  /// - Parameter isSplit: whether the units of a cell are also equally difficult.
  init(blueprint: Blueprint, shapes: [QuestionShape], splittingByDifficulty isSplit: Bool = false) {
    var draws = Self.draws(of: blueprint)
    let members = Self.cases(of: shapes)
    var filter = UnitFilter(draws: draws, sections: blueprint.sections)
    var cells: [Cell] = []
    var indexes: [CellKey: Int] = [:]
    var placed: [(unit: Int, cell: Int)] = []
    for (index, shape) in shapes.enumerated() {
      let questions: [Int]
      if let number = shape.caseNumber {
        guard let all = members[number], all[0] == index else { continue }
        questions = all
      } else {
        questions = [index]
      }
      let accepting = filter.draws(
        accepting: shape, caseQuestions: shape.caseNumber == nil ? nil : questions.count)
      guard !accepting.isEmpty else { continue }
      let difficulty = questions.reduce(0) { $0 + shapes[$1].difficulty.thousandths }
      let key = CellKey(draws: accepting, difficulty: isSplit ? difficulty : 0)
      let cell = indexes[key] ?? cells.count
      if cell == cells.count {
        indexes[key] = cell
        cells.append(
          Cell(
            draws: accepting, unitQuestions: questions.count, difficultyThousandths: difficulty))
      }
      placed.append((index, cell))
    }
    units = Self.arrange(placed, in: &cells)
    for (index, cell) in cells.enumerated() {
      for draw in cell.draws {
        draws[draw].cells.append(index)
        draws[draw].poolSize += cell.size
      }
    }
    self.draws = draws
    self.cells = cells
    unitCount = draws.reduce(0) { $0 + $1.count }
    cases = Dictionary(members.values.map { ($0[0], $0) }) { first, _ in first }
  }

  private struct CellKey: Hashable {
    let draws: [Int]
    let difficulty: Int
  }

  private static func draws(of blueprint: Blueprint) -> [Draw] {
    blueprint.sections.enumerated().flatMap { index, section in
      let draw = { (band: Difficulty?, count: Int) in
        Draw(
          section: index, band: band, count: count, unitQuestions: section.caseQuestions ?? 1)
      }
      guard !section.difficulty.isEmpty else {
        return section.draw > 0 ? [draw(nil, section.draw)] : []
      }
      return Difficulty.allCases.compactMap { band in
        section.difficulty[band].flatMap { $0 > 0 ? draw(band, $0) : nil }
      }
    }
  }

  private static func cases(of shapes: [QuestionShape]) -> [Int: [Int]] {
    var members: [Int: [Int]] = [:]
    for (index, shape) in shapes.enumerated() {
      if let number = shape.caseNumber { members[number, default: []].append(index) }
    }
    return members
  }

  /// Gives every cell its range and lays the units out in it.
  private static func arrange(_ placed: [(unit: Int, cell: Int)], in cells: inout [Cell]) -> [Int] {
    var sizes = Array(repeating: 0, count: cells.count)
    for place in placed { sizes[place.cell] += 1 }
    var next: [Int] = []
    var start = 0
    for (index, size) in sizes.enumerated() {
      cells[index].range = start..<(start + size)
      next.append(start)
      start += size
    }
    var units = Array(repeating: 0, count: placed.count)
    for place in placed {
      units[next[place.cell]] = place.unit
      next[place.cell] += 1
    }
    return units
  }
}

/// Finds the draws that accept a unit; banks have few different kinds of units, so that most
/// answers are remembered ones.
private struct UnitFilter {
  private let draws: [DrawPools.Draw]
  private let sections: [Blueprint.Section]
  /// The sections' knowledge points, each once. They are compared as bytes: how Swift compares
  /// characters depends on the Unicode tables of its release, and a paper must not.
  private let prefixes: [[UInt8]]
  /// For each section the index in `prefixes`.
  private let prefixOfSection: [Int?]
  private var prefixesOfKnowledge: [[UInt8]: Set<Int>] = [:]
  private var known: [UnitKind: [Int]] = [:]

  /// All of a unit on which a section's conditions depend.
  private struct UnitKind: Hashable {
    let kind: QuestionKind
    let level: SkillLevel
    let difficulty: Difficulty
    let caseQuestions: Int?
    let prefixes: Set<Int>
  }

  init(draws: [DrawPools.Draw], sections: [Blueprint.Section]) {
    self.draws = draws
    self.sections = sections
    var prefixes: [[UInt8]] = []
    prefixOfSection = sections.map { section in
      section.knowledge.map { knowledge in
        let bytes = Array(knowledge.utf8)
        if let index = prefixes.firstIndex(of: bytes) { return index }
        prefixes.append(bytes)
        return prefixes.count - 1
      }
    }
    self.prefixes = prefixes
  }

  mutating func draws(accepting shape: QuestionShape, caseQuestions: Int?) -> [Int] {
    let unit = UnitKind(
      kind: shape.kind, level: shape.level, difficulty: shape.difficulty,
      caseQuestions: caseQuestions, prefixes: prefixes(of: shape.knowledge))
    if let accepting = known[unit] { return accepting }
    let accepting = draws.indices.filter { accepts(unit, draws[$0]) }
    known[unit] = accepting
    return accepting
  }

  private mutating func prefixes(of knowledge: String) -> Set<Int> {
    guard !prefixes.isEmpty else { return [] }
    let bytes = Array(knowledge.utf8)
    if let found = prefixesOfKnowledge[bytes] { return found }
    let found = Set(prefixes.indices.filter { bytes.starts(with: prefixes[$0]) })
    prefixesOfKnowledge[bytes] = found
    return found
  }

  private func accepts(_ unit: UnitKind, _ draw: DrawPools.Draw) -> Bool {
    let section = sections[draw.section]
    return section.caseQuestions == unit.caseQuestions
      && (section.kind == nil || section.kind == unit.kind)
      && (section.level == nil || section.level == unit.level)
      && (draw.band == nil || draw.band == unit.difficulty)
      && (prefixOfSection[draw.section].map(unit.prefixes.contains) ?? true)
  }
}
