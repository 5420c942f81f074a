import Contests

/// Whether a bank can fill a blueprint, and what it lacks.
struct BlueprintCheck: Sendable {
  let schedule: DrawSchedule
  /// How the schedule's bound draws can be filled; absent when there are none, or not enough units.
  let plan: CellFlow?
  let shortages: [BlueprintUnmet.Shortage]

  init(_ pools: DrawPools, _ blueprint: Blueprint) {
    schedule = DrawSchedule(pools)
    // A draw that could be made last is never the reason why there is no paper.
    let bound = schedule.bound
    guard !bound.isEmpty else {
      plan = nil
      shortages = []
      return
    }
    var shortages: [BlueprintUnmet.Shortage] = []
    var flow = pools.flow(of: bound)
    for (index, draw) in bound.enumerated() where pools.draws[draw].poolSize < flow.need[index] {
      shortages.append(BlueprintUnmet.Shortage([draw], pools, blueprint))
      // The others are judged as if it wanted no more than there is.
      flow.want(pools.draws[draw].poolSize - flow.need[index], of: index)
    }
    for index in bound.indices { flow.fill(index) }
    var isNamed = Array(repeating: false, count: bound.count)
    for index in bound.indices where flow.need[index] > 0 && !isNamed[index] {
      var set = Set(flow.rivals(of: index))
      for other in bound.indices where flow.need[other] > 0 {
        let rivals = Set(flow.rivals(of: other))
        if !rivals.isDisjoint(with: set) { set.formUnion(rivals) }
      }
      for draw in set { isNamed[draw] = true }
      shortages.append(
        BlueprintUnmet.Shortage(set.map { bound[$0] }.sorted(), pools, blueprint))
    }
    self.shortages = shortages.sorted { $0.parts[0].section < $1.parts[0].section }
    plan = shortages.isEmpty ? flow : nil
  }
}

extension BlueprintUnmet.Shortage {
  fileprivate init(_ draws: [Int], _ pools: DrawPools, _ blueprint: Blueprint) {
    let cells = Set(draws.flatMap { pools.draws[$0].cells })
    self.init(
      parts: draws.map { BlueprintUnmet.Part(pools.draws[$0], of: blueprint) },
      available: cells.reduce(0) { $0 + pools.cells[$1].size })
  }
}

extension BlueprintUnmet.Part {
  init(_ draw: DrawPools.Draw, of blueprint: Blueprint) {
    let section = blueprint.sections[draw.section]
    self.init(
      section: draw.section, kind: section.kind, caseQuestions: section.caseQuestions,
      knowledge: section.knowledge, level: section.level, difficulty: draw.band,
      needed: draw.count)
  }
}
