/// How little a cell's next unit is to be wished for; the least comes first.
struct CellRank: Sendable {
  /// What taking it costs.
  let cost: Int
  /// Among equal costs, the share of the cell that is then used up, as a fraction.
  let used: Int
  /// 1 or more.
  let size: Int

  func precedes(_ other: CellRank) -> Bool {
    if cost != other.cost { return cost < other.cost }
    return used.multipliedReportingOverflow(by: other.size).partialValue
      < other.used.multipliedReportingOverflow(by: size).partialValue
  }
}

extension CellFlow {
  /// Fills every draw of a flow of nothing one unit at a time, always from the cell that ranks
  /// first among those that can still serve. Cells rank no higher the more they gave, so that no
  /// other choice of units costs less in all.
  ///
  /// Source: the greedy algorithm for separable convex costs on a polymatroid (Federgruen and
  /// Groenevelt, 1986).
  ///
  /// - Parameters:
  ///   - limits: the most units that each cell may give.
  ///   - rank: of a cell that has given so many units already.
  /// - Returns: the units that each cell gave.
  mutating func grow(limits: [Int], rank: (_ cell: Int, _ given: Int) -> CellRank) -> [Int] {
    var given = Array(repeating: 0, count: limits.count)
    var ranks = limits.indices.map { rank($0, 0) }
    var open = limits.indices.filter { limits[$0] > 0 }
    for cell in limits.indices { free[cell] = 0 }
    let draws = Array(need.indices)
    var missing = need.reduce(0, +)
    while missing > 0, var place = open.indices.first {
      for other in open.indices where ranks[open[other]].precedes(ranks[open[place]]) {
        place = other
      }
      let cell = open[place]
      free[cell] = 1
      guard augment(from: draws) else {
        // What cannot serve now never can: the draws that it suits only get fuller.
        free[cell] = 0
        open.remove(at: place)
        continue
      }
      missing -= 1
      given[cell] += 1
      ranks[cell] = rank(cell, given[cell])
      if given[cell] == limits[cell] { open.remove(at: place) }
    }
    return given
  }
}
