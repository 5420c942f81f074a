/// How many units of each cell go to each draw: a flow from cells to draws.
///
/// A paper exists exactly when a flow fills every draw. Everything here is integers and arrays in a
/// fixed order, so that the same flow is found on every machine.
struct CellFlow: Sendable {
  /// Units of a cell that no draw has.
  var free: [Int]
  /// Units that a draw still lacks.
  private(set) var need: [Int]
  /// Units by edge.
  private(set) var flow: [Int]
  /// The edges, draw by draw.
  let edges: [Edge]
  private let edgesOfDraw: [Range<Int>]
  private let edgesOfCell: [[Int]]

  /// A draw may take units of a cell.
  struct Edge: Sendable {
    let draw: Int
    let cell: Int
  }

  /// A flow of nothing.
  ///
  /// - Parameters:
  ///   - cellsOfDraw: the cells that each draw accepts.
  ///   - sizes: the units of each cell.
  ///   - counts: the units that each draw wants.
  init(cellsOfDraw: [[Int]], sizes: [Int], counts: [Int]) {
    var edges: [Edge] = []
    var edgesOfDraw: [Range<Int>] = []
    var edgesOfCell: [[Int]] = Array(repeating: [], count: sizes.count)
    for (draw, cells) in cellsOfDraw.enumerated() {
      let start = edges.count
      for cell in cells {
        edgesOfCell[cell].append(edges.count)
        edges.append(Edge(draw: draw, cell: cell))
      }
      edgesOfDraw.append(start..<edges.count)
    }
    self.edges = edges
    self.edgesOfDraw = edgesOfDraw
    self.edgesOfCell = edgesOfCell
    free = sizes
    need = counts
    flow = Array(repeating: 0, count: edges.count)
  }

  /// Gives a draw as many of the units that it lacks as can be found, while every other draw keeps
  /// its number.
  mutating func fill(_ draw: Int) {
    for edge in edgesOfDraw[draw] {
      let amount = min(need[draw], free[edges[edge].cell])
      flow[edge] += amount
      free[edges[edge].cell] -= amount
      need[draw] -= amount
    }
    while augment(from: [draw]) {}
  }

  /// Lets a draw want more units than before.
  mutating func want(_ more: Int, of draw: Int) { need[draw] += more }

  /// Sends units to one of `sources` along the shortest path that changes no other draw's number.
  ///
  /// - Returns: whether there was such a path.
  mutating func augment(from sources: [Int]) -> Bool {
    guard let (source, path) = shortestPath(from: sources) else { return false }
    var amount = need[source]
    for (place, edge) in path.enumerated() where place % 2 == 1 {
      amount = min(amount, flow[edge])
    }
    let end = edges[path[0]].cell
    amount = min(amount, free[end])
    for (place, edge) in path.enumerated() { flow[edge] += place % 2 == 0 ? amount : -amount }
    free[end] -= amount
    need[source] -= amount
    return true
  }

  /// The path's edges from its free cell back to the source: by turns one that gains units and one
  /// that gives them up.
  private func shortestPath(from sources: [Int]) -> (source: Int, path: [Int])? {
    var edgeToCell = Array(repeating: -1, count: edgesOfCell.count)
    var edgeToDraw = Array(repeating: -1, count: edgesOfDraw.count)
    var isReached = Array(repeating: false, count: edgesOfDraw.count)
    var queue: [Int] = []
    for source in sources where need[source] > 0 && !isReached[source] {
      isReached[source] = true
      queue.append(source)
    }
    var next = 0
    while next < queue.count {
      for edge in edgesOfDraw[queue[next]] {
        let cell = edges[edge].cell
        guard edgeToCell[cell] < 0 else { continue }
        edgeToCell[cell] = edge
        if free[cell] > 0 {
          var path = [edge]
          var draw = edges[edge].draw
          while edgeToDraw[draw] >= 0 {
            let given = edgeToDraw[draw]
            path.append(given)
            path.append(edgeToCell[edges[given].cell])
            draw = edges[edgeToCell[edges[given].cell]].draw
          }
          return (draw, path)
        }
        for given in edgesOfCell[cell] where flow[given] > 0 {
          let draw = edges[given].draw
          guard !isReached[draw] else { continue }
          isReached[draw] = true
          edgeToDraw[draw] = given
          queue.append(draw)
        }
      }
      next += 1
    }
    return nil
  }

  /// The draws whose units a draw competes for, directly or through others, itself among them; for
  /// a draw that lacks units these are exactly the ones that want more together than there is.
  func rivals(of draw: Int) -> [Int] {
    var isReached = Array(repeating: false, count: edgesOfDraw.count)
    var isSeen = Array(repeating: false, count: edgesOfCell.count)
    isReached[draw] = true
    var queue = [draw]
    var next = 0
    while next < queue.count {
      for edge in edgesOfDraw[queue[next]] where !isSeen[edges[edge].cell] {
        isSeen[edges[edge].cell] = true
        for other in edgesOfCell[edges[edge].cell]
        where flow[other] > 0 && !isReached[edges[other].draw] {
          isReached[edges[other].draw] = true
          queue.append(edges[other].draw)
        }
      }
      next += 1
    }
    return queue.sorted()
  }

  /// Takes a unit of a cell out of the flow for good, as one of those that the draw was to get.
  ///
  /// - Returns: `false` and no change when the other units could no longer be found then.
  mutating func take(cell: Int, for draw: Int) -> Bool {
    let own = edgesOfDraw[draw]
    guard let wanted = own.first(where: { edges[$0].cell == cell }),
      let given = own.first(where: { flow[$0] > 0 })
    else { return false }
    if flow[wanted] > 0 {
      flow[wanted] -= 1
      return true
    }
    flow[given] -= 1
    free[edges[given].cell] += 1
    if free[cell] > 0 {
      free[cell] -= 1
      return true
    }
    if let lost = edgesOfCell[cell].first(where: { flow[$0] > 0 }) {
      let rival = edges[lost].draw
      flow[lost] -= 1
      need[rival] += 1
      if augment(from: [rival]) { return true }
      flow[lost] += 1
      need[rival] -= 1
    }
    flow[given] += 1
    free[edges[given].cell] -= 1
    return false
  }
}
