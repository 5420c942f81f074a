import Contests

/// Deals every unit in turn, so that all are dealt equally often.
///
/// A cell's units stand in an order that is fixed by the blueprint; paper by paper the next ones
/// are taken, round after round. Within each round, blocks of the order are shuffled anew, so that
/// a unit meets other neighbours. A unit stays in its block, and a block is no longer than what
/// keeps two rounds of the same unit farther apart than one paper reaches: no paper has a unit
/// twice.
struct Rotation: Sendable {
  private let pools: DrawPools
  private let tables: [RotationTable]
  private let rings: [Ring]
  private let places: [Range<Int>]

  /// The order of a cell's units.
  private struct Ring: Sendable {
    /// Positions in `DrawPools.units`.
    let order: [Int]
    let block: Int
    let seed: UInt64

    /// The units at so many places from the one that is reached after `start` others.
    func units(from start: Int, count: Int) -> [Int] {
      var units: [Int] = []
      units.reserveCapacity(count)
      while units.count < count {
        let (round, place) = (start + units.count).quotientAndRemainder(dividingBy: order.count)
        let (index, offset) = place.quotientAndRemainder(dividingBy: block)
        let range = (index * block)..<min((index + 1) * block, order.count)
        var shuffled = Array(order[range])
        var mixing = SeededGenerator(seed: seed ^ UInt64(round))
        var generator = SeededGenerator(seed: mixing.next() ^ UInt64(index))
        let end = min(offset + count - units.count, shuffled.count)
        generator.shuffle(&shuffled, in: shuffled.indices, upTo: end)
        units += shuffled[offset..<end]
      }
      return units
    }
  }

  /// Blocks are long enough that a question of one paper meets those of this many others.
  private static let papersInBlock = 8
  /// Shuffling so many costs next to nothing.
  private static let smallBlock = 256

  /// The draws are expected to be fillable.
  init(_ pools: DrawPools, digest: UInt64) {
    self.pools = pools
    places = pools.places
    tables = pools.rivals.map { RotationTable(pools, rivals: $0.draws, cells: $0.cells) }
    var most = Array(repeating: 0, count: pools.cells.count)
    for table in tables {
      for entries in table.papers {
        var inPaper: [Int: Int] = [:]
        for entry in entries { inPaper[entry.cell, default: 0] += entry.count }
        for (cell, count) in inPaper { most[cell] = max(most[cell], count) }
      }
    }
    var generator = SeededGenerator(seed: digest)
    rings = pools.cells.enumerated().map { index, cell in
      var order = Array(cell.range)
      generator.shuffle(&order, in: order.indices)
      let wished = max(Self.smallBlock, Self.papersInBlock * most[index])
      // Blocks of one length: a short one at the end would always make the same paper.
      let longest = max(1, min(cell.size - most[index] + 1, wished))
      let blocks = (cell.size + longest - 1) / longest
      return Ring(
        order: order, block: (cell.size + blocks - 1) / blocks,
        seed: generator.next())
    }
  }

  /// The units of a paper, draw by draw.
  func choose(serial: Int) -> [Int] {
    var chosen = Array(repeating: 0, count: pools.unitCount)
    var next = places.map(\.lowerBound)
    for table in tables {
      let (run, paper) = serial.quotientAndRemainder(dividingBy: table.papers.count)
      for entry in table.papers[paper] {
        let start = run * table.perRun[entry.cell] + entry.start
        for position in rings[entry.cell].units(from: start, count: entry.count) {
          chosen[next[entry.draw]] = pools.units[position]
          next[entry.draw] += 1
        }
      }
    }
    return chosen
  }

  /// How many units each cell has given to the papers of the serial numbers below `serial`.
  func given(before serial: Int) -> [Int] {
    tables.reduce(into: Array(repeating: 0, count: pools.cells.count)) { sum, table in
      for (cell, count) in table.given(before: serial).enumerated() { sum[cell] += count }
    }
  }
}

extension DrawPools {
  /// The draws in sets that share no cell with each other, with the cells of each; both ascending.
  var rivals: [(draws: [Int], cells: [Int])] {
    var leader = Array(draws.indices)
    func find(_ draw: Int) -> Int {
      var draw = draw
      while leader[draw] != draw { draw = leader[draw] }
      return draw
    }
    for cell in cells {
      for draw in cell.draws.dropFirst() {
        let (one, other) = (find(cell.draws[0]), find(draw))
        leader[max(one, other)] = min(one, other)
      }
    }
    var sets: [(draws: [Int], cells: [Int])] = []
    var setOfLeader: [Int: Int] = [:]
    for draw in draws.indices {
      let place = setOfLeader[find(draw)] ?? sets.count
      if place == sets.count {
        setOfLeader[find(draw)] = place
        sets.append(([], []))
      }
      sets[place].draws.append(draw)
    }
    for (index, cell) in cells.enumerated() {
      if let place = setOfLeader[find(cell.draws[0])] { sets[place].cells.append(index) }
    }
    return sets
  }
}
