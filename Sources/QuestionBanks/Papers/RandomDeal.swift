/// Chooses the units of each paper by itself, at random.
///
/// Each draw in turn, narrow before wide, takes any of the units that are left to it with the same
/// chance, except those without which a later draw could not be filled.
struct RandomDeal: Sendable {
  private let pools: DrawPools
  private let schedule: DrawSchedule
  /// How the bound draws can be filled; draws by their place in the schedule.
  private let plan: CellFlow?
  /// For each draw where its units stand among the chosen ones.
  private let places: [Range<Int>]

  /// - Parameter plan: a flow that fills the schedule's bound draws.
  init(_ pools: DrawPools, _ schedule: DrawSchedule, plan: CellFlow?) {
    self.pools = pools
    self.schedule = schedule
    self.plan = plan
    places = pools.places
  }

  /// The units of a paper, draw by draw.
  func choose(with generator: inout SeededGenerator) -> [Int] {
    var chosen = Array(repeating: 0, count: pools.unitCount)
    var taken = TakenUnits(pools)
    if let plan {
      var plan = plan
      for (index, draw) in schedule.bound.enumerated() {
        take(draw, index, &plan, into: &chosen, &taken, &generator)
      }
    }
    for draw in schedule.safe { take(draw, into: &chosen, &taken, &generator) }
    for place in chosen.indices { chosen[place] = pools.units[chosen[place]] }
    return chosen
  }

  private func take(
    _ index: Int, into chosen: inout [Int], _ taken: inout TakenUnits,
    _ generator: inout SeededGenerator
  ) {
    let draw = pools.draws[index]
    let left = draw.poolSize - draw.cells.reduce(0) { $0 + taken.inCell[$1] }
    // Where at least half of the pool stays free, a second try is rarely needed.
    if 2 * (left - draw.count) >= draw.poolSize {
      for place in places[index] {
        var unit = pools.unit(generator.below(draw.poolSize), of: draw)
        while taken.contains(unit.position) {
          unit = pools.unit(generator.below(draw.poolSize), of: draw)
        }
        taken.insert(unit.position, unit.cell)
        chosen[place] = unit.position
      }
      return
    }
    var free: [(position: Int, cell: Int)] = []
    free.reserveCapacity(left)
    for cell in draw.cells {
      for position in pools.cells[cell].range where !taken.contains(position) {
        free.append((position, cell))
      }
    }
    for (drawn, place) in places[index].enumerated() {
      free.swapAt(drawn, drawn + generator.below(free.count - drawn))
      taken.insert(free[drawn].position, free[drawn].cell)
      chosen[place] = free[drawn].position
    }
  }

  /// A bound draw: a unit whose loss the others could not bear is left to them, and so is its cell
  /// from then on.
  private func take(
    _ index: Int, _ bound: Int, _ plan: inout CellFlow, into chosen: inout [Int],
    _ taken: inout TakenUnits, _ generator: inout SeededGenerator
  ) {
    var open = pools.draws[index].cells
    for place in places[index] {
      // There is always a cell with a unit that the plan holds for this draw.
      while true {
        let left = open.map { pools.cells[$0].size - taken.inCell[$0] }
        var ahead = generator.below(left.reduce(0, +))
        var choice = 0
        while ahead >= left[choice] {
          ahead -= left[choice]
          choice += 1
        }
        let cell = open[choice]
        guard plan.take(cell: cell, for: bound) else {
          open.remove(at: choice)
          continue
        }
        let position = taken.left(ahead, in: pools.cells[cell].range)
        taken.insert(position, cell)
        chosen[place] = position
        break
      }
    }
  }
}

/// The units that a paper already has.
private struct TakenUnits {
  /// How many of each cell.
  private(set) var inCell: [Int]
  private var bits: [UInt64]

  init(_ pools: DrawPools) {
    inCell = Array(repeating: 0, count: pools.cells.count)
    bits = Array(repeating: 0, count: pools.units.count / 64 + 1)
  }

  func contains(_ position: Int) -> Bool { bits[position >> 6] >> UInt64(position & 63) & 1 == 1 }

  /// The unit that comes after so many of a range that are not taken.
  func left(_ number: Int, in range: Range<Int>) -> Int {
    var ahead = number
    for position in range where !contains(position) {
      if ahead == 0 { return position }
      ahead -= 1
    }
    preconditionFailure("fewer than \(number) units are left")
  }

  mutating func insert(_ position: Int, _ cell: Int) {
    bits[position >> 6] |= 1 << UInt64(position & 63)
    inCell[cell] += 1
  }
}

extension DrawPools {
  /// For each draw where its units stand among a paper's units.
  var places: [Range<Int>] {
    var start = 0
    return draws.map { draw in
      defer { start += draw.count }
      return start..<(start + draw.count)
    }
  }

  /// A unit of a draw's pool, counted through its cells.
  func unit(_ number: Int, of draw: Draw) -> (position: Int, cell: Int) {
    var ahead = number
    for cell in draw.cells {
      if ahead < cells[cell].size { return (cells[cell].range.lowerBound + ahead, cell) }
      ahead -= cells[cell].size
    }
    preconditionFailure("a pool has no unit \(number)")
  }
}
