import Contests

/// Which groups the public is not shown, so that nobody learns what a few people did: neither from
/// a group's own figures nor by taking those that are shown from those of a larger group.
///
/// A group with fewer participants than the limit is withheld. Then, for each group that is shown,
/// whatever is left of it without the largest groups shown within it must be nobody or at least as
/// many as the limit; where it is fewer, the smallest of those groups is withheld as well. This holds
/// for units, cities, provinces and the whole together, since all three tables are public. A unit with
/// people in several cities is withheld also when a few of them are of one city, since a city without
/// its other units tells of them; no part of it counts as shown.
///
/// Not guarded: what all of a group have in common, such as a pass rate of 100 %, what several units
/// with people in several cities tell of one another, and what the public knows from elsewhere, such
/// as the list of ranks where scores are told.
struct SmallGroups {
  private struct Node {
    let scope: Scope
    let parent: Int?
    var size = 0
    var isShown = true
  }

  /// Each behind its parent.
  private var nodes: [Node] = []
  private let limit: Int

  init(_ cells: [RollupCell], limit: Int) {
    self.limit = limit
    let cities = Dictionary(grouping: cells, by: \.unit).mapValues { Set($0.map(\.city)).count }
    var indices: [Scope: Int] = [:]
    func index(_ scope: Scope, _ parent: Int?) -> Int {
      if let index = indices[scope] { return index }
      indices[scope] = nodes.count
      nodes.append(Node(scope: scope, parent: parent))
      return nodes.count - 1
    }
    let whole = index(.overall, nil)
    let provinces = cells.map { index(.province($0.city.province), whole) }
    let regions = zip(cells, provinces).map { index(.city($0.city), $1) }
    for (cell, city) in zip(cells, regions) {
      let unit = index(.unit(cell.unit), cities[cell.unit] == 1 ? city : nil)
      var place: Int? = city
      while let index = place {
        nodes[index].size += cell.tally.participants
        place = nodes[index].parent
      }
      nodes[unit].size += cell.tally.participants
    }
    for index in nodes.indices where nodes[index].size < limit { nodes[index].isShown = false }
    for cell in cells where (1..<limit).contains(cell.tally.participants) {
      if let unit = indices[.unit(cell.unit)] { nodes[unit].isShown = false }
    }
    while withholdMore() {}
  }

  /// The groups whose figures are not shown.
  var withheld: Set<Scope> { Set(nodes.lazy.filter { !$0.isShown }.map(\.scope)) }

  /// Withholds one more within each group of which too little is left.
  private mutating func withholdMore() -> Bool {
    // What is shown within a group, and the smallest of it.
    var shown = Array(repeating: 0, count: nodes.count)
    var least: [Int?] = Array(repeating: nil, count: nodes.count)
    for index in nodes.indices.reversed() {
      guard let parent = nodes[index].parent else { continue }
      let node = nodes[index]
      shown[parent] += node.isShown ? node.size : shown[index]
      let candidate = node.isShown ? index : least[index]
      if let candidate, least[parent].map({ isSmaller(candidate, $0) }) ?? true {
        least[parent] = candidate
      }
    }
    var hasChanged = false
    for index in nodes.indices where nodes[index].isShown {
      let rest = nodes[index].size - shown[index]
      guard rest > 0, rest < limit, let smallest = least[index] else { continue }
      nodes[smallest].isShown = false
      hasChanged = true
    }
    return hasChanged
  }

  private func isSmaller(_ left: Int, _ right: Int) -> Bool {
    (nodes[left].size, nodes[left].scope.description)
      < (nodes[right].size, nodes[right].scope.description)
  }
}
