/// The order in which a random paper's draws are made, so that an early one never takes what a
/// later one cannot do without.
///
/// A draw is safe in last place when its pool is large enough whatever the others have taken. Safe
/// draws are put last one after the other, the largest pool first of all, so that narrow draws come
/// before wide ones. For pools that lie within each other this gives every possible paper the same
/// chance. What remains when no draw is safe any more is bound: small pools that cross, where every
/// single choice has to look ahead.
struct DrawSchedule: Sendable {
  /// Draws that need to look ahead, in the order in which they are made.
  let bound: [Int]
  /// Draws that are made after them, each at random from what is left of its pool.
  let safe: [Int]

  init(_ pools: DrawPools) {
    let draws = pools.draws
    var waiting = draws.indices.sorted {
      (draws[$0].poolSize, $0) < (draws[$1].poolSize, $1)
    }
    var last: [Int] = []
    // The cheap test first; after it every pool that is left is smaller than a paper.
    var wanted = pools.unitCount
    while let widest = waiting.last, draws[widest].poolSize >= wanted {
      wanted -= draws[widest].count
      last.append(waiting.removeLast())
    }
    var shared = SharedUnits(among: waiting, pools)
    while let place = waiting.indices.last(where: { draw in
      shared.isSafe(waiting[draw], among: waiting, draws)
    }) {
      let draw = waiting.remove(at: place)
      shared.remove(draw)
      last.append(draw)
    }
    bound = waiting
    safe = last.reversed()
  }

  /// How many units any two of a few draws have in common.
  private struct SharedUnits {
    private var common: [Int: [Int: Int]] = [:]

    init(among waiting: [Int], _ pools: DrawPools) {
      let waits = Set(waiting)
      for cell in Set(waiting.flatMap { pools.draws[$0].cells }) {
        let rivals = pools.cells[cell].draws.filter(waits.contains)
        for one in rivals {
          for other in rivals where other != one {
            common[one, default: [:]][other, default: 0] += pools.cells[cell].size
          }
        }
      }
    }

    mutating func remove(_ draw: Int) {
      for other in (common.removeValue(forKey: draw) ?? [:]).keys {
        common[other]?[draw] = nil
      }
    }

    func isSafe(_ draw: Int, among waiting: [Int], _ draws: [DrawPools.Draw]) -> Bool {
      let taken = (common[draw] ?? [:]).reduce(0) { $0 + min($1.value, draws[$1.key].count) }
      return draws[draw].poolSize >= draws[draw].count + taken
    }
  }
}

extension DrawPools {
  /// The flow of some draws, in the order in which they are given, and of no others.
  func flow(of few: [Int]) -> CellFlow {
    CellFlow(
      cellsOfDraw: few.map { draws[$0].cells }, sizes: cells.map(\.size),
      counts: few.map { draws[$0].count })
  }
}
