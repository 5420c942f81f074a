/// How many units of every cell each form takes, before it is decided which.
///
/// Cells are expected to be split by difficulty, so that the plan decides how difficult forms are.
struct FormPlan: Sendable {
  private let pools: DrawPools
  /// For each form what each draw takes, by draw.
  private let forms: [[Part]]

  /// Units that a draw takes from a cell.
  private struct Part: Sendable {
    let draw: Int
    let cell: Int
    let count: Int
  }

  /// How many pairs of forms share a unit, added up over the units of a cell that are on so many
  /// forms in all: least when every unit is on as many as the others, or on one more.
  private static func shared(_ uses: Int, of size: Int) -> Int {
    let (each, more) = uses.quotientAndRemainder(dividingBy: max(1, size))
    return (size - more) * each * (each - 1) / 2 + more * each * (each + 1) / 2
  }

  /// Every form takes the same numbers from the same cells, so that all are exactly as difficult;
  /// among all such plans one that shares the fewest questions.
  ///
  /// The draws are expected to be fillable.
  init(alike count: Int, _ pools: DrawPools) {
    self.pools = pools
    var flow = pools.flow(of: Array(pools.draws.indices))
    _ = flow.grow(limits: pools.cells.map(\.size)) { index, given in
      let cell = pools.cells[index]
      let more =
        Self.shared(count * (given + 1), of: cell.size) - Self.shared(count * given, of: cell.size)
      return CellRank(
        cost: more * cell.unitQuestions, used: count * (given + 1), size: cell.size)
    }
    let parts = zip(flow.edges, flow.flow).compactMap { edge, units in
      units > 0 ? Part(draw: edge.draw, cell: edge.cell, count: units) : nil
    }
    forms = Array(repeating: parts, count: count)
  }

  /// Steps of arithmetic that a better plan is worth.
  private static let effort = 20_000_000

  /// All forms together take what shares the fewest questions, and each as difficult a part of it
  /// as the others, as nearly as may be. `nil` when a form would need a unit twice, or the plan
  /// would take too long.
  ///
  /// The draws are expected to be fillable.
  init?(mixed count: Int, _ pools: DrawPools) {
    self.pools = pools
    var flow = CellFlow(
      cellsOfDraw: pools.draws.map(\.cells), sizes: pools.cells.map(\.size),
      counts: pools.draws.map { $0.count * count })
    let steps = count * pools.unitCount
    guard steps * (flow.edges.count + pools.cells.count) <= Self.effort else { return nil }
    _ = flow.grow(limits: pools.cells.map { $0.size * count }) { index, given in
      let cell = pools.cells[index]
      return CellRank(
        cost: given / cell.size * cell.unitQuestions, used: given + 1, size: cell.size)
    }
    var sums = Array(repeating: 0, count: count)
    var taken = Array(repeating: [Int](repeating: 0, count: flow.edges.count), count: count)
    for row in Self.rows(of: flow, pools, count: count) {
      // The easiest unit goes to the form that is the hardest so far.
      let hardestFirst = sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
      for (form, unit) in zip(hardestFirst, row.edges) {
        taken[form][unit] += 1
        sums[form] += pools.cells[flow.edges[unit].cell].difficultyThousandths
      }
    }
    forms = taken.map { units in
      zip(flow.edges, units).compactMap { edge, units in
        units > 0 ? Part(draw: edge.draw, cell: edge.cell, count: units) : nil
      }
    }
    for form in forms {
      var inForm: [Int: Int] = [:]
      for part in form { inForm[part.cell, default: 0] += part.count }
      guard inForm.allSatisfy({ $1 <= pools.cells[$0].size }) else { return nil }
    }
  }

  /// A unit for every form, to the same draw; edges from the easiest to the hardest.
  private struct Row {
    let edges: [Int]
    /// How much harder the last is than the first.
    let range: Int
  }

  /// Rows that differ much come first, for those that follow even them out.
  private static func rows(of flow: CellFlow, _ pools: DrawPools, count: Int) -> [Row] {
    var rows: [Row] = []
    let difficulty = { edge in pools.cells[flow.edges[edge].cell].difficultyThousandths }
    var edgesOfDraw: [[Int]] = pools.draws.map { _ in [] }
    for (index, edge) in flow.edges.enumerated() { edgesOfDraw[edge.draw].append(index) }
    for edges in edgesOfDraw {
      let units = edges.sorted { (difficulty($0), $0) < (difficulty($1), $1) }
        .flatMap { Array(repeating: $0, count: flow.flow[$0]) }
      for start in stride(from: 0, to: units.count, by: count) {
        let row = Array(units[start..<min(start + count, units.count)])
        rows.append(
          Row(edges: row, range: difficulty(row[row.count - 1]) - difficulty(row[0])))
      }
    }
    return rows.enumerated()
      .sorted { ($1.element.range, $0.offset) < ($0.element.range, $1.offset) }
      .map(\.element)
  }

  /// How many questions the forms share, added up over all pairs of forms.
  var shared: Int {
    var uses = Array(repeating: 0, count: pools.cells.count)
    for part in forms.joined() { uses[part.cell] += part.count }
    return zip(uses, pools.cells).reduce(0) {
      $0 + Self.shared($1.0, of: $1.1.size) * $1.1.unitQuestions
    }
  }

  /// How far the sums of the forms' difficulties are apart, in thousandths.
  var difficultySpread: Int {
    let sums = forms.map { form in
      form.reduce(0) { $0 + $1.count * pools.cells[$1.cell].difficultyThousandths }
    }
    return (sums.max() ?? 0) - (sums.min() ?? 0)
  }

  /// Decides which units each form has, draw by draw: each cell's units in turn, in a new order
  /// every time round.
  func units(with generator: inout SeededGenerator) -> [[Int]] {
    var rounds = pools.cells.map { Round(order: Array($0.range), next: $0.size) }
    let places = pools.places
    return forms.map { form in
      var units = Array(repeating: 0, count: pools.unitCount)
      var next = places.map(\.lowerBound)
      var inForm: [Int: Set<Int>] = [:]
      for part in form {
        for _ in 0..<part.count {
          let position = rounds[part.cell].take(
            but: inForm[part.cell] ?? [], with: &generator)
          inForm[part.cell, default: []].insert(position)
          units[next[part.draw]] = pools.units[position]
          next[part.draw] += 1
        }
      }
      return units
    }
  }

  /// A cell's units while they are given out.
  private struct Round {
    var order: [Int]
    /// How many of them were given out.
    var next: Int

    /// - Parameter used: what the form has from this cell, fewer than all.
    mutating func take(but used: Set<Int>, with generator: inout SeededGenerator) -> Int {
      if next == order.count {
        generator.shuffle(&order, in: order.indices)
        // A form that has taken the end of the last round is not given the same units again.
        order = order.filter { !used.contains($0) } + order.filter(used.contains)
        next = 0
      }
      next += 1
      return order[next - 1]
    }
  }
}
