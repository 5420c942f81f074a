package import Contests

/// A shortlist with everything that was done about it since: who is on it now, and who would be next.
package struct ShortlistInForce: Sendable {
  /// How somebody stands to the shortlist.
  package enum Status: Hashable, Sendable {
    /// Passed the cut.
    case admitted
    /// Was a reserve and moved up.
    case movedUp
    /// Waits for a play-off.
    case undecided
    /// Moves up as the one of that number in the city, 1 for the next.
    case reserve(Int)
    /// Fell out, with the reason.
    case withdrawn(String)
  }

  /// Somebody who has to do with the shortlist.
  package struct Entry: Sendable {
    /// The place in the standings.
    package let standing: Standing
    /// How the person stands to the shortlist.
    package let status: Status
  }

  private let shortlist: Shortlist
  private let standings: Standings
  private let stage: Stage
  private let version: Int
  private let acts: [ShortlistAct]
  private let withdrawn: [ContestantID: String]
  private var movedUp: Set<ContestantID>

  /// - Parameters:
  ///   - standings: of that version.
  ///   - version: of the certified results; of those to come where there are none.
  ///   - acts: all of the stage, the oldest first.
  package init(
    of standings: Standings, by stage: Stage, version: Int, after acts: [ShortlistAct]
  ) {
    self.standings = standings
    self.stage = stage
    self.version = version
    self.acts = acts
    shortlist = Shortlist(
      of: standings, by: stage, playOffs: acts.playOffs(before: version))
    withdrawn = acts.reduce(into: [:]) { withdrawn, act in
      if let contestant = act.withdrawn { withdrawn[contestant] = act.reason }
    }
    // Whoever fell out of earlier results leaves a place in these to whoever is next by these. The
    // places that are left by acts under these results are filled by the acts themselves.
    let earlier = acts.filter { $0.resultsVersion < version }
    let gone = Set(earlier.compactMap(\.withdrawn))
    movedUp = []
    moveUp(in: cities(of: gone), without: gone, earlier.playOffs)
    movedUp.formUnion(acts.lazy.filter { $0.resultsVersion == version }.flatMap(\.movedUp))
  }

  /// Who may enter the next stage, in the order of the standings.
  package var contestants: [ContestantID] {
    let admitted = Set(shortlist.contestants).union(movedUp)
    return standings.rows.map(\.contestant.id).filter {
      admitted.contains($0) && withdrawn[$0] == nil
    }
  }

  /// Groups of equals that wait for a play-off: on the cut, or as the next to move up.
  package var undecided: [[ContestantID]] {
    let gone = Set(withdrawn.keys)
    return shortlist.undecided
      + cities(of: gone).flatMap { movingUp(in: $0, without: gone, acts.playOffs).undecided }
  }

  /// Everybody on the shortlist, those who wait, the reserves of every city in order, and those who
  /// fell out.
  package var entries: [Entry] {
    let admitted = Set(shortlist.contestants)
    let waiting = Set(undecided.joined())
    var numbers: [ContestantID: Int] = [:]
    for city in shortlist.reserves.keys {
      let left = remaining(in: city, without: Set(withdrawn.keys))
      for (index, id) in left.enumerated() { numbers[id] = index + 1 }
    }
    let all = standings.rows.compactMap { standing -> Entry? in
      let id = standing.contestant.id
      let status: Status? =
        if let reason = withdrawn[id] {
          .withdrawn(reason)
        } else if movedUp.contains(id) {
          .movedUp
        } else if admitted.contains(id) {
          .admitted
        } else if waiting.contains(id) {
          .undecided
        } else {
          numbers[id].map(Status.reserve)
        }
      return status.map { Entry(standing: standing, status: $0) }
    }
    let order = all.enumerated().sorted {
      ($0.element.sortKey, $0.offset) < ($1.element.sortKey, $1.offset)
    }
    return order.map(\.element)
  }

  /// Whether somebody is on the shortlist or a reserve now.
  package func lists(_ contestant: ContestantID) -> Bool {
    guard withdrawn[contestant] == nil else { return false }
    let gone = Set(withdrawn.keys)
    return movedUp.contains(contestant) || shortlist.contestants.contains(contestant)
      || shortlist.reserves.contains {
        $1.contains(contestant) && remaining(in: $0, without: gone).contains(contestant)
      }
  }

  /// Who moves up in the cities of some people after one more act, in order.
  func movingUp(
    after kind: ShortlistAct.Kind, inCitiesOf people: [ContestantID]
  ) -> [ContestantID] {
    let act = ShortlistAct(
      number: acts.count + 1, kind: kind, resultsVersion: version, movedUp: [], actor: "",
      at: Instant(milliseconds: 0), reason: "")
    var next = ShortlistInForce(of: standings, by: stage, version: version, after: acts + [act])
    return next.moveUp(
      in: cities(of: people), without: Set(next.withdrawn.keys), next.acts.playOffs)
  }

  /// Where people are from, in the order of the codes.
  private func cities(of people: some Sequence<ContestantID>) -> [RegionCode] {
    let ids = Set(people)
    guard !ids.isEmpty else { return [] }
    return Set(
      standings.rows.filter { ids.contains($0.contestant.id) }.map(\.contestant.region.city)
    ).sorted()
  }

  private func remaining(
    in city: RegionCode, without gone: Set<ContestantID>
  ) -> [ContestantID] {
    let reserves = shortlist.reserves[city] ?? []
    guard places(left: reserves, without: gone) > 0 else { return [] }
    return reserves.filter { !gone.contains($0) && !movedUp.contains($0) }
  }

  /// How many reserves of a city may still move up; of those who did, whoever fell out afterwards
  /// counts as well.
  private func places(left reserves: [ContestantID], without gone: Set<ContestantID>) -> Int {
    let earlier = gone.isEmpty ? [] : gone.intersection(acts.flatMap(\.movedUp))
    let used = reserves.count { movedUp.contains($0) || earlier.contains($0) }
    return max(0, (stage.cut?.reserves ?? 0) - used)
  }

  /// Fills the free places of cities, one city after the other: those of a unit who move up in one
  /// count in the next.
  ///
  /// - Returns: who moved up, in order.
  @discardableResult
  private mutating func moveUp(
    in cities: [RegionCode], without gone: Set<ContestantID>, _ playOffs: [PlayOff]
  ) -> [ContestantID] {
    var all: [ContestantID] = []
    for city in cities {
      let admitted = movingUp(in: city, without: gone, playOffs).admitted
      movedUp.formUnion(admitted)
      all += admitted
    }
    return all
  }

  /// The reserves of a city against its free places, by the same rule as the cut; no more than are
  /// declared, whoever moved up before.
  ///
  /// - Parameter gone: who fell out.
  private func movingUp(
    in city: RegionCode, without gone: Set<ContestantID>, _ playOffs: [PlayOff]
  ) -> (admitted: [ContestantID], undecided: [[ContestantID]]) {
    guard let cut = stage.cut else { return ([], []) }
    let left = Set(remaining(in: city, without: gone))
    guard !left.isEmpty else { return ([], []) }
    let current = Set(shortlist.contestants).union(movedUp).subtracting(gone)
    let present = standings.rows.filter { current.contains($0.contestant.id) }
    let most =
      present.count { $0.contestant.region.city == city }
      + places(left: shortlist.reserves[city] ?? [], without: gone)
    var admissions = Admissions(
      Cut(perCity: min(cut.perCity, most), perUnit: cut.perUnit, reserves: cut.reserves),
      stage.ties.atCut, playOffs: playOffs, present: present)
    admissions.take(standings.rows.filter { left.contains($0.contestant.id) })
    return (admissions.admitted, admissions.undecided)
  }
}

extension ShortlistInForce.Entry {
  /// On the list first, then those who wait, then reserves by city, then those who fell out.
  fileprivate var sortKey: String {
    switch status {
    case .admitted, .movedUp: "0"
    case .undecided: "1"
    case .reserve: "2 \(standing.contestant.region.city)"
    case .withdrawn: "3"
    }
  }
}
