/// How many units every draw takes from every cell, for a run of papers that is repeated for ever.
///
/// Where a pool overlaps no other, one paper is the whole run. Draws that compete share their cells
/// so that every unit is dealt as often as the others, as nearly as their conditions allow: each
/// paper takes its units, one after the other, from the cell whose units have been dealt least. A
/// run that is cut short leaves some cells a unit or so ahead of others, and every further run adds
/// to it.
struct RotationTable: Sendable {
  /// Units that a draw takes from a cell.
  struct Entry: Sendable {
    let draw: Int
    let cell: Int
    let count: Int
    /// How many units the cell gave in this run before.
    let start: Int
  }

  /// For each paper of the run the entries of one set of competing draws, by draw.
  let papers: [[Entry]]
  /// What each cell gives in a whole run; 0 for those of other sets.
  let perRun: [Int]

  /// The longest run. A run ends earlier when all units have been dealt equally often.
  private static let longest = 1024
  /// Steps of arithmetic that a table is worth; where draws compete in many ways the run is
  /// shorter.
  private static let effort = 4_000_000

  /// - Parameters:
  ///   - rivals: draws that compete with each other and with no others, ascending.
  ///   - cells: all their cells, ascending.
  init(_ pools: DrawPools, rivals: [Int], cells: [Int]) {
    var given = Array(repeating: 0, count: pools.cells.count)
    if cells.count == 1 {
      var start = 0
      papers = [
        rivals.map { draw in
          defer { start += pools.draws[draw].count }
          return Entry(
            draw: draw, cell: cells[0], count: pools.draws[draw].count, start: start)
        }
      ]
      given[cells[0]] = start
      perRun = given
      return
    }
    // A flow of these draws and cells alone, by their places in the two lists.
    let places = Dictionary(cells.enumerated().map { ($1, $0) }) { first, _ in first }
    let nothing = CellFlow(
      cellsOfDraw: rivals.map { pools.draws[$0].cells.compactMap { places[$0] } },
      sizes: cells.map { _ in 0 }, counts: rivals.map { pools.draws[$0].count })
    let sizes = cells.map { pools.cells[$0].size }
    let wanted = rivals.reduce(0) { $0 + pools.draws[$1].count }
    let work = wanted * (nothing.edges.count + cells.count)
    let length = max(1, min(Self.longest, Self.effort / max(1, work)))
    var papers: [[Entry]] = []
    repeat {
      var flow = nothing
      _ = flow.grow(limits: sizes) { cell, more in
        CellRank(cost: 0, used: given[cells[cell]] + more + 1, size: sizes[cell])
      }
      var entries: [Entry] = []
      for (edge, count) in zip(flow.edges, flow.flow) where count > 0 {
        let cell = cells[edge.cell]
        entries.append(
          Entry(draw: rivals[edge.draw], cell: cell, count: count, start: given[cell]))
        given[cell] += count
      }
      papers.append(entries)
    } while papers.count < length
      && !cells.allSatisfy { given[$0] % pools.cells[$0].size == 0 }
    self.papers = papers
    perRun = given
  }

  /// How many units each cell has given before a serial number.
  func given(before serial: Int) -> [Int] {
    let (runs, papers) = serial.quotientAndRemainder(dividingBy: papers.count)
    var given = perRun.map { $0 * runs }
    for entry in self.papers[..<papers].joined() { given[entry.cell] += entry.count }
    return given
  }
}
