package import Contests

/// Who passes a stage's cut: the first of every city, bounded by unit, ties by the declared policy.
package struct Shortlist: Sendable {
  /// In the order of the standings.
  package let contestants: [ContestantID]
  /// Groups of equals on the cut of which a play-off has yet to say who passes, in the order of the
  /// standings; none of them passes meanwhile. Always empty under another policy.
  package let undecided: [[ContestantID]]
  /// Who moves up when somebody falls out, by city, the next one first: the rest of the city in the
  /// order of the standings, as far as the declared number of people whose unit has room, with the
  /// equals of the last one.
  package let reserves: [RegionCode: [ContestantID]]

  /// Empty when the stage has no cut.
  ///
  /// - Parameter playOffs: the orders that judges recorded; of two about the same group the last one
  ///   counts. One that does not name the whole group decides nothing.
  package init(of standings: Standings, by stage: Stage, playOffs: [PlayOff] = []) {
    guard let cut = stage.cut else {
      (contestants, undecided, reserves) = ([], [], [:])
      return
    }
    var admissions = Admissions(cut, stage.ties.atCut, playOffs: playOffs)
    admissions.take(standings.rows)
    contestants = admissions.admitted
    undecided = admissions.undecided
    guard let most = cut.reserves else {
      reserves = [:]
      return
    }
    let spoken = Set(contestants).union(undecided.joined())
    let admitted = Set(contestants)
    let present = standings.rows.filter { admitted.contains($0.contestant.id) }
    // Counted anew: a tie that was refused closes its place to those behind, but not to a reserve.
    let room = Admissions(cut, stage.ties.atCut, playOffs: [], present: present)
    var lists: [RegionCode: [Standing]] = [:]
    var counted: [RegionCode: Int] = [:]
    for standing in standings.rows where !spoken.contains(standing.contestant.id) {
      let city = standing.contestant.region.city
      let isFull = counted[city, default: 0] >= most
      if isFull, lists[city]?.last?.key != standing.key { continue }
      lists[city, default: []].append(standing)
      if room.hasRoom(for: standing.contestant.unit) { counted[city, default: 0] += 1 }
    }
    reserves = lists.mapValues { $0.map(\.contestant.id) }
  }
}
